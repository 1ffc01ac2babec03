import type { Grid } from "./grid.ts";
import type { Unit } from "./unit.ts";

/**
 * What a line (row or column) is in its table. `label` columns name the rows; `serial` columns number them;
 * `text` columns hold words; `figure` columns hold figures.
 */
export type ColumnRole = "label" | "serial" | "figure" | "text";

export interface Column {
  /** Column in `grid.rows`, counted from 0. */
  readonly index: number;
  /** Headings from the top down, as printed but for line breaks and letter-spacing; a heading that spans stands in each path. */
  readonly path: readonly string[];
  readonly role: ColumnRole;
  readonly unit: Unit | null;
  readonly period: string | null;
}

/** `total` closes a whole table or block, `subtotal` a group in it. */
export type RowRole = "item" | "subtotal" | "total";

export interface Row {
  /** Row in `grid.rows`, counted from 0. */
  readonly index: number;
  /** Group labels from the outside in, then the row's own label last. Never empty; `[""]` where the row has no label. */
  readonly path: readonly string[];
  readonly role: RowRole;
  /** Nesting read from numbering (一、（一）1.), indentation, `其中` or merged group cells: 0 is outermost. */
  readonly level: number;
  /** The label begins with 其中 or stands under one: part of the row above it, maybe not all of it. */
  readonly ofWhich: boolean;
  readonly unit: Unit | null;
  readonly period: string | null;
}

/**
 * Logical: a region of a grid read as headings, labelled lines and figures.
 * Forms made of label/value pairs are brought into this shape too: `form` tells them apart (each row one pair,
 * its label in `path`, its value in the single `figure` or `text` column).
 */
export interface Table {
  /** Unique in the submission and stable: number of the document, number of the table in it, e.g. `d1t3`. */
  readonly id: string;
  readonly document: string;
  readonly grid: Grid;
  readonly title: string;
  readonly unit: Unit | null;
  readonly period: string | null;
  readonly notes: readonly string[];
  readonly form: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Rows of `grid.rows` that are headings of this table. */
  readonly headerRows: readonly number[];
  /**
   * Cells read elsewhere than they stand, where a row has slipped: key `row,column` as used by `rows` and `columns`,
   * value the cell of `grid.rows` that really holds it. Empty for almost every table.
   */
  readonly moved: ReadonlyMap<string, readonly [row: number, column: number]>;
}

/** The cell of the grid behind a row and a column of the table, `moved` heeded. Both counted as in `grid.rows`. */
export function cellAt(table: Table, row: number, column: number): readonly [row: number, column: number] {
  return table.moved.get(`${row},${column}`) ?? [row, column];
}
