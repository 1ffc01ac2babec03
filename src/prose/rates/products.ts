import type { Fact } from "../../model/fact.ts";
import { grouped } from "../../model/grouped.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { isProduct } from "../arithmetic/quotients.ts";
import { agrees, finer } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";

/** An amount that a sentence gives beside a number of persons and a price a head. */
export interface ProductReading {
  readonly amount: Named;
  readonly heads: CanonicalRecord;
  readonly price: CanonicalRecord;
  /** The sentence itself says that the amount was reckoned so, and it was paid, not planned. */
  readonly sure: boolean;
}

const isHeads = ({ kind, record }: Named): boolean =>
  kind === "level" && record.figure.unit?.base === "人" && record.figure.qualifier?.kind !== "range";
const isAmount = ({ kind, record }: Named): boolean =>
  kind === "level" && record.figure.unit?.dimension === "money" && record.figure.unit.power >= 4 && record.figure.qualifier === null;
const isPrice = ({ kind, record }: Named): boolean =>
  (kind === "standard" || kind === "average") &&
  record.figure.unit?.dimension === "money" &&
  /\/(?:人|年)/.test(record.figure.unit.symbol) &&
  record.figure.qualifier === null;
const RECKONED = /按照?|依据|以每/;
const RESULT = /即|共计?|合计|应|需/;

/** What each person pays is not what an office allots. */
const PAID_IN = /个人缴|缴费标准|筹资标准/;

const before = (fact: Fact): string => fact.text.slice(Math.max(0, fact.start - 30), fact.start);

/** The most exact count of the forms that is this one: 8.3万人 told in the text is 83000 in the form. */
function exactly(heads: Named, inForms: readonly Named[]): CanonicalRecord {
  const same = inForms.filter(
    (each) => each.record.figure.qualifier === null && (each.side ?? heads.side) === heads.side && agrees(each.record, heads.record),
  );
  const [first] = same;
  return first && finer(first.record, heads.record) && same.every(({ record }) => record.figure.value.eq(first.record.figure.value))
    ? first.record
    : heads.record;
}

/** 73731人，按122元/人/年，即拨付899.52万元: sentences with one number of heads and one amount after it, and a price a head. */
export function products(ofProse: readonly Named[], ofTables: readonly Named[]): readonly ProductReading[] {
  const bySentence = new Map<string, Named[]>();
  for (const each of ofProse) {
    if (!each.fact?.reading) continue;
    const key = `${each.fact.reading.passage} ${each.fact.sentence}`;
    const sentence = bySentence.get(key);
    if (sentence) sentence.push(each);
    else bySentence.set(key, [each]);
  }
  const headsOf = grouped(ofTables.filter(isHeads), ({ chapter }) => chapter);
  const pricesOf = grouped(ofTables.filter(isPrice), ({ chapter }) => chapter);
  const found: ProductReading[] = [];
  for (const sentence of bySentence.values()) {
    const heads = sentence.filter(isHeads);
    const [head] = heads;
    const amounts = sentence.filter((each) => isAmount(each) && head !== undefined && each.fact!.start > head.fact!.start);
    const [amount] = amounts;
    if (!head || heads.length !== 1 || !amount) continue;
    const told = sentence.filter(isPrice);
    // 8674人，每人500元，共433.7万元: the price between the two says that one is the other times it.
    const between = told.filter(({ fact }) => fact!.start > head.fact!.start && fact!.start < amount.fact!.start);
    if (amounts.length !== 1 && between.length !== 1) continue;
    const count = exactly(head, headsOf.get(head.chapter) ?? []);
    const reckoned = told.filter(({ fact }) => RECKONED.test(before(fact!)) && fact!.start < amount.fact!.start);
    const inForms = (pricesOf.get(head.chapter) ?? []).filter((each) => (each.side ?? head.side) === head.side);
    const fits = ({ record }: Named): boolean => isProduct(amount.record, count, record);
    const fitting = [...told, ...inForms].find(fits);
    const one = (list: readonly Named[]): Named | undefined =>
      list.length > 0 && list.every(({ record }) => record.figure.value.eq(list[0]!.record.figure.value)) ? list[0] : undefined;
    // Two groups with a rate each: how many are in which is not told.
    const several =
      new Set(told.filter((each) => !PAID_IN.test(each.record.indicator)).map(({ record }) => record.figure.value.toString())).size > 1;
    const isResult = RESULT.test(before(amount.fact!));
    const spoken = reckoned.length === 0 && isResult && between.length === 1 ? between : reckoned;
    const price = fitting ?? (several ? undefined : spoken.length > 0 ? one(spoken) : one(inForms));
    if (!price) continue;
    const sure = fitting !== undefined || (spoken.includes(price) && amount.side !== "target" && isResult);
    found.push({ amount, heads: count, price: price.record, sure });
  }
  return found;
}
