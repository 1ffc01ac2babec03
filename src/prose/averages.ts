import type { Fact } from "../model/fact.ts";
import { type Concept, conceptOf } from "./concept.ts";
import { isQuotient } from "./quotients.ts";

/** A quotient that a sentence gives beside the two figures it comes from: 人均, 次均, or 报销比例. */
export interface AverageReading {
  readonly average: Fact;
  readonly amount: Fact;
  readonly base: Fact;
  /** No other reading is possible, or this one fits. */
  readonly sure: boolean;
}

/** Clauses between an average and the figures it comes from: further apart they speak of other things. */
const NEAR = 4;
const MEASURES = ["补助", "资助", "救助", "支出", "拨付", "费用"] as const;
const PAID = ["补助", "救助", "支出"] as const;

const isLevel = ({ record, reading }: Fact): boolean => reading?.kind === "level" && record.figure.qualifier === null;
const isCount = (fact: Fact): boolean => isLevel(fact) && fact.record.figure.unit?.dimension === "count";
const isMoney = (fact: Fact): boolean => isLevel(fact) && fact.record.figure.unit?.dimension === "money";

/** The pair that gives the average; else the only one that can be meant. */
function chosen(
  average: Fact,
  amounts: readonly Fact[],
  bases: readonly Fact[],
  isMeant: (amount: Fact, base: Fact) => boolean,
): AverageReading | undefined {
  const pairs = amounts.flatMap((amount) => bases.filter((base) => base !== amount).map((base) => ({ average, amount, base })));
  const fitting = pairs.find(({ amount, base }) => isQuotient(average.record, amount.record, base.record));
  if (fitting) return { ...fitting, sure: true };
  const meant = pairs.filter(({ amount, base }) => isMeant(amount, base));
  return meant.length === 1 ? { ...meant[0]!, sure: pairs.length === 1 } : undefined;
}

/** 住院补助8555.37万元，共补助对象31736人，人平2695元; 资助金额5208万元，人均资助280元. */
function perHead(average: Fact, sentence: readonly Fact[]): AverageReading | undefined {
  const own = conceptOf(average.reading!.subject);
  const near = sentence.filter((other) => Math.abs(average.clause - other.clause) <= NEAR);
  const about = average.reading!.about;
  const heads = near.filter(isCount);
  const ofAbout = heads.filter(({ reading }) => about !== null && reading!.about === about);
  const bases = ofAbout.length === 1 ? ofAbout : heads;
  return chosen(average, near.filter(isMoney), bases, (amount, base) => {
    if (amount.start > average.start || base.start > average.start) return false;
    if (about !== null) return amount.record.id === about && (bases.length === 1 || base.reading!.about === about);
    const told = conceptOf(amount.record.indicator).tokens;
    return bases.length === 1 && MEASURES.some((measure) => own.tokens.has(measure) && told.has(measure));
  });
}

const has = ({ tokens }: Concept, words: readonly string[]): boolean => words.some((word) => tokens.has(word));

/** 总费用6919.6万元，综合补偿合计6070.93万元，实际报销比例87.74%: what was paid of what it cost. */
function reimbursed(rate: Fact, sentence: readonly Fact[]): AverageReading | undefined {
  const own = conceptOf(rate.reading!.subject);
  if (!own.tokens.has("率") || !own.tokens.has("补助")) return undefined;
  const costs = sentence.filter((other) => isMoney(other) && has(conceptOf(other.reading!.subject), ["费用"]));
  const paid = sentence.filter((other) => isMoney(other) && !costs.includes(other) && has(conceptOf(other.reading!.subject), PAID));
  // 政策范围内报销比例 is taken on a part of the cost that need not be told.
  const isPlain = own.rest === "" && own.tokens.size === 2;
  return chosen(rate, paid, costs, () => isPlain && paid.length === 1 && costs.length === 1);
}

/** Averages and reimbursement rates that one sentence gives together with the figures they come from. */
export function averages(facts: readonly Fact[]): readonly AverageReading[] {
  const bySentence = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!fact.reading) continue;
    const key = `${fact.reading.passage} ${fact.sentence}`;
    const sentence = bySentence.get(key);
    if (sentence) sentence.push(fact);
    else bySentence.set(key, [fact]);
  }
  return [...bySentence.values()].flatMap((sentence) =>
    sentence.flatMap((fact): AverageReading[] => {
      if (fact.record.figure.qualifier !== null) return [];
      const kind = fact.reading!.kind;
      const found =
        kind === "average" && fact.record.figure.unit?.dimension === "money"
          ? perHead(fact, sentence)
          : kind === "rate"
            ? reimbursed(fact, sentence)
            : undefined;
      return found ? [found] : [];
    }),
  );
}
