import type { Column } from "./lines.ts";
import { type Line, sizeOf } from "./shapes.ts";

/** Lines are at the same edge (heights of a character) if no character more would have fitted. */
const RAGGED = 1.2;
/** The share of all lines that must reach an edge, and how many at least. */
const SHARE = 0.2;
const LEAST = 3;
/** The share of lines that begin a paragraph, and are set in by two characters, in text that has them so. */
const INDENTED = 0.1;
/** Marks that may stand out beyond the edge. */
const HANGING = /[，。、；：！？）》”]$/;

/**
 * Where the lines of running text are broken, from all that stands in no table on pages of one width: the edges that
 * several lines reach. Where too few do, the page has as much room at its right as at its left.
 */
export function textColumn(lines: readonly Line[], width: number): Column {
  const lefts = lines.map(({ left }) => left).sort((a, b) => a - b);
  const left = lefts.find((place, index) => (lefts[index + 1] ?? Number.POSITIVE_INFINITY) - place < 2) ?? lefts[0] ?? 0;
  const ends = lines.map((line) => ({ place: HANGING.test(line.text) ? line.right - sizeOf(line) : line.right, size: sizeOf(line) }));
  const reached = ({ place, size }: { place: number; size: number }): number =>
    ends.filter((end) => end.place <= place && end.place > place - size * RAGGED).length;
  const full = ends.sort((a, b) => b.place - a.place).find((end) => reached(end) >= Math.max(LEAST, lines.length * SHARE));
  const setIn = lines.filter((line) => line.left - left > sizeOf(line) * 1.4 && line.left - left < sizeOf(line) * 2.6).length;
  return { left, right: full?.place ?? Math.max(width - left, left), padding: 0, isFlush: setIn < Math.max(2, lines.length * INDENTED) };
}
