import type { Figure } from "../model/figure.ts";
import { grouped } from "../model/grouped.ts";

/** A figure with the series it stands in: figures of one column that share a unit. */
export interface Placed {
  readonly series: string;
  readonly figure: Figure;
}

/** Figures, and share of all, that must print as many decimals before that is the custom. */
const FEWEST = 2;
const SHARE = 0.3;
/** Money is kept to two decimals: one figure of a short series is enough to show that. */
const CENTS = 2;
const SHORT = 4;

/**
 * The decimals a series usually prints: the most that a fair share of its figures do. Trailing zeros are often dropped
 * (33685 among 18907.99, 3915.14 …), so the custom is set by those that print most, not by the majority; a single figure
 * with more than all others is an exception.
 */
function usualDecimals(figures: readonly Figure[]): number {
  const counts = new Map<number, number>();
  for (const { decimals } of figures) counts.set(decimals, (counts.get(decimals) ?? 0) + 1);
  const sorted = [...counts.entries()].sort(([a], [b]) => b - a);
  let printing = 0;
  for (const [decimals, count] of sorted) {
    printing += count;
    if (printing >= FEWEST && printing / figures.length >= SHARE) return decimals;
    if (decimals <= CENTS && figures.length <= SHORT) return decimals;
  }
  return sorted.at(-1)?.[0] ?? 0;
}

/** Usual decimals of each series. */
export function usualDecimalsBySeries(placed: readonly Placed[]): ReadonlyMap<string, number> {
  const bySeries = grouped(placed, ({ series }) => series);
  return new Map([...bySeries].map(([series, members]) => [series, usualDecimals(members.map(({ figure }) => figure))]));
}
