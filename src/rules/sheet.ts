import type { Evidence } from "../model/check.ts";
import type { Grid } from "../model/grid.ts";
import { isBlankFigure } from "../model/read-figure.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Table } from "../model/table.ts";
import { bears, isTotalLabel, type Label, labelOf, type Path } from "./name.ts";

/** A row or a column of a table with its labels as names are compared with them. */
export interface Strip {
  /** As in `Row.index` and `Column.index`. */
  readonly index: number;
  readonly labels: readonly Label[];
  /** Adds up others, by its role or its label. */
  readonly total: boolean;
  /** A line to add: an item, and no 其中. Of columns: one that holds figures. */
  readonly item: boolean;
  /** What `*` alone means: any labelled line that is no total and no “其中：…”. */
  readonly part: boolean;
}

export type Axis = "rows" | "columns";

/** A table as rules look at it. */
export interface Sheet {
  readonly table: Table;
  readonly rows: readonly Strip[];
  readonly columns: readonly Strip[];
  /** Position among the tables of the submission. */
  readonly order: number;
}

const gridKey = ({ document, origin }: Grid): string =>
  `${document}|${origin.in === "sheet" ? origin.sheet : origin.in === "csv" ? "" : origin.table}`;

/** Whether two grids are one table of the submitted file: where spans were lost, tables stand on a restored copy of it. */
export const sameGrid = (a: Grid, b: Grid): boolean => a === b || gridKey(a) === gridKey(b);

/** A cell: positions in `Sheet.rows` and `Sheet.columns`. */
export interface Spot {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

/** A path of labels without blanks and without a heading that only repeats the one above it. */
function labelsOf(path: readonly string[]): readonly Label[] {
  const labels = path.map(labelOf).filter(({ full }) => full !== "");
  return labels.filter(({ full }, at) => at === 0 || labels[at - 1]!.full !== full);
}

/** Headings of numbers that count lines: never a column of figures. */
const NUMBERING = /^(?:行次|栏次|序号|编号|科目编码|功能分类科目编码)$/;

function rowsOf({ rows }: Table): readonly Strip[] {
  return rows.map(({ index, path, role, ofWhich }) => {
    const labels = labelsOf(path);
    const last = labels.at(-1);
    const total = role !== "item" || (last !== undefined && isTotalLabel(last));
    const item = !total && !ofWhich;
    return { index, labels, total, item, part: item && labels.length > 0 };
  });
}

function columnsOf({ columns }: Table): readonly Strip[] {
  return columns.map(({ index, path, role }) => {
    const labels = labelsOf(path);
    const last = labels.at(-1);
    const total = last !== undefined && isTotalLabel(last);
    const item = role === "figure" && !(last && NUMBERING.test(last.bare));
    return { index, labels, total, item, part: last !== undefined && !total && !/^其中./.test(last.full) };
  });
}

/** A table made ready for names; its rows only when they are asked for, as most tables are no form of the pack. */
export function sheetOf(table: Table, order: number): Sheet {
  let rows: readonly Strip[] | undefined;
  return {
    table,
    order,
    get rows() {
      rows ??= rowsOf(table);
      return rows;
    },
    columns: columnsOf(table),
  };
}

/**
 * Positions of the rows or columns that bear a name. One that bears it in full stands before those that have outer levels.
 * `成本指标/*` is every line under 成本指标 or, where that has no finer lines, itself.
 */
export function bearing(strips: readonly Strip[], path: Path): readonly number[] {
  const last = path.at(-1);
  const found = strips.flatMap(({ labels, total }, at) =>
    (last?.any === true && (total || labels.length === 0)) || !bears(labels, path) ? [] : [at],
  );
  if (found.length === 0 && last?.any === true && path.length > 1) return bearing(strips, path.slice(0, -1));
  if (path.some(({ wild }) => wild)) return found;
  const whole = found.filter((at) => strips[at]!.labels.length === path.length);
  return whole.length > 0 ? whole : found;
}

/** What a cell holds: a figure, nothing (a dash counts as nothing), or words. */
export type Content =
  | { readonly is: "figure"; readonly record: CanonicalRecord }
  | { readonly is: "blank" }
  | { readonly is: "words"; readonly text: string };

export function contentOf(evidence: Evidence, { sheet, row, column }: Spot): Content {
  const at = [sheet.table, sheet.rows[row]!.index, sheet.columns[column]!.index] as const;
  const record = evidence.at(...at);
  if (record) return { is: "figure", record };
  const text = evidence.textAt(...at);
  return isBlankFigure(text) ? { is: "blank" } : { is: "words", text };
}

/** The words of a cell as submitted, of a merged one for every line that it covers; `""` when blank. */
export function textOf(evidence: Evidence, { sheet: { table, rows, columns }, row, column }: Spot): string {
  const [line, heading] = [rows[row]!.index, columns[column]!.index];
  const [anchorRow, anchorColumn] = table.grid.rows[line]?.[heading]?.anchor ?? [line, heading];
  return evidence.textAt(table, anchorRow, anchorColumn);
}

/** Last labels without the endings by which the same place is written twice (资阳, 资阳区). */
const placeKey = (text: string): string => text.replace(/(?<=.{2})(?:县|市|区)$/, "");

/** The key under which lines keep their totals. */
export const TOTALS = "total";

/** What a line may be joined by, the surest first: all its labels, its last label, its last label as a place. */
export function lineKeys({ labels }: Strip): readonly [whole: string, last: string, place: string] {
  const last = labels.at(-1)?.bare ?? "";
  return [`whole ${labels.map(({ bare }) => bare).join("/")}`, `last ${last}`, `place ${placeKey(last)}`];
}

/** Positions of rows or columns by each of their keys; totals are no places. */
export function linesByKey(strips: readonly Strip[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const add = (key: string, at: number): void => {
    const known = found.get(key);
    if (known) known.push(at);
    else found.set(key, [at]);
  };
  for (const [at, strip] of strips.entries()) {
    const [whole, last, place] = lineKeys(strip);
    for (const key of [whole, last, strip.total ? TOTALS : place]) add(key, at);
  }
  return found;
}
