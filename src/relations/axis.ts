import type { Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";
import type { RowRole, Table } from "../model/table.ts";
import type { Unit } from "../model/unit.ts";

/**
 * A row or a column of a table, seen alike: what a formula over columns says of each row, a formula over rows says of each
 * column, so every check of labels is written once.
 */
export interface Line {
  /** Row or column of the table, as in `Row.index` and `Column.index`. */
  readonly index: number;
  /** Normalised, from the outside in; never empty. */
  readonly path: readonly string[];
  /** The last of the path. */
  readonly label: string;
  /** As printed, for the formula in words. */
  readonly words: string;
  readonly role: RowRole;
  readonly level: number;
  readonly ofWhich: boolean;
  readonly unit: Unit | null;
  readonly period: string | null;
  /** Every figure of the line is points: 参保率 then names an indicator that is scored, not a rate. */
  readonly points: boolean;
  /** Some figure of it is. */
  readonly scored: boolean;
}

export interface Axis {
  readonly table: Table;
  readonly direction: "rows" | "columns";
  /** What the formulas are over. */
  readonly lines: readonly Line[];
  /** What they are applied to, one after the other. */
  readonly across: readonly Line[];
  /** The figure where a line crosses another. */
  readonly at: (line: Line, across: Line) => CanonicalRecord | undefined;
}

const TOTAL =
  /^(?:合计|总计|小计|共计|总和|计|累计|总额|总数|总分|合计数|总计数|total|sum|subtotal|grand total)(?:\((?![^)]*(?:去重|剔))[^)]*\))?$/i;
/** A heading that ends in a total's name (收入合计) may gather the columns around it, if the figures agree. */
const TOTAL_ENDING = /(?:合计|总计|小计|总额)(?:\((?![^)]*(?:去重|剔))[^)]*\))?$/;

/** Whether a label says that its line adds others up. */
export const isTotalLabel = (label: string): boolean => TOTAL.test(label.replace(/^[\s\d.、:（）()一二三四五六七八九十]+/, "") || label);

/** What the figures of a line have in common: its unit where the headings name none, and whether all or some are points. */
function common(records: readonly (CanonicalRecord | undefined)[], stated: Unit | null): Pick<Line, "unit" | "points" | "scored"> {
  const units = records.flatMap((record) => (record ? [record.figure.unit] : []));
  const first = units[0] ?? null;
  const shared = units.every((unit) => unit?.symbol === first?.symbol) ? first : null;
  return {
    unit: stated ?? shared,
    points: units.length > 0 && units.every((unit) => unit?.dimension === "points"),
    scored: units.some((unit) => unit?.dimension === "points"),
  };
}

function columnLines(table: Table, at: Evidence["at"]): readonly Line[] {
  return table.columns
    .filter(({ role }) => role === "figure")
    .map(({ index, path, unit, period }) => {
      const labels = path.map(normaliseLabel);
      const leaf = labels.at(-1) ?? "";
      return {
        index,
        path: labels.length === 0 ? [""] : labels,
        label: leaf,
        words: path.join("/"),
        role: isTotalLabel(leaf) || TOTAL_ENDING.test(leaf) ? "subtotal" : "item",
        // How deep a heading stands says nothing of what adds up; its group does, and 其中.
        level: 0,
        ofWhich: labels.some((label) => label.startsWith("其中")),
        period,
        ...common(
          table.rows.map((row) => at(table, row.index, index)),
          unit,
        ),
      };
    });
}

function rowLines(table: Table, at: Evidence["at"]): readonly Line[] {
  return table.rows.map(({ index, path, role, level, ofWhich, unit, period }) => ({
    index,
    path: path.map(normaliseLabel),
    label: normaliseLabel(path.at(-1) ?? ""),
    words: path.findLast((label) => label !== "") ?? "",
    role,
    level,
    ofWhich,
    period,
    ...common(
      table.columns.map((column) => at(table, index, column.index)),
      unit,
    ),
  }));
}

