import { Decimal, tenTo } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import { isProduct, sizeOf } from "../arithmetic/quotients.ts";
import { isSlip } from "../arithmetic/slips.ts";
import { around, isExactLevel } from "../reading/window.ts";

/** An amount told after a price for each, with the count that it is the price times of. */
export interface PricedReading {
  readonly amount: Fact;
  readonly count: Fact;
  readonly price: Fact;
  /** It is their product; or is it but for a slip of the pen; or the three stand side by side and the words say so. */
  readonly by: "fits" | "slip" | "only";
}

/** 共265.2万元 after a count and a price: the words of a result. */
const RESULT = /(?:共计?|合计|总计|即|计)\s*(?:支出|补助|发放|拨付|支付|需|约)?\s*$/;
/** A price for a month or a day is paid several times a year. */
const SEVERAL_TIMES = /\/(?:月|天|日|次|餐|学期|季)/;

/** What a price is for each of: 座 of 元/座. */
const eachOf = ({ record }: Fact): string => /\/([^/]+)/.exec(record.figure.unit?.symbol ?? "")?.[1] ?? "";

const isPrice = (fact: Fact): boolean =>
  fact.record.figure.unit?.dimension === "money" &&
  fact.record.figure.qualifier === null &&
  eachOf(fact) !== "" &&
  fact.reading!.kind !== "aside";

const counts = (each: string, fact: Fact): boolean => {
  const base = fact.record.figure.unit?.dimension === "count" ? fact.record.figure.unit.base : "";
  return base === each || (each === "人" && base === "名");
};

function productFor({ record: { figure, decimals } }: Fact, count: Fact, price: Fact): Decimal {
  return sizeOf(count.record)
    .times(sizeOf(price.record))
    .times(tenTo(-(figure.unit?.power ?? 0)))
    .toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function readingOf(amount: Fact, before: readonly Fact[]): PricedReading | undefined {
  const inSentence = before.filter(({ sentence, reading }) => sentence === amount.sentence && reading!.passage === amount.reading!.passage);
  const price = inSentence.findLast(isPrice);
  if (!price || amount.start - price.end > NEAR) return undefined;
  const each = eachOf(price);
  const possible = before.filter((fact) => isExactLevel(fact) && counts(each, fact)).reverse();
  const fitting = possible.find((count) => isProduct(amount.record, count.record, price.record));
  if (fitting) return { amount, price, count: fitting, by: "fits" };
  const { value, decimals } = { ...amount.record.figure, decimals: amount.record.decimals };
  const slipped = possible.find((count) => isSlip(value, productFor(amount, count, price), decimals));
  if (slipped) return { amount, price, count: slipped, by: "slip" };
  const count = inSentence.at(-2);
  const isSaid = RESULT.test(amount.text.slice(0, amount.start)) && !SEVERAL_TIMES.test(price.record.figure.unit!.symbol);
  return isSaid && price === inSentence.at(-1) && count && counts(each, count) && isExactLevel(count)
    ? { amount, price, count, by: "only" }
    : undefined;
}

/** Characters between a price and the amount that it makes. */
const NEAR = 24;

/** 改造厕所1768座，每座补助1500元，共265.2万元: amounts with the count and the price told before them. */
export const priced = (facts: readonly Fact[]): readonly PricedReading[] =>
  around(facts).flatMap(({ fact, before }) => {
    const { unit } = fact.record.figure;
    const isAmount = isExactLevel(fact) && unit?.dimension === "money" && !unit.symbol.includes("/");
    const found = isAmount ? readingOf(fact, before) : undefined;
    return found ? [found] : [];
  });
