import type { Decimal } from "../model/decimal.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { echoes } from "./echoes.ts";
import { type Records, recalculate } from "./recalculate.ts";
import { isTelling, slip } from "./slip.ts";
import { type Around, after, isDown, isUp, solve, weightOf, withCopies, withValues } from "./try-change.ts";

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

/** Components beyond this are not searched: so many failures at once are no slip of one cell. */
const LARGEST = 60;
/** One failing sum of more figures than this gives no one away. */
const LONGEST = 200;

interface Candidate {
  readonly record: CanonicalRecord;
  readonly value: Decimal;
}

const isLinear = ({ relation }: Recalculation): boolean => weightOf(relation.expression, relation.total) !== undefined;

/** So many failures at once are no slips of single cells: they are left apart. */
const MOST_FAILING = 300;

/** Whether some figure that both read, given the value that mends the first, mends the second too. */
function haveOneCause(first: Recalculation, second: Recalculation, around: Around, records: Records): boolean {
  if (first.relation.total === second.relation.total && !isLinear(first) && !isLinear(second)) return true;
  if (!isLinear(first) || !isLinear(second)) return false;
  const shared = first.figures.filter(({ record }) => second.figures.some((other) => other.record === record));
  return shared.some(({ record: id }) => {
    const record = records.get(id);
    const value = record && solve(first, record, records);
    return value !== undefined && isUp(recalculate(second.relation, withValues(records, withCopies(id, value, around, records))));
  });
}

