import type { CellObject, Range, WorkSheet } from "xlsx";
import { BLANK, type Cell, type Grid } from "../../model/grid.ts";
import { columnLetters } from "../../model/place.ts";
import type { CellReader } from "./cells.ts";
import { type Region, regionsOf } from "./regions.ts";
import type { SheetXml } from "./sheet-xml.ts";

export interface Sheet {
  /** One, but for stray cells far from the rest; none where the sheet is blank. */
  readonly grids: readonly Grid[];
  /** Cells of the grids, blank ones too. */
  readonly cells: number;
  readonly uncalculated: number;
  /** Rows and columns hidden that hold something; counted from 1. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** Cells (`B7`) with a value under a merged range, and cells whose number format shows nothing of it. */
  readonly covered: readonly string[];
  readonly invisible: readonly string[];
}

interface Source {
  readonly path: string;
  readonly name: string;
  readonly source: WorkSheet;
  readonly xml: SheetXml | undefined;
  readonly readCell: CellReader;
  readonly isHidden: boolean;
  /** The most cells that may still be made. */
  readonly cells: number;
}

/** Cells that hold something, by row, each row's in order of column. */
type Filled = Map<number, Map<number, Cell>>;

const address = (row: number, column: number): string => `${columnLetters(column + 1)}${row + 1}`;

/** One sheet of a workbook as grids; `undefined` where it would take more cells than are left. */
export function readSheet({ path, name, source, xml, readCell, isHidden, cells: most }: Source): Sheet | undefined {
  const { filled, uncalculated } = filledCells(source, xml, readCell);
  const used = Array.from(filled, ([row, line]) => [row, seen(line)] as const).filter(([, columns]) => columns.length > 0);
  const regions = regionsOf(used);
  const cells = regions.reduce((sum, { top, bottom, left, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);
  const merges = source["!merges"] ?? [];
  if (cells > most || regions.some((region) => mergedCells(merges, region) > most)) return undefined;

  const rowHidden = (row: number): boolean => xml?.hiddenRows.has(row) ?? source["!rows"]?.[row]?.hidden === true;
  const columnHidden = (column: number): boolean =>
    xml?.hiddenColumns.some(([first, last]) => column >= first && column <= last) ?? source["!cols"]?.[column]?.hidden === true;
  const hiddenRows = used.filter(([row]) => rowHidden(row)).map(([row]) => row);
  const hiddenColumns = [...new Set(used.flatMap(([, columns]) => columns))].filter(columnHidden).sort((a, b) => a - b);
  const invisible: string[] = [];
  const inHidden = { rows: new Set(hiddenRows), columns: new Set(hiddenColumns) };
  for (const [row, line] of filled)
    for (const [column, cell] of line) {
      if (cell.hidden === true) invisible.push(address(row, column));
      else if (isHidden || inHidden.rows.has(row) || inHidden.columns.has(column)) line.set(column, { ...cell, hidden: true });
    }

  const covered: string[] = [];
  const grids = regions.map((region): Grid => {
    const rows = spread(filled, region);
    for (const place of merge(rows, merges, region)) covered.push(place);
    return {
      document: path,
      origin: { in: "sheet", sheet: name, hidden: isHidden },
      rows,
      ragged: false,
      firstRow: region.top + 1,
      firstColumn: region.left + 1,
    };
  });
  const fromOne = (indexes: readonly number[]): number[] => indexes.map((index) => index + 1);
  return { grids, cells, uncalculated, hiddenRows: fromOne(hiddenRows), hiddenColumns: fromOne(hiddenColumns), covered, invisible };
}

function filledCells(source: WorkSheet, xml: SheetXml | undefined, readCell: CellReader): { filled: Filled; uncalculated: number } {
  const filled: Filled = new Map();
  let uncalculated = 0;
  const data: readonly (readonly CellObject[])[] = source["!data"] ?? [];
  const open = xml !== undefined && xml.uncalculated.size > 0 ? xml.uncalculated : undefined;
  // forEach leaves out what was never set: a sheet may begin at row 1,048,576.
  data.forEach((cells, row) => {
    const line = new Map<number, Cell>();
    cells.forEach((cell, column) => {
      const isOpen = open?.has(address(row, column)) ?? false;
      if (isOpen) uncalculated += 1;
      const read = readCell(cell, isOpen);
      if (read) line.set(column, read);
    });
    if (line.size > 0) filled.set(row, line);
  });
  return { filled, uncalculated };
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

const clip = ({ s, e }: Range, { top, bottom, left, right }: Region): Region => ({
  top: Math.max(s.r, top),
  bottom: Math.min(e.r, bottom),
  left: Math.max(s.c, left),
  right: Math.min(e.c, right),
});

/** Cells that merged ranges cover inside a region, those covered twice counted twice. */
function mergedCells(merges: readonly Range[], region: Region): number {
  let sum = 0;
  for (const range of merges) {
    const { top, bottom, left, right } = clip(range, region);
    if (bottom >= top && right >= left) sum += (bottom - top + 1) * (right - left + 1);
  }
  return sum;
}

/** Marks what merged ranges cover. A value under one is kept, but nobody sees it: gives the addresses of those. */
function merge(rows: Cell[][], merges: readonly Range[], region: Region): string[] {
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
