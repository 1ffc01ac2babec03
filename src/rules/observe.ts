import { type Decimal, plain } from "../model/decimal.ts";
import { type Code, type Finding, fingerprint, type Severity } from "../model/finding.ts";
import { placeOf } from "../model/grid.ts";
import type { Locator } from "../model/place.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { cellAt } from "../model/table.ts";
import type { Text } from "../model/text.ts";
import { inBase } from "../relations/quantity.ts";
import { figuresOf } from "../relations/relate.ts";
import { judge, type Looked, type Outcome, saysSomething } from "./condition.ts";
import type { Desk } from "./desk.ts";
import { express, printedValue, shortLabel, statedFor } from "./express.ts";
import type { Claim, Term } from "./formula.ts";
import { isTrouble, type Line, linesOf, type Trouble } from "./resolve.ts";
import { type Rule, summaryOf, whyOf } from "./rule.ts";
import { contentOf, type Sheet, type Spot, textOf } from "./sheet.ts";
import { find } from "./wording.ts";

/** Claims that are no equation between figures. */
type Observation = Extract<Claim, { claim: "multiple" | "in" | "filled" | "text-lacks" }>;

export interface Observed {
  readonly findings: readonly Finding[];
  readonly judged: number;
  readonly troubles: readonly Trouble[];
}

interface Said {
  readonly at: Locator;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: Text;
  readonly record?: CanonicalRecord;
  readonly expected?: string;
  readonly by: readonly Looked[];
  /** What it shares with findings of one cause; by default it stands alone. */
  readonly root?: string;
}

function finding(rule: Rule, desk: Desk, { at, code, severity, message, record, expected, by, root }: Said): Finding {
  const id = fingerprint(rule.id, at.document, String(at.table ?? at.sheet ?? ""), at.label, record?.id ?? String(at.paragraph ?? ""));
  const evidence = [...(record ? [{ record: record.id, role: at.label }] : []), ...by].flatMap(({ record: each, role }) => {
    const found = desk.evidence.records.get(each);
    return found ? [{ locator: found.at, raw: found.figure.raw, value: plain(found.figure.value, found.figure.decimals), role }] : [];
  });
  return {
    id,
    code: rule.code ?? code,
    severity,
    nature: rule.nature,
    scope: at.paragraph === undefined ? "table" : "prose",
    message,
    next: rule.hint,
    unit: record?.figure.unit?.symbol ?? null,
    reported: record ? plain(record.figure.value, record.figure.decimals) : null,
    expected: expected ?? null,
    difference: null,
    slack: null,
    at,
    evidence,
    relation: summaryOf(rule, 1),
    suspect: null,
    root: root ?? id,
  };
}

/** The place and name of a cell that may hold no figure. */
function locatorOf({ sheet, row, column }: Spot): Locator {
  const { table } = sheet;
  const labels = [table.rows[row]!.path.filter(Boolean).join("/"), table.columns[column]!.path.join("/")].filter(Boolean);
  return { ...placeOf(table.grid, ...cellAt(table, table.rows[row]!.index, table.columns[column]!.index)), label: labels.join(" × ") };
}

/** The values of terms; a number read from a text may be several. */
function values(
  desk: Desk,
  line: Line,
  terms: readonly Term[],
):
  | { readonly values: readonly { value: Decimal; words: string }[]; readonly quotes: readonly string[]; readonly by: readonly Looked[] }
  | Trouble {
  const found: { value: Decimal; words: string }[] = [];
  const quotes: string[] = [];
  const by: Looked[] = [];
  for (const term of terms) {
    if (term.op === "stated") {
      const numbers = statedFor(desk, line, term);
      if (isTrouble(numbers)) return numbers;
      found.push(...numbers);
      quotes.push(...numbers.map(({ sentence }) => sentence));
    } else {
      const expressed = express(desk, line, term);
      if (isTrouble(expressed)) return expressed;
      const value = printedValue(expressed.expression, desk.evidence.records);
      if (!value) return { trouble: "blank" };
      found.push({ value, words: term.op === "literal" ? term.words : plain(value) });
      quotes.push(...expressed.quotes);
      by.push(...figuresOf(expressed.expression));
    }
  }
  return { values: found, quotes, by };
}

