import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseFormula } from "../../src/rules/formula.ts";

const faultOf = (formula: string): string => {
  const parsed = parseFormula(formula);
  return "fault" in parsed ? `${parsed.fault.offset}: ${parsed.fault.message.en}` : "no fault";
};

describe("the formula grammar", () => {
  it("is the source of the committed parser", () => {
    const script = fileURLToPath(new URL("../../scripts/grammar.mjs", import.meta.url));
    expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
  });

  it.each([
    "[当年结余] = [实际收入/合计] − [实际支出/合计]",
    "［得分］＝20分×［执行率］",
    "[2017年实际收入/财政补助] ties 附件5—4.[财政到位资金额/合计]",
    "[总分] = SUM([得分])",
    "[执行率（B/A）] = [执行数(B)] ÷ [预算数(A)]",
    "[得分] in {0, 0.25, 0.5}",
    "[得分] multiple of 0.25 where [分值] > 1 and ([标准] has “计#分” or [标准] blank)",
    '[得分] <= min([分值], [分值] * [完成值] / [目标值]) where text has "得分=权重*B/A"',
    "[合计 × 当年结余] = avg([*], 3) + count([到位率（%）])",
    '[得分] = (number "(#分)" in labels − sum(other [得分])) * 5%',
  ])("reads %s", (formula) => {
    expect(faultOf(formula)).toBe("no fault");
  });

  it.each([
    ["[得分] = 20 * [执行率", '12: the formula cannot be read here: "[" is not expected; possible are'],
    ["[得分] = ", "7: the formula cannot be read here: it ends too early; possible are"],
    ["得分 = 3", '0: the formula cannot be read here: "得" is not expected; possible are'],
    ["[得分] = [a] plus [b]", '11: the formula cannot be read here: "p" is not expected; possible are'],
    ["[应缴数] = [人数] * 150圆", '18: unknown unit "圆"'],
    ["[得分] = [a//b]", "7: a level of [a//b] is empty"],
    ["[得分] = [a × b × c]", "7: a level of [a × b × c] is empty, or it has more than one ×"],
    ["[得分] = number 计#分 in [标准]", '14: the formula cannot be read here: "计" is not expected; possible are words in double quotes'],
  ])("says where %s goes wrong", (formula, message) => {
    expect(faultOf(formula)).toContain(message);
  });
});
