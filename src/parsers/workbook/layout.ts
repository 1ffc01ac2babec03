import { BLANK, type Cell, type Grid, type GridOrigin } from "../../model/grid.ts";
import { columnLetters } from "../../model/place.ts";
import { type Region, regionsOf } from "./regions.ts";

/** Cells that hold something, by row, each row's in order of column; both counted from 0. */
export type Filled = Map<number, Map<number, Cell>>;

/** A merged range, ends included, counted from 0. */
export interface Merge {
  readonly s: { readonly r: number; readonly c: number };
  readonly e: { readonly r: number; readonly c: number };
}

/** A comment that hangs on a cell (`B7`). */
export interface Note {
  readonly at: string;
  readonly text: string;
}

/** What a format says of one sheet, before it is cut to its used part. */
export interface SheetContent {
  readonly path: string;
  readonly name: string;
  readonly filled: Filled;
  readonly merges: readonly Merge[];
  readonly isHidden: boolean;
  /** Cells (`B7`) whose text has the colour of the ground. */
  readonly pale?: ReadonlySet<string>;
  readonly notes?: readonly Note[];
  readonly rowHidden: (row: number) => boolean;
  readonly columnHidden: (column: number) => boolean;
  /** Where its cells stand; by default in a sheet of this name. */
  readonly origin?: GridOrigin;
}

/** A sheet as grids, and what in it a reader does not see. */
export interface Sheet {
  /** One, but for stray cells far from the rest; none where the sheet is blank. */
  readonly grids: readonly Grid[];
  /** Cells of the grids, blank ones too. */
  readonly cells: number;
  /** Rows and columns hidden that hold something; counted from 1. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** Cells (`B7`) with a value under a merged range, and cells whose number format shows nothing of it. */
  readonly covered: readonly string[];
  readonly invisible: readonly string[];
  /** Cells with words or figures in the colour of the ground. */
  readonly pale: readonly string[];
  readonly notes: readonly Note[];
}

/** The address of a cell, both counted from 0: `B7`. */
export const address = (row: number, column: number): string => `${columnLetters(column + 1)}${row + 1}`;

/** One sheet as grids; `undefined` where it would take more cells than `most`. */
export function layOut(content: SheetContent, most: number): Sheet | undefined {
  const { path, name, filled, merges, isHidden, rowHidden, columnHidden, notes = [] } = content;
  const used = Array.from(filled, ([row, line]) => [row, seen(line)] as const).filter(([, columns]) => columns.length > 0);
  const regions = regionsOf(used);
  const cells = regions.reduce((sum, { top, bottom, left, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);
  if (cells > most || regions.some((region) => mergedCells(merges, region) > most)) return undefined;

  const hiddenRows = used.filter(([row]) => rowHidden(row)).map(([row]) => row);
  const hiddenColumns = [...new Set(used.flatMap(([, columns]) => columns))].filter(columnHidden).sort((a, b) => a - b);
  const invisible: string[] = [];
  const pale: string[] = [];
  const inHidden = { rows: new Set(hiddenRows), columns: new Set(hiddenColumns) };
  for (const [row, line] of filled)
    for (const [column, cell] of line) {
      const isPale = cell.text.trim() !== "" && content.pale?.has(address(row, column)) === true;
      if (isPale) pale.push(address(row, column));
      if (cell.hidden === true) invisible.push(address(row, column));
      else if (isPale || isHidden || inHidden.rows.has(row) || inHidden.columns.has(column)) line.set(column, { ...cell, hidden: true });
    }

  const covered: string[] = [];
  const grids = regions.map((region): Grid => {
    const rows = spread(filled, region);
    for (const place of merge(rows, merges, region)) covered.push(place);
    return {
      document: path,
      origin: content.origin ?? { in: "sheet", sheet: name, hidden: isHidden },
      rows,
      ragged: false,
      firstRow: region.top + 1,
      firstColumn: region.left + 1,
    };
  });
  const fromOne = (indexes: readonly number[]): number[] => indexes.map((index) => index + 1);
  return { grids, cells, hiddenRows: fromOne(hiddenRows), hiddenColumns: fromOne(hiddenColumns), covered, invisible, pale, notes };
}

/** Columns in which there is something to be seen or reckoned with; a formula that gives an empty text is neither. */
const seen = (line: ReadonlyMap<number, Cell>): number[] =>
  Array.from(line)
    .filter(([, { text, stored, formula }]) => text.trim() !== "" || stored !== undefined || (formula !== undefined && text === ""))
    .map(([column]) => column);

function spread(filled: Filled, { top, bottom, left, right }: Region): Cell[][] {
  return Array.from({ length: bottom - top + 1 }, (_, down) => {
    const line = filled.get(top + down);
    const cells: Cell[] = new Array<Cell>(right - left + 1).fill(BLANK);
    if (line) for (const [column, cell] of line) if (column >= left && column <= right) cells[column - left] = cell;
    return cells;
  });
}

const clip = ({ s, e }: Merge, { top, bottom, left, right }: Region): Region => ({
  top: Math.max(s.r, top),
  bottom: Math.min(e.r, bottom),
  left: Math.max(s.c, left),
  right: Math.min(e.c, right),
});

/** Cells that merged ranges cover inside a region, those covered twice counted twice. */
function mergedCells(merges: readonly Merge[], region: Region): number {
  let sum = 0;
  for (const range of merges) {
    const { top, bottom, left, right } = clip(range, region);
    if (bottom >= top && right >= left) sum += (bottom - top + 1) * (right - left + 1);
  }
  return sum;
}

/** Marks what merged ranges cover. A value under one is kept, but nobody sees it: gives the addresses of those. */
function merge(rows: Cell[][], merges: readonly Merge[], region: Region): string[] {
  const covered: string[] = [];
  for (const range of merges) {
    const { top, bottom, left, right } = clip(range, region);
    const anchor = [top - region.top, left - region.left] as const;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        if (row === top && column === left) continue;
        const line = rows[row - region.top]!;
        const cell = line[column - region.left]!;
        const isCovered = cell.text !== "" || cell.stored !== undefined;
        if (isCovered) covered.push(address(row, column));
        line[column - region.left] = { ...cell, anchor, ...(isCovered ? { hidden: true } : {}) };
      }
  }
  return covered;
}