const gcd = (a: Decimal, b: Decimal): Decimal => (b.isZero() ? a : gcd(b, a.mod(b)));

/** Whether a figure can be made of the steps, each taken any number of times (steps of 0.5 and 0.3 make every 0.1). */
function isAttainable(value: Decimal, steps: readonly Decimal[]): { readonly attainable: boolean; readonly step: Decimal } {
  const step = steps
    .filter((each) => !each.isZero())
    .reduce<Decimal | undefined>((one, each) => (one ? gcd(one, each.abs()) : each.abs()), undefined);
  return step ? { attainable: value.mod(step).isZero(), step } : { attainable: value.isZero(), step: value };
}

function scale(
  rule: Rule,
  desk: Desk,
  line: Line,
  record: CanonicalRecord,
  claim: Extract<Observation, { claim: "multiple" | "in" }>,
  by: readonly Looked[],
): Finding | Trouble | undefined {
  const wanted = values(desk, line, claim.claim === "multiple" ? [claim.step] : claim.members);
  if (isTrouble(wanted)) return wanted;
  const value = inBase(record, 0);
  const numbers = wanted.values.map((each) => each.value);
  const printed = [...new Set(wanted.values.map(({ words }) => words))];
  const role = shortLabel(record);
  const why = whyOf(rule, wanted.quotes);
  const said = { at: record.at, code: "score-mismatch" as const, severity: rule.ceiling, record, by: [...wanted.by, ...by] };
  if (claim.claim === "in")
    return numbers.some((each) => each.eq(value))
      ? undefined
      : finding(rule, desk, {
          ...said,
          expected: printed.join(" / "),
          message: {
            "zh-CN": `${role} 为 ${record.figure.raw.trim()}，不在允许的取值 ${printed.join("、")} 之内。${why["zh-CN"]}。`,
            en: `${role} is ${record.figure.raw.trim()}, which is none of ${printed.join(", ")}. ${why.en}.`,
          },
        });
  const { attainable, step } = isAttainable(value, numbers);
  return attainable
    ? undefined
    : finding(rule, desk, {
        ...said,
        message: {
          "zh-CN": `${role} 为 ${record.figure.raw.trim()}，按所印计分标准（每次 ${printed.join("、")}）只能得到 ${plain(step)} 的倍数，得不出这个数。${why["zh-CN"]}。`,
          en: `${role} is ${record.figure.raw.trim()}: the printed scale (${printed.join(", ")} each) gives only multiples of ${plain(step)}. ${why.en}.`,
        },
      });
}

/** The figures that decided, as a person reads them, joined by `is`: `执行率 为 42.34%`. */
const shownBy = (desk: Desk, by: readonly Looked[], is: string, mark: string): string =>
  by
    .flatMap(({ record, role }) => {
      const found = desk.evidence.records.get(record);
      return found ? [`${role.replace(/[：:。](?= × |$)/g, "")} ${is} ${found.figure.raw.trim()}`] : [];
    })
    .join(mark);

/** The figures that decided, in both languages; `undefined` where none did. */
const because = (desk: Desk, by: readonly Looked[]): Text | undefined =>
  by.length > 0 ? { "zh-CN": shownBy(desk, by, "为", "，"), en: shownBy(desk, by, "is", ", ") } : undefined;

function empty(rule: Rule, desk: Desk, spot: Spot, by: readonly Looked[]): Finding {
  const at = locatorOf(spot);
  const since = because(desk, by);
  const why = whyOf(rule, []);
  return finding(rule, desk, {
    at,
    code: "missing-value",
    severity: rule.ceiling,
    by,
    message: {
      "zh-CN": `“${at.label}”没有填写${since ? `，而 ${since["zh-CN"]}` : ""}。${why["zh-CN"]}。`,
      en: `"${at.label}" is not filled in${since ? ` although ${since.en}` : ""}. ${why.en}.`,
    },
  });
}

/** A box filled with nothing: its heading and what stands in it. */
const NOTHING_FILLED = /^([^,:。;]{1,40})[,:](无|没有|暂无|[-—/])。?$/;

