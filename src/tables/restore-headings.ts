import { type Decimal, ZERO } from "../model/decimal.ts";
import { type Look, likeness, namesTotal, type Profile, type Span, widthOf } from "./restore-look.ts";
import { cheapest, type Purse } from "./restore-search.ts";

/** The rows of a table that print every cell, and what they show of each column. */
export interface Body {
  readonly rows: readonly (readonly Look[])[];
  readonly profiles: readonly Profile[];
}

/** A row of headings whose cells are in their columns: what a row above it must cover. */
export interface Floor {
  readonly cells: readonly Look[];
  readonly spans: readonly Span[];
}

/**
 * Spans of the lowest row of headings, over the columns themselves: where it has fewer cells than the table has columns, a
 * heading covers columns of labels rather than of figures, and columns that are blank in the same rows. `undefined` where
 * it has more.
 */
export function spansOverColumns(row: readonly Look[], { profiles }: Body, left: Purse): Span[] | undefined {
  const joined = profiles.map((right, column) => {
    const before = profiles[column - 1];
    if (!before) return 0;
    if (holdsFigures(before) || holdsFigures(right)) return 1.5;
    return 0.3 + 0.5 * Math.abs(before.blank - right.blank) + (Math.min(before.blank, right.blank) > 0.5 ? 0.5 : 0);
  });
  return cheapest(row.length, profiles.length, left, (_, at, count) => {
    let cost = 0;
    for (let column = at + 1; column < at + count; column += 1) cost += joined[column]!;
    return cost;
  });
}

/**
 * Spans of a row of headings over the row of headings below it. Blank cells below say where a heading goes on downward; of
 * the rest, what belongs together is told by repeated labels, by totals that begin a group and the sums that prove it, and
 * by how alike neighbours are. `undefined` where there are more headings than cells below them.
 */
export function spansOver(row: readonly Look[], floor: Floor, body: Body, left: Purse): Span[] | undefined {
  const { cells } = floor;
  const alike = cells.map(({ label }, index) => (index === 0 ? 0 : likeness(cells[index - 1]!.label, label)));
  const usual = cells.length / Math.max(row.length, 1);
  const groups = cheapest(row.length, cells.length, left, (cell, at, count) => {
    const heading = row[cell]!;
    const below = cells.slice(at, at + count);
    const blanks = below.filter(({ kind }) => kind === "blank").length;
    if (heading.kind === "blank") return blanks === count ? 2 * (count - 1) : 1 + 0.5 * Math.min(count, 2);
    if (count === 1) return blanks === 1 ? 0 : 1;
    if (blanks === count) return 2 * count;
    const labels = below.map(({ label }) => label).filter((label) => label !== "");
    let cost =
      2 * blanks + 0.02 * (count - usual) ** 2 + 3 * (labels.length - new Set(labels).size) - likeness(heading.label, labels.join(""));
    if (namesTotal(below[0]!)) cost -= 1;
    for (let index = 1; index < count; index += 1) {
      cost -= alike[at + index]!;
      // A total opens its group; one in the middle opens the next.
      if (namesTotal(below[index]!)) cost += index === count - 1 ? 0.5 : 1.5;
    }
    const covered = floor.spans.slice(at, at + count);
    return cost - sumsUp(covered, body) - sameSort(heading, covered, body);
  });
  return groups?.map(({ from, to }) => ({ from: floor.spans[from]!.from, to: floor.spans[to]!.to }));
}

const holdsFigures = ({ number, rate, words }: Profile): boolean => number + rate > words;

/** Of the rows that can show it, the share that must agree before columns are taken for a sum and its parts. */
const MOSTLY = 0.6;

/** Evidence that the first or the last column of a group is the sum of the others. */
function sumsUp(covered: readonly Span[], { rows }: Body): number {
  if (covered.length < 3 || covered.some((span) => widthOf(span) > 1)) return 0;
  let tried = 0;
  let first = 0;
  let last = 0;
  for (const row of rows) {
    const values = covered.map(({ from }) => row[from]?.value ?? null);
    // A total with one part is its equal: that proves nothing.
    if (values.filter((value) => value && !value.isZero()).length < 3) continue;
    tried += 1;
    const twice = values.reduce<Decimal>((sum, value) => (value ? sum.plus(value) : sum), ZERO);
    if (values[0] && twice.equals(values[0].times(2))) first += 1;
    if (values.at(-1) && twice.equals(values.at(-1)!.times(2))) last += 1;
  }
  if (tried === 0) return 0;
  return Math.max(first / tried > MOSTLY ? 3 : 0, last / tried > MOSTLY ? 2 : 0);
}

const RATE = /率|比例|比重|占比|%/;

/** A heading that names a rate stands over columns of rates; figures and rates seldom share one. */
function sameSort({ label }: Look, covered: readonly Span[], { profiles }: Body): number {
  const columns = covered.flatMap(({ from, to }) => profiles.slice(from, to + 1));
  const rates = columns.filter(({ rate, number }) => rate > number).length;
  if (rates === 0) return 0;
  return rates < columns.length ? -0.3 : RATE.test(label) ? 1 : 0;
}
