import { BLANK, type Cell } from "../../model/grid.ts";
import { type Column, linesOf, paragraphsOf } from "./lines.ts";
import type { Line, Ruling, Rulings, Word } from "./shapes.ts";
import { stackedRows } from "./stacked.ts";

/** A table on a page. `edges` are the places of its columns' edges; `heights` those of its rows, if lines tell them. */
export interface TableOnPage {
  readonly top: number;
  readonly bottom: number;
  readonly edges: readonly number[];
  readonly heights: readonly number[];
  /** Where its rows begin. */
  readonly tops: readonly number[];
  /** Where no lines part its columns: how far what stands in each reaches. */
  readonly bands?: readonly { readonly left: number; readonly right: number }[];
  readonly rows: readonly (readonly PlacedCell[])[];
}

/** A cell with the lines of text in it, and the edges that they break at. */
export interface PlacedCell extends Cell {
  readonly lines?: readonly Line[];
  readonly column?: Column;
}

/** Lines nearer than this (points) are one: borders are drawn from both sides, in pieces. */
const NEAR = 2.5;

/** A column or row without a line at its outer side is at least so wide (points). */
const OPEN = 8;

/** Room that Word and its like keep between the text of a cell and its edges. */
const PADDING = 5.4;

/** Tables whose cells have lines around them, and the words that stand in none of them. */
export function ruledTables(rulings: Rulings, words: readonly Word[]): { tables: TableOnPage[]; rest: readonly Word[] } {
  const tables: TableOnPage[] = [];
  let rest = words;
  for (const group of connected(rulings)) {
    const [xs, ys] = [edgesOf(group.upright, group.across), edgesOf(group.across, group.upright)];
    if (xs.length < 2 || ys.length < 2 || (xs.length === 2 && ys.length === 2)) continue;
    const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!];
    const isInside = (word: Word): boolean => inside(word, left, right, top, bottom);
    const here = rest.filter(isInside);
    if (here.length === 0) continue;
    const between = stackedRows(xs, ys, here);
    const tops = [...ys, ...between.map(({ at }) => at)].sort((a, b) => a - b);
    const heights = tops.slice(1).map((y, row) => y - tops[row]!);
    const rows = cells({ ...group, across: [...group.across, ...between] }, xs, tops, here);
    tables.push({ top, bottom, edges: xs, heights, tops: tops.slice(0, -1), rows });
    rest = rest.filter((word) => !isInside(word));
  }
  return { tables, rest };
}

const inside = ({ left, right, top, bottom }: Word, x1: number, x2: number, y1: number, y2: number): boolean => {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x > x1 && x < x2 && y > y1 && y < y2;
};

