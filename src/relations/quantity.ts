import { type Decimal, tenTo } from "../model/decimal.ts";
import { exactly, type Interval, type Rounding, rangeOf } from "../model/interval.ts";
import { normaliseLabel } from "../model/label.ts";
import { saysQuotient } from "../model/quotient.ts";
import type { CanonicalRecord } from "../model/record.ts";

/** A figure that is itself a quotient, by its headings: it was rounded even where its unit is a native one. */
const isDerived = (record: CanonicalRecord): boolean =>
  [...record.rowPath, ...record.columnPath].some((label) => saysQuotient(normaliseLabel(label)));

/** Lengths, areas and weights are measured, not counted. */
const MEASURED = /^(?:亩|公里|米|吨|公斤|公顷|平方米|平方公里|立方米)$/;

/**
 * How a figure came to its digits (design §5): points and native units (元, 人) are exact; converted units (万元, 亿元, 万人),
 * rates, averages and figures without a unit may have been rounded.
 */
export function roundingOf(record: CanonicalRecord): Rounding {
  const { unit } = record.figure;
  if (unit?.dimension === "points") return "exact";
  if (unit === null || unit.power !== 0 || unit.dimension === "rate" || MEASURED.test(unit.base)) return "rounded";
  return isDerived(record) ? "rounded" : "exact";
}

/** The power of ten of a figure's unit; without one, that of its company. */
export const powerOf = (record: CanonicalRecord, company: number): number => record.figure.unit?.power ?? company;

/** The figure in base units (元, 人, 1). */
export function inBase(record: CanonicalRecord, company: number): Decimal {
  const power = powerOf(record, company);
  return power === 0 ? record.figure.value : record.figure.value.times(tenTo(power));
}

/** What the figure may stand for, in base units. */
export function rangeInBase(record: CanonicalRecord, company: number, rounding: Rounding): Interval {
  const power = powerOf(record, company);
  const value = inBase(record, company);
  return rounding === "exact" ? exactly(value) : rangeOf(value, record.decimals - power, rounding);
}
