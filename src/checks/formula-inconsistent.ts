import { books } from "../formulas/book.ts";
import { placeIn } from "../formulas/evaluate.ts";
import { outlier } from "../formulas/neighbours.ts";
import { amountText, copied, kindOf, readBy, remarked, showsAlike, subjectOf } from "../formulas/subject.ts";
import { isNumber } from "../formulas/value.ts";
import type { Check, Evidence } from "../model/check.ts";

const next = {
  "zh-CN": "请与相邻单元格的公式对照，改正引用的范围或说明原因。",
  en: "Compare it with the formulas beside it, and correct what it refers to or say why it differs.",
};

/** Cells that may be read to try the patterns of one workbook. */
const BUDGET = 2_000_000;

/** Formulas that differ from what all the cells beside have. */
export const formulaInconsistent: Check = {
  id: "formula-inconsistent",
  title: { "zh-CN": "公式与相邻单元格不一致", en: "Formulas unlike their neighbours" },
  why: {
    "zh-CN": "同行或同列的公式应当相同（引用随位置移动）。",
    en: "Formulas of one row or column are alike, their references moving along.",
  },
  next,
  *observe(evidence: Evidence) {
    for (const book of evidence.derived(books)) {
      const budget = { left: BUDGET };
      for (const cell of book.formulas) {
        const pattern = outlier(book, cell, budget);
        const subject = pattern && subjectOf(evidence, cell.placed);
        if (!pattern || !subject || !isNumber(pattern.result.value)) continue;
        const { leader } = pattern;
        const expected = subject.scaled(pattern.result.value);
        const isSame = showsAlike(subject, expected);
        const { name, decimals, unit } = subject;
        const [own, usual] = [cell.placed.cell.formula ?? "", copied(leader, cell.row, cell.column)];
        const [saved, due, off] = [subject.value, expected, subject.value.minus(expected)].map(
          (amount) => `${amountText(amount, decimals)}${unit ?? ""}`,
        );
        const [lineZh, lineEn] = pattern.axis === "row" ? ["同行", "its row"] : ["同列", "its column"];
        const setting = { book, sheet: cell.sheet, down: cell.row - leader.row, across: cell.column - leader.column, budget };
        yield remarked({
          code: "formula-inconsistent",
          severity: isSame ? "info" : "warning",
          subject,
          formula: own,
          expected,
          message: {
            "zh-CN": `${name["zh-CN"]}的公式 =${own} 与${lineZh}相邻的 ${pattern.count} 格不一致，按它们的规律应为 =${usual}；现为 ${saved}，应为 ${due}，${isSame ? "结果相同" : `相差 ${off}`}。`,
            en: `${name.en} has =${own} where ${pattern.count} cells beside it in ${lineEn} would have =${usual}; it is ${saved} and would be ${due}, ${isSame ? "the same" : `a difference of ${off}`}.`,
          },
          next,
          rule: formulaInconsistent.why,
          why: { "zh-CN": "相邻单元格的公式在这一格的结果", en: "what the formula of the cells beside gives here" },
          evidence: readBy(evidence, leader.tree, (reference) => placeIn(reference, setting)),
          kind: kindOf(cell.tree),
          holds: pattern.count,
        });
      }
    }
  },
};
