import type { Cell } from "../../model/grid.ts";
import { cellOf } from "./cell.ts";
import type { Line } from "./lines.ts";
import { isContents, isTableOfRows } from "./table-or-prose.ts";

/** What is found at a line of the dump, and the index after the last line that belongs to it. */
export interface FoundRows {
  readonly rows: readonly (readonly Cell[])[];
  readonly end: number;
  readonly isTable: boolean;
}

/** A block that hangs below a table (总分, 偏差原因 …) has a label and a value, seldom a third cell. */
const HANGING = 3;
/** As many lines without a TAB in a row may stand inside a table: section titles. More are text between two tables. */
const ONE_CELL_ROWS = 2;

/**
 * The table of a dump that prints a row per line, TABs between its cells. Rows keep the cells they print. One blank line
 * is a weak boundary: what follows is the same table if it is as wide, or is a narrow block of label and value; not if it
 * begins with the same label and goes on otherwise, as the next of several forms does. A TAB that every line begins with
 * opens the first cell instead of parting it from another. `title`: the last paragraph before.
 */
export function tabRows(lines: readonly Line[], start: number, title: string): FoundRows {
  let end = blockEnd(lines, start);
  const rows = lines.slice(start, end).map(rowOf);
  if (isContents(rows, title)) return { rows, end, isTable: false };
  let width = widest(rows);
  while (lines[end]?.kind === "blank" && hasTab(lines[end + 1])) {
    const next = end + 1;
    const nextEnd = blockEnd(lines, next);
    const block = lines.slice(next, nextEnd).map(rowOf);
    const blockWidth = widest(block);
    const hangs = blockWidth <= HANGING && blockWidth < width && nextEnd === lines[next]!.runEnd;
    if (!hangs && (blockWidth !== width || beginsLike(block[0]!, rows[0]!))) break;
    for (const row of block) rows.push(row);
    width = Math.max(width, blockWidth);
    end = nextEnd;
  }
  const opened = rows.length > 1 && rows.every(([first]) => first?.text === "") && width > 2;
  return { rows: opened ? rows.map((row) => row.slice(1)) : rows, end, isTable: isTableOfRows(rows) };
}

/** The same label and another value: another form. The same all along: the headings repeated on the next page. */
const beginsLike = ([label, ...values]: readonly Cell[], [first, ...others]: readonly Cell[]): boolean =>
  label?.text !== "" && label?.text === first?.text && values.some(({ text }, index) => text !== others[index]?.text);

const widest = (rows: readonly (readonly Cell[])[]): number => rows.reduce((width, { length }) => Math.max(width, length), 0);

const hasTab = (line: Line | undefined): boolean => line?.kind === "cell" || line?.kind === "row";

/** Index after the last line with a TAB of this run; a line or two without one between them are rows of one cell. */
function blockEnd(lines: readonly Line[], start: number): number {
  const { runEnd } = lines[start]!;
  let end = start;
  for (let index = start; index < runEnd && index <= end + ONE_CELL_ROWS; index += 1) if (hasTab(lines[index])) end = index + 1;
  return end;
}

function rowOf({ text, number }: Line): Cell[] {
  return text.split("\t").map((cell) => cellOf([{ text: cell, line: number }]));
}
