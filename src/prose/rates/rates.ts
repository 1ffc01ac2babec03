import type { Decimal } from "../../model/decimal.ts";
import { isQuotient, sizeOf } from "../arithmetic/quotients.ts";
import { type Lookup, lookup, subsets } from "../words/lookup.ts";
import type { Named } from "../words/named.ts";
import { TERMS } from "../words/synonyms.ts";

/** What a rate is taken of, by its name. Words are notions of `synonyms.ts`; the narrowing of the rate's own name is kept. */
interface RateRule {
  readonly rate: string;
  readonly numerators: readonly (readonly string[])[];
  /** The base that the name itself means, where it means one. */
  readonly base: readonly (readonly string[])[];
  /** Other bases that are met. A rate that fits only one of these leaves its base unsaid. */
  readonly others: readonly (readonly string[])[];
  readonly of: "money" | "count";
  /** The name allows no other base: a rate that does not fit is wrong, not merely unexplained. */
  readonly strict: boolean;
}

/** Stands for a planned total, which has no other word: 计划安排资金, 可筹集资金. */
const PLANNED = "计划";
const FUNDS: readonly (readonly string[])[] = [["到位"], ["收入"], ["当年", "收入"]];

const RATE_RULES: readonly RateRule[] = [
  { rate: "使用率", numerators: [["支出"]], base: FUNDS, others: [[PLANNED]], of: "money", strict: false },
  { rate: "结余率", numerators: [["当年结余"], ["当年", "结余"], ["结余"]], base: FUNDS, others: [[PLANNED]], of: "money", strict: false },
  { rate: "累计结余率", numerators: [["累计结余"]], base: [], others: [...FUNDS, [PLANNED], ["支出"]], of: "money", strict: false },
  { rate: "到位率", numerators: [["到位"]], base: [[PLANNED]], others: [], of: "money", strict: false },
  { rate: "受益面", numerators: [["补助"]], base: [["参保"]], others: [], of: "count", strict: true },
];

/** A rate with what it is of. `fits`: the quotient is the rate; `named`: its base is the one its name means. */
export interface RateReading {
  readonly rate: Named;
  readonly numerator: Named;
  readonly base: Named;
  readonly fits: boolean;
  readonly named: boolean;
  /** Only one reading is possible, so that a misfit is an error. */
  readonly sure: boolean;
}

const NARROWING: ReadonlySet<string> = new Set(TERMS.narrow.map(([name]) => name!));

/** The figures whose notions are one of the sets, narrowed as the rate's own name is. */
function pick(
  index: Lookup,
  { chapter, year }: Named,
  rule: RateRule,
  sets: readonly (readonly string[])[],
  narrowing: readonly string[],
): readonly Named[] {
  const narrowings = narrowing.length === 0 ? [[]] : subsets(narrowing);
  const found = sets.flatMap((words) => {
    const isPlan = words[0] === PLANNED;
    if (isPlan) return index.plain(chapter, year, []).filter(({ concepts }) => concepts.some(({ planned, key }) => planned && key === "|"));
    return narrowings.flatMap((more) =>
      index.plain(chapter, year, [...words, ...more]).filter(({ concepts }) => concepts.some(({ planned }) => !planned)),
    );
  });
  return distinct(found.filter(({ record }) => record.figure.unit?.dimension === rule.of));
}

/** One statement for each value. */
function distinct(found: readonly Named[]): readonly Named[] {
  const byValue = new Map<string, Named>();
  for (const each of found) {
    const key = `${each.record.figure.value} ${each.record.figure.unit?.symbol}`;
    if (!byValue.has(key)) byValue.set(key, each);
  }
  return [...byValue.values()];
}

/** The reading whose quotient comes closest to the rate. */
function nearest(readings: readonly RateReading[]): RateReading {
  const gap = ({ rate, numerator, base }: RateReading): Decimal =>
    sizeOf(base.record).isZero()
      ? sizeOf(numerator.record).abs()
      : sizeOf(numerator.record).div(sizeOf(base.record)).minus(sizeOf(rate.record)).abs();
  return readings.reduce((best, each) => (gap(each).lt(gap(best)) ? each : best));
}

/**
 * Rates with a name that says what they are of (使用率, 结余率, 受益面), read on the figures of their own report and year.
 * Where several bases are possible the one that fits is taken; where none fits, the one that the name means.
 */
export function namedRates(ofProse: readonly Named[], ofTables: readonly Named[]): readonly RateReading[] {
  const found: RateReading[] = [];
  const index = lookup([...ofProse, ...ofTables]);
  for (const rate of ofProse) {
    if (rate.kind !== "rate" || rate.fact?.reading?.kind !== "rate" || rate.side !== null || rate.record.figure.qualifier) continue;
    const concept = rate.concepts[0]!;
    const rule = RATE_RULES.find((each) => concept.tokens.has(each.rate));
    if (!rule || concept.rest !== "") continue;
    const others = [...concept.tokens].filter((token) => token !== rule.rate);
    if (others.some((token) => !NARROWING.has(token))) continue;
    const numerators = pick(index, rate, rule, rule.numerators, others);
    const bases = pick(index, rate, rule, rule.base, []);
    const spare = pick(index, rate, rule, rule.others, []).filter((each) => !bases.includes(each));
    const readings = (all: readonly Named[], isNamed: boolean): readonly RateReading[] =>
      numerators.flatMap((numerator) =>
        all
          .filter((base) => base !== numerator)
          .map((base) => ({
            rate,
            numerator,
            base,
            named: isNamed,
            fits: isQuotient(rate.record, numerator.record, base.record),
            sure: false,
          })),
      );
    const natural = readings(bases, true);
    const possible = readings(spare, rule.base.length === 0);
    const fitting = natural.find(({ fits }) => fits) ?? (rule.base.length === 0 ? possible.find(({ fits }) => fits) : undefined);
    if (fitting) found.push({ ...fitting, sure: true });
    else if (natural.length > 0) found.push({ ...nearest(natural), sure: rule.strict && natural.length === 1 });
    else if (possible.length > 0 && rule.base.length === 0) found.push(nearest(possible));
  }
  return found;
}
