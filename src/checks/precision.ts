import { Decimal, plain } from "../model/decimal.ts";
import type { Check, Evidence } from "../model/check.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";

const why = { "zh-CN": "同一栏的数应保留同样的小数位数。", en: "Figures of one column are given to the same decimals." };
const next = { "zh-CN": "请改为该栏统一的小数位数，并核对是否为未取整的公式结果或笔误。", en: "Give it to the decimals of its column; it may be an unrounded formula or a typing error." };

/** A custom needs this many figures, and this share of them that keeps it. */
const FEWEST = 4;
const KEEPING = 0.8;

/** Figures of the series with more digits than nearly all the others, where those further digits say something. */
function excessive(series: readonly CanonicalRecord[]): { readonly decimals: number; readonly records: readonly CanonicalRecord[] } | undefined {
  if (series.length < FEWEST) return undefined;
  const sorted = series.map(({ figure }) => figure.decimals).sort((a, b) => a - b);
  const decimals = sorted[Math.ceil(sorted.length * KEEPING) - 1]!;
  const custom = sorted.filter((each) => each === decimals).length;
  if (custom < FEWEST / 2) return undefined;
  const records = series.filter(({ figure: { value } }) => value.decimalPlaces() > decimals);
  return records.length > 0 ? { decimals, records } : undefined;
}

function finding(record: CanonicalRecord, decimals: number, peers: number): Finding {
  const { figure, at } = record;
  const suggested = figure.value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  const reported = plain(figure.value, figure.decimals);
  return {
    id: fingerprint("excess-precision", record.document, record.tableTitle, at.label),
    code: "excess-precision",
    severity: "warning",
    nature: "logical",
    scope: "table",
    message: {
      "zh-CN": `“${at.label}”为 ${reported}，有 ${figure.decimals} 位小数，同栏其余 ${peers} 个数至多 ${decimals} 位；应为 ${plain(suggested, decimals)}。`,
      en: `${at.label} is ${reported}, with ${figure.decimals} decimals where the other ${peers} figures of its column have at most ${decimals}; it should be ${plain(suggested, decimals)}.`,
    },
    next,
    unit: figure.unit?.symbol ?? null,
    reported,
    expected: plain(suggested, decimals),
    difference: plain(figure.value.minus(suggested)),
    slack: null,
    at,
    evidence: [{ locator: at, raw: figure.raw, value: reported, role: at.label }],
    relation: null,
    suspect: {
      locator: at,
      reported,
      suggested: plain(suggested, decimals),
      why: { "zh-CN": "没有四舍五入到该栏的位数", en: "not rounded to the decimals of its column" },
    },
    root: fingerprint("root", record.id),
  };
}

/** Excess precision (DESIGN §5, test 3): a figure with more decimals than its column, as 1187.117 among two-decimal amounts. */
export const precision: Check = {
  id: "precision",
  title: { "zh-CN": "小数位数核对", en: "Precision" },
  why,
  next,
  *observe({ records }: Evidence) {
    const series = grouped(
      [...records.values()].filter(({ tableId, figure }) => tableId !== null && !figure.qualifier && figure.unit?.dimension !== "points"),
      ({ tableId, column, figure }) => `${tableId} ${column} ${figure.unit?.symbol ?? ""}`,
    );
    for (const members of series.values()) {
      const found = excessive(members);
      if (!found) continue;
      for (const record of found.records) yield finding(record, found.decimals, members.length - found.records.length);
    }
  },
};
