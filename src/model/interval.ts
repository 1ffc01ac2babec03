import { Decimal, ONE, tenTo, ZERO } from "./decimal.ts";

/** Every value that a printed figure may stand for. An open end is not itself in the range. */
export interface Interval {
  readonly low: Decimal;
  readonly high: Decimal;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** How a figure was brought to its printed digits (XBRL Calculations 1.1: exact, rounded, truncated toward zero). */
export type Rounding = "exact" | "rounded" | "truncated";

export const exactly = (value: Decimal): Interval => ({ low: value, high: value, lowOpen: false, highOpen: false });

/** The range behind a printed value with `decimals` digits after the point (negative: zeros before it). */
export function rangeOf(value: Decimal, decimals: number, rounding: Rounding): Interval {
  if (rounding === "exact") return exactly(value);
  const unit = tenTo(-decimals);
  if (rounding === "rounded") {
    const half = unit.div(2);
    return { low: value.minus(half), high: value.plus(half), lowOpen: false, highOpen: false };
  }
  if (value.isZero()) return { low: unit.neg(), high: unit, lowOpen: true, highOpen: true };
  return value.isNegative()
    ? { low: value.minus(unit), high: value, lowOpen: true, highOpen: false }
    : { low: value, high: value.plus(unit), lowOpen: false, highOpen: true };
}

export const plus = (a: Interval, b: Interval): Interval => ({
  low: a.low.plus(b.low),
  high: a.high.plus(b.high),
  lowOpen: a.lowOpen || b.lowOpen,
  highOpen: a.highOpen || b.highOpen,
});

/** A negative weight swaps the ends and whether they are open; nothing else may. */
export function weigh(a: Interval, weight: Decimal): Interval {
  if (weight.eq(ONE)) return a;
  if (weight.isZero()) return exactly(ZERO);
  const low = a.low.times(weight);
  const high = a.high.times(weight);
  return weight.isNegative()
    ? { low: high, high: low, lowOpen: a.highOpen, highOpen: a.lowOpen }
    : { low, high, lowOpen: a.lowOpen, highOpen: a.highOpen };
}

interface End {
  readonly value: Decimal;
  readonly open: boolean;
}

/** The extremes of the end points; an end is open only if every pair that reaches it is. */
function extremes(ends: readonly End[]): Interval {
  let low = ends[0]!;
  let high = ends[0]!;
  for (const end of ends) {
    const below = end.value.comparedTo(low.value);
    if (below < 0 || (below === 0 && !end.open)) low = end;
    const above = end.value.comparedTo(high.value);
    if (above > 0 || (above === 0 && !end.open)) high = end;
  }
  return { low: low.value, high: high.value, lowOpen: low.open, highOpen: high.open };
}

const endsOf = (a: Interval): readonly End[] => [
  { value: a.low, open: a.lowOpen },
  { value: a.high, open: a.highOpen },
];

/** A closed zero makes the product zero whatever the other factor, so that end is reached even where the other is open. */
export function multiply(a: Interval, b: Interval): Interval {
  const closedZero = ({ value, open }: End): boolean => value.isZero() && !open;
  const product = (x: End, y: End): End => ({
    value: x.value.times(y.value),
    open: (x.open || y.open) && !closedZero(x) && !closedZero(y),
  });
  return extremes(endsOf(a).flatMap((x) => endsOf(b).map((y) => product(x, y))));
}

export const contains = (a: Interval, value: Decimal): boolean =>
  (a.lowOpen ? a.low.lt(value) : a.low.lte(value)) && (a.highOpen ? value.lt(a.high) : value.lte(a.high));

/** `a / b`; `undefined` where the divisor may be zero: such a quotient cannot be checked. */
export function divide(a: Interval, b: Interval): Interval | undefined {
  if (b.low.lte(0) && b.high.gte(0)) return undefined;
  return extremes(endsOf(a).flatMap((x) => endsOf(b).map((y) => ({ value: x.value.div(y.value), open: x.open || y.open }))));
}

/** Whether some value is in both ranges; touching ends count only where both are closed. */
export function meets(a: Interval, b: Interval): boolean {
  const first = a.high.comparedTo(b.low);
  const second = b.high.comparedTo(a.low);
  return (first > 0 || (first === 0 && !a.highOpen && !b.lowOpen)) && (second > 0 || (second === 0 && !b.highOpen && !a.lowOpen));
}

/** Half the width: for figures of one unit in the last place this is the `slack` of design §5. */
export const halfWidthOf = (a: Interval): Decimal => Decimal.abs(a.high.minus(a.low)).div(2);
