import { describe, expect, test } from "vitest";
import { Decimal } from "../../src/model/decimal.ts";
import { contains, divide, exactly, type Interval, meets, multiply, plus, rangeOf, weigh } from "../../src/model/interval.ts";
import { fc } from "../support/properties.ts";

const decimals: fc.Arbitrary<Decimal> = fc
  .record({ units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), places: fc.nat(4) })
  .map(({ units, places }) => new Decimal(units.toString()).div(new Decimal(10).pow(places)));

/** A range with a value in it: an open end never touches the value. */
const ranges: fc.Arbitrary<{ readonly range: Interval; readonly inside: Decimal }> = fc
  .tuple(decimals, decimals, decimals, fc.boolean(), fc.boolean())
  .map(([a, b, c, lowOpen, highOpen]) => {
    const [low, inside, high] = [a, b, c].sort((x, y) => x.comparedTo(y)) as [Decimal, Decimal, Decimal];
    return { range: { low, high, lowOpen: lowOpen && low.lt(inside), highOpen: highOpen && inside.lt(high) }, inside };
  });

const weights = decimals.filter((weight) => !weight.isZero());

describe("intervals", () => {
  test("a sum of ranges holds the sum of what they hold", () => {
    fc.assert(fc.property(ranges, ranges, (a, b) => contains(plus(a.range, b.range), a.inside.plus(b.inside))));
  });

  test("a weighed range holds the weighed value, whatever the sign of the weight", () => {
    fc.assert(fc.property(ranges, weights, (a, weight) => contains(weigh(a.range, weight), a.inside.times(weight))));
  });

  test("a negative weight swaps the ends and whether they are open", () => {
    const half: Interval = { low: new Decimal(1), high: new Decimal(2), lowOpen: false, highOpen: true };
    expect(weigh(half, new Decimal(-1))).toEqual({ low: new Decimal(-2), high: new Decimal(-1), lowOpen: true, highOpen: false });
  });

  test("weighing twice by −1 changes nothing", () => {
    const minus = new Decimal(-1);
    fc.assert(
      fc.property(ranges, ({ range }) => {
        const twice = weigh(weigh(range, minus), minus);
        expect([twice.low.eq(range.low), twice.high.eq(range.high), twice.lowOpen, twice.highOpen]).toEqual([
          true,
          true,
          range.lowOpen,
          range.highOpen,
        ]);
      }),
    );
  });

  test("a product holds the product of what its factors hold", () => {
    fc.assert(fc.property(ranges, ranges, (a, b) => contains(multiply(a.range, b.range), a.inside.times(b.inside))));
  });

  test("a quotient holds the quotient, and there is none where the divisor may be zero", () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const quotient = divide(a.range, b.range);
        const mayBeZero = b.range.low.lte(0) && b.range.high.gte(0);
        expect(quotient === undefined).toBe(mayBeZero);
        // The division itself is rounded to 60 digits, so the value is compared a hair inside.
        if (quotient)
          expect(a.inside.div(b.inside).gte(quotient.low.minus("1e-30")) && a.inside.div(b.inside).lte(quotient.high.plus("1e-30"))).toBe(
            true,
          );
      }),
    );
  });

  test("meeting is mutual, and a range meets every value it holds", () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => meets(a.range, b.range) === meets(b.range, a.range) && meets(a.range, exactly(a.inside))),
    );
  });

  test("touching ends meet only where both are closed", () => {
    const one = new Decimal(1);
    const closed = (low: number, high: number): Interval => ({
      low: new Decimal(low),
      high: new Decimal(high),
      lowOpen: false,
      highOpen: false,
    });
    expect(meets(closed(0, 1), closed(1, 2))).toBe(true);
    expect(meets({ ...closed(0, 1), highOpen: true }, closed(1, 2))).toBe(false);
    expect(meets(closed(0, 1), { ...closed(1, 2), lowOpen: true })).toBe(false);
    expect(meets(exactly(one), closed(1, 2))).toBe(true);
  });

  test("printed figures stand for the values that give them", () => {
    fc.assert(
      fc.property(decimals, fc.nat(3), (value, places) => {
        const rounded = value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
        const cut = value.toDecimalPlaces(places, Decimal.ROUND_DOWN);
        return contains(rangeOf(rounded, places, "rounded"), value) && contains(rangeOf(cut, places, "truncated"), value);
      }),
    );
  });

  test("a truncated zero stands for less than one unit on either side", () => {
    const range = rangeOf(new Decimal(0), 0, "truncated");
    expect([range.low.toString(), range.high.toString(), range.lowOpen, range.highOpen]).toEqual(["-1", "1", true, true]);
  });
});
