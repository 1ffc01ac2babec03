import type { Cell } from "../../model/grid.ts";
import { readFigure } from "../../model/read-figure.ts";
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
/** The share of them that must be that wide before a row of headings is put together by its width. */
const MOST = 0.6;
/** Whole rows that must be there to compare a joined one with, and cells of it that may look unlike theirs. */
const MODELS = 3;
const UNLIKE = 1;
/** A cell that ends in empty paragraphs cuts its row; more than three such cells in a row are not met. */
const PIECES = 4;
/** A row ends in one blank line, its table in one more; a third is a paragraph of the document between two tables. */
const BETWEEN_TABLES = 3;
/** Rows at the top of a table that may be headings. */
const TOP = 3;

/**
 * Rows from pieces. A piece is a row, unless a cell ended in empty paragraphs, which look like the end of a row: then
 * pieces that are too short belong together if they are just as wide as the rows around.
 */
export function rowsOf(pieces: readonly Piece[]): PrintedTable[] {
  const tables: PrintedTable[] = [];
  let rows: Cell[][] = [];
  for (let index = 0; index < pieces.length; ) {
    const count = piecesOfRow(pieces, index, rows);
    const cells = pieces.slice(index, index + count).flatMap((piece) => piece.cells);
    rows.push(cells.map(({ paragraphs }) => cellOf(paragraphs)));
    index += count;
    const { end, gap } = pieces[index - 1]!;
    const next = pieces[index];
    if (next && (gap < BETWEEN_TABLES || !standsAlone(next))) continue;
    tables.push({ rows, end, gap });
    rows = [];
  }
  return tables;
}

/** How many pieces from `index` on make one row, which comes after the given ones; 1 where the piece stands for itself. */
function piecesOfRow(pieces: readonly Piece[], index: number, rows: readonly (readonly Cell[])[]): number {
  const row = rows.length;
  const around = pieces.slice(Math.max(0, index - Math.min(NEIGHBOURS, row)), index + NEIGHBOURS);
  const width = commonest(around.map(({ cells }) => cells.length).filter((cells) => cells > 1));
  const [piece, next, below] = [pieces[index]!, pieces[index + 1], pieces[index + 2]];
  let cells = piece.cells.length;
  if (!next || cells >= width) return 1;
  const beside = rows.at(-1)?.length === width || below?.cells.length === width;
  if (cells + next.cells.length === width && beside && !standsAlone(next)) {
    const whole = around.filter((other) => other.cells.length === width);
    const goesDown = row < TOP && isEmpty(piece.cells[0]!) && !isEmpty(next.cells[0]!) && whole.length >= around.length * MOST;
    if (goesDown || isAlike([...piece.cells, ...next.cells], whole)) return 2;
  }
  if (row <= 1 && piece.gap > 1 && isCut(piece) && below && headsOnly(piece) && headsOnly(next) && isEmpty(below.cells[0]!)) return 2;
  for (let count = 1; count < PIECES && cells < width; count += 1) {
    const before = pieces[index + count - 1]!;
    const added = pieces[index + count];
    // A single cell may be the title of what follows; only below a whole row is it the beginning of a cut one.
    const ended = before.gap > 1 && (before.cells.length > 1 || pieces[index - 1]?.cells.length === width);
    if (!added || !(isCut(before) || (ended && !isEmpty(before.cells.at(-1)!)))) return 1;
    cells += added.cells.length;
    if (cells === width) return standsAlone(added) ? 1 : count + 1;
  }
  return 1;
}

type Sort = "empty" | "figure" | "short" | "long";

function sortOf(cell: PrintedCell): Sort {
  if (isEmpty(cell)) return "empty";
  if (isFigure(cell)) return "figure";
  return cell.paragraphs.reduce((sum, { text }) => sum + text.trim().length, 0) <= SHORT ? "short" : "long";
}

/** Names of groups are shorter than sentences. */
const SHORT = 8;

/** Whether cells look like those of whole rows near by, column for column. */
function isAlike(cells: readonly PrintedCell[], whole: readonly Piece[]): boolean {
  if (whole.length < MODELS) return false;
  const seen = cells.map((_, column) => new Set(whole.map((row) => sortOf(row.cells[column]!))));
  return cells.filter((cell, column) => !seen[column]!.has(sortOf(cell))).length <= (cells.length > 4 ? UNLIKE : 0);
}

/** Its last cell has several paragraphs: empty ones may follow them. */
const isCut = ({ cells }: Piece): boolean => !isEmpty(cells.at(-1)!) && cells.at(-1)!.paragraphs.length > 1;

/** Headings, none of which goes on from above. */
const headsOnly = ({ cells }: Piece): boolean => cells.every((cell) => !isEmpty(cell) && !isFigure(cell));

/** A note or title: one cell of words. The last cell of a cut row is rather a figure, or blank. */
const standsAlone = ({ cells }: Piece): boolean => cells.length === 1 && !isEmpty(cells[0]!) && !isFigure(cells[0]!);

const isEmpty = ({ paragraphs }: PrintedCell): boolean => paragraphs.every(({ text }) => isBlank(text));

const isFigure = ({ paragraphs }: PrintedCell): boolean => readFigure(paragraphs.map(({ text }) => text).join("")) !== undefined;
