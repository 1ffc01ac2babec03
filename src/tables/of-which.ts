import { ZERO } from "../model/decimal.ts";
import { type Seen, startsOver } from "./numbering.ts";

/** For each label the groups in which it names a row that is no part of another. */
export type OnTheirOwn = ReadonlyMap<string, ReadonlySet<string>>;

/** Labels that stand on their own: they do not begin with 其中, nor follow a row that does. */
export function onTheirOwn(rows: readonly Seen[]): OnTheirOwn {
  const groups = new Map<string, Set<string>>();
  for (const [order, { label, begins, row }] of rows.entries()) {
    const before = rows[order - 1];
    if (begins || (before?.begins && before.row.group === row.group)) continue;
    const known = groups.get(label);
    if (known) known.add(row.group);
    else groups.set(label, new Set([row.group]));
  }
  return groups;
}

/** The last row of the parts that 其中 in row `from` begins; the whole is the row above it. */
export function partsEnd(rows: readonly Seen[], from: number, own: OnTheirOwn): number {
  const first = rows[from]!;
  let last = from;
  for (let at = from + 1; at < rows.length; at++) {
    const next = rows[at]!;
    const goesOn = next.begins ? goesOnBeside(rows, from, at) : !next.total && isPart(first, rows[at - 1]!, next);
    if (!goesOn) break;
    last = at;
  }
  if (first.mark !== undefined || last === from || from === 0) return last;
  // Parts that stand further in than their whole show themselves.
  if (first.indent > 0 && rows[last]!.indent > rows[from - 1]!.indent) return last;
  return narrowed(rows, from, last, own);
}

/** 其中 again, as far in and of the same style: one more part of the same whole (其中：A, 其中：B), unless it is more than that. */
function goesOnBeside(rows: readonly Seen[], from: number, at: number): boolean {
  const [first, next] = [rows[from]!, rows[at]!];
  return next.indent === first.indent && next.mark?.style === first.mark?.style && !exceeds(rows, from - 1, at);
}

/** A row after 其中: is one of the parts while it counts on (2、after 1、), or stands as far in and bears no number. */
function isPart(first: Seen, before: Seen, next: Seen): boolean {
  if (first.mark !== undefined) return next.mark?.style === first.mark.style && !startsOver(next.mark);
  if (next.mark) return false;
  if (next.indent === 0 && first.indent === 0 && before.indent === 0) return true;
  return next.indent >= first.indent || next.indent > 1;
}

/**
 * Without indentation or numbers the words leave open where the parts end: before a name that stands on its own elsewhere,
 * before more than the whole, or where the figures add up to it.
 */
function narrowed(rows: readonly Seen[], from: number, last: number, own: OnTheirOwn): number {
  const whole = rows[from - 1]!.row.amounts?.() ?? [];
  const counts = whole.some((value) => value !== undefined && !value.isZero());
  let sums = whole.map(() => ZERO);
  let end = last;
  for (let at = from; at <= last; at++) {
    const { label, row } = rows[at]!;
    const elsewhere = [...(own.get(label) ?? [])].some((group) => group !== row.group);
    if (at > from && (elsewhere || exceeds(rows, from - 1, at))) return at - 1;
    const amounts = row.amounts?.() ?? [];
    sums = sums.map((sum, column) => sum.plus(amounts[column] ?? ZERO));
    const complete = counts && whole.every((value, column) => value === undefined || sums[column]!.eq(value));
    if (complete && at > from) end = Math.min(end, at);
  }
  // What is blank goes on with the parts.
  while (end < last && (rows[end + 1]!.row.amounts?.() ?? []).every((value) => value === undefined)) end++;
  return end;
}

/** Some figure of row `part` is larger than the whole's, and that is no negative. */
function exceeds(rows: readonly Seen[], whole: number, part: number): boolean {
  const upper = rows[whole]?.row.amounts?.() ?? [];
  const lower = rows[part]?.row.amounts?.() ?? [];
  return upper.some((value, column) => value !== undefined && !value.isNegative() && (lower[column]?.gt(value) ?? false));
}
