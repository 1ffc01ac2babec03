import type { Check, Evidence } from "../model/check.ts";
import { plain, tenTo } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import { unitOf } from "../model/unit.ts";
import { sumOf } from "../prose/arithmetic/sums.ts";
import { lists } from "../prose/lists/lists.ts";
import { unitSlip } from "../prose/lists/miss.ts";
import { type Oversized, oversized } from "../prose/ties/magnitude.ts";

const next = {
  "zh-CN": "请核对该数的计量单位（元、万元；人、万人），更正文字。",
  en: "Check the unit of the figure (元 or 万元, persons or ten thousands of them) and correct the text.",
};

const common = (fact: Fact): Pick<Finding, "code" | "severity" | "nature" | "scope" | "next" | "unit" | "at" | "relation" | "slack"> => ({
  code: "unit-slip",
  severity: "error",
  nature: "logical",
  scope: "prose",
  next,
  unit: fact.record.figure.unit?.symbol ?? null,
  at: fact.record.at,
  relation: null,
  slack: null,
});

const shown = ({ record: { figure } }: Fact): string => `${plain(figure.value, figure.decimals)}${figure.unit?.symbol ?? ""}`;

function ofPeople({ fact, unit, suggested, beside }: Oversized): Finding {
  const id = fingerprint("unit-slip", fact.record.document, fact.record.id);
  const { figure } = fact.record;
  const meant = `${plain(suggested, figure.decimals)}${unit}`;
  const persons = plain(figure.value.times(tenTo(figure.unit!.power)));
  return {
    ...common(fact),
    id,
    message: {
      "zh-CN": `“${fact.record.at.quote ?? fact.record.indicator}”即 ${persons} ${unit}，${beside ? `是“${beside.record.indicator}”${shown(beside)}的数千倍` : "超过全国人口"}，计量单位有误，应为 ${meant}。`,
      en: `${fact.record.at.quote ?? fact.record.indicator} would be ${persons} persons, ${beside ? `thousands of times ${beside.record.indicator} (${shown(beside)})` : "more than live in the country"}: the unit is wrong, ${meant} is meant.`,
    },
    reported: plain(figure.value, figure.decimals),
    expected: plain(suggested.times(tenTo(-figure.unit!.power))),
    difference: plain(figure.value.minus(suggested.times(tenTo(-figure.unit!.power)))),
    evidence: [fact, ...(beside ? [beside] : [])].map(({ record }, index) => ({
      locator: record.at,
      raw: record.figure.raw,
      value: plain(record.figure.value, record.figure.decimals),
      role: index === 0 ? "计量单位有误的数" : "同一材料中的人数",
    })),
    suspect: {
      locator: fact.record.at,
      reported: shown(fact),
      suggested: meant,
      why: {
        "zh-CN": "数字本身与材料中其他人数相当，只是多写了“万”或“亿”。",
        en: "The bare number is of the size of the other counts; only 万 or 亿 is too much.",
      },
    },
    root: id,
  };
}

function ofSum(whole: Fact, parts: readonly Fact[], power: number): Finding {
  const id = fingerprint("unit-slip", whole.record.document, whole.record.id);
  const { figure } = whole.record;
  const meant = unitOf(parts[0]!.record.figure.unit?.symbol ?? "")?.symbol ?? "";
  const expected = sumOf(whole, parts);
  return {
    ...common(whole),
    id,
    message: {
      "zh-CN": `“${whole.record.at.quote ?? whole.record.indicator}”所列各项合计 ${plain(expected)}${figure.unit?.symbol ?? ""}，恰为 ${shown(whole)} 的 10 的 ${power} 次方倍，计量单位有误，应为 ${plain(figure.value, figure.decimals)}${meant}。`,
      en: `The parts listed for ${whole.record.at.quote ?? whole.record.indicator} add up to ${plain(expected)}${figure.unit?.symbol ?? ""}, ten to the ${power} times ${shown(whole)}: the unit is wrong, ${plain(figure.value, figure.decimals)}${meant} is meant.`,
    },
    reported: plain(figure.value, figure.decimals),
    expected: plain(expected),
    difference: plain(figure.value.minus(expected)),
    evidence: [whole, ...parts].map(({ record, reading }) => ({
      locator: record.at,
      raw: record.figure.raw,
      value: plain(record.figure.value, record.figure.decimals),
      role: reading?.subject || record.indicator,
    })),
    suspect: {
      locator: whole.record.at,
      reported: shown(whole),
      suggested: `${plain(figure.value, figure.decimals)}${meant}`,
      why: { "zh-CN": "换成各分项的计量单位，合计恰好相符。", en: "In the unit of its parts the total is exactly right." },
    },
    root: id,
  };
}

/** Figures printed in a unit that they cannot have: a district of two thousand million people, a total of 505元 for 505万元. */
export const proseUnit: Check = {
  id: "prose-unit",
  title: { "zh-CN": "文中计量单位", en: "Units in the text" },
  why: {
    "zh-CN": "人数、金额的量级应与同一材料中的其他数相称；总数与分项的单位应能对上。",
    en: "Counts and amounts are of the size of the others in the submission, and a total is in a unit that its parts add up in.",
  },
  next,
  *observe({ facts }: Evidence) {
    for (const each of oversized(facts)) yield ofPeople(each);
    const told = new Set<string>();
    for (const list of lists(facts)) {
      const power = list.closes ? undefined : unitSlip(list);
      if (power === undefined || told.has(list.whole.record.id)) continue;
      told.add(list.whole.record.id);
      yield ofSum(list.whole, list.parts, power);
    }
  },
};
