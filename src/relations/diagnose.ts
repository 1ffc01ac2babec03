import type { Decimal } from "../model/decimal.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { echoes } from "./echoes.ts";
import { isTelling, slip } from "./slip.ts";
import { isDown, isUp, type Web, webOf } from "./try-change.ts";

/** A cell and the value that would make everything it stands in hold. */
export interface Diagnosis {
  readonly record: string;
  readonly suggested: Decimal;
  readonly why: Text;
}

/** Failing relations that one wrong figure may explain together, and that figure where the evidence singles it out. */
export interface Cause {
  readonly failing: readonly Recalculation[];
  readonly diagnosis: Diagnosis | undefined;
  /** The same for causes of which one is the echo of another. */
  readonly root: string;
}

interface Candidate {
  readonly record: CanonicalRecord;
  readonly value: Decimal;
}

/** Failing relations that one changed figure would mend together; each other one stands alone. Order: of their first members. */
function components(failing: readonly Recalculation[], web: Web): readonly (readonly Recalculation[])[] {
  const above = new Map<Recalculation, Recalculation>();
  const top = (each: Recalculation): Recalculation => {
    let root = each;
    for (let next = above.get(root); next; next = above.get(root)) root = next;
    return root;
  };
  const join = (a: Recalculation, b: Recalculation): void => {
    const [first, second] = [top(a), top(b)];
    if (first !== second) above.set(second, first);
  };
  // Rates and products cannot be solved for a figure: those that judge one figure have one cause.
  const judged = grouped(
    failing.filter((each) => !web.isLinear(each)),
    ({ relation }) => relation.total,
  );
  for (const [first, ...others] of judged.values()) for (const other of others) join(first!, other);
  for (const [id, readers] of readersOf(failing.filter(web.isLinear))) {
    const record = web.records.get(id);
    if (!record || readers.length < 2) continue;
    // What mends one relation mends those that need nearly the same value: its neighbours, once they stand in order.
    const inOrder = readers
      .flatMap((each) => {
        const value = web.solve(each, record);
        return value ? [{ each, value }] : [];
      })
      .sort((a, b) => a.value.comparedTo(b.value));
    for (const [index, { each, value }] of inOrder.entries()) {
      const next = inOrder[index + 1];
      if (!next || top(each) === top(next.each)) continue;
      if (web.holds(next.each, web.withCopies(id, value)) || web.holds(each, web.withCopies(id, next.value))) join(each, next.each);
    }
  }
  const groups = new Map<Recalculation, Recalculation[]>();
  for (const each of failing) {
    const group = groups.get(top(each));
    if (group) group.push(each);
    else groups.set(top(each), [each]);
  }
  return [...groups.values()];
}

/** Who of some relations reads each figure. */
function readersOf(some: readonly Recalculation[]): ReadonlyMap<string, readonly Recalculation[]> {
  const readers = new Map<string, Recalculation[]>();
  for (const each of some)
    for (const id of new Set(each.figures.map(({ record }) => record))) {
      const known = readers.get(id);
      if (known) known.push(each);
      else readers.set(id, [each]);
    }
  return readers;
}

/** A failing sum of more figures than this gives none of them away: some would bear a slip's mark by chance. */
const LONGEST = 200;

/** The one figure whose change mends every failing relation and breaks no holding one, if there is just one. */
function culprit(failing: readonly Recalculation[], web: Web, printed: Printed): Diagnosis | undefined {
  if (failing.every(({ relation }) => relation.kind === "tie" && relation.ceiling !== undefined)) return undefined;
  const own = new Set(failing);
  const candidates: Candidate[] = [];
  const shared = [...readersOf(failing)].filter(([, readers]) => readers.length === failing.length);
  if (shared.length > LONGEST) return undefined;
  for (const [id] of shared) {
    const record = web.records.get(id);
    // What last year's submission said is not this one's to correct.
    if (!record || record.at.sha256 !== undefined) continue;
    const value = web.solve(failing[0]!, record);
    if (!value || value.isZero() || value.eq(record.figure.value)) continue;
    const changes = web.withCopies(id, value);
    const spoils = (each: Recalculation): boolean =>
      (own.has(each) || isUp(each) || (isDown(each) && web.isLinear(each))) && !web.holds(each, changes);
    if (!web.touched(changes).some(spoils)) candidates.push({ record, value });
  }
  return single(candidates, failing, web, printed);
}