/** Places of lines, each once. */
function distinct(rulings: readonly Ruling[]): number[] {
  const places: number[] = [];
  for (const { at } of [...rulings].sort((a, b) => a.at - b.at))
    if (at - (places.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) places.push(at);
  return places;
}

/** Places of lines, and where those that cross them end beyond the outermost: the sides of a table are often left open. */
function edgesOf(rulings: readonly Ruling[], crossing: readonly Ruling[]): number[] {
  const places = distinct(rulings);
  const [first, last] = [places[0]!, places.at(-1)!];
  const common = (ends: readonly number[]): number | undefined =>
    ends.find((end) => ends.filter((other) => Math.abs(other - end) <= NEAR).length > 1);
  const before = common(crossing.map(({ from }) => from).sort((a, b) => a - b));
  const after = common(crossing.map(({ to }) => to).sort((a, b) => b - a));
  return [
    ...(before !== undefined && before < first - OPEN ? [before] : []),
    ...places,
    ...(after !== undefined && after > last + OPEN ? [after] : []),
  ];
}

type Group = Pick<Rulings, "across" | "upright">;

/** Rulings that touch each other, table by table from the top. */
function connected({ across, upright }: Rulings): Group[] {
  const groups: { across: Ruling[]; upright: Ruling[] }[] = [];
  const groupOf = new Map<Ruling, { across: Ruling[]; upright: Ruling[] }>();
  const sorted = [...upright].sort((a, b) => a.from - b.from);
  for (const level of [...across].sort((a, b) => a.at - b.at)) {
    let group: { across: Ruling[]; upright: Ruling[] } | undefined;
    for (const line of sorted) {
      if (line.from > level.at + NEAR) break;
      if (line.to < level.at - NEAR || line.at < level.from - NEAR || line.at > level.to + NEAR) continue;
      const other = groupOf.get(line);
      if (!group) group = other;
      if (!group) {
        group = { across: [], upright: [] };
        groups.push(group);
      }
      if (other && other !== group) {
        for (const each of other.upright) groupOf.set(each, group);
        group.upright.push(...other.upright);
        group.across.push(...other.across);
        groups.splice(groups.indexOf(other), 1);
      } else if (!other) {
        group.upright.push(line);
        groupOf.set(line, group);
      }
    }
    group?.across.push(level);
  }
  return groups;
}

function cells(group: Group, xs: readonly number[], ys: readonly number[], words: readonly Word[]): PlacedCell[][] {
  const covers = (lines: readonly Ruling[], place: number, middle: number): boolean =>
    lines.some(({ at, from, to }) => Math.abs(at - place) <= NEAR && from < middle && to > middle);
  const rows = ys.length - 1;
  const columns = xs.length - 1;
  const rowMiddle = (row: number): number => (ys[row]! + ys[row + 1]!) / 2;
  const columnMiddle = (column: number): number => (xs[column]! + xs[column + 1]!) / 2;
  const hasLeft = (row: number, column: number): boolean => covers(group.upright, xs[column]!, rowMiddle(row));
  const hasTop = (row: number, column: number): boolean => covers(group.across, ys[row]!, columnMiddle(column));
  const grid: (PlacedCell | undefined)[][] = Array.from({ length: rows }, () => new Array<PlacedCell | undefined>(columns).fill(undefined));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      if (grid[row]![column]) continue;
      let right = column + 1;
      while (right < columns && !grid[row]![right] && !hasLeft(row, right)) right += 1;
      let down = row + 1;
      const isOpen = (at: number): boolean => {
        for (let each = column; each < right; each += 1) if (grid[at]![each] || hasTop(at, each)) return false;
        for (let each = column + 1; each < right; each += 1) if (hasLeft(at, each)) return false;
        return true;
      };
      while (down < rows && isOpen(down)) down += 1;
      const [x1, x2, y1, y2] = [xs[column]!, xs[right]!, ys[row]!, ys[down]!];
      const lines = linesOf(words.flatMap((word) => within(word, x1, x2)).filter((word) => inside(word, x1, x2, y1, y2)));
      const owner = lines.length === 0 ? BLANK : cellOf(lines, { left: x1, right: x2, padding: PADDING });
      for (let r = row; r < down; r += 1)
        for (let c = column; c < right; c += 1) grid[r]![c] = r === row && c === column ? owner : { ...BLANK, anchor: [row, column] };
    }
  return grid.map((line) => line.map((cell) => cell ?? BLANK));
}

/** The part of a word between two edges: one that reaches over an edge is cut at its spaces, if it has any. */
function within(word: Word, left: number, right: number): Word[] {
  const { text } = word;
  if ((word.left >= left - NEAR && word.right <= right + NEAR) || !/\s/.test(text.trim())) return [word];
  if (word.right < left || word.left > right) return [];
  const each = (word.right - word.left) / text.length;
  return Array.from(text.matchAll(/\S+/g), ({ 0: part, index }) => ({
    ...word,
    text: part,
    left: word.left + index * each,
    right: word.left + (index + part.length) * each,
  }));
}

/** What stands in a cell: paragraphs, as lines of text there run into each other. */
export function cellOf(lines: readonly Line[], column: Column): PlacedCell {
  const text = paragraphsOf(lines, column)
    .map(({ text: words }) => words)
    .join("\n");
  return { text, lines, column };
}
