import { linesOf, middle } from "./lines.ts";
import { isFigure, isRestOfFigure } from "./parts.ts";
import type { Line, Ruling, Word } from "./shapes.ts";

/** Lines of two columns whose middles differ by less (points) stand in one row. */
const NEAR = 3;
/** Fewer figures one below the other may be of one row. */
const LEAST = 3;

/**
 * Lines that a table leaves out between its rows: where the cells of several columns hold figures one below the other, and
 * one column a label beside each, there is a row for each. `xs` and `ys` are the edges of columns and rows that are drawn.
 */
export function stackedRows(xs: readonly number[], ys: readonly number[], words: readonly Word[]): Ruling[] {
  return ys.slice(1).flatMap((bottom, row) => {
    const inRow = words.filter((word) => middle(word) > ys[row]! && middle(word) < bottom);
    const columns = xs.slice(1).map((right, column) => linesOf(inRow.filter((word) => centre(word) > xs[column]! && centre(word) < right)));
    const figures = columns.filter((lines) => lines.length > 1 && lines.every(isFigure));
    const labels = columns.filter((lines) => lines.length > 1 && !lines.some(isFigure));
    const longest = figures.reduce<readonly Line[]>((best, lines) => (lines.length > best.length ? lines : best), []);
    const stands = (line: Line, lines: readonly Line[]): boolean => lines.some((other) => Math.abs(middle(line) - middle(other)) < NEAR);
    const areRows =
      figures.length > 1 &&
      longest.length >= LEAST &&
      !figures.some((lines) => lines.some((line, at) => at > 0 && isRestOfFigure(lines[at - 1]!.text, line.text))) &&
      figures.every((lines) => lines.every((line) => stands(line, longest))) &&
      labels.some((lines) => lines.length === longest.length && lines.every((line) => stands(line, longest)));
    if (!areRows) return [];
    return longest.slice(1).map((line, index) => ({ at: (line.top + longest[index]!.bottom) / 2, from: xs[0]!, to: xs.at(-1)! }));
  });
}

const centre = ({ left, right }: Word): number => (left + right) / 2;