/** Whether a value is printed elsewhere in the submission, so that a suggestion can be corroborated. */
type Printed = (value: Decimal, but: CanonicalRecord) => boolean;

function single(candidates: readonly Candidate[], failing: readonly Recalculation[], web: Web, printed: Printed): Diagnosis | undefined {
  const [first] = candidates;
  if (!first) return undefined;
  if (candidates.length === 1 && (failing.length > 1 || vouched(first, failing, web)))
    return diagnosis(first, REASONS.only(failing.length));
  const marked = candidates.filter(({ record, value }) => isMark(record, value));
  if (marked.length === 1) return diagnosis(marked[0]!, REASONS.mark);
  const corroborated = candidates.filter(({ record, value }) => printed(value, record));
  if (corroborated.length === 1) return diagnosis(corroborated[0]!, REASONS.elsewhere);
  const doubtful = candidates.filter(({ record }) => !isConfirmed(record.id, failing, web));
  const [last] = doubtful;
  return last && doubtful.length === 1 && failing.length === 1 && vouched(last, failing, web)
    ? diagnosis(last, REASONS.only(1))
    : undefined;
}

/** A figure that more relations confirm than doubt, the failing ones under study aside. To be within a bound confirms no figure. */
const isConfirmed = (id: string, failing: readonly Recalculation[], web: Web): boolean => {
  const all = web.around(id);
  const doubts = all.filter((each) => isDown(each) && !failing.includes(each)).length;
  return all.filter((each) => isUp(each) && each.relation.comparison === "equal").length > doubts;
};

/** One failing relation names a cell only if every other figure in it is confirmed. */
const vouched = (candidate: Candidate, failing: readonly Recalculation[], web: Web): boolean =>
  failing[0]!.figures.every(({ record }) => record === candidate.record.id || isConfirmed(record, failing, web));

const isMark = ({ figure, decimals }: CanonicalRecord, value: Decimal): boolean => isTelling(slip(figure.value, value, decimals));

const REASONS = {
  only: (count: number): Text =>
    count > 1
      ? {
          "zh-CN": `只改这一个数，${count} 处不符就全部成立，且不影响其他已核对的关系`,
          en: `changing this one figure settles all ${count} disagreements and breaks nothing that holds`,
        }
      : { "zh-CN": "式中其余各数均已被别的关系证实", en: "every other figure of the formula is confirmed by another relation" },
  mark: { "zh-CN": "改正后与原数只差一处常见笔误", en: "the two values differ by one common slip" },
  elsewhere: { "zh-CN": "改正后的数在材料别处出现过", en: "the suggested value is printed elsewhere in the submission" },
  echo: { "zh-CN": "由另一个存疑的数计算得来，随之出错", en: "it was computed from another doubtful figure and is wrong with it" },
} as const;

function diagnosis({ record, value }: Candidate, reason: Text): Diagnosis {
  const found = slip(record.figure.value, value, record.decimals);
  // Any two short figures differ by one digit.
  const trace = found && (isTelling(found) || record.figure.value.abs().gte(1000)) ? found : undefined;
  const why: Text = trace ? { "zh-CN": `${reason["zh-CN"]}（${trace["zh-CN"]}）`, en: `${reason.en} (${trace.en})` } : reason;
  return { record: record.id, suggested: value, why };
}

const figuresIn = (failing: readonly Recalculation[]): readonly string[] => [
  ...new Set(failing.flatMap(({ figures }) => figures.map(({ record }) => record))),
];

