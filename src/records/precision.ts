import type { Figure } from "../model/figure.ts";
import { grouped } from "../model/grouped.ts";

/** A figure with the series it stands in: figures of one column that share a unit. */
export interface Placed {
  readonly series: string;
  readonly figure: Figure;
}

/** Too few peers say nothing about a custom; a share this small is an exception, not the custom. */
const FEWEST = 2;
const SHARE = 0.3;

/**
 * The decimals a series usually prints: the most that a fair share of its figures do. Trailing zeros are often dropped
 * (33685 among 18907.99, 3915.14 …), so the custom is set by those that print most, not by the majority.
 */
export function usualDecimals(figures: readonly Figure[]): number {
  const counts = new Map<number, number>();
  for (const { decimals } of figures) counts.set(decimals, (counts.get(decimals) ?? 0) + 1);
  const sorted = [...counts.entries()].sort(([a], [b]) => b - a);
  for (const [decimals, count] of sorted) {
    const share = count / figures.length;
    if ((count >= FEWEST && share >= SHARE / 2) || share >= SHARE) return decimals;
  }
  return sorted[0]?.[0] ?? 0;
}

/** Usual decimals of each series. */
export function usualDecimalsBySeries(placed: readonly Placed[]): ReadonlyMap<string, number> {
  const bySeries = grouped(placed, ({ series }) => series);
  return new Map([...bySeries].map(([series, members]) => [series, usualDecimals(members.map(({ figure }) => figure))]));
}