/** Failing relations that one changed figure would mend together; each other one stands alone. */
function components(failing: readonly Recalculation[], around: Around, records: Records): readonly (readonly Recalculation[])[] {
  if (failing.length > MOST_FAILING) return failing.map((each) => [each]);
  const groups: Recalculation[][] = [];
  for (const each of failing) {
    const joined = groups.filter((group) => group.some((other) => haveOneCause(other, each, around, records)));
    const [into = [], ...others] = joined;
    if (joined.length === 0) groups.push(into);
    into.push(...others.flat(), each);
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  return groups;
}

/** The one figure whose change mends every failing relation and breaks no holding one, if there is just one. */
function culprit(failing: readonly Recalculation[], around: Around, records: Records, printed: Printed): Diagnosis | undefined {
  if (failing.length > LARGEST || failing.every(({ relation }) => relation.kind === "tie" && relation.ceiling !== undefined))
    return undefined;
  const candidates: Candidate[] = [];
  const readings = failing.map(({ figures }) => new Set(figures.map(({ record }) => record)));
  const shared = [...(readings[0] ?? [])].filter((id) => readings.every((reading) => reading.has(id)));
  if (shared.length > LONGEST) return undefined;
  for (const id of shared) {
    const record = records.get(id);
    if (!record) continue;
    const value = solve(failing[0]!, record, records);
    if (!value || value.isZero() || value.eq(record.figure.value)) continue;
    if (
      after(withCopies(id, value, around, records), around, records).some(
        ({ before, now }) => !isUp(now) && (isUp(before) || failing.includes(before) || (isDown(before) && isLinear(before))),
      )
    )
      continue;
    candidates.push({ record, value });
  }
  return single(candidates, failing, around, printed);
}

/** Whether a value is printed elsewhere in the submission, so that a suggestion can be corroborated. */
type Printed = (value: Decimal, but: CanonicalRecord) => boolean;

function single(
  candidates: readonly Candidate[],
  failing: readonly Recalculation[],
  around: Around,
  printed: Printed,
): Diagnosis | undefined {
  const [first] = candidates;
  if (!first) return undefined;
  if (candidates.length === 1 && (failing.length > 1 || vouched(first, failing, around)))
    return diagnosis(first, REASONS.only(failing.length));
  const marked = candidates.filter(({ record, value }) => isMark(record, value));
  if (marked.length === 1) return diagnosis(marked[0]!, REASONS.mark);
  const corroborated = candidates.filter(({ record, value }) => printed(value, record));
  if (corroborated.length === 1) return diagnosis(corroborated[0]!, REASONS.elsewhere);
  const doubtful = candidates.filter(({ record }) => !isConfirmed(record.id, failing, around));
  const [last] = doubtful;
  return last && doubtful.length === 1 && failing.length === 1 && vouched(last, failing, around)
    ? diagnosis(last, REASONS.only(1))
    : undefined;
}

/** A figure that more relations confirm than doubt, the failing ones under study aside. To be within a bound confirms no figure. */
const isConfirmed = (id: string, failing: readonly Recalculation[], around: Around): boolean => {
  const all = around.get(id) ?? [];
  const doubts = all.filter((each) => isDown(each) && !failing.includes(each)).length;
  return all.filter((each) => isUp(each) && each.relation.comparison === "equal").length > doubts;
};

/** One failing relation names a cell only if every other figure in it is confirmed. */
const vouched = (candidate: Candidate, failing: readonly Recalculation[], around: Around): boolean =>
  failing[0]!.figures.every(({ record }) => record === candidate.record.id || isConfirmed(record, failing, around));

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
function joined(causes: readonly Cause[], around: Around, records: Records, printed: Printed): readonly Cause[] {
  const open = causes.filter(({ diagnosis: found }) => !found);
  const readers = new Map<string, Cause[]>();
  for (const cause of open) for (const id of figuresIn(cause.failing)) readers.set(id, [...(readers.get(id) ?? []), cause]);
  /** Causes that read what holds as computed from a figure of this one: only those can be its echo. */
  const computed = ({ failing }: Cause): ReadonlySet<Cause> =>
    new Set(
      figuresIn(failing).flatMap((id) =>
        (around.get(id) ?? []).filter(isUp).flatMap(({ relation }) => (relation.total === id ? [] : (readers.get(relation.total) ?? []))),
      ),
    );
  const into = new Map<Cause, { readonly root: Cause; readonly diagnosis: Diagnosis | undefined }>();
  for (const first of open)
    for (const second of computed(first)) {
      if (first === second || into.has(first) || into.has(second)) continue;
      const pairs = echoes(first.failing, second.failing, around, records);
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

/** Whether a failing relation reads the doubtful figure and holds with the value suggested for it. */
const isMended = ({ relation, figures }: Recalculation, { record, suggested }: Diagnosis, around: Around, records: Records): boolean =>
  figures.some((each) => each.record === record) &&
  isUp(recalculate(relation, withValues(records, withCopies(record, suggested, around, records))));

/** Groups the failing relations into causes and names the wrong cell of each where only one fits (design §6, Diagnosis). */
export function diagnose(recalculations: readonly Recalculation[], records: ReadonlyMap<string, CanonicalRecord>): readonly Cause[] {
  const around = new Map<string, Recalculation[]>();
  for (const each of recalculations)
    for (const { record } of each.figures) {
      const known = around.get(record);
      if (known) known.push(each);
      else around.set(record, [each]);
    }
  const byValue = grouped(records.values(), ({ figure }) => figure.value.toString());
  const printed: Printed = (value, but) =>
    value.abs().precision() >= 4 && (byValue.get(value.toString()) ?? []).some(({ id }) => id !== but.id);
  const toCause = (failing: readonly Recalculation[]): Cause => {
    const found = culprit(failing, around, records, printed);
    return { failing, diagnosis: found, root: found?.record ?? failing.map(({ relation }) => relation.id).sort()[0]! };
  };
  const groups = components(recalculations.filter(isDown), around, records);
  const causes: Cause[] = groups.filter((failing) => failing.some(isLinear)).map(toCause);
  // A rate that fails because one of its figures is the culprit of a sum is an echo of it, not a cause of its own.
  for (const failing of groups.filter((group) => !group.some(isLinear))) {
    const explained = causes.findIndex(
      ({ diagnosis: found }) => found !== undefined && failing.every((each) => isMended(each, found, around, records)),
    );
    const cause = causes[explained];
    if (cause) causes[explained] = { ...cause, failing: [...cause.failing, ...failing] };
    else causes.push(toCause(failing));
  }
  return joined(causes, around, records, printed);
}
