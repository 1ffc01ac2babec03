import { ZERO } from "../model/decimal.ts";
import { type Look, likeness, namesTotal, type Profile, type Span, widthOf } from "./restore-look.ts";

/** A row that the columns of a higher row must cover: a row of lower headings, or the columns of the table itself. */
export interface Floor {
  readonly cells: readonly Look[];
  readonly spans: readonly Span[];
  /** The rows that print a figure for every column, for sums that tell which columns belong together. */
  readonly body: readonly (readonly Look[])[];
  readonly profiles: readonly Profile[];
}

/** More cells than these are placed one by one: no heading has them, and the search would take long. */
const MOST_CELLS = 400;

/**
 * Spans of a row of headings that lost them: each of its cells covers one or more cells of the floor, in order. Blank cells
 * below say where a heading goes on downward; of the rest, what belongs together is told by repeated labels, by totals
 * that begin a group and the sums that prove it, and by how alike neighbours are. `undefined` where there are more
 * headings than cells below them.
 */
export function spansOver(row: readonly Look[], floor: Floor): Span[] | undefined {
  const n = row.length;
  const m = floor.cells.length;
  if (n > m || n > MOST_CELLS || m > MOST_CELLS) return undefined;
  const cost: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Number.POSITIVE_INFINITY));
  const take: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  cost[n]![m] = 0;
  const usual = m / n;
  for (let cell = n - 1; cell >= 0; cell -= 1) {
    for (let at = m - (n - cell); at >= cell; at -= 1) {
      for (let count = 1; at + count <= m - (n - cell - 1); count += 1) {
        const rest = cost[cell + 1]![at + count]!;
        if (rest === Number.POSITIVE_INFINITY) continue;
        const all = rest + groupCost(row[cell]!, floor, at, count, usual);
        // Of equal ways the one whose first heading is wider.
        if (all <= cost[cell]![at]!) {
          cost[cell]![at] = all;
          take[cell]![at] = count;
        }
      }
    }
  }
  if (cost[0]![0] === Number.POSITIVE_INFINITY) return undefined;
  const spans: Span[] = [];
  let at = 0;
  for (let cell = 0; cell < n; cell += 1) {
    const count = take[cell]![at]!;
    spans.push({ from: floor.spans[at]!.from, to: floor.spans[at + count - 1]!.to });
    at += count;
  }
  return spans;
}

/** What it costs to let the heading cover `count` cells of the floor from `at` on; less is likelier. */
function groupCost(heading: Look, floor: Floor, at: number, count: number, usual: number): number {
  const below = floor.cells.slice(at, at + count);
  const blanks = below.filter(({ kind }) => kind === "blank").length;
  if (heading.kind === "blank") return blanks === count ? 2 * (count - 1) : 1 + 0.5 * Math.min(count, 2);
  if (count === 1) return blanks === 1 ? 0 : 1;
  if (blanks === count) return 2 * count;
  let cost = 2 * blanks + 0.02 * (count - usual) ** 2;
  const labels = below.map(({ label }) => label).filter((label) => label !== "");
  cost += 3 * (labels.length - new Set(labels).size);
  for (let index = 1; index < count; index += 1) {
    cost -= likeness(below[index - 1]!.label, below[index]!.label);
    // A total opens its group; one in the middle opens the next.
    if (namesTotal(below[index]!)) cost += index === count - 1 ? 0.5 : 1.5;
  }
  if (namesTotal(below[0]!)) cost -= 1;
  cost -= likeness(heading.label, labels.join(""));
  return cost - sumsUp(floor, at, count) - sameSort(heading, floor, at, count);
}

/** Evidence that the first or last column of the group is the sum of the others, on the rows of the table. */
function sumsUp(floor: Floor, at: number, count: number): number {
  if (count < 3) return 0;
  const columns = floor.spans.slice(at, at + count);
  if (columns.some((span) => widthOf(span) > 1)) return 0;
  let rows = 0;
  let first = 0;
  let last = 0;
  for (const row of floor.body) {
    const values = columns.map(({ from }) => row[from]?.value ?? null);
    const given = values.filter((value) => value !== null && !value.isZero());
    // A total with one part is its equal: that proves nothing.
    if (given.length < 3) continue;
    rows += 1;
    const all = values.reduce((sum, value) => sum!.plus(value ?? ZERO), ZERO)!;
    if (all.equals(values[0]?.times(2) ?? ZERO)) first += 1;
    if (all.equals(values.at(-1)?.times(2) ?? ZERO)) last += 1;
  }
  if (rows === 0) return 0;
  return Math.max(first / rows > 0.6 ? 3 : 0, last / rows > 0.6 ? 2 : 0);
}

const RATE = /率|比例|比重|占比|%/;

/** A heading that names a rate stands over columns of rates. */
function sameSort(heading: Look, floor: Floor, at: number, count: number): number {
  const columns = floor.spans.slice(at, at + count).flatMap(({ from, to }) => floor.profiles.slice(from, to + 1));
  const rates = columns.filter(({ rate, number }) => rate > number).length;
  if (rates === 0) return 0;
  if (rates < count) return -0.3;
  return RATE.test(heading.label) ? 1 : 0;
}

/** The columns of a table as a floor for its lowest row of headings: none is blank, so that each heading takes one or more. */
export function bare(width: number, body: Floor["body"], profiles: readonly Profile[]): Floor {
  const spans = Array.from({ length: width }, (_, column) => ({ from: column, to: column }));
  return { cells: spans.map(() => ({ kind: "words", label: "", value: null })), spans, body, profiles };
}
