/** A rectangle of a sheet; rows and columns counted from 0, ends included. */
export interface Region {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The cells of a sheet that hold something: rows from the top down, the columns used in each ascending. */
export type Used = readonly (readonly [row: number, columns: readonly number[]])[];

/** Below this many cells, and while one in this many is used, a sheet is one region whatever its gaps. */
const SMALL = 200_000;
const SPARSE = 50;
/** Blank rows or columns that part two regions, tried in this order until what is left between cells is affordable. */
const GAPS = [100, 20, 1];

/**
 * The region of a sheet that holds its cells: one, unless a stray cell far away makes it absurdly large; then the blank
 * stretches between are left out, and each part is a region of its own.
 */
export function regionsOf(used: Used): readonly Region[] {
  if (used.length === 0) return [];
  return split(used, 0);
}

function split(used: Used, attempt: number): readonly Region[] {
  const region = around(used);
  const gap = GAPS[attempt];
  if (gap === undefined || affordable(region, used)) return [region];
  const bands = apart(used, ([row]) => row, gap);
  const parts = bands.flatMap((band) => columnsApart(band, gap));
  return parts.flatMap((part) => split(part, parts.length > 1 ? attempt : attempt + 1));
}

function affordable({ top, bottom, left, right }: Region, used: Used): boolean {
  const cells = used.reduce((sum, [, columns]) => sum + columns.length, 0);
  return (bottom - top + 1) * (right - left + 1) <= Math.max(SMALL, cells * SPARSE);
}

function around(used: Used): Region {
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const [, columns] of used) {
    left = Math.min(left, columns[0]!);
    right = Math.max(right, columns.at(-1)!);
  }
  return { top: used[0]![0], bottom: used.at(-1)![0], left, right };
}

/** Cuts a sorted list where neighbours are more than `gap` apart. */
function apart<Item>(items: readonly Item[], at: (item: Item) => number, gap: number): Item[][] {
  const parts: Item[][] = [];
  for (const item of items) {
    const last = parts.at(-1)?.at(-1);
    if (last === undefined || at(item) - at(last) > gap) parts.push([item]);
    else parts.at(-1)!.push(item);
  }
  return parts;
}

function columnsApart(used: Used, gap: number): Used[] {
  const columns = [...new Set(used.flatMap(([, all]) => all))].sort((a, b) => a - b);
  const stretches = apart(columns, (column) => column, gap);
  if (stretches.length < 2) return [used];
  const stretchOf = new Map(stretches.flatMap((stretch, index) => stretch.map((column) => [column, index] as const)));
  const parts: [row: number, columns: number[]][][] = stretches.map(() => []);
  for (const [row, all] of used)
    for (const column of all) {
      const part = parts[stretchOf.get(column)!]!;
      if (part.at(-1)?.[0] === row) part.at(-1)![1].push(column);
      else part.push([row, [column]]);
    }
  return parts;
}
