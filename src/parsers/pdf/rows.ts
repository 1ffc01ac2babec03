import type { BandRow } from "./headings.ts";
import { goesOnOver } from "./lines.ts";
import { type Band, bandsUnder, isFigure, isRestOfFigure } from "./parts.ts";
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
  const bottom = Math.max(...lines.map((each) => each.bottom));
  const size = sizeOf(line);
  const isText = (column: number): boolean => ![...cells[column]!, ...next[column]!].some(isFigure);
  const runsOn = (column: number): boolean =>
    isText(column) && goesOnOver(cells[column]!.at(-1)!, next[column]![0]!, { ...bands[column]!, padding: 0 });
  const isRest = (column: number): boolean => runsOn(column) || isRestOfFigure(cells[column]!.at(-1)!.text, next[column]![0]!.text);
  const filled = (some: BandRow): number => some.filter((parts) => parts.length > 0).length;
  const isInside = filled(next) === both.length;
  if (isInside && line.top - bottom < size * NEXT && fits([cells, next], bands, size) && both.every(isRest)) return true;
  if (!both.every(isText)) return false;
  if (isBetween || (line.top < bottom - size * 0.2 && both.every(runsOn))) return true;
  return (
    both.length > 0 && filled(cells) === 1 && line.top - bottom < size * NEXT && fits([cells, next], bands, size) && both.every(runsOn)
  );
}

/** Whether all parts stand in their bands: a heading over several columns does not, nor a line of text below the table. */
const fits = (rows: readonly BandRow[], bands: readonly Band[], size: number): boolean =>
  rows.every((cells) =>
    cells.every((parts, column) => parts.every(({ left, right }) => left < bands[column]!.right && right < bands[column]!.right + size)),
  );
