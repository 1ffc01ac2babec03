import { books, type Placed } from "../formulas/book.ts";
import { placeIn } from "../formulas/evaluate.ts";
import { brokenBy, type Tried } from "../formulas/neighbours.ts";
import { amountText, constantsNearFormulas, copied, kindOf, readBy, remarked, showsAlike, subjectOf } from "../formulas/subject.ts";
import { referencesIn } from "../formulas/tree.ts";
import { isNumber } from "../formulas/value.ts";
import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, decimal } from "../model/decimal.ts";

const next = {
  "zh-CN": "请恢复公式，或说明为何改为手工填写的数。",
  en: "Put the formula back, or say why a typed figure replaced it.",
};

/** Cells that may be read to try the patterns of one workbook. */
const BUDGET = 2_000_000;

/**
 * A rate in a row of totals stands among sums and is none: it is written as a per cent where they are amounts, or it lies
 * among the figures that the sum would add up.
 */
function isOfAnotherKind({ cell }: Placed, { leader, result }: Tried, summed: readonly Decimal[]): boolean {
  if (cell.text.includes("%") !== leader.placed.cell.text.includes("%")) return true;
  const value = decimal(cell.stored ?? "0");
  if (leader.tree.is !== "call" || !isNumber(result.value) || summed.length < 2) return false;
  return (
    summed.some((each) => each.gte(value)) && summed.some((each) => each.lte(value)) && result.value.abs().gt(value.abs().times("1.5"))
  );
}

/** Numbers typed where the cells beside all have one formula. */
export const formulaOverwritten: Check = {
  id: "formula-overwritten",
  title: { "zh-CN": "公式被常数覆盖", en: "Constants typed over formulas" },
  why: { "zh-CN": "相邻单元格都是同一公式的，这一格也应是公式。", en: "Where the cells beside all have one formula, this one has it too." },
  next,
  *observe(evidence: Evidence) {
    for (const book of evidence.derived(books)) {
      const budget = { left: BUDGET };
      for (const { sheet, row, column, placed } of constantsNearFormulas(book)) {
        const pattern = brokenBy(book, sheet, row, column, budget);
        const subject = pattern && subjectOf(evidence, placed);
        if (!pattern || !subject || !isNumber(pattern.result.value)) continue;
        const { leader } = pattern;
        const setting = { book, sheet, down: row - leader.row, across: column - leader.column, budget };
        const read = readBy(evidence, leader.tree, (reference) => placeIn(reference, setting));
        if (
          isOfAnotherKind(
            placed,
            pattern,
            referencesIn(leader.tree).length === 1 ? read.flatMap(({ value }) => (value === null ? [] : [decimal(value)])) : [],
          )
        )
          continue;
        const expected = subject.scaled(pattern.result.value);
        const isSame = showsAlike(subject, expected);
        const { name, decimals, unit } = subject;
        const formula = copied(leader, row, column);
        const [typed, due, off] = [subject.value, expected, subject.value.minus(expected)].map(
          (amount) => `${amountText(amount, decimals)}${unit ?? ""}`,
        );
        const [lineZh, lineEn] = pattern.axis === "row" ? ["同行", "its row"] : ["同列", "its column"];
        yield remarked({
          code: "formula-overwritten",
          severity: isSame ? "info" : "warning",
          subject,
          formula,
          expected,
          message: {
            "zh-CN": `${name["zh-CN"]}是手工键入的 ${typed}，${lineZh}相邻的 ${pattern.count} 格都是公式；按 =${formula} 应为 ${due}，${isSame ? "两者相同" : `相差 ${off}`}。`,
            en: `${name.en} is a typed ${typed} where ${pattern.count} cells beside it in ${lineEn} have a formula; =${formula} gives ${due}, ${isSame ? "which is the same" : `a difference of ${off}`}.`,
          },
          next,
          rule: formulaOverwritten.why,
          why: { "zh-CN": "相邻单元格的公式在这一格的结果", en: "what the formula of the cells beside gives here" },
          evidence: read,
          kind: kindOf(leader.tree),
          holds: pattern.count,
        });
      }
    }
  },
};
