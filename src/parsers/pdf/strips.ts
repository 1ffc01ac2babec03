import { BLANK } from "../../model/grid.ts";
import type { PlacedCell, TableOnPage } from "./lattice.ts";
import { isFigure } from "./parts.ts";

/** Rows on two pages at heights that differ by less (points) are one row of a sheet. */
const NEAR = 1.5;

/**
 * The tables of each page, where a wide sheet was printed in strips: a table whose rows have no labels is put beside the
 * first one before it with labels and rows at the same heights. `unlabelled` is the number of those that have none such.
 */
export function besideEachOther(pages: readonly (readonly TableOnPage[])[]): { pages: TableOnPage[][]; unlabelled: number } {
  const result = pages.map((tables) => [...tables]);
  const used = new Map<number, number>();
  let unlabelled = 0;
  for (const [number, tables] of result.entries()) {
    const [table] = tables;
    if (!table || number === 0 || !lacksLabels(table)) continue;
    const before = result
      .slice(0, number)
      .flatMap(([first], index) => (first && !lacksLabels(first) && hasSameRows(first, table) ? [index] : []));
    const least = Math.min(...before.map((index) => used.get(index) ?? 0));
    const page = before.find((index) => (used.get(index) ?? 0) === least);
    if (page === undefined) unlabelled += 1;
    else {
      used.set(page, least + 1);
      result[page]![0] = beside(result[page]![0]!, table);
      tables.shift();
    }
  }
  return { pages: result, unlabelled };
}

/** Whether the first column has figures, row for row. */
function lacksLabels({ rows }: TableOnPage): boolean {
  const cells = rows.flatMap(([cell]) => (cell?.lines ? [cell] : []));
  return cells.length > 2 && cells.filter(isFigure).length * 10 > cells.length * 6;
}

const rowAt = ({ tops }: TableOnPage, place: number): number => tops.findIndex((top) => Math.abs(top - place) < NEAR);

/** Whether each row of the other is at the height of one, and most of its own have one. */
const hasSameRows = (one: TableOnPage, other: TableOnPage): boolean =>
  other.tops.length * 5 > one.tops.length * 4 && other.tops.every((place) => rowAt(one, place) !== -1);

function beside(left: TableOnPage, right: TableOnPage): TableOnPage {
  const columns = left.edges.length - 1;
  const shift = left.edges.at(-1)! - right.edges[0]!;
  const places = right.tops.map((place) => rowAt(left, place));
  const moved = ({ anchor, ...cell }: PlacedCell): PlacedCell =>
    anchor ? { ...cell, anchor: [places[anchor[0]]!, anchor[1] + columns] } : cell;
  const bands = left.bands &&
    right.bands && [...left.bands, ...right.bands.map((band) => ({ left: band.left + shift, right: band.right + shift }))];
  return {
    ...left,
    edges: [...left.edges, ...right.edges.slice(1).map((edge) => edge + shift)],
    rows: left.rows.map((row, r) => [...row, ...(right.rows[places.indexOf(r)]?.map(moved) ?? right.rows[0]!.map(() => BLANK))]),
    ...(bands ? { bands } : {}),
  };
}
