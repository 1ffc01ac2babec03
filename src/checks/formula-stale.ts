import { books } from "../formulas/book.ts";
import { agrees, placeIn, recomputed } from "../formulas/evaluate.ts";
import { amountText, kindOf, readBy, remarked, showsAlike, subjectOf } from "../formulas/subject.ts";
import { isNumber } from "../formulas/value.ts";
import type { Check, Evidence } from "../model/check.ts";
import { decimal } from "../model/decimal.ts";

const next = {
  "zh-CN": "请在 Excel 中全部重算（Ctrl+Alt+F9）并保存后重新报送；若所引用的数有误，请先改正。",
  en: "Recalculate everything in Excel (Ctrl+Alt+F9), save, and submit again; correct the figures it reads if they are wrong.",
};

/** Cells that the formulas of one workbook may read together, before the rest is left as saved. */
const BUDGET = 2_000_000;

/** Whether a saved number is just the result cut to the digits it shows: a workbook may be set to calculate so. */
const isAsShown = (saved: string, decimals: number, expected: string): boolean =>
  (saved.split(".")[1]?.length ?? 0) <= decimals && saved === expected;

/** Saved results of formulas that the saved values of the cells they read no longer give. */
export const formulaStale: Check = {
  id: "formula-stale",
  title: { "zh-CN": "公式结果未更新", en: "Formula results out of date" },
  why: { "zh-CN": "保存的结果应等于公式按现有数据重算的结果。", en: "A saved result is what its formula gives on the figures it reads." },
  next,
  *observe(evidence: Evidence) {
    for (const book of evidence.derived(books)) {
      const budget = { left: BUDGET };
      for (const formula of book.formulas) {
        const { placed, tree, sheet } = formula;
        if (placed.cell.stored === undefined) continue;
        const result = recomputed(book, formula, budget);
        if (!isNumber(result.value) || agrees(decimal(placed.cell.stored), result)) continue;
        const subject = subjectOf(evidence, placed);
        if (!subject) continue;
        const expected = subject.scaled(result.value);
        const isSeen = !showsAlike(subject, expected);
        if (!isSeen && isAsShown(subject.value.toFixed(), subject.decimals, expected.toDecimalPlaces(subject.decimals).toFixed())) continue;
        const { unit, decimals, name } = subject;
        const [saved, now, off] = [subject.value, expected, subject.value.minus(expected)].map(
          (amount) => `${amountText(amount, decimals)}${unit ?? ""}`,
        );
        const words = placed.cell.formula ?? "";
        yield remarked({
          code: "stale-formula",
          severity: isSeen ? "error" : "info",
          subject,
          formula: words,
          expected,
          message: {
            "zh-CN": `${name["zh-CN"]}的公式 =${words} 保存的结果是 ${saved}，按现有数据重算应为 ${now}，相差 ${off}；数据改动后没有重新计算。`,
            en: `${name.en} holds ${saved} as the result of =${words}, which gives ${now} on the figures as they are now, a difference of ${off}: it was not recalculated.`,
          },
          next,
          rule: formulaStale.why,
          why: { "zh-CN": "公式按现有数据重算的结果", en: "what the formula gives on the figures as they are now" },
          evidence: readBy(evidence, tree, (reference) => placeIn(reference, { book, sheet, down: 0, across: 0, budget })),
          kind: kindOf(tree),
          holds: 0,
        });
      }
    }
  },
};