/** The passage that a form's text must not hold, as a finding at its paragraph. */
function contradicted(
  rule: Rule,
  desk: Desk,
  sheet: Sheet,
  siblings: readonly Sheet[],
  claim: Extract<Observation, { claim: "text-lacks" }>,
): Observed {
  const passage = desk.passage(sheet, siblings);
  const line: Line = { spot: { sheet, row: 0, column: 0 }, along: "cell", siblings };
  const condition: Outcome = rule.formula.where ? judge(desk, line, rule.formula.where) : { holds: true, by: [] };
  if (isTrouble(condition)) return { findings: [], judged: 0, troubles: [condition] };
  const found = condition.holds ? find(passage.text, claim.words) : undefined;
  if (!found) return { findings: [], judged: 1, troubles: [] };
  const matched = passage.text.slice(found.start, found.end);
  // A pattern may begin with the full stop of the passage before: the place is that of its first word.
  const first = found.start + (/^[。,;；]+/.exec(matched)?.[0].length ?? 0);
  const start = passage.starts.findLast(({ at }) => at <= first);
  const quote = matched.replace(/^[。,;；]+|[。,;；]+$/g, "");
  const at: Locator = { ...(start?.place ?? { document: sheet.table.document }), quote, label: quote };
  const since = because(desk, condition.by);
  const why = whyOf(rule, []);
  const before = start ? passage.text.slice(start.at, found.end) : quote;
  const empty = rule.code === "missing-value" ? NOTHING_FILLED.exec(before) : null;
  const said = finding(rule, desk, {
    at,
    code: "prose-mismatch",
    severity: rule.ceiling,
    by: condition.by,
    // The same words copied from form to form are one thing to look at; boxes left empty are not.
    ...(empty ? {} : { root: fingerprint(rule.id, quote.replace(/[^\p{L}\p{N}]/gu, "")) }),
    message: {
      "zh-CN": `${empty ? `“${empty[1]}”填“${empty[2]}”` : `文字写“${quote}”`}${since ? `，而${empty ? "" : "表中"} ${since["zh-CN"]}` : ""}${empty ? "，须说明原因" : ""}。${why["zh-CN"]}。`,
      en: `${empty ? `"${empty[1]}" says "${empty[2]}"` : `The text says "${quote}"`}${since ? `, while ${since.en}` : ""}${empty ? ": a reason is due" : ""}. ${why.en}.`,
    },
  });
  return { findings: [said], judged: 1, troubles: [] };
}

/** The cells that must be filled; of a row, or of columns under one spread heading, one filled cell is enough. */
function mustBeFilled(desk: Desk, lines: readonly Line[]): readonly Line[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const { sheet, row, column } = line.spot;
    const heading = line.along === "columns" ? "" : sheet.columns[column]!.labels.map(({ full }) => full).join("/");
    const key = `${row} ${heading}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) => (group.some(({ spot }) => saysSomething(textOf(desk.evidence, spot))) ? [] : [group[0]!]));
}

/** Holds what a rule claims beside equations to one table of its form. */
export function observed(rule: Rule, desk: Desk, sheet: Sheet, siblings: readonly Sheet[], claim: Observation): Observed {
  if (claim.claim === "text-lacks") return contradicted(rule, desk, sheet, siblings, claim);
  const lines = linesOf(desk, sheet, siblings, claim.judged, []);
  if (isTrouble(lines)) return { findings: [], judged: 0, troubles: [lines] };
  const findings: Finding[] = [];
  const troubles: Trouble[] = [];
  let judged = 0;
  const open =
    claim.claim === "filled" ? mustBeFilled(desk, lines) : lines.filter(({ spot }) => contentOf(desk.evidence, spot).is === "figure");
  if (claim.claim === "filled") judged += lines.length - open.length;
  for (const line of open) {
    const condition: Outcome = rule.formula.where ? judge(desk, line, rule.formula.where) : { holds: true, by: [] };
    if (isTrouble(condition)) troubles.push(condition);
    else if (!condition.holds) judged++;
    else if (claim.claim === "filled") {
      judged++;
      findings.push(empty(rule, desk, line.spot, condition.by));
    } else {
      const content = contentOf(desk.evidence, line.spot);
      const outcome = content.is === "figure" ? scale(rule, desk, line, content.record, claim, condition.by) : undefined;
      if (outcome && isTrouble(outcome)) troubles.push(outcome);
      else {
        judged++;
        if (outcome) findings.push(outcome);
      }
    }
  }
  return { findings, judged, troubles };
}
