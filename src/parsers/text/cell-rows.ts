import type { Cell } from "../../model/grid.ts";
import { cellOf } from "./cell.ts";
import { commonest, type Piece, type PrintedCell } from "./cell-lines.ts";
import { isBlank } from "./lines.ts";

/** Rows of one table, the index of the first line behind the last of them and the blank lines from there on. */
export interface PrintedTable {
  readonly rows: readonly (readonly Cell[])[];
  readonly end: number;
  readonly gap: number;
}

/** Pieces looked at on either side to tell how wide a row here is. */
const NEIGHBOURS = 12;
/** A cell that ends in empty paragraphs cuts its row; more than three such cells in a row are not met. */
const PIECES = 4;
/** A row ends in one blank line, its table in one more; a third is a paragraph of the document between two tables. */
const BETWEEN_TABLES = 3;

/**
 * Rows from pieces. A piece is a row, unless a cell ended in empty paragraphs, which look like the end of a row: then
 * pieces that are too short belong together if they are just as wide as the rows around.
 */
export function rowsOf(pieces: readonly Piece[]): PrintedTable[] {
  const tables: PrintedTable[] = [];
  let rows: Cell[][] = [];
  for (let index = 0; index < pieces.length; ) {
    const width = usualWidth(pieces, index);
    const count = piecesOfRow(pieces, index, width);
    const cells = pieces.slice(index, index + count).flatMap((piece) => piece.cells);
    rows.push(cells.map(({ paragraphs }) => cellOf(paragraphs)));
    index += count;
    const { end, gap } = pieces[index - 1]!;
    const next = pieces[index];
    if (next && (gap < BETWEEN_TABLES || next.cells.length === cells.length)) continue;
    tables.push({ rows, end, gap });
    rows = [];
  }
  return tables;
}

function usualWidth(pieces: readonly Piece[], index: number): number {
  const around = pieces.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS);
  return commonest(around.map(({ cells }) => cells.length).filter((width) => width > 1));
}

/** How many pieces from `index` on make one row of the given width; 1 where the piece stands for itself. */
function piecesOfRow(pieces: readonly Piece[], index: number, width: number): number {
  let cells = pieces[index]!.cells.length;
  for (let count = 1; count < PIECES && cells < width; count += 1) {
    const before = pieces[index + count - 1]!;
    const next = pieces[index + count];
    if (!next || !isCut(before, index + count - 1 === 0 ? undefined : pieces[index - 1], width)) return 1;
    cells += next.cells.length;
    if (cells === width) return standsAlone(next) ? 1 : count + 1;
  }
  return 1;
}

/** Whether the row may go on behind the piece: its last cell has several paragraphs, or more than a row's end stands below. */
function isCut(piece: Piece, above: Piece | undefined, width: number): boolean {
  const last = piece.cells.at(-1);
  if (!last || last.paragraphs.every(({ text }) => isBlank(text))) return false;
  if (last.paragraphs.length > 1) return true;
  // A single cell may be the title of what follows; only below a whole row is it the beginning of a cut one.
  return piece.gap > 1 && (piece.cells.length > 1 || above?.cells.length === width);
}

/** A note or title: one cell of words. The last cell of a cut row is rather a figure, or blank. */
function standsAlone({ cells }: Piece): boolean {
  const [only] = cells;
  return cells.length === 1 && only !== undefined && wordsIn(only);
}

const wordsIn = ({ paragraphs }: PrintedCell): boolean => paragraphs.some(({ text }) => /[\p{L}]/u.test(text.replace(/\d+[元人]/g, "")));
