import { Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type List, sumOf } from "./lists.ts";

/** How much a list that does not add up says: a slip of the pen is an error, a gap that a list may have is nothing. */
export type Miss = "slip" | "doubtful" | "open";

/** Share of the whole above which a list of three or more is meant to be complete; and one of two. */
const COMPLETE = new Decimal("0.9");
const COMPLETE_PAIR = new Decimal("0.97");
const LAST_IS_REST = /^(?:其他|其它|其余|剩余)/;
/** Parts that together are all there is. */
const COMPLEMENTS: readonly (readonly RegExp[])[] = [
  [/在职|在编|在岗/, /退休|离休|离退/],
  [/统筹/, /个人账户|个人帐户|家庭账户|家庭帐户/],
  [/基本支出/, /项目支出/],
  [/区内|县内|市内|县域内/, /区外|县外|市外|县域外/],
  [/住院/, /门诊/],
  [/中央|省/, /市|县|区|个人/],
  [/男/, /女/],
  [/居民/, /职工/],
];

/** One digit of one figure, changed or swapped with its neighbour, moves a sum by d·10ⁿ or 9·d·10ⁿ. */
function isDigitSlip(difference: Decimal, whole: Decimal, decimals: number): boolean {
  const digits = difference.abs().times(tenTo(decimals)).round().toFixed(0);
  const size = whole.abs().times(tenTo(decimals)).round().toFixed(0).length;
  if (size < 4) return false;
  return /^[1-9]0*$/.test(digits);
}

const swaps = (value: Decimal, decimals: number): readonly Decimal[] => {
  const digits = value.abs().toFixed(decimals).replace(".", "");
  return Array.from({ length: digits.length - 1 }, (_, at) => `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`)
    .filter((swapped) => swapped !== digits)
    .map((swapped) => new Decimal(swapped).times(tenTo(-decimals)));
};

const inUnitOf = (whole: CanonicalRecord, part: CanonicalRecord, value: Decimal): Decimal =>
  value.times(tenTo((part.figure.unit?.power ?? whole.figure.unit?.power ?? 0) - (whole.figure.unit?.power ?? 0)));

/** Whether one slip explains why parts do not add up: two neighbouring digits swapped, a point moved, one digit changed. */
export function mends(whole: CanonicalRecord, parts: readonly CanonicalRecord[]): boolean {
  const expected = parts.reduce((sum, part) => sum.plus(inUnitOf(whole, part, part.figure.value)), ZERO);
  const reported = whole.figure.value;
  const decimals = Math.max(whole.decimals, ...parts.map((part) => part.decimals));
  if (isDigitSlip(reported.minus(expected), reported, decimals)) return true;
  if (swaps(reported, whole.decimals).some((value) => value.eq(expected))) return true;
  return parts.some((part) => {
    const needed = reported.minus(expected.minus(inUnitOf(whole, part, part.figure.value)));
    if (swaps(part.figure.value, part.decimals).some((value) => inUnitOf(whole, part, value).eq(needed))) return true;
    return [-4, -2, -1, 1, 2, 4].some((shift) => inUnitOf(whole, part, part.figure.value.times(tenTo(shift))).eq(needed));
  });
}

/** The whole printed in another unit than its parts: 505元 = 17万元 + 168万元 + 320万元. Its power of ten, or `undefined`. */
export function unitSlip({ whole, parts }: List): number | undefined {
  const expected = sumOf(whole, parts);
  if (expected.isZero() || parts.length < 2) return undefined;
  return [8, 4, -4, -8].find((power) => whole.record.figure.value.times(tenTo(power)).eq(expected));
}

const covers = (parts: readonly Fact[]): boolean => {
  const subjects = parts.map((part) => part.reading?.subject ?? "");
  if (LAST_IS_REST.test(subjects.at(-1) ?? "")) return true;
  return (
    subjects.length === 2 && COMPLEMENTS.some(([a, b]) => subjects.some((one) => a!.test(one)) && subjects.some((one) => b!.test(one)))
  );
};

/** What to make of a stated list whose parts do not add up to its whole. */
export function missOf(list: List): Miss {
  const { whole, parts } = list;
  const reported = whole.record.figure.value;
  const expected = sumOf(whole, parts);
  if (
    parts.length >= 2 &&
    mends(
      whole.record,
      parts.map(({ record }) => record),
    )
  )
    return "slip";
  if (parts.length >= 2 && covers(parts)) return "slip";
  const share = reported.isZero() ? ZERO : expected.div(reported);
  const floor = parts.length >= 3 ? COMPLETE : COMPLETE_PAIR;
  const near = share.gte(floor) && share.lte(new Decimal(1).div(floor));
  const isClosed =
    whole.reading?.closes === true && parts.every(({ sentence }) => sentence === whole.sentence) && whole.start > parts[0]!.start;
  if (isClosed) return near ? "slip" : "doubtful";
  if (parts.length < 2 || !near) return "open";
  return parts.length >= 3 && expected.gt(reported) ? "slip" : "doubtful";
}
