import { type Decimal, tenTo } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";

const value = ({ figure }: CanonicalRecord): Decimal => figure.value.times(tenTo(figure.unit?.power ?? 0));

/** Half of the last printed place in base units; nothing for whole things counted one by one. */
function half({ figure, decimals }: CanonicalRecord): Decimal {
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
export const quotientFor = ({ figure, decimals }: CanonicalRecord, above: CanonicalRecord, below: CanonicalRecord): Decimal =>
  value(above)
    .div(value(below))
    .times(tenTo(-(figure.unit?.power ?? 0)))
    .toDecimalPlaces(decimals);

/** The value in base units, for comparing sizes. */
export const sizeOf = value;
