import { Decimal } from "../model/decimal.ts";
import type { Axis, Line } from "./axis.ts";

const NUMBER = /^[(（]?(\d{1,2})[)）、.．]/;
const numberOf = ({ label }: Line): number | undefined => {
  const [, digits] = NUMBER.exec(label) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 10);
};

/**
 * The numbered lines after an unnumbered one, where the list that should begin at 1 begins later (总支出, 2、…, 3、…): its
 * first line is missing. Empty where the list is whole.
 */
export function beginningLate(lines: readonly Line[], at: number): readonly Line[] {
  const listed: Line[] = [];
  if (numberOf(lines[at]!) !== undefined) return listed;
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next]!;
    const number = numberOf(line);
    const expected = listed.length === 0 ? undefined : (numberOf(listed.at(-1)!) ?? 0) + 1;
    if (number === undefined || number < 2 || (expected !== undefined && number !== expected)) break;
    listed.push(line);
  }
  return listed.length > 1 ? listed : [];
}

const CITY = /^.{1,8}(?:市|州|盟)$/;
const DISTRICT = /(?:区|县|旗|市)$/;

/** Districts that a city must list before one of them can be missed, and the columns that must say so. */
const FEWEST = 4;
/** The shares of the city that its columns miss may differ by this factor: one row is missing, not something else. */
const APART = 2;

/**
 * The districts under their city (宣城市, then 宣州区, 郎溪县 …), where the city is more than all of them by a like share in every
 * column: a row (often 市本级) is missing. Empty where it is not so.
 */
export function districtsMissingOne(axis: Axis, lines: readonly Line[]): readonly Line[] {
  const [city, ...districts] = lines;
  if (!city || districts.length < FEWEST || !CITY.test(city.label) || !districts.every(({ label }) => DISTRICT.test(label))) return [];
  const shares: Decimal[] = [];
  for (const across of axis.across) {
    const whole = axis.at(city, across);
    const parts = districts.map((line) => axis.at(line, across));
    if (!whole || whole.figure.value.lte(0) || parts.some((part) => !part || part.figure.value.isNegative())) return [];
    const left = parts.reduce((rest, part) => rest.minus(part!.figure.value), whole.figure.value);
    shares.push(left.div(whole.figure.value));
  }
  if (shares.length < 2) return [];
  const [least, most] = [shares.reduce((a, b) => Decimal.min(a, b)), shares.reduce((a, b) => Decimal.max(a, b))];
  return least.gt(0) && most.lte(least.times(APART)) ? districts : [];
}
