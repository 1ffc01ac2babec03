import { Decimal, tenTo, ZERO } from "../../model/decimal.ts";
import type { CanonicalRecord } from "../../model/record.ts";

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

/**
 * Whether a figure is another but for a slip of the pen: one digit changed, or two neighbours swapped. Says nothing of
 * figures below three digits, or of two that differ by what rounding gives.
 */
export function isSlip(reported: Decimal, expected: Decimal, decimals: number): boolean {
  if (reported.isNegative() !== expected.isNegative()) return false;
  const [a, b] = [reported, expected].map((value) => value.abs().toFixed(decimals).replace(".", "").replace(/^0+/, ""));
  if (a === b || a!.length !== b!.length || a!.length < 3 || reported.minus(expected).abs().times(tenTo(decimals)).lte(1)) return false;
  const apart = [...a!].flatMap((digit, at) => (digit === b![at] ? [] : [at]));
  const [first, second] = apart;
  return apart.length === 1 || (apart.length === 2 && second === first! + 1 && a![first!] === b![second!] && a![second!] === b![first!]);
}
