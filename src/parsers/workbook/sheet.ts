import type { CellObject, WorkSheet } from "xlsx";
import type { Cell } from "../../model/grid.ts";
import type { CellReader } from "./cells.ts";
import { address, type Filled, type Note, type SheetContent } from "./layout.ts";
import type { SheetXml } from "./sheet-xml.ts";

/** A sheet as the library gives it, and what its own XML says besides. */
export interface LibrarySheet {
  readonly path: string;
  readonly name: string;
  readonly source: WorkSheet;
  readonly xml: (SheetXml & { readonly notes: readonly Note[] }) | undefined;
  readonly readCell: CellReader;
  readonly isHidden: boolean;
}

/** The content of one sheet of the workbook library; `uncalculated` counts formulas without a saved result. */
export function contentOf({ path, name, source, xml, readCell, isHidden }: LibrarySheet): SheetContent & { readonly uncalculated: number } {
  return {
    path,
    name,
    isHidden,
    ...filledCells(source, xml, readCell),
    merges: source["!merges"] ?? [],
    pale: xml?.pale ?? new Set(),
    notes: xml?.notes ?? notesOn(source),
    rowHidden: (row) => xml?.hiddenRows.has(row) ?? source["!rows"]?.[row]?.hidden === true,
    columnHidden: (column) =>
      xml?.hiddenColumns.some(([first, last]) => column >= first && column <= last) ?? source["!cols"]?.[column]?.hidden === true,
  };
}

/** Comments that the library hangs on the cells themselves, as it does in an `.xls`. */
function notesOn(source: WorkSheet): readonly Note[] {
  const notes: Note[] = [];
  const data: readonly (readonly CellObject[])[] = source["!data"] ?? [];
  eachSet(data, (cells, row) => {
    eachSet(cells, (cell, column) => {
      const text = (cell.c ?? [])
        .map(({ t }) => t ?? "")
        .join("\n")
        .trim();
      if (text !== "") notes.push({ at: address(row, column), text });
    });
  });
  return notes;
}

function filledCells(source: WorkSheet, xml: SheetXml | undefined, readCell: CellReader): { filled: Filled; uncalculated: number } {
  const filled: Filled = new Map();
  let uncalculated = 0;
  const data: readonly (readonly CellObject[])[] = source["!data"] ?? [];
  const open = xml !== undefined && xml.uncalculated.size > 0 ? xml.uncalculated : undefined;
  eachSet(data, (cells, row) => {
    const line = new Map<number, Cell>();
    eachSet(cells, (cell, column) => {
      const isOpen = open?.has(address(row, column)) ?? false;
      if (isOpen) uncalculated += 1;
      const read = readCell(cell, isOpen);
      if (read) line.set(column, read);
    });
    if (line.size > 0) filled.set(row, line);
  });
  return { filled, uncalculated };
}

/** Rows that a sheet can have, more than its columns. */
const ROWS = 1_048_576;

/** Calls for what was set in a list, which may begin late: a damaged place past the last row would take minutes to count up to. */
function eachSet<Item>(list: readonly Item[], see: (item: Item, index: number) => void): void {
  if (list.length <= ROWS) list.forEach(see);
  else for (const [index, item] of Object.entries(list)) see(item, Number(index));
}