type Axes = readonly [columns: Axis, rows: Axis];

function axes({ at }: Evidence, table: Table): Axes {
  const columns = columnLines(table, at);
  const rows = rowLines(table, at);
  return [
    { table, direction: "columns", lines: columns, across: rows, at: (line, across) => at(table, across.index, line.index) },
    { table, direction: "rows", lines: rows, across: columns, at: (line, across) => at(table, line.index, across.index) },
  ];
}

/** A view of each table, made when it is first asked for. */
export function eachOnce<View>(make: (evidence: Evidence, table: Table) => View): (evidence: Evidence) => (table: Table) => View {
  return (evidence) => {
    const known = new Map<Table, View>();
    return (table) => {
      const view = known.get(table) ?? make(evidence, table);
      known.set(table, view);
      return view;
    };
  };
}

const axesOfTables = eachOnce(axes);
const pivotsOfTables = eachOnce(pivots);

/** The table both ways: formulas over its columns (applied to each row), formulas over its rows (applied to each column). */
export const axesOf = (evidence: Evidence, table: Table): Axes => evidence.derived(axesOfTables)(table);

/** Groups of rows that share their labels (三、基金收入 and 四、基金支出, each for 职工 and 居民) seen as a matrix: group × label. */
export const pivotsOf = (evidence: Evidence, table: Table): readonly Axis[] => evidence.derived(pivotsOfTables)(table);

function pivots(evidence: Evidence, table: Table): readonly Axis[] {
  const [{ lines: columns }, { lines: allRows }] = axesOf(evidence, table);
  const { at } = evidence;
  const rows = allRows.filter(({ path }) => path.length > 1).map((row) => ({ ...row, label: row.label.replace(/\([^)]*\)$/, "") }));
  const groups = grouped(rows, ({ path }) => path.slice(0, -1).join("\u001f"));
  const shared = grouped(rows, ({ label }) => label);
  const labels = [...shared.values()].filter(
    (members) => members.length > 1 && new Set(members.map(({ path }) => path.join("\u001f"))).size === members.length,
  );
  if (groups.size < 2 || labels.length < 2) return [];
  const asLine = (members: readonly Line[], label: string, index: number): Line => ({
    ...members[0]!,
    index,
    label,
    words: label,
    path: [label],
    level: 0,
    ofWhich: false,
    role: "item",
  });
  const across = labels.map((members, index) => asLine(members, members[0]!.label, index));
  const lines = [...groups.values()].map((members, index) => ({
    ...asLine(members, members[0]!.path.at(-2)!, index),
    ...commonUnit(members),
  }));
  const rowOf = new Map(rows.map((row) => [`${row.path.slice(0, -1).join("\u001f")}\u001e${row.label}`, row]));
  const keys = [...groups.keys()];
  return columns.flatMap((column): readonly Axis[] => {
    const cell = (group: Line, label: Line): CanonicalRecord | undefined => {
      const row = rowOf.get(`${keys[group.index]}\u001e${label.label}`);
      return row && at(table, row.index, column.index);
    };
    return [
      { table, direction: "rows", lines, across, at: cell },
      { table, direction: "columns", lines: across, across: lines, at: (label, group) => cell(group, label) },
    ];
  });
}

const commonUnit = (members: readonly Line[]): Pick<Line, "unit"> => ({
  unit: members.every(({ unit }) => unit?.symbol === members[0]!.unit?.symbol) ? members[0]!.unit : null,
});

/** A formula over the lines of an axis, before it is applied: which line it judges and what that should equal. */
export interface Formula {
  readonly total: Line;
  /** Every other line it reads. */
  readonly reads: readonly Line[];
  /** The relation on one crossing line; `undefined` where a figure it cannot do without is missing. */
  readonly on: (across: Line) => Relation | undefined;
}

/** Builds the expression over lines for one crossing: `undefined` where a figure is missing. */
export type Build = (figure: (line: Line) => Expression | undefined) => Expression | undefined;
