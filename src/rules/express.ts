import { Decimal, plain, ZERO } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { inBase } from "../relations/quantity.ts";
import { figure, figuresOf, number, product, quotient, sum } from "../relations/relate.ts";
import type { Desk } from "./desk.ts";
import type { Aggregate, Sign, StatedNumber, Term, WeightTerm } from "./formula.ts";
import { labelOf, type Name } from "./name.ts";
import { cellFor, cellsFor, isTrouble, type Line, type Trouble } from "./resolve.ts";
import { contentOf, type Sheet, type Spot, textOf } from "./sheet.ts";
import { groupPoints, weightOf } from "./weight.ts";
import { plainText, type Stated, statedIn } from "./wording.ts";

/** A term in figures of the submission. `blanks`: cells taken for zero. `quotes`: the sentences that numbers were read from. `grounds`: how numbers were worked out. */
export interface Expressed {
  readonly expression: Expression;
  readonly blanks: number;
  readonly quotes: readonly string[];
  readonly grounds?: readonly Text[];
}

const plainly = (expression: Expression): Expressed => ({ expression, blanks: 0, quotes: [] });
const BLANK: Trouble = { trouble: "blank" };

/** A label without its quotation marks where one of a pair is missing in print. */
const balanced = (label: string): string => (label.split("“").length === label.split("”").length ? label : label.replace(/[“”]/g, ""));

/** What a figure is called in the formula of a finding: its headings, its line where that is another one, its table where that is another. */
export function roleOf(record: CanonicalRecord, { spot, along }: Line): string {
  const { sheet } = spot;
  const column = balanced(record.columnPath.join("/"));
  const row = balanced(record.rowPath.findLast((label) => label !== "") ?? "");
  const both = row !== "" && column !== "" ? `${row} × ${column}` : row || column;
  if (record.tableId !== sheet.table.id) {
    const title = record.tableTitle === "" ? "" : `《${record.tableTitle}》`;
    const sameLine = labelOf(row).bare === sheet.rows[spot.row]!.labels.at(-1)?.bare;
    return `${title}${along === "rows" && sameLine && title !== "" && column !== "" ? column : both}`;
  }
  const sameRow = sheet.rows[spot.row]!.index === record.row;
  const sameColumn = sheet.columns[spot.column]!.index === record.column;
  if (along === "rows" && sameRow && column !== "") return column;
  return along !== "cell" && sameColumn && row !== "" ? row : both;
}

/** A figure by its own line and headings, without the groups above it. */
export const shortLabel = ({ rowPath, columnPath }: CanonicalRecord): string =>
  [rowPath.findLast((label) => label !== ""), columnPath.join("/")].filter(Boolean).join(" × ");

/** The value of an expression from the printed figures, in base units; `undefined` where it cannot be computed. */
export function printedValue(expression: Expression, records: ReadonlyMap<string, CanonicalRecord>): Decimal | undefined {
  switch (expression.op) {
    case "figure": {
      const record = records.get(expression.record);
      return record && inBase(record, 0);
    }
    case "number":
      return expression.value;
    case "sum":
      return expression.terms.reduce<Decimal | undefined>((total, { weight, of }) => {
        const value = printedValue(of, records);
        return total && value?.times(weight).plus(total);
      }, ZERO);
    case "product":
      return expression.factors.reduce<Decimal | undefined>((total, factor) => {
        const value = printedValue(factor, records);
        return total && value?.times(total);
      }, new Decimal(1));
    case "quotient": {
      const numerator = printedValue(expression.numerator, records);
      const denominator = printedValue(expression.denominator, records);
      return numerator && denominator && !denominator.isZero() ? numerator.div(denominator) : undefined;
    }
  }
}

const TESTS: { readonly [sign in Sign]: (order: number) => boolean } = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** Comparisons as they are printed. */
export const SHOWN: { readonly [sign in Sign]: string } = { "=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥" };

/** Whether `left sign right` holds for exact values. */
export const holds = (left: Decimal, sign: Sign, right: Decimal): boolean => TESTS[sign](left.comparedTo(right));

/** The texts in which a stated number is looked for, the likeliest first. */
function textsFor(desk: Desk, line: Line, { place }: StatedNumber): readonly string[] | Trouble {
  const { sheet, row, column } = line.spot;
  switch (place.in) {
    case "cell": {
      const spot = cellFor(desk, line, place.name);
      return isTrouble(spot) ? spot : [plainText(textOf(desk.evidence, spot))];
    }
    case "labels":
      return [[...sheet.rows[row]!.labels, ...sheet.columns[column]!.labels].map(({ full }) => full).join("。")];
    case "table":
      return [desk.tableText(sheet)];
    case "text":
      return [desk.passage(sheet, line.siblings).text];
    case "submission":
      return desk.everything();
  }
}