/** Causes that one wrong figure and a later one computed from it explain together become one. */
function joined(causes: readonly Cause[], web: Web, printed: Printed): readonly Cause[] {
  const open = causes.filter(({ diagnosis: found }) => !found);
  const readers = new Map<string, Cause[]>();
  for (const cause of open) for (const id of figuresIn(cause.failing)) readers.set(id, [...(readers.get(id) ?? []), cause]);
  /** Causes that read what holds as computed from figures of this one, with those figures: only they can be its echo. */
  const computed = ({ failing }: Cause): ReadonlyMap<Cause, ReadonlySet<string>> => {
    const from = new Map<Cause, Set<string>>();
    for (const id of figuresIn(failing))
      for (const { relation } of web.around(id).filter(isUp))
        for (const cause of relation.total === id ? [] : (readers.get(relation.total) ?? [])) {
          const sources = from.get(cause) ?? new Set();
          from.set(cause, sources.add(id));
        }
    return from;
  };
  const into = new Map<Cause, { readonly root: Cause; readonly diagnosis: Diagnosis | undefined }>();
  for (const first of open)
    for (const [second, sources] of computed(first)) {
      if (first === second || into.has(first) || into.has(second) || sources.size > LONGEST) continue;
      const pairs = echoes([...sources], first.failing, second.failing, web);
      if (pairs.length === 0) continue;
      const sure = pairs.filter(({ source }) => printed(source.value, source.record));
      const [pair] = sure.length > 0 ? sure : pairs;
      const single = sure.length === 1 || pairs.length === 1;
      into.set(first, {
        root: first,
        diagnosis: single ? diagnosis(pair!.source, sure.length > 0 ? REASONS.elsewhere : REASONS.only(2)) : undefined,
      });
      into.set(second, { root: first, diagnosis: single ? diagnosis(pair!.echo, REASONS.echo) : undefined });
    }
  return causes.map((cause) => {
    const found = into.get(cause);
    return found ? { ...cause, diagnosis: found.diagnosis, root: found.root.failing[0]!.relation.id } : cause;
  });
}

/** Groups the failing relations into causes and names the wrong cell of each where only one fits (design §6, Diagnosis). */
export function diagnose(recalculations: readonly Recalculation[], records: ReadonlyMap<string, CanonicalRecord>): readonly Cause[] {
  const web = webOf(recalculations, records);
  const byValue = grouped(records.values(), ({ figure }) => figure.value.toString());
  const printed: Printed = (value, but) =>
    value.abs().precision() >= 4 && (byValue.get(value.toString()) ?? []).some(({ id }) => id !== but.id);
  const toCause = (failing: readonly Recalculation[]): Cause => {
    const found = culprit(failing, web, printed);
    return { failing, diagnosis: found, root: found?.record ?? failing.map(({ relation }) => relation.id).sort()[0]! };
  };
  const groups = components(recalculations.filter(isDown), web);
  const causes: Cause[] = groups.filter((failing) => failing.some(web.isLinear)).map(toCause);
  const ofRecord = new Map(causes.flatMap(({ diagnosis: found }, index) => (found ? [[found.record, index] as const] : [])));
  // A rate that fails because one of its figures is the culprit of a sum is an echo of it, not a cause of its own.
  for (const failing of groups.filter((group) => !group.some(web.isLinear))) {
    const explained = figuresIn(failing)
      .map((id) => ofRecord.get(id))
      .find((index) => index !== undefined && mends(causes[index]!, failing, web));
    const cause = explained === undefined ? undefined : causes[explained];
    if (cause) causes[explained!] = { ...cause, failing: [...cause.failing, ...failing] };
    else causes.push(toCause(failing));
  }
  return joined(causes, web, printed);
}

/** Whether failing relations all read the doubtful figure of a cause and hold with the value suggested for it. */
function mends({ diagnosis: found }: Cause, failing: readonly Recalculation[], web: Web): boolean {
  const changes = found && web.withCopies(found.record, found.suggested);
  return (
    changes !== undefined &&
    failing.every((each) => each.figures.some(({ record }) => record === found!.record) && web.holds(each, changes))
  );
}
