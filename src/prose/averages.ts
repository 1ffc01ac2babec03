import type { Fact } from "../model/fact.ts";

/** An average that a sentence gives beside the amount and the number it comes from. */
export interface AverageReading {
  readonly average: Fact;
  readonly amount: Fact;
  readonly heads: Fact;
}

/** Clauses between the amount and its average: further apart they speak of other things. */
const NEAR = 4;

const isCount = ({ record, reading }: Fact): boolean =>
  reading?.kind === "level" && record.figure.unit?.dimension === "count" && record.figure.qualifier === null;

/** 住院补助8555.37万元，共补助对象31736人，人平2695元: only where the average has no other subject, and amount and number are one each. */
export function averages(facts: readonly Fact[]): readonly AverageReading[] {
  const found: AverageReading[] = [];
  const bySentence = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!fact.reading) continue;
    const key = `${fact.reading.passage} ${fact.sentence}`;
    const sentence = bySentence.get(key) ?? [];
    bySentence.set(key, sentence);
    if (fact.reading.kind === "average" && fact.reading.about !== null && fact.record.figure.qualifier === null) {
      const amount = sentence.find(({ record }) => record.id === fact.reading!.about);
      const heads = sentence.filter(
        (other) => isCount(other) && amount && other.clause >= amount.clause - 1 && fact.clause - other.clause <= NEAR,
      );
      const own = heads.filter((other) => other.reading!.about === amount?.record.id);
      const chosen = own.length === 1 ? own[0] : heads.length === 1 ? heads[0] : undefined;
      if (amount && chosen && amount.record.figure.unit?.dimension === "money" && amount.record.figure.qualifier === null)
        found.push({ average: fact, amount, heads: chosen });
    }
    sentence.push(fact);
  }
  return found;
}