/** Every number that the words find, in the first text that has one; each distinct value once. */
export function statedFor(desk: Desk, line: Line, term: StatedNumber): readonly Stated[] | Trouble {
  const texts = textsFor(desk, line, term);
  if (isTrouble(texts)) return texts;
  const found = texts.flatMap((text) => statedIn(text, term.words));
  const distinct = [...new Map(found.map((each) => [each.value.toString(), each])).values()];
  return distinct.length > 0 ? distinct : { trouble: "no-text", words: term.words.source };
}

const fromText = ({ value, words, sentence }: Stated): Expressed => ({ expression: number(value, words), blanks: 0, quotes: [sentence] });

function expressSpot(desk: Desk, line: Line, spot: Spot): Expressed | Trouble {
  const content = contentOf(desk.evidence, spot);
  return content.is === "figure" ? plainly(figure(content.record, roleOf(content.record, line))) : BLANK;
}

function joined(parts: readonly Expressed[], expression: Expression, blanks = 0): Expressed {
  return {
    expression,
    blanks: parts.reduce((total, part) => total + part.blanks, blanks),
    quotes: parts.flatMap(({ quotes }) => quotes),
    grounds: parts.flatMap(({ grounds = [] }) => grounds),
  };
}

/** All terms, or the first trouble among them. */
function expressAll(desk: Desk, line: Line, terms: readonly Term[]): readonly Expressed[] | Trouble {
  const parts = terms.map((term) => express(desk, line, term));
  return parts.find(isTrouble) ?? parts.filter((part): part is Expressed => !isTrouble(part));
}

function expressCells(desk: Desk, line: Line, name: Name): { readonly parts: readonly Expressed[]; readonly blanks: number } | Trouble {
  const spots = cellsFor(desk, line, name);
  if (isTrouble(spots)) return spots;
  const contents = spots.map((spot) => contentOf(desk.evidence, spot));
  if (contents.some(({ is }) => is === "words")) return BLANK;
  return {
    parts: contents.flatMap((content) => (content.is === "figure" ? [plainly(figure(content.record, roleOf(content.record, line)))] : [])),
    blanks: contents.filter(({ is }) => is === "blank").length,
  };
}

function aggregate(desk: Desk, line: Line, by: Aggregate, items: readonly Term[]): Expressed | Trouble {
  const parts: Expressed[] = [];
  let blanks = 0;
  let missing: Trouble | undefined;
  for (const item of items) {
    if (item.op === "name") {
      const cells = expressCells(desk, line, item);
      // Forms of one kind differ in their minor columns: of several items one may be missing.
      if (isTrouble(cells) && cells.trouble === "missing" && items.length > 1) missing ??= cells;
      else if (isTrouble(cells)) return cells;
      else {
        parts.push(...cells.parts);
        blanks += cells.blanks;
      }
    } else if (item.op === "stated") {
      const numbers = statedFor(desk, line, item);
      if (isTrouble(numbers)) return numbers;
      parts.push(...numbers.map(fromText));
    } else {
      const part = express(desk, line, item);
      if (isTrouble(part)) return part;
      parts.push(part);
    }
  }
  if (parts.length === 0) return missing ?? BLANK;
  const expressions = parts.map(({ expression }) => expression);
  if (by === "sum") return joined(parts, sum(expressions), blanks);
  if (by === "average") return joined(parts, quotient(sum(expressions), number(new Decimal(parts.length), String(parts.length))));
  const values = expressions.map((each) => printedValue(each, desk.evidence.records));
  let best = 0;
  for (const [at, value] of values.entries()) {
    if (!value) return BLANK;
    const order = value.comparedTo(values[best]!);
    if (by === "max" ? order > 0 : order < 0) best = at;
  }
  return parts[best]!;
}

