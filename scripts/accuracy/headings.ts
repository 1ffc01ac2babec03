import { readFileSync } from "node:fs";
import type { Cell, Document, Grid } from "../../src/model/grid.ts";
import { cellAt, type Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";

/** A table with annotated headings: cells by number, merged ones repeat theirs. */
export interface AnnotatedTable {
  readonly table_id: string;
  readonly table_type: string;
  readonly cell_ID_matrix: readonly (readonly number[])[];
  readonly chinese_cell_value_list: readonly string[];
  readonly column_attribute: readonly (number | string)[];
  readonly row_attribute: readonly (number | string)[];
  readonly column_index: readonly (number | string)[];
  readonly row_index: readonly (number | string)[];
}

/** Cells by their numbers: the headings claimed, those annotated as attributes, and those that only tell one record from another. */
export interface Headings {
  readonly claimed: ReadonlySet<number>;
  readonly attributes: ReadonlySet<number>;
  readonly index: ReadonlySet<number>;
}

/** Whether a file holds tables with annotated headings. */
export const annotatesHeadings = (path: string): boolean =>
  path.endsWith(".json") && readFileSync(path, "utf8").includes('"cell_ID_matrix"');

/** The grid that the numbers of the cells draw, as the table of a Word file. */
function gridOf({ cell_ID_matrix, chinese_cell_value_list }: AnnotatedTable): Grid {
  const width = Math.max(...cell_ID_matrix.map((row) => row.length));
  const first = new Map<number, readonly [number, number]>();
  const rows = cell_ID_matrix.map((ids, row) =>
    Array.from({ length: width }, (_, column): Cell => {
      const id = ids[column];
      if (id === undefined) return { text: "" };
      const anchor = first.get(id);
      if (anchor) return { text: "", anchor };
      first.set(id, [row, column]);
      return { text: String(chinese_cell_value_list[id] ?? "") };
    }),
  );
  return { document: "annotated.docx", origin: { in: "word", table: 1 }, rows, ragged: false, firstRow: 1, firstColumn: 1 };
}

const squeezed = (text: string): string => text.replace(/[\s\u200b]+/g, "");

/** The cell nearest above a row, and there nearest to a column, that says `words`: what a group of rows is called. */
function nearestAbove(grid: Grid, from: number, column: number, words: string): readonly (readonly [row: number, column: number])[] {
  for (let row = from; row >= 0 && words !== ""; row--) {
    const same = (grid.rows[row] ?? []).flatMap(({ text }, at) => (squeezed(text) === words ? [at] : []));
    const [nearest] = same.sort((one, other) => Math.abs(one - column) - Math.abs(other - column));
    if (nearest !== undefined) return [[row, nearest]];
  }
  return [];
}

/** The cells, `[row, column]`, that tables of one grid take for headings: title, headings of columns, labels and numbers of rows. */
function headingCells(grid: Grid, found: readonly Table[]): readonly (readonly [row: number, column: number])[] {
  const cells: (readonly [number, number])[] = [];
  const add = (row: number, column: number): void => {
    const cell = grid.rows[row]?.[column];
    const [top, left] = cell?.anchor ?? [row, column];
    if (squeezed(grid.rows[top]?.[left]?.text ?? "") !== "") cells.push([top, left]);
  };
  for (const table of found) {
    const across = table.columns.map(({ index }) => index);
    for (const row of table.headerRows) for (let column = Math.min(...across); column <= Math.max(...across); column++) add(row, column);
    const firstLabel = table.columns.findIndex(({ role }) => role === "label");
    for (const { index: row, path } of table.rows) {
      const naming = table.columns
        .filter(({ role }, order) => role === "label" || (role === "serial" && (firstLabel < 0 || order < firstLabel)))
        .map(({ index }) => cellAt(table, row, index));
      const serial = table.columns[0]?.role === "serial" && grid.rows[row]?.[table.columns[0].index]?.text.trim() !== "";
      for (const place of serial ? naming.slice(0, 1) : naming) add(...place);
      for (const group of serial ? [] : path.slice(0, -1))
        for (const place of nearestAbove(grid, row, naming[0]?.[1] ?? 0, squeezed(group))) add(...place);
    }
  }
  const titles = new Set(found.map(({ title }) => squeezed(title)));
  for (const [row, line] of grid.rows.entries())
    for (const [column, { text }] of line.entries()) if (text !== "" && titles.has(squeezed(text))) add(row, column);
  return cells;
}

/** What is claimed and what is annotated for one table. Cells without any text are left out. */
function headingsIn(table: AnnotatedTable): Headings {
  const grid = gridOf(table);
  const document: Document = {
    path: grid.document,
    sha256: "",
    bytes: 0,
    format: "docx",
    findings: [],
    losses: [],
    blocks: [{ kind: "grid", grid }],
  };
  const says = (id: number): boolean => squeezed(String(table.chinese_cell_value_list[id] ?? "")) !== "";
  const ids = (...lists: readonly (readonly (number | string)[])[]): Set<number> => new Set(lists.flat().map(Number).filter(says));
  const attributes = ids(table.column_attribute, table.row_attribute);
  const index = ids(table.column_index, table.row_index);
  for (const id of attributes) index.delete(id);
  const claimed = new Set(headingCells(grid, tables([document])).map(([row, column]) => table.cell_ID_matrix[row]![column]!));
  return { claimed, attributes, index };
}

const KINDS = ["vertical", "horizontal", "hierarchical", "complex"];

const share = (part: number, whole: number): string => (whole === 0 ? "  –  " : (part / whole).toFixed(3));

function line(name: string, some: readonly Headings[]): string {
  const count = (of: (headings: Headings) => number): number => some.reduce((sum, headings) => sum + of(headings), 0);
  const right = (wanted: (headings: Headings) => ReadonlySet<number>): number =>
    count((headings) => [...headings.claimed].filter((id) => wanted(headings).has(id)).length);
  const claimed = count((headings) => headings.claimed.size);
  const [attributes, index] = [right((headings) => headings.attributes), right((headings) => headings.index)];
  const annotated = count((headings) => headings.attributes.size);
  const all = annotated + count((headings) => headings.index.size);
  return [
    name.padEnd(14),
    `P ${share(attributes + index, claimed)}  R ${share(attributes + index, all)}`,
    `attributes alone P ${share(attributes, claimed - index)}  R ${share(attributes, annotated)}`,
    `(${some.length} tables, ${all} headings)`,
  ].join("   ");
}

/**
 * Precision and recall of heading cells in a file of annotated tables, by kind of table and over all. First all that heads or names
 * something: attributes and index; then attributes alone, where naming an index cell is neither right nor wrong.
 */
export function headings(path: string): readonly string[] {
  const annotated = JSON.parse(readFileSync(path, "utf8")) as readonly AnnotatedTable[];
  const found = annotated.map((table) => ({ kind: table.table_type, headings: headingsIn(table) }));
  const of = (kind: string): Headings[] => found.filter((each) => each.kind === kind).map((each) => each.headings);
  const others = [...new Set(found.map(({ kind }) => kind))].filter((kind) => !KINDS.includes(kind));
  return [
    `${path}: heading cells`,
    ...[...KINDS, ...others].flatMap((kind) => (of(kind).length === 0 ? [] : [line(kind, of(kind))])),
    line(
      "all",
      found.map((each) => each.headings),
    ),
  ];
}
