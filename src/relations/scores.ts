import type { Evidence } from "../model/check.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { type Axis, axesOf } from "./axis.ts";
import { ACTUAL, DIRECTION, EITHER_WAY, HIGHER_IS_BETTER, LOWER_IS_BETTER, SCORE, TARGET, WEIGHT } from "./vocabulary.ts";

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

/** Which way a result should go from its target; `undefined` where the form does not say and the indicator may be meant either way. */
export type Direction = "up" | "down";

/** What a form prints for a direction: ≥, ≤, 反向. Other words (=, 定量) say nothing of it. */
const UP = /^(?:[≥≧⩾>]|大于|不低于|不少于|正向)/;
const DOWN = /^(?:[≤≦⩽<]|小于|不高于|不超过|反向|逆向)/;

/** The direction of a target: of the target itself (≤ 5), of a column that prints it, else of what the indicator is. */
export function directionOf({ textAt }: Evidence, table: Table, row: Row, target: CanonicalRecord): Direction | undefined {
  const { rowPath, figure } = target;
  if (figure.qualifier !== null) return /^(?:at-most|less-than)$/.test(figure.qualifier.kind) ? "down" : "up";
  const printed = table.columns.filter(({ role, path }) => role !== "figure" && DIRECTION.test(normaliseLabel(path.at(-1) ?? "")));
  const signs = printed.map(({ index }) => normaliseLabel(textAt(table, row.index, index)).replaceAll(" ", ""));
  if (signs.some((sign) => UP.test(sign))) return "up";
  if (signs.some((sign) => DOWN.test(sign))) return "down";
  const label = normaliseLabel(rowPath.at(-1) ?? "");
  if (HIGHER_IS_BETTER.test(label)) return "up";
  if (LOWER_IS_BETTER.test(label)) return "down";
  if (EITHER_WAY.test(label)) return undefined;
  return rowPath.slice(0, -1).some((outer) => /成本/.test(outer)) ? "down" : "up";
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

/** Whether the rows of a table are indicators, each with a target and a result of its own, or with points and a score. */
export const hasIndicators = (table: Table): boolean =>
  targetColumns(table) !== undefined || scoreColumns(table).some((score) => weightColumn(table, score) !== undefined);

/** The ways in which lines of a table can be compared: what one indicator comes to says nothing of another. */
export const comparableAxes = (evidence: Evidence, table: Table): readonly Axis[] =>
  axesOf(evidence, table).filter(({ direction }) => direction === "columns" || !hasIndicators(table));
