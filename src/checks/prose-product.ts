import type { Check, Evidence } from "../model/check.ts";
import type { Relation } from "../model/relation.ts";
import { type PricedReading, priced } from "../prose/rates/priced.ts";
import { products } from "../prose/rates/products.ts";
import { nameOf } from "../prose/words/name.ts";
import { type Named, named } from "../prose/words/named.ts";
import { figure, product, relate } from "../relations/relate.ts";

const next = {
  "zh-CN": "请按人数和标准重新计算金额；预算如有取整或人数口径不同，请在文中说明。",
  en: "Compute the amount again from the number of persons and the rate; where a budget was rounded or covers others, the text should say so.",
};

/** The same amount of money, as printed, in a form. */
const isCopy = ({ kind, record }: Named, amount: Named): boolean =>
  kind === "level" &&
  record.figure.unit?.symbol === amount.record.figure.unit?.symbol &&
  record.figure.qualifier === null &&
  record.figure.value.eq(amount.record.figure.value);

const ofPriced = ({ amount, count, price, by }: PricedReading): Relation =>
  relate({
    kind: "product",
    source: "prose",
    scope: "prose",
    ...(by === "fits" ? {} : { ceiling: "warning" as const }),
    total: amount.record,
    role: nameOf(amount.record),
    expression: product(figure(count.record, nameOf(count.record)), figure(price.record, nameOf(price.record))),
    family: "prose-priced",
    why: {
      "zh-CN": `“${nameOf(amount.record)}”之前写明了数量 ${count.record.figure.raw} 和标准 ${price.record.figure.raw}，应为两者之积。`,
      en: `Before ${nameOf(amount.record)} the text gives ${count.record.figure.raw} and a price of ${price.record.figure.raw} each, whose product it should be.`,
    },
    next,
  });

/** Persons × amount a head = amount, where one sentence gives all three or a form gives the rate. */
export const proseProduct: Check = {
  id: "prose-product",
  title: { "zh-CN": "人数乘标准", en: "Persons times rate" },
  why: {
    "zh-CN": "按人数和人均标准安排的资金，应等于人数 × 标准。",
    en: "Money allotted a head is the number of persons times the rate.",
  },
  next,
  *propose(evidence: Evidence) {
    if (evidence.facts.length === 0) return;
    const { ofProse, ofTables } = evidence.derived(named);
    const known = new Set<string>();
    for (const { amount, heads, price, sure } of products(ofProse, ofTables)) {
      known.add(amount.record.id);
      // 960万元 stands in the form as well: what is wrong with it is said of the form, once.
      const inForm = ofTables.find((each) => each.chapter === amount.chapter && isCopy(each, amount))?.record;
      const total = inForm ?? amount.record;
      yield relate({
        kind: "product",
        source: "prose",
        scope: [heads, price, total].every(({ tableId }) => tableId === null) ? "prose" : "cross-table",
        ...(sure ? {} : { nature: "plausibility" as const, ceiling: "warning" as const }),
        total,
        role: nameOf(total),
        expression: product(figure(heads, nameOf(heads)), figure(price, nameOf(price))),
        family: "prose-product",
        why: {
          "zh-CN": `“${amount.record.at.quote ?? nameOf(amount.record)}”与人数 ${heads.figure.raw}、标准 ${price.figure.raw} 同在一处，应为两者之积。`,
          en: `${amount.record.at.quote ?? nameOf(amount.record)} stands with ${heads.figure.raw} persons and a rate of ${price.figure.raw}, and should be their product.`,
        },
        next,
      });
    }
    for (const reading of priced(evidence.facts)) if (!known.has(reading.amount.record.id)) yield ofPriced(reading);
  },
};
