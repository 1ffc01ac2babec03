import { type Decimal, plain, tenTo, ZERO } from "../../model/decimal.ts";
import { placeText } from "../../model/place.ts";
import type { Previous } from "../../model/previous.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import type { Text } from "../../model/text.ts";
import { agrees } from "../words/likeness.ts";
import { nameOf } from "../words/name.ts";

/** What a figure of last year's submission is called in a formula. */
export const roleThen = ({ submission }: Previous, record: CanonicalRecord, year: number | null): string =>
  `“${submission}”${year === null ? "" : `${year}年`}报送的${nameOf(record)}`;

/** What a finding says of a figure held against last year's submission: which document, where in it, how much apart. */
export function saidOf({ submission }: Previous, own: CanonicalRecord, record: CanonicalRecord): Text {
  const file = record.at.document.slice(`../${submission}/`.length);
  const where = (language: "zh-CN" | "en"): string => placeText(record.at, language);
  const unit = record.figure.unit?.symbol ?? "";
  const printed = `${plain(record.figure.value, record.figure.decimals)}${unit}`;
  const isOneUnit = unit === (own.figure.unit?.symbol ?? "");
  return {
    "zh-CN": `“{figure}”填报 {reported}，而上年报送的“${submission}”中，文件“${file}”（${where("zh-CN")}）的“${nameOf(record)}”为 ${printed}${isOneUnit ? "" : "（合 {expected}）"}，相差 {difference}。`,
    en: `{figure} is reported as {reported}, but last year's submission ${submission} has ${printed}${isOneUnit ? "" : " ({expected})"} for ${nameOf(record)} in ${file} (${where("en")}); difference {difference}.`,
  };
}

const power = ({ figure: { unit } }: CanonicalRecord): number => unit?.power ?? 0;

/** 1.42亿元 in a sentence says nothing against 14203.67万元, and nothing of what was rounded off. */
export const isCoarse = (one: CanonicalRecord, other: CanonicalRecord): boolean =>
  (one.tableId === null || other.tableId === null) && agrees(one, other) && !apart([one, other]).isZero();

/** How far two figures are apart, in units. */
const apart = ([one, other]: readonly [CanonicalRecord, CanonicalRecord]): Decimal =>
  one.figure.value.times(tenTo(power(one))).minus(other.figure.value.times(tenTo(power(other))));
const isWhole = ({ isTotal, rowPath }: CanonicalRecord): boolean => isTotal || /[合总]计$/.test(rowPath.at(-1) ?? "");
const columnOf = ({ tableId, columnPath }: CanonicalRecord): string => `${tableId} ${columnPath.join("/")}`;

/** Figures held against their likes, but for totals that are off by just what their lines are off: they say nothing of their own. */
export function withoutEchoes<Pair>(
  pairs: readonly Pair[],
  figures: (pair: Pair) => readonly [now: CanonicalRecord, then: CanonicalRecord],
): readonly Pair[] {
  const off = new Map<string, Decimal>();
  for (const both of pairs.map(figures))
    if (both[0].tableId !== null && !isWhole(both[0])) off.set(columnOf(both[0]), apart(both).plus(off.get(columnOf(both[0])) ?? ZERO));
  return pairs.filter((pair) => {
    const both = figures(pair);
    const lines = off.get(columnOf(both[0]));
    return !isWhole(both[0]) || !lines || lines.isZero() || !lines.eq(apart(both));
  });
}
