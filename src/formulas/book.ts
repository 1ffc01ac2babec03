import type { Evidence } from "../model/check.ts";
import type { Cell, Grid } from "../model/grid.ts";
import { shapesOf, type Tree, treeOf } from "./tree.ts";

/** A cell of a sheet and the grid that holds it. */
export interface Placed {
  readonly cell: Cell;
  readonly grid: Grid;
  /** Row and column in `grid.rows`. */
  readonly row: number;
  readonly column: number;
}

/** One sheet of a workbook; rows and columns counted from 0, as its program does from A1. */
export interface Sheet {
  readonly name: string;
  /** Last row and column that hold anything. */
  readonly bottom: number;
  readonly right: number;
  readonly at: (row: number, column: number) => Placed | undefined;
}

/** A cell with a formula. */
export interface FormulaCell {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly placed: Placed;
  readonly tree: Tree;
  /** The formula relative to its cell, with and without where its references point. */
  readonly shape: string;
  readonly skeleton: string;
}

/** One workbook: its sheets by name in small letters, and its formulas in order of place. */
export interface Book {
  readonly document: string;
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly formulas: readonly FormulaCell[];
  readonly formulaAt: (sheet: Sheet, row: number, column: number) => FormulaCell | undefined;
}

/** Every workbook of a submission that has formulas. */
export function books({ documents }: Pick<Evidence, "documents">): readonly Book[] {
  return documents.flatMap((document) => {
    const grids = document.blocks.flatMap((block) => (block.kind === "grid" && block.grid.origin.in === "sheet" ? [block.grid] : []));
    if (!grids.some(({ rows }) => rows.some((row) => row.some(({ formula }) => formula !== undefined)))) return [];
    return [bookOf(document.path, grids)];
  });
}

function bookOf(document: string, grids: readonly Grid[]): Book {
  const bySheet = new Map<string, Grid[]>();
  for (const grid of grids) {
    if (grid.origin.in !== "sheet") continue;
    const name = grid.origin.sheet;
    bySheet.set(name, [...(bySheet.get(name) ?? []), grid]);
  }
  const sheets = new Map<string, Sheet>();
  const formulas: FormulaCell[] = [];
  const byPlace = new Map<string, FormulaCell>();
  const keyOf = (sheet: Sheet, row: number, column: number): string => `${sheet.name} ${row} ${column}`;
  for (const [name, parts] of bySheet) {
    const sheet = sheetOf(name, parts);
    sheets.set(name.toLowerCase(), sheet);
    for (const grid of parts)
      for (const [r, cells] of grid.rows.entries())
        for (const [c, cell] of cells.entries()) {
          const tree = cell.formula === undefined ? undefined : treeOf(cell.formula);
          if (!tree) continue;
          const [row, column] = [r + grid.firstRow - 1, c + grid.firstColumn - 1];
          const found = { sheet, row, column, placed: { cell, grid, row: r, column: c }, tree, ...shapesOf(tree, row, column) };
          formulas.push(found);
          byPlace.set(keyOf(sheet, row, column), found);
        }
  }
  return { document, sheets, formulas, formulaAt: (sheet, row, column) => byPlace.get(keyOf(sheet, row, column)) };
}

function sheetOf(name: string, grids: readonly Grid[]): Sheet {
  const at = (row: number, column: number): Placed | undefined => {
    for (const grid of grids) {
      const [r, c] = [row - grid.firstRow + 1, column - grid.firstColumn + 1];
      const cell = grid.rows[r]?.[c];
      if (cell) return { cell, grid, row: r, column: c };
    }
    return undefined;
  };
  const last = (ends: readonly number[]): number => Math.max(...ends);
  return {
    name,
    at,
    bottom: last(grids.map(({ firstRow, rows }) => firstRow + rows.length - 2)),
    right: last(grids.map(({ firstColumn, rows }) => firstColumn + (rows[0]?.length ?? 0) - 2)),
  };
}
