import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, plain, tenTo } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { observed } from "../relations/observation.ts";

const next = {
  "zh-CN": "请核对该数的单位：像是把元当作万元（或万元当作亿元）填报。",
  en: "Check the unit of this figure: 元 may have been entered for 万元, or 万元 for 亿元.",
};

/** 万元 taken for 元, 亿元 for 万元: both are four noughts apart. */
const SLIP = tenTo(4);
/** Digits that must repeat before a figure is taken for another's in a smaller unit. */
const TELLING = 4;
/** How many times the largest of the other figures it must be: no size its column has otherwise. */
const OUT_OF_SIZE = 100;

const sizeOf = ({ figure }: CanonicalRecord): Decimal => figure.value.abs();

function slipped(record: CanonicalRecord, meant: CanonicalRecord): Finding {
  const { figure, at } = record;
  const [reported, value] = [plain(figure.value, figure.decimals), plain(meant.figure.value, meant.figure.decimals)];
  const unit = figure.unit?.symbol ?? "";
  return observed({
    code: "unit-slip",
    severity: "warning",
    about: record,
    others: [meant],
    message: {
      "zh-CN": `“${at.label}”为 ${reported}${unit}，正好是“${meant.at.label}”（${value}${unit}）的一万倍，比同栏其他数大得多，像是单位填错。`,
      en: `${at.label} is ${reported}${unit}, just ten thousand times ${meant.at.label} (${value}${unit}) and far larger than the rest of its column: its unit seems to be mistaken.`,
    },
    next,
    suggested: {
      value,
      why: { "zh-CN": "相差一万倍，像是万元与元混用", en: "off by ten thousand: 万元 and 元 confused" },
    },
  });
}

/** A figure that repeats another one of its column ten thousand times too large, where nothing else in the column is of that size. */
export const unitSlip: Check = {
  id: "unit-slip",
  title: { "zh-CN": "单位错填", en: "Mistaken units" },
  why: { "zh-CN": "同一栏的金额单位相同，数量级相称。", en: "The amounts of one column are in one unit and of one size." },
  next,
  *observe({ records }: Evidence) {
    const amounts = [...records.values()].filter(
      ({ tableId, figure }) => tableId !== null && !figure.qualifier && figure.unit?.dimension === "money",
    );
    for (const column of grouped(amounts, ({ tableId, column: index, figure }) => `${tableId} ${index} ${figure.unit!.symbol}`).values()) {
      const [largest, second] = [...column].sort((a, b) => sizeOf(b).comparedTo(sizeOf(a)));
      if (!largest || !second || sizeOf(largest).lt(sizeOf(second).times(OUT_OF_SIZE))) continue;
      const meant = column.find(
        (other) => other.figure.value.times(SLIP).eq(largest.figure.value) && other.figure.value.precision() >= TELLING,
      );
      if (meant) yield slipped(largest, meant);
    }
  },
};
