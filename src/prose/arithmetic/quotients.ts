import { type Decimal, tenTo } from "../../model/decimal.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { isSlip } from "./slips.ts";

const value = ({ figure }: CanonicalRecord): Decimal => figure.value.times(tenTo(figure.unit?.power ?? 0));

/** Half of the last printed place in base units; nothing for whole things counted one by one. */
export function half({ figure, decimals }: CanonicalRecord): Decimal {
  const power = figure.unit?.power ?? 0;
  const place = tenTo(power - decimals).div(2);
  return figure.unit?.dimension === "count" && power === 0 && decimals === 0 ? place.times(0) : place;
}

/** Whether a rate (or an average) is the quotient of two figures, each standing for all that rounds to it. */
export function isQuotient(rate: CanonicalRecord, numerator: CanonicalRecord, base: CanonicalRecord): boolean {
  const below = value(base).minus(half(base));
  const above = value(base).plus(half(base));
  if (below.lte(0)) return false;
  const low = value(numerator).minus(half(numerator)).div(above);
  const high = value(numerator).plus(half(numerator)).div(below);
  const slack = half(rate);
  return low.lte(value(rate).plus(slack)) && high.gte(value(rate).minus(slack));
}

/** Whether an amount is a number of heads times a set price, the price taken as exact. */
export function isProduct(amount: CanonicalRecord, heads: CanonicalRecord, price: CanonicalRecord): boolean {
  const low = value(heads).minus(half(heads)).times(value(price));
  const high = value(heads).plus(half(heads)).times(value(price));
  return low.lte(value(amount).plus(half(amount))) && high.gte(value(amount).minus(half(amount)));
}

/** The quotient of two figures in the unit and to the digits of a rate. */
const quotientFor = ({ figure, decimals }: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord): Decimal =>
  value(above)
    .div(value(below))
    .times(tenTo(-(figure.unit?.power ?? 0)))
    .toDecimalPlaces(decimals);

/** Whether a rate is off the quotient of two figures by at most a share of it: they may be those it was taken of. */
export function isNearQuotient(rate: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord, share: Decimal): boolean {
  const quotient = quotientFor(rate, above, below);
  return quotient.minus(rate.figure.value).abs().lte(quotient.abs().times(share));
}

/** Whether a rate is the quotient of two figures as printed, to its last digit. */
export const isPrintedQuotient = (rate: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord): boolean =>
  quotientFor(rate, above, below).eq(rate.figure.value);

/** The digits of a figure as printed, without its point and the noughts before it. */
export const digitsOf = ({ figure, decimals }: CanonicalRecord): string =>
  figure.value.abs().toFixed(decimals).replace(".", "").replace(/^0+/, "");

/** Digits of a rate, and of a figure it is taken of, from which on one digit changed in the figure gives the rate by no chance. */
const TELLING_DIGITS = 4;

/** Whether one digit changed brings a figure between two values, in base units. */
function isOneDigitFrom(record: CanonicalRecord, low: Decimal, high: Decimal): boolean {
  const places = digitsOf(record);
  if (places.length < TELLING_DIGITS || record.figure.value.isNegative()) return false;
  const power = (record.figure.unit?.power ?? 0) - record.decimals;
  return [...places].some((digit, index) => {
    const unit = tenTo(places.length - 1 - index + power);
    const own = Number.parseInt(digit, 10);
    const least = Math.max(low.minus(value(record)).div(unit).ceil().toNumber(), (index === 0 ? 1 : 0) - own);
    const most = Math.min(high.minus(value(record)).div(unit).floor().toNumber(), 9 - own);
    // Some step between the two that is none of nought.
    return least <= most && (least !== 0 || most !== 0);
  });
}

/** Whether one digit changed in one of two figures gives the rate to its last digit. By chance too, where one of them may not be meant. */
export function isOperandSlip(rate: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord): boolean {
  const [least, most] = [value(rate).minus(half(rate)), value(rate).plus(half(rate))];
  if (digitsOf(rate).length < TELLING_DIGITS || least.lte(0)) return false;
  return (
    isOneDigitFrom(above, least.times(value(below)), most.times(value(below))) ||
    isOneDigitFrom(below, value(above).div(most), value(above).div(least))
  );
}

/** Whether a rate is the quotient of two figures but for a slip of the pen. */
export const isSlippedQuotient = (rate: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord): boolean =>
  isSlip(rate.figure.value, quotientFor(rate, above, below), rate.decimals);

/** The value in base units, for comparing sizes. */
export const sizeOf = value;
