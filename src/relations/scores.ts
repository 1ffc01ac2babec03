import type { Evidence } from "../model/check.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { ACTUAL, HIGHER_IS_BETTER, LOWER_IS_BETTER, SCORE, TARGET, WEIGHT } from "./vocabulary.ts";

const leaf = (column: Column): string => normaliseLabel(column.path.at(-1) ?? "");
const isFigure = ({ role }: Column): boolean => role === "figure";

/** The columns that hold scores given (得分, 自评得分, 计分), left to right. */
export const scoreColumns = (table: Table): readonly Column[] =>
  table.columns.filter((column) => isFigure(column) && SCORE.test(leaf(column)));

/** The column of the points a row can have: the nearest 分值 to the left of the score. */
export const weightColumn = (table: Table, score: Column): Column | undefined =>
  table.columns.filter((column) => isFigure(column) && WEIGHT.test(leaf(column)) && column.index < score.index).at(-1) ??
  table.columns.find((column) => isFigure(column) && WEIGHT.test(leaf(column)));

/** Blocks of one form stand in one grid. */
export const ofOneForm = (a: Table, b: Table): boolean => a.document === b.document && a.grid === b.grid;

/** Columns of points by what they hold: given, or to be had. Both add up over all blocks of a form. */
export const POINT_COLUMNS: readonly ((table: Table) => readonly Column[])[] = [
  scoreColumns,
  (table) => table.columns.filter((column) => isFigure(column) && WEIGHT.test(leaf(column))),
];

/** The scores of a column's item rows that are filled in, with their rows. */
export function scoresOf(
  { at }: Evidence,
  table: Table,
  column: Column,
): readonly { readonly row: Row; readonly record: CanonicalRecord }[] {
  return table.rows.flatMap((row) => {
    const record = row.role === "item" ? at(table, row.index, column.index) : undefined;
    return record ? [{ row, record }] : [];
  });
}

/** Points that a heading states in brackets: `项目决策（20分）` is 20. */
export function pointsIn(label: string): string | undefined {
  return /\((\d+(?:\.\d+)?)分\)?$/.exec(normaliseLabel(label))?.[1];
}

/** Cost indicators and complaints should be low, everything else high, where the target itself does not say (≤ 5). */
export function lowerIsBetter({ rowPath, figure: { qualifier } }: CanonicalRecord): boolean {
  if (qualifier !== null) return qualifier.kind === "at-most" || qualifier.kind === "less-than";
  const label = normaliseLabel(rowPath.at(-1) ?? "");
  if (HIGHER_IS_BETTER.test(label)) return false;
  return LOWER_IS_BETTER.test(label) || rowPath.slice(0, -1).some((outer) => /成本/.test(outer));
}

/** The columns of targets and results of a form, where it has both. */
export function targetColumns(table: Table): { readonly goal: Column; readonly result: Column } | undefined {
  const heading = ({ path }: Column): string => normaliseLabel(path.join(""));
  const figures = table.columns.filter((column) => isFigure(column) && !SCORE.test(heading(column)) && !WEIGHT.test(heading(column)));
  const goal = figures.find((column) => TARGET.test(heading(column)) && !ACTUAL.test(heading(column)));
  const result = figures.find((column) => ACTUAL.test(heading(column)));
  return goal && result ? { goal, result } : undefined;
}

/** Same kind of figure: 1人/期 says nothing about a bare 4, 70 % nothing about 74 万元. */
export function sameKind(target: CanonicalRecord, actual: CanonicalRecord): boolean {
  const [a, b] = [target.figure.unit, actual.figure.unit];
  const slash = (unit: typeof a): boolean => unit?.symbol.includes("/") ?? false;
  if (slash(a) !== slash(b)) return false;
  return a === null || b === null || (a.dimension === b.dimension && a.base === b.base);
}
