import type { Check, Evidence } from "../model/check.ts";
import { plain } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import { RATE } from "../model/quotient.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { observed } from "../relations/observation.ts";
import { WITHIN_WHOLE } from "../relations/vocabulary.ts";

const next = {
  "zh-CN": "请核对分子、分母和小数点；部分不会超过全体。",
  en: "Check both figures of the rate and its decimal point: a part is not more than its whole.",
};

/** What the figure is by its nearest name: a column of its own rates (完成率) says more than the indicator in its row. */
function isShare({ rowPath, columnPath }: CanonicalRecord): boolean {
  const [row, column] = [rowPath, columnPath].map((path) => normaliseLabel(path.at(-1) ?? ""));
  return WITHIN_WHOLE.test(column!) || (!RATE.test(column!) && WITHIN_WHOLE.test(row!));
}

/** Shares of a whole (占比, 满意度, 合格率, 报销比例) above a hundred per cent. Rates of fulfilment may be: more can be done than was planned. */
export const overHundred: Check = {
  id: "over-hundred",
  title: { "zh-CN": "比例超过百分之百", en: "Shares above a hundred per cent" },
  why: { "zh-CN": "占比、满意度、合格率等是部分与全体之比，不超过 100%。", en: "A share of a whole is at most a hundred per cent." },
  next,
  *observe({ records }: Evidence) {
    for (const record of records.values()) {
      const { figure, at, tableId } = record;
      const isRate = figure.unit?.symbol === "%" && figure.qualifier === null && tableId !== null;
      if (!isRate || figure.value.lte(100) || !isShare(record)) continue;
      const shown = `${plain(figure.value, figure.decimals)}%`;
      yield observed({
        code: "implausible",
        severity: "warning",
        nature: "plausibility",
        about: record,
        message: {
          "zh-CN": `“${at.label}”为 ${shown}，超过 100%；这类比例是部分与全体之比，不应大于 100%。`,
          en: `${at.label} is ${shown}, above 100%; a share of this kind cannot be more than its whole.`,
        },
        next,
      });
    }
  },
};
