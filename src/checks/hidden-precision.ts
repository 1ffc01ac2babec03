import type { Check, Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { observed } from "../relations/observation.ts";

const next = {
  "zh-CN": "请用 ROUND 取整后再填报，使显示数之和等于合计。",
  en: "Round the stored values, so that the figures shown add up to the totals shown.",
};

const isHidden = ({ figure }: CanonicalRecord): boolean =>
  figure.stored !== undefined && figure.stored.decimalPlaces() > figure.decimals && !figure.stored.eq(figure.value);

/** Workbook figures that store more decimals than their format shows: totals shown may then differ from sums of what is shown. */
export const hiddenPrecision: Check = {
  id: "hidden-precision",
  title: { "zh-CN": "隐藏小数", en: "Hidden decimals" },
  why: { "zh-CN": "单元格存储的小数位多于显示的位数。", en: "The cell stores more decimals than it shows." },
  next,
  *observe({ records }: Evidence) {
    const hidden = [...records.values()].filter(isHidden);
    for (const [first, ...more] of grouped(hidden, ({ tableId, column }) => `${tableId} ${column}`).values())
      yield observed({
        code: "hidden-precision",
        severity: "info",
        about: first!,
        others: more,
        message: {
          "zh-CN": `“${first!.columnPath.join("/")}”栏有 ${more.length + 1} 个数的存储值比显示值位数多，例如“${first!.at.label}”显示 ${first!.figure.raw}，实存 ${first!.figure.stored}。`,
          en: `In column ${first!.columnPath.join("/")}, figures that store more decimals than they show: ${more.length + 1}; ${first!.at.label} shows ${first!.figure.raw}, holds ${first!.figure.stored}.`,
        },
        next,
      });
  },
};
