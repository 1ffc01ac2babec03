import { type Decimal, tenTo, ZERO } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { half, sizeOf } from "./quotients.ts";

/** A whole and the parts that the text lists for it. */
export interface List {
  readonly whole: Fact;
  readonly parts: readonly Fact[];
  /** Said: 其中, brackets, 合计, a colon before numbered items. Not said: parts that follow one another and happen to add up. */
  readonly stated: boolean;
  /** The parts add up to the whole within what rounding explains. */
  readonly closes: boolean;
  /** The same parts, told in another measure, add up: none is left out. */
  readonly complete?: boolean;
  /** Their words or their bracket hold the parts together: one above the whole is no end of the list. */
  readonly held?: boolean;
}

export const baseValue = ({ record }: Fact): Decimal => sizeOf(record);
const baseSum = (parts: readonly Fact[]): Decimal => parts.reduce((sum, part) => sum.plus(baseValue(part)), ZERO);

/** Half of the last printed place, in base units; nothing where there is nothing. */
const halfPlace = (record: CanonicalRecord): Decimal => (record.figure.value.isZero() ? ZERO : half(record));

/** Whether figures add up to another, each standing for all that rounds to it. A qualified figure (约, 余) adds up to nothing exact. */
export function addsUp(whole: Fact, parts: readonly Fact[]): boolean {
  const slack = parts.reduce((sum, { record }) => sum.plus(halfPlace(record)), halfPlace(whole.record));
  return baseSum(parts).minus(baseValue(whole)).abs().lte(slack);
}

/** The parts' sum in the unit of the whole. */
export const sumOf = (whole: Fact, parts: readonly Fact[]): Decimal => baseSum(parts).times(tenTo(-(whole.record.figure.unit?.power ?? 0)));

/** Units in the last place by which a sum must miss its whole before one wrong digit is likelier than a part left out. */
const TELLING_MISS = 1000;

/** The difference is so large in the last places printed that a round part left out is no likelier than a slip of the pen. */
export function isTellingMiss(whole: Fact, parts: readonly Fact[]): boolean {
  const places = [whole, ...parts].map(({ record }) => (record.figure.unit?.power ?? 0) - record.figure.decimals);
  const gap = baseSum(parts).minus(baseValue(whole));
  return gap.abs().gte(tenTo(Math.min(...places)).times(TELLING_MISS));
}

/** Digits of a figure without the noughts at its ends. */
export const significant = ({ record }: Fact): number =>
  record.figure.value
    .abs()
    .toFixed(record.decimals)
    .replace(".", "")
    .replace(/^0+|0+$/g, "").length;

export const kindOf = (fact: Fact): string => fact.reading?.kind ?? "";

/** A plain amount or count that could be a whole or a part. */
export const isLevel = (fact: Fact): boolean => kindOf(fact) === "level" && fact.record.figure.unit !== null;

/** Figures that can be added: money with money, persons with persons. */
export function sameSort(a: Fact, b: Fact): boolean {
  const one = a.record.figure.unit;
  const other = b.record.figure.unit;
  if (!one || !other || one.dimension !== other.dimension || one.dimension === "rate" || one.dimension === "time") return false;
  return one.base === other.base || (/^[人名]$/.test(one.base) && /^[人名]$/.test(other.base));
}

export const isExact = (fact: Fact): boolean => fact.record.figure.qualifier === null;

/** Longest list looked at: what is longer is a table in disguise. */
export const LONGEST = 40;

/** Parts of parts taken out: 报销5597万元、其中提高10%部分627万元、大病204万元 has two parts, not three. */
export function withoutNested(parts: readonly Fact[]): readonly Fact[] {
  const kept: Fact[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    const whole = kept.at(-1);
    if (!whole || index === 0 || (part.reading?.opens !== "of-which" && part.reading?.opens !== "contains")) {
      kept.push(part);
      continue;
    }
    // The nested parts end where they add up to their whole; where they never do, only the first is one.
    for (let end = index + 1; end <= parts.length; end++)
      if (end - index > 1 && addsUp(whole, parts.slice(index, end))) {
        index = end - 1;
        break;
      }
  }
  return kept;
}
