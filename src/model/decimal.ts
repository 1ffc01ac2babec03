import { Decimal as DecimalJs } from "decimal.js";

/**
 * Exact decimal arithmetic for every submitted figure. 60 digits, so that no sum of printed figures is ever rounded
 * behind our back (the library's default of 20 is), and never in exponent notation.
 */
export const Decimal = DecimalJs.clone({ precision: 60, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });
export type Decimal = InstanceType<typeof Decimal>;

const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;

/** Reads plain decimal text (`-12.50`). Throws on anything else: marks and units are the figure reader's business. */
export function decimal(text: string): Decimal {
  if (!PLAIN.test(text)) throw new RangeError(`not a plain decimal: ${JSON.stringify(text)}`);
  return new Decimal(text);
}

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);

/** Powers of ten that units and digits ask for time and again, from `10^-LARGEST` up. */
const LARGEST = 24;
const POWERS: readonly Decimal[] = Array.from({ length: 2 * LARGEST + 1 }, (_, index) => new Decimal(10).pow(index - LARGEST));

/** `10^exponent`, exactly: the scale of a unit (万元 is `tenTo(4)`) or a unit in the last place. */
export const tenTo = (exponent: number): Decimal => POWERS[exponent + LARGEST] ?? new Decimal(10).pow(exponent);

/** The value as a report prints it: plain, and with at least `decimals` digits after the point. */
export const plain = (value: Decimal, decimals = 0): string => value.toFixed(Math.max(decimals, value.decimalPlaces()));
