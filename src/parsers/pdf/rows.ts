import type { BandRow } from "./headings.ts";
import { goesOnOver } from "./lines.ts";
import { type Band, bandsUnder, isFigure } from "./parts.ts";
import { type Line, sizeOf } from "./shapes.ts";

/** A line and the parts that gaps cut it into. */
export interface Parted {
  readonly line: Line;
  readonly parts: readonly Line[];
}

/** A row of a table without lines between its columns: what stands in each band, and the lines of text that it takes. */
export interface AlignedRow {
  readonly cells: BandRow;
  readonly lines: readonly Line[];
}

/** Lines nearer than this (heights of a character) may be of one cell. */
const NEXT = 0.8;

/** Lines as rows: those between two levels `ys`, and those that the text of a cell runs on to, are one. */
export function rowsOf(block: readonly Parted[], bands: readonly Band[], ys: readonly number[]): AlignedRow[] {
  const rows: { cells: Line[][]; lines: Line[]; level: number }[] = [];
  const hasLevels = ys.length * 2 >= block.filter(({ parts }) => parts.length > 1).length;
  for (const { line, parts } of block) {
    const cells: Line[][] = bands.map(() => []);
    for (const part of parts) cells[bandsUnder(part, bands)[0]!]!.push(part);
    const joint = cells.map((some) => (some.length > 1 ? [some.reduce(joinedPart)] : some));
    const level = ys.filter((y) => y < (line.top + line.bottom) / 2).length;
    const row = rows.at(-1);
    if (row && row.level === level && isOneRow(row, joint, line, bands, hasLevels && level < ys.length)) {
      for (const [column, some] of joint.entries()) row.cells[column]!.push(...some);
      row.lines.push(line);
    } else rows.push({ cells: joint, lines: [line], level });
  }
  return rows;
}

/** Two parts of one line as one, with a space between them. */
const joinedPart = (a: Line, b: Line): Line => ({ ...a, words: [...a.words, ...b.words], text: `${a.text} ${b.text}`, right: b.right });

/** Whether a line belongs to the row above it: no column would have two figures, and it is no row of its own. */
function isOneRow({ cells, lines }: AlignedRow, next: BandRow, line: Line, bands: readonly Band[], isBetween: boolean): boolean {
  const both = bands.flatMap((_, column) => (cells[column]!.length > 0 && next[column]!.length > 0 ? [column] : []));
  if (both.some((column) => [...cells[column]!, ...next[column]!].some(isFigure))) return false;
  const bottom = Math.max(...lines.map((each) => each.bottom));
  if (isBetween || line.top < bottom - sizeOf(line) * 0.2) return true;
  const fits = [cells, next].every((some) =>
    some.every((parts, column) =>
      parts.every(({ left, right }) => left < bands[column]!.right && right < bands[column]!.right + sizeOf(line)),
    ),
  );
  const runsOn = both.every((column) => goesOnOver(cells[column]!.at(-1)!, next[column]![0]!, { ...bands[column]!, padding: 0 }));
  return both.length > 0 && fits && runsOn && line.top - bottom < sizeOf(line) * NEXT;
}
