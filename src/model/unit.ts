import { halfWidth } from "./label.ts";

export type Dimension = "money" | "count" | "rate" | "points" | "time";

/** A unit as printed and what it means: `万元` is money, ten to the 4th of the base unit `元`. */
export interface Unit {
  readonly symbol: string;
  readonly dimension: Dimension;
  /** Ten to this power of the base unit; % is −2 of 1. */
  readonly power: number;
  readonly base: string;
}

const PREFIXES: readonly (readonly [string, number])[] = [
  ["", 0],
  ["十", 1],
  ["百", 2],
  ["千", 3],
  ["万", 4],
  ["十万", 5],
  ["百万", 6],
  ["千万", 7],
  ["亿", 8],
  ["万亿", 12],
];
const COUNTED =
  "人次|人|户次|户|家|个|件|次|项|例|批次|辆|台|套|份|村|所|名|张|期|条|笔|宗|起|种|处|场|座|亩|公里|吨|床|眼|副|株|公顷|平方米|平方公里|立方米|公斤|米|批|头|只|册|剂次|盏|间|栋|块";
const UNITS = new Map<string, Unit>();
for (const [prefix, power] of PREFIXES) {
  UNITS.set(`${prefix}元`, { symbol: `${prefix}元`, dimension: "money", power, base: "元" });
  for (const counted of COUNTED.split("|"))
    UNITS.set(`${prefix}${counted}`, { symbol: `${prefix}${counted}`, dimension: "count", power, base: counted });
}
for (const [symbol, power] of [
  ["%", -2],
  ["‰", -3],
  ["个百分点", -2],
  ["百分点", -2],
] as const)
  UNITS.set(symbol, { symbol, dimension: "rate", power, base: "1" });
UNITS.set("分", { symbol: "分", dimension: "points", power: 0, base: "分" });
for (const symbol of ["年", "个月", "月", "天", "日", "小时"]) UNITS.set(symbol, { symbol, dimension: "time", power: 0, base: symbol });
UNITS.set("万", { symbol: "万", dimension: "count", power: 4, base: "" });
UNITS.set("亿", { symbol: "亿", dimension: "count", power: 8, base: "" });

/** The unit that a text is, if it is one: `万元`, `％`, `元/人/年` (the unit before the first slash). */
export function unitOf(text: string): Unit | undefined {
  const symbol = halfWidth(text)
    .replace(/\s+/g, "")
    .replace(/^(?:人民币|RMB)/, "");
  const whole = UNITS.get(symbol);
  if (whole) return whole;
  const slash = symbol.indexOf("/");
  const head = slash > 0 ? UNITS.get(symbol.slice(0, slash)) : undefined;
  return head && { ...head, symbol };
}

/** Every unit symbol, longest first: what a figure reader may find glued to a number. */
export const UNIT_SYMBOLS: readonly string[] = [...UNITS.keys()].sort((a, b) => b.length - a.length);

/** The unit a label or caption names: `金额（万元）`, `单位：元`, `到位率（%）`, `参保人数(万人)`. */
export function unitInLabel(label: string): Unit | undefined {
  const text = halfWidth(label).replace(/\s+/g, "");
  const stated = /单位:([^,;,;。)]+)/.exec(text)?.[1];
  if (stated !== undefined) {
    const unit = unitOf(stated.split(/[、,/]/)[0] ?? "");
    if (unit) return unit;
  }
  for (const [, inside = ""] of text.matchAll(/[([]([^()[\]]{1,10})[)\]]/g)) {
    const unit = unitOf(inside.replace(/^单位:?/, ""));
    if (unit && unit.dimension !== "points") return unit;
  }
  return /[%]$/.test(text) ? UNITS.get("%") : undefined;
}
