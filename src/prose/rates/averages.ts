import { Decimal } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import { grouped } from "../../model/grouped.ts";
import { isNearQuotient, isQuotient, sizeOf } from "../arithmetic/quotients.ts";
import { type Concept, conceptOf } from "../words/concept.ts";

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
/** A sentence or paragraph with more figures is a table in disguise. */
const LONGEST = 400;
/** More than a sentence is long: makes one number of a sentence and a place in it. */
const FAR = 1_000_000;
const MEASURES = ["补助", "资助", "救助", "支出", "拨付", "费用"] as const;
const PAID = ["补助", "救助", "支出"] as const;

const isLevel = ({ record, reading }: Fact): boolean => reading?.kind === "level" && record.figure.qualifier === null;
const isCount = (fact: Fact): boolean => isLevel(fact) && fact.record.figure.unit?.dimension === "count";
const isMoneyAHead = ({ record, reading }: Fact): boolean =>
  reading?.kind === "average" && record.figure.qualifier === null && record.figure.unit?.dimension === "money";
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

/** No ; between them: a long sentence tells one group of figures after another. */
function isOneGroup(a: Fact, b: Fact): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  return !/[;；]/.test(first.text.slice(first.end, second.start));
}

/** 次均住院费用 is what 住院总费用 is a case: the same words but for 人均 and 次均. */
function isNamedAfter(average: Concept, amount: Concept): boolean {
  const own = [...average.tokens].filter((token) => token !== "人均" && token !== "次均");
  return (
    own.length >= 2 && own.length === amount.tokens.size && own.every((token) => amount.tokens.has(token)) && average.rest === amount.rest
  );
}

const COUNTED: readonly (readonly [RegExp, RegExp])[] = [
  [/人均|人平|每人/, /^(?:人|名|人次)$/],
  [/次均|例均|每例|每次/, /^(?:人次|次|例)$/],
  [/户均|每户/, /^户/],
];

const HALF = new Decimal("0.5");

/** The average is not far from the quotient: the figures may be those it was taken of. */
const isAbout = (average: Fact, amount: Fact, base: Fact): boolean =>
  sizeOf(base.record).gt(0) && isNearQuotient(average.record, amount.record, base.record, HALF);

/** 住院补助8555.37万元，共补助对象31736人，人平2695元; 资助金额5208万元，人均资助280元. */
function perHead(average: Fact, sentence: readonly Fact[]): AverageReading | undefined {
  const own = conceptOf(average.reading!.subject);
  const near = sentence.filter((other) => Math.abs(average.clause - other.clause) <= NEAR && isOneGroup(average, other));
  const about = average.reading!.about;
  const counted = near.filter(isCount);
  // 接待62批次480人，人均…: of several counts the one that the average is taken a head of.
  const named = counted.filter(({ record: { figure } }) =>
    COUNTED.some(([word, base]) => word.test(average.reading!.subject) && base.test(figure.unit!.base)),
  );
  const heads = named.length > 0 ? named : counted;
  const ofAbout = heads.filter(({ reading }) => about !== null && reading!.about === about);
  const bases = ofAbout.length === 1 ? ofAbout : heads;
  return chosen(average, near.filter(isMoney), bases, (amount, base) => {
    const concept = conceptOf(amount.record.indicator);
    if (bases.length === 1 && isNamedAfter(own, concept)) return true;
    if (named.length === 1 && near.filter(isMoney).length === 1 && isAbout(average, amount, base)) return true;
    if (amount.start > average.start || base.start > average.start) return false;
    if (about !== null) return amount.record.id === about && (bases.length === 1 || base.reading!.about === about);
    return bases.length === 1 && MEASURES.some((measure) => own.tokens.has(measure) && concept.tokens.has(measure));
  });
}

const has = ({ tokens }: Concept, words: readonly string[]): boolean => words.some((word) => tokens.has(word));

/** 总费用6919.6万元，综合补偿合计6070.93万元，实际报销比例87.74%: what was paid of what it cost. */
function reimbursed(rate: Fact, sentence: readonly Fact[]): AverageReading | undefined {
  const own = conceptOf(rate.reading!.subject);
  if (!own.tokens.has("率") || !own.tokens.has("补助")) return undefined;
  // 政策范围内报销比例 is taken on a part of the cost that need not be told.
  const isPlain = own.rest === "" && own.tokens.size === 2;
  const told = (isTold: (fact: Fact) => boolean): AverageReading | undefined => {
    const costs = sentence.filter((other) => isTold(other) && has(conceptOf(other.reading!.subject), ["费用"]));
    const paid = sentence.filter((other) => isTold(other) && !costs.includes(other) && has(conceptOf(other.reading!.subject), PAID));
    return chosen(rate, paid, costs, () => isPlain && paid.length === 1 && costs.length === 1);
  };
  // 人均住院费用3544元，人均报销2985元: what is paid a head of what it costs a head.
  return told(isMoney) ?? told(isMoneyAHead);
}

const EXECUTION = ["执行率", "使用率", "到位率"];
const DONE = ["支出", "拨付", "到位"];

/** 项目资金2179万元，已拨付2113.63万元，执行率97%: what was done of what the sentence, or one before it, says there was. */
function executed(rate: Fact, passage: readonly Fact[]): AverageReading | undefined {
  const own = conceptOf(rate.reading!.subject);
  if (!EXECUTION.some((name) => own.tokens.has(name)) || own.tokens.size > 1 || passage.length > LONGEST) return undefined;
  const before = passage.filter((other) => isMoney(other) && (other.sentence < rate.sentence || other.end <= rate.start));
  const inSentence = before.filter(({ sentence }) => sentence === rate.sentence);
  const done = inSentence.findLast((other) => has(conceptOf(other.reading!.subject), DONE));
  if (!done) return undefined;
  const bases = before.filter((other) => other !== done && other.start + other.sentence * FAR < done.start + done.sentence * FAR);
  const fitting = bases.find((base) => isQuotient(rate.record, done.record, base.record));
  if (fitting) return { average: rate, amount: done, base: fitting, sure: true };
  const [only] = inSentence.filter((other) => other !== done);
  return only && inSentence.length === 2 && bases.includes(only) && sizeOf(only.record).gte(sizeOf(done.record))
    ? { average: rate, amount: done, base: only, sure: false }
    : undefined;
}

/** Averages and reimbursement rates that one sentence gives together with the figures they come from. */
export function averages(facts: readonly Fact[]): readonly AverageReading[] {
  const bySentence = grouped(facts, ({ reading, sentence }) => reading && `${reading.passage} ${sentence}`);
  const byPassage = grouped(facts, ({ reading }) => reading && `${reading.passage}`);
  const usual = [...bySentence.values()].filter(({ length }) => length <= LONGEST);
  return usual.flatMap((sentence) =>
    sentence.flatMap((fact): AverageReading[] => {
      if (fact.record.figure.qualifier !== null) return [];
      const kind = fact.reading!.kind;
      const found =
        kind === "average" && fact.record.figure.unit?.dimension === "money"
          ? perHead(fact, sentence)
          : kind === "rate"
            ? (reimbursed(fact, sentence) ?? executed(fact, byPassage.get(`${fact.reading!.passage}`) ?? []))
            : undefined;
      return found ? [found] : [];
    }),
  );
}
