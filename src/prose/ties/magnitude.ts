import { Decimal, tenTo } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";

/** A count of people that cannot be meant in the unit it is printed in. */
export interface Oversized {
  readonly fact: Fact;
  /** The unit it is meant in, and the value in it. */
  readonly unit: string;
  readonly suggested: Decimal;
  /** The other count of people that it is held against; `null` where it is more than live in the country. */
  readonly beside: Fact | null;
}

/** More people than any country has. */
const MOST_PEOPLE = new Decimal("1500000000");
/** So many times more than every other count of people in the report is no other circle of people but another unit. */
const TOO_MANY_TIMES = 2000;
const PEOPLE = /人口|人数|人员|居民|参保|农民|职工|群众/;

const inPersons = ({ record: { figure } }: Fact): Decimal => figure.value.times(tenTo(figure.unit?.power ?? 0));

/** Counts of people whose 万 or 亿 is a slip: beyond the country, or beyond all others of the report while their bare number is not. */
export function oversized(facts: readonly Fact[]): readonly Oversized[] {
  const people = facts.filter(
    ({ record, reading }) =>
      reading?.kind === "level" &&
      record.figure.unit?.dimension === "count" &&
      /^人$/.test(record.figure.unit.base) &&
      PEOPLE.test(record.indicator),
  );
  const chapterOf = ({ record, reading }: Fact): string => `${record.document}#${reading!.chapter}`;
  const largestOf = new Map<string, Fact>();
  for (const fact of people) {
    const known = largestOf.get(chapterOf(fact));
    if (fact.record.figure.unit!.power === 0 && (!known || inPersons(fact).gt(inPersons(known)))) largestOf.set(chapterOf(fact), fact);
  }
  const found: Oversized[] = [];
  for (const fact of people) {
    const { figure } = fact.record;
    const power = figure.unit!.power;
    if (power < 4) continue;
    const size = inPersons(fact);
    const largest = largestOf.get(chapterOf(fact)) ?? null;
    const beyond = size.gt(MOST_PEOPLE);
    // 1754.2万人 was counted in 万: a bare count of persons has no decimals.
    const apart =
      largest !== null &&
      figure.decimals === 0 &&
      figure.value.gte(1000) &&
      inPersons(largest).gte(1000) &&
      size.gt(inPersons(largest).times(TOO_MANY_TIMES)) &&
      figure.value.gte(inPersons(largest).div(100));
    if (beyond || apart) found.push({ fact, unit: figure.unit!.base, suggested: figure.value, beside: beyond ? null : largest });
  }
  return found;
}
