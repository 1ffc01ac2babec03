import type { Check, Evidence } from "../model/check.ts";
import { Decimal, plain } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { observed } from "../relations/observation.ts";

const why = { "zh-CN": "同一栏的数应保留同样的小数位数。", en: "Figures of one column are given to the same decimals." };
const next = {
  "zh-CN": "请改为该栏统一的小数位数，并核对是否为未取整的公式结果或笔误。",
  en: "Give it to the decimals of its column; it may be an unrounded formula or a typing error.",
};

/** A custom needs this many figures, and this share of them that keeps it; whole numbers are often just round, so they need more. */
const FEWEST = 4;
const FEWEST_WHOLE = 8;
const KEEPING = 0.8;

/** Figures of the series with more digits than nearly all the others, where those further digits say something. */
function excessive(
  series: readonly CanonicalRecord[],
): { readonly decimals: number; readonly records: readonly CanonicalRecord[] } | undefined {
  if (series.length < FEWEST) return undefined;
  const sorted = series.map(({ figure }) => figure.decimals).sort((a, b) => a - b);
  const decimals = sorted[Math.ceil(sorted.length * KEEPING) - 1]!;
  const custom = sorted.filter((each) => each === decimals).length;
  if (custom < FEWEST / 2 || (decimals === 0 && series.length < FEWEST_WHOLE)) return undefined;
  const records = series.filter(({ figure: { value } }) => value.decimalPlaces() > decimals);
  return records.length > 0 && (decimals > 0 || records.length === 1) ? { decimals, records } : undefined;
}

function finding(record: CanonicalRecord, decimals: number, peers: number): Finding {
  const { figure, at } = record;
  const suggested = plain(figure.value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP), decimals);
  const reported = plain(figure.value, figure.decimals);
  return observed({
    code: "excess-precision",
    // Whole numbers may be round by chance; a column kept to cents is kept so on purpose.
    severity: decimals > 0 ? "warning" : "info",
    about: record,
    message: {
      "zh-CN": `“${at.label}”为 ${reported}，有 ${figure.decimals} 位小数，同栏其余 ${peers} 个数至多 ${decimals} 位；应为 ${suggested}。`,
      en: `${at.label} is ${reported}, with ${figure.decimals} decimals where the other ${peers} figures of its column have at most ${decimals}; it should be ${suggested}.`,
    },
    next,
    suggested: { value: suggested, why: { "zh-CN": "没有四舍五入到该栏的位数", en: "not rounded to the decimals of its column" } },
  });
}

/** A rate of two decimals among rates of none and of one: quotients printed as they came out, 90% beside 87.5% and 94.29%. */
const isQuotientAsItCame = (record: CanonicalRecord, peers: readonly CanonicalRecord[]): boolean =>
  record.figure.unit?.dimension === "rate" &&
  record.figure.value.decimalPlaces() <= 2 &&
  new Set(peers.filter((peer) => peer !== record).map(({ figure }) => figure.decimals)).size > 1;

/** The most decimals that two or more figures of one unit print in a table: no more than that is excess anywhere in it. */
function customOf(figures: readonly CanonicalRecord[]): number {
  const byDecimals = grouped(figures, ({ figure }) => String(figure.value.decimalPlaces()));
  return Math.max(
    0,
    ...[...byDecimals.values()].filter((members) => members.length > 1).map((members) => members[0]!.figure.value.decimalPlaces()),
  );
}

/** Whether a larger amount that the text tells ends in the same further digits: it was added up with them, so they are meant. */
function isCarried({ figure: { value } }: CanonicalRecord, decimals: number, told: readonly CanonicalRecord[]): boolean {
  const beyond = (amount: Decimal): Decimal => amount.abs().minus(amount.abs().toDecimalPlaces(decimals, Decimal.ROUND_DOWN));
  const digits = beyond(value);
  return told.some(({ figure }) => figure.value.abs().gt(value.abs()) && beyond(figure.value).eq(digits));
}

/** Excess precision (design §5, test 3): a figure with more decimals than its column: three among two-decimal amounts. */
export const precision: Check = {
  id: "precision",
  title: { "zh-CN": "小数位数核对", en: "Precision" },
  why,
  next,
  *observe({ records }: Evidence) {
    const figures = [...records.values()].filter(
      ({ tableId, figure }) => tableId !== null && !figure.qualifier && figure.unit?.dimension !== "points",
    );
    const told = [...records.values()].filter(({ tableId }) => tableId === null);
    for (const ofUnit of grouped(figures, ({ tableId, figure }) => `${tableId} ${figure.unit?.symbol ?? ""}`).values()) {
      const custom = customOf(ofUnit);
      for (const series of grouped(ofUnit, ({ column }) => String(column)).values()) {
        // A short column shows no custom; its table may.
        const peers = series.length < FEWEST ? ofUnit : series;
        const found = excessive(peers);
        for (const record of found?.records ?? [])
          if (
            series.includes(record) &&
            record.figure.value.decimalPlaces() > custom &&
            !isCarried(record, found!.decimals, told) &&
            !isQuotientAsItCame(record, peers)
          )
            yield finding(record, found!.decimals, peers.length - found!.records.length);
      }
    }
  },
};
