import { isFigure, isWordy, type Look, namesTotal } from "./restore-look.ts";
import { isFields, onlyLast } from "./restore-rows.ts";

/** Rows from one up to, not with, another. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

type Rows = readonly (readonly Look[])[];

/** As many rows below a row of one cell as these, and narrower, still belong to the block above: totals. */
const FEW = 2;

/**
 * Rows that share their columns. A row of one cell may be the title of another table, with other columns, inside the same
 * Word table. What follows it goes on with the block above if it is as wide and begins with figures, or is a few totals.
 */
export function blockRanges(rows: Rows): Range[] {
  const blocks: (Range & { readonly width: number })[] = [];
  for (let from = 0; from < rows.length; ) {
    let body = from;
    while (body < rows.length && rows[body]!.length <= 1) body += 1;
    let to = body;
    let width = 0;
    for (; to < rows.length && rows[to]!.length > 1; to += 1) width = Math.max(width, rows[to]!.length);
    const last = blocks.at(-1);
    const goesOn = width === last?.width && !rows[body]!.every(isWordy);
    const totals = to - body <= FEW && width < (last?.width ?? 0) && rows.slice(body, to).every(([first]) => first && namesTotal(first));
    if (last && (width === 0 || goesOn || totals)) blocks[blocks.length - 1] = { ...last, to };
    else blocks.push({ from, to, width });
    from = to;
  }
  return blocks;
}

/** A width that fewer rows than these have is no width of a table, if so many more have a smaller one. */
const STRAY = 0.1;

/** Columns of a block: the most cells a row prints, a stray row with a cell too many aside. */
export function usualWidth(rows: Rows): number {
  const counts = new Map<number, number>();
  let most = 1;
  for (const row of rows) {
    most = Math.max(most, row.length);
    if (row.length > 1 && row.some(isFigure)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  }
  const widths = [...counts].sort(([a], [b]) => b - a);
  const all = widths.reduce((sum, [, count]) => sum + count, 0);
  let wider = 0;
  for (const [width, count] of widths) {
    if (wider + count > all * STRAY) return wider > 0 && !rows.some((row) => row.length > width && row.every(isWordy)) ? width : most;
    wider += count;
  }
  return most;
}

/** No table has more rows of headings above one another. */
const DEEPEST = 6;

/**
 * Rows of headings that lost their spans: rows of words from one shorter than the block down to one that names every column
 * or stands right above rows that fill every column. The first are at the top of the block; further ones show by the blank
 * cells in which headings go on downward.
 */
export function headingRanges(rows: Rows, width: number): Range[] {
  const ranges: Range[] = [];
  const top = rows.findIndex((row) => row.length > 1 && !onlyLast(row) && !isFields(row));
  for (let start = Math.max(top, 0); start < rows.length; start += 1) {
    let to = start;
    while (to < rows.length && to - start <= DEEPEST && isHeading(rows[to]!)) {
      to += 1;
      if (rows[to - 1]!.length === width) break;
    }
    if (to === start || to - start > DEEPEST) continue;
    // A row as long as the one below, which nothing goes down into, is no heading over it.
    let from = to - 1;
    while (from > start && (rows[from - 1]!.length < rows[from]!.length || rows[from]!.some(isBlank))) from -= 1;
    const complete = rows[to - 1]!.length === width || rows[to]?.length === width;
    const descends = rows[from]!.length < width && rows.slice(from + 1, to).some((row) => row.some(isBlank));
    if (!complete || (start !== top && !descends)) continue;
    ranges.push({ from, to });
    start = to - 1;
  }
  return ranges;
}

const isBlank = ({ kind }: Look): boolean => kind === "blank";

const isHeading = (row: readonly Look[]): boolean => row.length > 1 && row.every(isWordy) && row.some(({ kind }) => kind === "words");
