import type { CellParagraph } from "./cell.ts";
import type { Line } from "./lines.ts";

/** A cell as printed: the text behind its TAB and the paragraphs below it, blank ones too. */
export interface PrintedCell {
  readonly paragraphs: CellParagraph[];
}

/** Cells printed without a blank line between two of them: a row, or a part of one. */
export interface Piece {
  readonly cells: readonly PrintedCell[];
  /** Index of the first line behind its last cell, and blank lines from there on. */
  readonly end: number;
  readonly gap: number;
}

/** Words that open a new part of a document: no cell goes on with them once its row holds two. */
const HEADING =
  /^\s*(?:附件|附表|附录|表\s*\d|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章节])/;
/** Rows looked at on either side to tell how wide the rows here are. */
const NEIGHBOURS = 12;
/** A cell that goes on behind two blank lines has no more lines than these. */
const LONG_CELL = 6;

/**
 * The pieces of a table whose cells are printed one a line, from its first cell at `start`. A row ends in a blank line and
 * the table in one more; but cells hold blank lines too, and text behind one may be the cell's or the document's.
 * `squeezed`: the file nowhere has two blank lines together, so that the end of a table shows as one.
 */
export function cellLines(lines: readonly Line[], start: number, squeezed: boolean): Piece[] {
  const pieces: Piece[] = [];
  let cells: PrintedCell[] = [];
  let index = start;
  for (let line = lines[index]; line !== undefined; line = lines[index]) {
    if (line.opens) for (const cell of openedBy(line)) cells.push(cell);
    else if (line.kind !== "blank") cells.at(-1)?.paragraphs.push({ text: line.text, line: line.number });
    else {
      const gap = line.runEnd - index;
      const behind = lines[line.runEnd];
      if (behind && !behind.opens && goesOn({ lines, pieces, opened: cells.length, gap, squeezed }, line.runEnd)) {
        for (const { text, number } of lines.slice(index, line.runEnd)) cells.at(-1)?.paragraphs.push({ text, line: number });
      } else {
        pieces.push({ cells, end: index, gap });
        if (!behind?.opens) return pieces;
        cells = [];
      }
      index = line.runEnd;
      continue;
    }
    index += 1;
  }
  pieces.push({ cells, end: index, gap: 0 });
  return pieces;
}

/** The cells that a line opens: one for each TAB at its head; a TAB further on belongs to the text. */
function openedBy({ text, number }: Line): PrintedCell[] {
  const head = /^\s*\t/.exec(text)?.[0] ?? "";
  const tabs = head.split("\t").length - 1;
  return Array.from({ length: tabs }, (_, index) => ({
    paragraphs: [{ text: index === tabs - 1 ? text.slice(head.length) : "", line: number }],
  }));
}

interface Break {
  readonly lines: readonly Line[];
  readonly pieces: readonly Piece[];
  /** Cells of the piece so far. */
  readonly opened: number;
  /** Blank lines before the text in question. */
  readonly gap: number;
  readonly squeezed: boolean;
}

/** Whether text behind blank lines is another paragraph of the open cell. */
function goesOn({ lines, pieces, opened, gap, squeezed }: Break, text: number): boolean {
  const next = lines[text]!.nextCell;
  const joined = next < lines.length && lines[next - 1]!.kind !== "blank";
  if (gap === 1 && joined && !squeezed) return true;
  const width = commonest([...pieces.slice(-NEIGHBOURS).map(({ cells }) => cells.length), ...widthsFrom(lines, next)].filter((n) => n > 1));
  if (gap >= 2) return joined && next - text <= LONG_CELL && opened < width && opened + lines[next]!.opensLeft === width;
  if (squeezed && opened === width) return false;
  if (joined) return true;
  return !(opened >= 2 && HEADING.test(lines[text]!.text));
}

/** Cells in each of the next rows. */
function widthsFrom(lines: readonly Line[], start: number): number[] {
  const widths: number[] = [];
  for (let index = start; lines[index]?.opens && widths.length < NEIGHBOURS; ) {
    widths.push(lines[index]!.opensLeft);
    index = lines[index]!.runEnd;
    index = lines[index]?.runEnd ?? lines.length;
  }
  return widths;
}

/** The value met most often, the larger one of two met as often; 0 of none. */
export function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0;
}
