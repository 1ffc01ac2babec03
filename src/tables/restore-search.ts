import type { Span } from "./restore-look.ts";

/** Steps that the searches of one grid may still take together: beyond, rows keep their cells from the left. */
export interface Purse {
  steps: number;
}

/** Real tables need some thousand steps. */
export const purse = (): Purse => ({ steps: 150_000 });

/**
 * Cuts `places` places, in order, into as many groups as there are cells, none empty, at the least sum of costs. Of equal
 * ways, the one whose earlier groups are wider. `undefined` where there are more cells than places, or no steps left.
 */
export function cheapest(
  cells: number,
  places: number,
  left: Purse,
  cost: (cell: number, at: number, count: number) => number,
): Span[] | undefined {
  const room = places - cells;
  const steps = (cells * (room + 1) * (room + 2)) / 2;
  if (cells === 0 || room < 0 || steps > left.steps) return undefined;
  left.steps -= steps;
  const least: number[][] = Array.from({ length: cells + 1 }, () => new Array<number>(places + 1).fill(Number.POSITIVE_INFINITY));
  const take: number[][] = Array.from({ length: cells }, () => new Array<number>(places + 1).fill(1));
  least[cells]![places] = 0;
  for (let cell = cells - 1; cell >= 0; cell -= 1)
    for (let at = cell; at <= cell + room; at += 1)
      for (let count = 1; at + count <= cell + 1 + room; count += 1) {
        const rest = least[cell + 1]![at + count]!;
        if (rest === Number.POSITIVE_INFINITY) continue;
        const all = rest + cost(cell, at, count);
        if (all > least[cell]![at]!) continue;
        least[cell]![at] = all;
        take[cell]![at] = count;
      }
  const spans: Span[] = [];
  let at = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const count = take[cell]![at]!;
    spans.push({ from: at, to: at + count - 1 });
    at += count;
  }
  return spans;
}
