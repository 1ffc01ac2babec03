import { BLANK } from "../../model/grid.ts";
import { type Cut, cutBetween, ownerOf, type Row } from "./break.ts";
import { cellOf, type PlacedCell, type TableOnPage } from "./lattice.ts";
import type { Band } from "./parts.ts";

/** Edges of columns nearer than this (points) on two pages are the same. */
const NEAR = 4;

/**
 * A table and what follows it at the head of the next page, as one, if that is its other part: the outer edges are the
 * same and one has all edges of the other. Headings that are repeated are left out; what the page cut is one again.
 */
export function joined(first: TableOnPage, second: TableOnPage): TableOnPage | undefined {
  const isMore = first.edges.length >= second.edges.length;
  const places = isMore ? placesIn(first, second) : placesIn(second, first);
  if (!places) return undefined;
  const above = isMore ? first.rows : widened(first.rows, places);
  const all = isMore ? widened(second.rows, places) : second.rows;
  const repeated = headings(above, all);
  const below = moved(all.slice(repeated), -repeated);
  const heights = second.heights.slice(repeated);
  const cut = cutBetween({ rows: above, heights: first.heights }, { rows: below, heights });
  const { edges, bands } = isMore ? first : second;
  return {
    top: first.top,
    bottom: second.bottom,
    edges,
    tops: [...first.tops, ...second.tops],
    rows: whole(above, below, cut),
    heights: [...first.heights, ...(cut.isRow ? heights.slice(1) : heights)],
    ...(bands ? { bands } : {}),
  };
}

/** Where the edges of a table are among those of one with more of them: `undefined` where they are not. */
function placesIn(more: TableOnPage, fewer: TableOnPage): number[] | undefined {
  // Without lines an edge is anywhere between what stands in two columns.
  if (more.bands && fewer.bands) return areSame(more.bands, fewer.bands) ? more.edges.map((_, index) => index) : undefined;
  const places = fewer.edges.map((edge) => more.edges.findIndex((other) => Math.abs(other - edge) < NEAR));
  return places.includes(-1) || places[0] !== 0 || places.at(-1) !== more.edges.length - 1 ? undefined : places;
}

/** Whether each column without lines stands below one of the others and no other. */
const areSame = (above: readonly Band[], below: readonly Band[]): boolean =>
  above.length === below.length &&
  above.every(({ left, right }, index) => below.every((other, at) => (other.left < right && other.right > left) === (at === index)));

/** How many rows at the head of a table are its first ones again. */
function headings(above: readonly Row[], below: readonly Row[]): number {
  const words = (row: Row): string => JSON.stringify(row.map(({ text }) => text));
  let repeated = 0;
  while (repeated < below.length - 1 && words(below[repeated]!) === words(above[repeated] ?? [])) repeated += 1;
  return repeated;
}

/** Rows with each cell over all the columns between its edges: `places` are those of the edges among the finer ones. */
function widened(rows: readonly Row[], places: readonly number[]): Row[] {
  return rows.map((row, r) => {
    const line: PlacedCell[] = new Array<PlacedCell>(places.at(-1)!).fill(BLANK);
    for (const [column, cell] of row.entries()) {
      const [from, to] = [places[column]!, places[column + 1]!];
      const anchor = cell.anchor && ([cell.anchor[0], places[cell.anchor[1]]!] as const);
      for (let at = from; at < to; at += 1) line[at] = at === from && !anchor ? cell : { ...BLANK, anchor: anchor ?? [r, from] };
    }
    return line;
  });
}

/** Rows whose places are counted from elsewhere. What belonged to a row that is gone stands by itself. */
const moved = (rows: readonly Row[], by: number): Row[] =>
  rows.map((row) =>
    row.map(({ anchor, ...cell }): PlacedCell => (anchor && anchor[0] + by >= 0 ? { ...cell, anchor: [anchor[0] + by, anchor[1]] } : cell)),
  );

/** The rows of both parts: what begins below the cut and is part of a cell above has its text there and belongs to it. */
function whole(above: readonly Row[], below: readonly Row[], { isRow, columns }: Cut): Row[] {
  const rows = above.map((row) => [...row]);
  const last = above.length - 1;
  const first = isRow ? last : above.length;
  const owners = below[0]!.map((cell, column) =>
    isRow || columns.has(column) ? ownerOf(rows, last, cell.anchor?.[1] ?? column) : undefined,
  );
  for (const [column, cell] of below[0]!.entries()) {
    const owner = owners[column];
    if (owner && cell.lines) rows[owner[0]]![owner[1]] = grown(rows[owner[0]]![owner[1]]!, cell);
  }
  const rest = below.map((row, r) =>
    row.map((cell, column): PlacedCell => {
      const [at, from] = cell.anchor ?? [r, column];
      const owner = at === 0 ? owners[from] : undefined;
      return owner ? { ...BLANK, anchor: owner } : cell.anchor ? { ...cell, anchor: [at + first, from] } : cell;
    }),
  );
  return [...rows, ...(isRow ? rest.slice(1) : rest)];
}

/** A cell with the rest of its text from the next page. */
function grown({ lines = [], column, ...cell }: PlacedCell, more: PlacedCell): PlacedCell {
  const edges = column ?? more.column;
  return edges ? cellOf([...lines, ...(more.lines ?? [])], edges) : { ...cell, text: cell.text + more.text };
}
