import { translateFormulaToA1, translateFormulaToR1C1 } from "@borgar/fx";
import type { Evidence } from "../model/check.ts";
import { Decimal, decimal, plain } from "../model/decimal.ts";
import { type Code, type Finding, fingerprint, type Severity } from "../model/finding.ts";
import { placeOf } from "../model/grid.ts";
import { columnLetters, type Locator, type Place } from "../model/place.ts";
import { numberText, readFigure } from "../model/read-figure.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Text } from "../model/text.ts";
import type { Book, FormulaCell, Placed, Sheet } from "./book.ts";
import type { Rectangle } from "./desk.ts";
import { type Reference, referencesIn, type Tree } from "./tree.ts";

/** A workbook's cell as a finding speaks of it: amounts as the cell shows them (97.96 of 97.96 %). */
export interface Subject {
  readonly at: Locator;
  /** Its label with its address: `高新 × 当年结余（C7）`. */
  readonly name: Text;
  readonly raw: string;
  readonly value: Decimal;
  readonly decimals: number;
  readonly unit: string | null;
  readonly tableTitle: string;
  readonly root: string;
  /** An amount of the workbook on the scale that the cell shows. */
  readonly scaled: (stored: Decimal) => Decimal;
}

/** Every figure by the cell it stands in. */
function figuresByPlace({ records }: Evidence): ReadonlyMap<string, CanonicalRecord> {
  return new Map(Array.from(records.values(), (record) => [keyOf(record.at), record]));
}

const keyOf = ({ document, sheet, a1 }: Place): string => `${document}|${sheet}|${a1}`;

/** A cell as the subject of a finding; `undefined` where it holds no number. */
export function subjectOf(evidence: Evidence, { cell, grid, row, column }: Placed): Subject | undefined {
  if (cell.stored === undefined) return undefined;
  const place = placeOf(grid, row, column);
  const record = evidence.derived(figuresByPlace).get(keyOf(place));
  const read = readFigure(numberText(cell));
  const isPercent = cell.text.includes("%");
  const scaled = (stored: Decimal): Decimal => (isPercent ? stored.times(100) : stored);
  const stored = scaled(decimal(cell.stored));
  const label = record?.at.label ?? labelOf(grid.rows, row, column);
  const name = label === "" ? (place.a1 ?? "") : label;
  return {
    at: { ...place, label: name },
    name: { "zh-CN": `“${name}”（${place.a1}）`, en: `${name} (${place.a1})` },
    raw: cell.text,
    value: stored,
    decimals: record?.decimals ?? read?.decimals ?? stored.decimalPlaces(),
    unit: record?.figure.unit?.symbol ?? (isPercent ? "%" : null),
    tableTitle: record?.tableTitle ?? place.sheet ?? "",
    root: record?.id ?? keyOf(place),
    scaled,
  };
}

/** The words to the left and above, for a cell that stands in no table. */
function labelOf(rows: Placed["grid"]["rows"], row: number, column: number): string {
  const isWords = (text: string): boolean => /\p{L}/u.test(text);
  const left = rows[row]!.slice(0, column).find(({ text }) => isWords(text))?.text ?? "";
  let above = "";
  for (let r = row - 1; r >= 0 && above === ""; r -= 1) {
    const text = rows[r]?.[column]?.text ?? "";
    if (isWords(text)) above = text;
  }
  return [left, above]
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join(" × ");
}

/** What a check says of a formula or of the constant in its place. `expected`: on the scale that the cell shows. */
export interface Remark {
  readonly code: Code;
  readonly severity: Severity;
  readonly subject: Subject;
  /** The formula that the cell has or should have, without its equals sign. */
  readonly formula: string;
  readonly expected: Decimal | undefined;
  readonly message: Text;
  readonly next: Text;
  /** Why the formula should be as its check expects, and where the value suggested comes from. */
  readonly rule: Text;
  readonly why: Text;
  readonly evidence: Finding["evidence"];
  readonly kind: string;
  readonly holds: number;
}

