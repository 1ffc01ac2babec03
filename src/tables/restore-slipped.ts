import { BLANK, type Cell } from "../model/grid.ts";
import { isFigure, type Look, looksOf } from "./restore-look.ts";

/** The rows of a table whose columns are as printed, with those set right that slipped to the left of the others. */
export function unslipped(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const looks = looksOf(rows);
  const headed = rows.map((row, index) => shiftedHeadings(row, looks, index));
  return slippedRows(headed, looks);
}

/**
 * Headings that stand to the left of their figures: the first of them is over the label of the next row, and moved by the
 * same distance each of them stands over a figure. One that has no figure below it keeps the distance or takes the last column.
 */
function shiftedHeadings(row: readonly Cell[], looks: readonly (readonly Look[])[], index: number): readonly Cell[] {
  const below = looks[index + 1];
  const headings = filledIn(looks[index]!);
  if (!below || headings.length < 3 || headings.some((column) => looks[index]![column]!.kind !== "words")) return row;
  const figures = filledIn(below).filter((column) => isFigure(below[column]!));
  const [first = 0, ...moving] = headings;
  const [label = 0] = moving;
  const shift = (figures[0] ?? 0) - label;
  const paired = figures.length >= 2 && figures.length >= moving.length - 1 && figures.length <= moving.length;
  if (!paired || first !== 0 || shift <= 0 || below[label]!.kind !== "words") return row;
  if (figures.some((column, at) => column !== moving[at]! + shift)) return row;
  // Headings of their own above the figures: this row is one of their table.
  const above = looks[index - 1];
  if (above && figures.every((column) => above[column]!.kind !== "blank")) return row;
  const out: Cell[] = row.map((_, column) => (column <= first ? row[column]! : BLANK));
  for (const column of moving) {
    const to = Math.min(column + shift, row.length - 1);
    if (out[to]!.text !== "") return row;
    out[to] = row[column]!;
  }
  return out;
}

const filledIn = (row: readonly Look[]): number[] => [...row.keys()].filter((column) => row[column]!.kind !== "blank");

/** A row slips by no more columns than these. */
const FARTHEST = 2;
/** Fewer sound rows than these do not show what a column holds. */
const SOUND_ROWS = 4;
/** How much likelier the row must become, in nats: about 20 to 1. */
const LIKELIER = 3;

/**
 * Rows of the body that end one or two columns before the others: moved to the right, if what they hold then fits the
 * columns far better than where it stands. A label that so gets apart from its values is the name of the line.
 */
function slippedRows(rows: readonly (readonly Cell[])[], looks: readonly (readonly Look[])[]): (readonly Cell[])[] {
  const width = rows[0]?.length ?? 0;
  const start = headOf(looks, width);
  if (start < 0) return [...rows];
  const body = looks.slice(start + 1);
  const ends = body.map((row) => row.findLastIndex(({ kind }) => kind !== "blank"));
  const end = mostMet(ends);
  const sound = body.filter((_, index) => ends[index] === end);
  if (sound.length < SOUND_ROWS || sound.length * 3 < body.length) return [...rows];
  const columns = Array.from({ length: width }, (_, column) => shares(sound.map((row) => sortOf(row[column]!))));
  const likelihood = (order: readonly (number | undefined)[], row: readonly Look[]): number =>
    order.reduce<number>((sum, from, column) => sum + (columns[column]!.get(from === undefined ? "blank" : sortOf(row[from]!)) ?? 0), 0);
  return rows.map((row, index) => {
    const look = looks[index]!;
    const shift = end - (ends[index - start - 1] ?? end);
    if (index <= start || shift < 1 || shift > FARTHEST) return row;
    const asPrinted = [...row.keys()];
    const [best, score] = candidates(look, shift)
      .map((order) => [order, likelihood(order, look)] as const)
      .reduce((one, other) => (other[1] > one[1] ? other : one));
    if (score - likelihood(asPrinted, look) < LIKELIER) return row;
    return best.map((from) => (from === undefined ? BLANK : row[from]!));
  });
}

/** The row of headings: of those with words in nearly every column and nothing else, the first that fills the most. */
function headOf(rows: readonly (readonly Look[])[], width: number): number {
  let best = -1;
  let most = Math.max(3, width * 0.7 - 1);
  for (const [index, row] of rows.entries()) {
    const filled = filledIn(row);
    if (filled.length <= most || filled.some((column) => row[column]!.kind !== "words")) continue;
    best = index;
    most = filled.length;
  }
  return best;
}

/** For each column the printed one it takes its cell from: the row moved, and the row moved with its label next to its values. */
function candidates(row: readonly Look[], shift: number): (number | undefined)[][] {
  const width = row.length;
  const moved = Array.from({ length: width }, (_, column) => (column < shift ? undefined : column - shift));
  const first = row.findIndex(({ kind }) => kind !== "blank");
  const second = row.findIndex(({ kind }, column) => column > first && kind !== "blank");
  if (second <= first + 1) return [moved];
  const label = second + shift - 1;
  return [moved, moved.map((from, column) => (column === label ? first : from === first ? undefined : from))];
}

type Sort = "blank" | "figure" | "short" | "long";

const SORTS: readonly Sort[] = ["blank", "figure", "short", "long"];
/** Names of groups and qualitative values are shorter than the names of indicators. */
const SHORT = 6;

const sortOf = (look: Look): Sort => {
  if (look.kind === "blank") return "blank";
  if (isFigure(look)) return "figure";
  return look.label.length <= SHORT ? "short" : "long";
};

/** Logarithm of the share of each sort of cell, half a cell of each added. */
function shares(sorts: readonly Sort[]): Map<Sort, number> {
  return new Map(
    SORTS.map((sort) => [sort, Math.log((sorts.filter((other) => other === sort).length + 0.5) / (sorts.length + SORTS.length / 2))]),
  );
}

function mostMet(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? -1;
}
