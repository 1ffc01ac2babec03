import type { Finding } from "./finding.ts";
import { columnLetters, type Place } from "./place.ts";

/** What one cell holds, before anyone decides what it means. */
export interface Cell {
  /** Text exactly as a reader of the file sees it; `""` when blank. Paragraphs of a cell are joined by `\n`. */
  readonly text: string;
  /** A workbook's number: `stored` is the saved value normalised to 15 significant digits, `format` its number format. */
  readonly stored?: string;
  readonly format?: string;
  readonly formula?: string;
  /** A workbook's date, boolean or error cell, or a formula that was never calculated: never a figure. */
  readonly not?: "date" | "boolean" | "error" | "uncalculated";
  /** Set on every cell that a merged region covers but its top-left one: `[row, column]` of that one, counted from 0. */
  readonly anchor?: readonly [row: number, column: number];
  /** Line of a text file, counted from 1. */
  readonly line?: number;
  /** In a hidden row, column or sheet, or hidden text. */
  readonly hidden?: boolean;
}

export const BLANK: Cell = { text: "" };

export type GridOrigin =
  | { readonly in: "sheet"; readonly sheet: string; readonly hidden: boolean }
  | { readonly in: "word"; readonly table: number }
  | { readonly in: "csv" }
  | { readonly in: "text"; readonly table: number };

/**
 * Physical: one sheet, one Word table, one CSV, one table of a text dump, as found.
 * `rows` is rectangular and spans are spread out (`Cell.anchor`), unless `ragged`: then the source lost its spans,
 * each row holds just the cells it printed, and the tables stage has to restore the columns.
 */
export interface Grid {
  readonly document: string;
  readonly origin: GridOrigin;
  readonly rows: readonly (readonly Cell[])[];
  readonly ragged: boolean;
  /** Row and column (from 1, as the file counts them) of `rows[0][0]`; a sheet may start at C4. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** Rows of `rows` at which a later Word table goes on with this one, with the number of that table. */
  readonly seams?: readonly { readonly row: number; readonly table: number }[];
}

/** The place of a cell, from its row and column in `grid.rows` (counted from 0). */
export function placeOf(grid: Grid, row: number, column: number): Place {
  const { document, origin } = grid;
  const r = row + grid.firstRow;
  const c = column + grid.firstColumn;
  const line = grid.rows[row]?.[column]?.line;
  switch (origin.in) {
    case "sheet":
      return { document, sheet: origin.sheet, a1: `${columnLetters(c)}${r}` };
    case "word": {
      const seam = grid.seams?.findLast((each) => each.row <= row);
      return seam ? { document, table: seam.table, row: row - seam.row + 1, col: c } : { document, table: origin.table, row: r, col: c };
    }
    case "csv":
      return { document, row: r, col: c };
    case "text":
      return { document, table: origin.table, row: r, col: c, ...(line === undefined ? {} : { line }) };
  }
}

/** A body paragraph outside tables. `number` counts from 1 and counts empty ones, `line` only in text files. */
export interface Paragraph {
  readonly number: number;
  readonly text: string;
  readonly line?: number;
}

export type Block = { readonly kind: "grid"; readonly grid: Grid } | { readonly kind: "paragraph"; readonly paragraph: Paragraph };

/** Something met in a document that is not fully understood: kept, counted and shown. */
export interface Loss {
  readonly what: string;
  readonly count: number;
}

/** A submitted file after its parser: what it holds, in its own order. */
export interface Document {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** `docx`, `xlsx`, `xls`, `csv`, `txt` … or `unknown` where the file was refused. */
  readonly format: string;
  readonly encoding?: string;
  readonly blocks: readonly Block[];
  /** What went wrong or must be known about the file as such (refused, hidden sheet …). */
  readonly findings: readonly Finding[];
  readonly losses: readonly Loss[];
  /** The narrative as safe HTML, for the reading view of the report. */
  readonly reading?: string;
}