/** A remark as a finding, with its stable id. */
export function remarked({ code, severity, subject, formula, expected, message, next, rule, why, evidence, kind, holds }: Remark): Finding {
  const { at, value, decimals, unit, tableTitle, raw, root } = subject;
  const reported = plain(value, Math.min(decimals, value.decimalPlaces()));
  const suggested = expected === undefined ? null : amountText(expected, decimals);
  return {
    id: fingerprint(code, at.document, tableTitle, at.label, formula, raw),
    code,
    severity,
    nature: "logical",
    scope: "table",
    message,
    next,
    unit,
    reported,
    expected: suggested,
    difference: expected === undefined ? null : amountText(value.minus(expected), decimals),
    slack: null,
    at,
    evidence: [{ locator: at, raw, value: reported, role: "=" }, ...evidence],
    relation: {
      id: fingerprint(code, at.document, at.sheet ?? "", at.a1 ?? "", formula),
      kind,
      source: "formula",
      formula: `=${formula}`,
      why: rule,
      holds,
      fails: 1,
    },
    suspect: suggested === null || severity === "info" ? null : { locator: at, reported, suggested, why },
    root: fingerprint("root", root),
  };
}

/** An amount with the digits that the cell shows, and a few more where it differs only there. */
export function amountText(amount: Decimal, decimals: number): string {
  const short = amount.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  return plain(short.isZero() && !amount.isZero() ? amount.toSignificantDigits(3) : short, decimals);
}

/** Whether two amounts are the same in the digits that a cell shows. */
export const showsAlike = ({ value, decimals }: Subject, amount: Decimal): boolean =>
  value.minus(amount).abs().times(2).lte(new Decimal(10).pow(-decimals));

/** As many figures of a range as a finding lists. */
const LISTED = 60;

/** The figures that a formula reads, in its order; of long ranges the first. */
export function readBy(evidence: Evidence, tree: Tree, placeIn: (reference: Reference) => Rectangle | undefined): Finding["evidence"] {
  const found: Finding["evidence"][number][] = [];
  for (const reference of referencesIn(tree)) {
    const place = placeIn(reference);
    if (!place) continue;
    const { sheet, top, left, bottom, right } = place;
    for (let row = top; row <= Math.min(bottom, sheet.bottom) && found.length < LISTED; row += 1)
      for (let column = left; column <= Math.min(right, sheet.right) && found.length < LISTED; column += 1) {
        const placed = sheet.at(row, column);
        const subject = placed && subjectOf(evidence, placed);
        if (subject) found.push({ locator: subject.at, raw: subject.raw, value: plain(subject.value), role: subject.at.label });
      }
  }
  return found;
}

const addressOf = (row: number, column: number): string => `${columnLetters(column + 1)}${row + 1}`;

/** The formula of one cell as it reads when it is copied to another. */
export const copied = ({ placed, row, column }: FormulaCell, toRow: number, toColumn: number): string =>
  translateFormulaToA1(translateFormulaToR1C1(placed.cell.formula ?? "", addressOf(row, column)), addressOf(toRow, toColumn));

/** What kind of relation a formula states. */
export function kindOf(tree: Tree): string {
  if (tree.is === "call")
    return tree.name.startsWith("SUM") || tree.name === "SUBTOTAL"
      ? "sum"
      : tree.name.startsWith("AVERAGE")
        ? "average"
        : tree.name.startsWith("ROUND") && tree.args[0]
          ? kindOf(tree.args[0])
          : "tie";
  if (tree.is !== "operation") return "tie";
  return { "+": "sum", "-": "difference", "*": "product", "/": "ratio" }[tree.operator] ?? "tie";
}

/** The sheets of a book with the cells to look at: those with formulas, and the numbers that stand near one. */
export function* constantsNearFormulas({
  formulas,
  formulaAt,
}: Book): Generator<{ readonly sheet: Sheet; readonly row: number; readonly column: number; readonly placed: Placed }> {
  const seen = new Set<string>();
  for (const { sheet, row, column } of formulas)
    for (const [down, across] of NEAR) {
      const [r, c] = [row + down, column + across];
      const key = `${sheet.name} ${r} ${c}`;
      if (r < 0 || c < 0 || seen.has(key)) continue;
      seen.add(key);
      const placed = sheet.at(r, c);
      if (placed?.cell.stored !== undefined && placed.cell.formula === undefined && !placed.cell.anchor && !formulaAt(sheet, r, c))
        yield { sheet, row: r, column: c, placed };
    }
}

/** A cell without a figure or two may lie between. */
const NEAR: readonly (readonly [number, number])[] = [1, 2, 3].flatMap(
  (by) =>
    [
      [by, 0],
      [-by, 0],
      [0, by],
      [0, -by],
    ] as const,
);
