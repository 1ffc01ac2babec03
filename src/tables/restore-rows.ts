import type { Decimal } from "../model/decimal.ts";
import { type Look, namesTotal, type Profile, type Span } from "./restore-look.ts";

/** More columns than these are not searched: the row keeps its cells from the left. */
const MOST_COLUMNS = 200;

/** The columns a short row is to be set into. `sums` are the sums of the figures above, `null` where there are none. */
export interface Columns {
  readonly profiles: readonly Profile[];
  readonly sums: readonly (Decimal | null)[];
}

/**
 * Spans of a row of the body that has fewer cells than the table has columns: figures go under figures, rates under rates,
 * a total under the figures it sums up, and the label takes the columns left over.
 */
export function spansAmong(row: readonly Look[], { profiles, sums }: Columns): Span[] | undefined {
  const n = row.length;
  const m = profiles.length;
  if (n > m || m > MOST_COLUMNS) return undefined;
  const cost: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Number.POSITIVE_INFINITY));
  const take: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  cost[n]![m] = 0;
  for (let cell = n - 1; cell >= 0; cell -= 1) {
    for (let at = m - (n - cell); at >= cell; at -= 1) {
      for (let count = 1; at + count <= m - (n - cell - 1); count += 1) {
        const rest = cost[cell + 1]![at + count]!;
        if (rest === Number.POSITIVE_INFINITY) continue;
        const all = rest + cellCost(row[cell]!, cell === 0, profiles.slice(at, at + count), sums[at] ?? null);
        if (all <= cost[cell]![at]!) {
          cost[cell]![at] = all;
          take[cell]![at] = count;
        }
      }
    }
  }
  const spans: Span[] = [];
  let at = 0;
  for (let cell = 0; cell < n; cell += 1) {
    const count = take[cell]![at]!;
    spans.push({ from: at, to: at + count - 1 });
    at += count;
  }
  return spans;
}

function cellCost({ kind, value }: Look, first: boolean, columns: readonly Profile[], sum: Decimal | null): number {
  const extra = columns.length - 1;
  const { blank, number, rate, words } = columns[0]!;
  switch (kind) {
    case "number":
    case "rate": {
      const own = kind === "number" ? number : rate;
      const other = kind === "number" ? rate : number;
      const fits = 2 * (1 - own - 0.5 * other - 0.5 * blank) + extra;
      return value && !value.isZero() && sum?.equals(value) ? fits - 1.5 : fits;
    }
    case "blank":
      return 0.6 * (1 - blank) + 0.8 * extra;
    case "words": {
      const best = Math.max(...columns.map((column) => column.words));
      const figures = columns.filter((column) => column.number + column.rate > 0.5).length;
      return 1.5 * (1 - Math.max(best, first ? words : 0)) + (first ? 0.1 : 0.3) * extra + 0.4 * figures;
    }
  }
}

/** Label and value by turns: each label takes one column, the values share the rest, earlier ones the more. */
export function spansOfPairs(count: number, width: number): Span[] | undefined {
  if (count % 2 !== 0 || count > width) return undefined;
  const values = count / 2;
  const room = width - values;
  const spans: Span[] = [];
  let at = 0;
  for (let pair = 0; pair < values; pair += 1) {
    const share = Math.floor(room / values) + (pair < room % values ? 1 : 0);
    spans.push({ from: at, to: at }, { from: at + 1, to: at + share });
    at += 1 + share;
  }
  return spans;
}

/** Columns of label and value by turns: a form, not a table under headings. */
export function isForm(profiles: readonly Profile[]): boolean {
  if (profiles.length < 4 || profiles.length % 2 !== 0) return false;
  return profiles.every(({ blank, number, rate, words }, column) =>
    column % 2 === 0 ? words > 0.7 : words <= 0.5 && number + rate + blank >= 0.5 && number + rate > 0,
  );
}

/** Every cell blank but the last, as a row prints that only states the unit at the right. */
export const onlyLast = (row: readonly Look[]): boolean =>
  row.length > 2 && row.every(({ kind }, index) => (kind === "blank") === index < row.length - 1);

/** A label with one value, which no column of the table holds: the value takes all columns but the first. */
export const isPair = (row: readonly Look[], { sums }: Columns): boolean => {
  const [label, second] = row;
  if (row.length !== 2 || label?.kind !== "words" || !second) return false;
  return !namesTotal(label) && !(second.value && sums.some((sum) => sum?.equals(second.value!)));
};