/** How many figures pass a test: a number that names the figures it was counted from. */
function counted(desk: Desk, line: Line, { name, test }: Extract<Term, { op: "count" }>): Expressed | Trouble {
  const cells = expressCells(desk, line, name);
  if (isTrouble(cells)) return cells;
  const right = test && express(desk, line, test.right);
  if (right && isTrouble(right)) return right;
  const limit = right ? printedValue(right.expression, desk.evidence.records) : undefined;
  if (right && !limit) return BLANK;
  const passing = cells.parts.filter(({ expression }) => {
    const value = printedValue(expression, desk.evidence.records);
    return value && (!test || !limit || holds(value, test.sign, limit));
  });
  const first = cells.parts.flatMap(({ expression }) => figuresOf(expression))[0];
  const record = first && desk.evidence.records.get(first.record);
  const words = `${passing.length}（${record?.columnPath.join("/") || name.words}${test && test.right.op === "literal" ? ` ${SHOWN[test.sign]} ${test.right.words}` : ""}）`;
  const from = cells.parts.flatMap(({ expression }) => figuresOf(expression));
  return plainly({ op: "number", value: new Decimal(passing.length), words, from });
}

/** A weight that is not printed: a number that names the scores it was worked out from. */
function weighed(desk: Desk, line: Line, term: WeightTerm): Expressed | Trouble {
  const pointsOf = (each: Line): Decimal | undefined => {
    const group = groupPoints(each, term);
    if (group) return group;
    const points = express(desk, each, term.points);
    return isTrouble(points) ? undefined : printedValue(points.expression, desk.evidence.records);
  };
  const weight = weightOf(desk, line, term, pointsOf);
  if (!weight) return { trouble: "no-weight" };
  const from = weight.from.map((record) => ({ record: record.id, role: roleOf(record, line) }));
  const words = `${plain(weight.value)}分`;
  return { expression: { op: "number", value: weight.value, words, from }, blanks: 0, quotes: [], grounds: [weight.ground] };
}

/** A term of a formula in figures of the submission, seen from one judged figure. */
export function express(desk: Desk, line: Line, term: Term): Expressed | Trouble {
  switch (term.op) {
    case "name": {
      const spot = cellFor(desk, line, term);
      return isTrouble(spot) ? spot : expressSpot(desk, line, spot);
    }
    case "literal":
      return plainly(number(term.value, term.words));
    case "stated": {
      const numbers = statedFor(desk, line, term);
      if (isTrouble(numbers)) return numbers;
      return numbers.length === 1 ? fromText(numbers[0]!) : { trouble: "no-text", words: term.words.source };
    }
    case "sum": {
      const parts = expressAll(
        desk,
        line,
        term.terms.map(({ of }) => of),
      );
      if (isTrouble(parts)) return parts;
      return joined(parts, { op: "sum", terms: term.terms.map(({ weight }, at) => ({ weight, of: parts[at]!.expression })) });
    }
    case "product": {
      const parts = expressAll(desk, line, term.factors);
      return isTrouble(parts) ? parts : joined(parts, product(...parts.map(({ expression }) => expression)));
    }
    case "quotient": {
      const parts = expressAll(desk, line, [term.numerator, term.denominator]);
      return isTrouble(parts) ? parts : joined(parts, quotient(parts[0]!.expression, parts[1]!.expression));
    }
    case "aggregate":
      return aggregate(desk, line, term.by, term.items);
    case "count":
      return counted(desk, line, term);
    case "weight":
      return weighed(desk, line, term);
  }
}

/** Every name a term uses outside aggregates and texts: they decide whether the judged name is of rows or of columns. */
export function namesIn(term: Term): readonly Name[] {
  switch (term.op) {
    case "name":
      return [term];
    case "sum":
      return term.terms.flatMap(({ of }) => namesIn(of));
    case "product":
      return term.factors.flatMap(namesIn);
    case "quotient":
      return [...namesIn(term.numerator), ...namesIn(term.denominator)];
    default:
      return [];
  }
}

/** Columns that a term adds up as a whole: a judged row stands across them, so only its cell below such a column is meant. */
export function columnsAdded(desk: Desk, sheet: Sheet, term: Term): readonly number[] {
  switch (term.op) {
    case "aggregate":
      return term.items.flatMap((item) =>
        item.op === "name" && item.table === null && item.either && desk.bearing(sheet, "rows", item.either).length === 0
          ? desk.bearing(sheet, "columns", item.either)
          : [],
      );
    case "sum":
      return term.terms.flatMap(({ of }) => columnsAdded(desk, sheet, of));
    case "product":
      return term.factors.flatMap((factor) => columnsAdded(desk, sheet, factor));
    case "quotient":
      return [...columnsAdded(desk, sheet, term.numerator), ...columnsAdded(desk, sheet, term.denominator)];
    default:
      return [];
  }
}
