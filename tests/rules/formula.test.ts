import { describe, expect, it } from "vitest";
import { message } from "../../src/relations/message.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { observations, outcomes, packWith, submission } from "../support/try-rule.ts";

const FUND = {
  title: "基金收支表",
  unit: "万元",
  draw: `
    区县   | 2017年实际收入/合计 | 2017年实际收入/财政 | 2017年实际收入/个人 | 实际支出 | 支付比例（%） | 当年结余
    资  阳 | 30.00 | 20.00 | 10.00 | 12.00 | 40.00% | 18.00
    高新   | 50.00 | 45.00 |       | 20.00 | 40.00% | 31.00
    合计   | 80.00 | 65.00 | 10.00 | 32.00 | 40.00% | 49.00`,
};

describe("a formula over columns", () => {
  it("is a relation on every line, totals included", () => {
    const pack = packWith("[当年结余] = [实际收入/合计] − [实际支出]", "{ columns: [当年结余] }");
    expect(outcomes(pack, submission(FUND))).toEqual([
      "资  阳 × 当年结余: 当年结余 = 2017年实际收入/合计 − 实际支出 → agrees",
      "高新 × 当年结余: 当年结余 = 2017年实际收入/合计 − 实际支出 → differs (31 for 30)",
      "合计 × 当年结余: 当年结余 = 2017年实际收入/合计 − 实际支出 → differs (49 for 48)",
    ]);
  });

  it("adds the cells of the line that a * fits, a blank as zero", () => {
    const evidence = submission(FUND);
    const pack = packWith("[实际收入/合计] = sum([实际收入/*])", "{ columns: [当年结余] }");
    expect(outcomes(pack, evidence)[1]).toBe("高新 × 2017年实际收入/合计: 2017年实际收入/合计 = 2017年实际收入/财政 → differs (50 for 45)");
    expect([...pack.propose(evidence)][1]!.blanks).toBe(1);
  });

  it("divides, knows per cent and leaves tolerance to the rule", () => {
    expect(outcomes(packWith("[支付比例] = [实际支出] / [实际收入/合计]", "{ columns: [支付比例] }"), submission(FUND))).toEqual([
      "资  阳 × 支付比例（%）: 支付比例（%） = 实际支出 ÷ 2017年实际收入/合计 → agrees",
      "高新 × 支付比例（%）: 支付比例（%） = 实际支出 ÷ 2017年实际收入/合计 → agrees",
      "合计 × 支付比例（%）: 支付比例（%） = 实际支出 ÷ 2017年实际收入/合计 → agrees",
    ]);
    const lenient = packWith("[当年结余] = [实际收入/合计] − [实际支出]", "{ columns: [当年结余] }", 'tolerance: "1"');
    expect(outcomes(lenient, submission(FUND)).map((line) => line.split("→ ")[1])).toEqual(["agrees", "rounding", "rounding"]);
  });
});

describe("a formula over rows", () => {
  const form = {
    title: "决算",
    unit: "元",
    draw: "项目 | 预算数 | 决算数\n 合计 | 30 | 31\n 1.因公出国（境）费 | 10 | 10\n 2.公务接待费 | 20 | 20",
  };

  it("is a relation in every column of figures", () => {
    expect(outcomes(packWith("[合计] = sum([*])", "{ rows: [公务接待费] }"), submission(form))).toEqual([
      "合计 × 预算数: 合计 = 1.因公出国（境）费 + 2.公务接待费 → agrees",
      "合计 × 决算数: 合计 = 1.因公出国（境）费 + 2.公务接待费 → differs (31 for 30)",
    ]);
    expect(outcomes(packWith("[公务接待费 × 决算数] <= [公务接待费 × 预算数]", "{ rows: [公务接待费] }"), submission(form))).toEqual([
      "2.公务接待费 × 决算数: 2.公务接待费 × 决算数 ≤ 2.公务接待费 × 预算数 → agrees",
    ]);
  });

  it("adds a whole column of items for a judged total row", () => {
    const scores = { draw: "指标 | 分值 | 得分\n 甲 | 60 | 50\n 乙 | 40 | 40\n 总分 | 100 | 91" };
    expect(outcomes(packWith("[总分] = sum([得分])", "{ columns: [得分] }"), submission(scores))).toEqual([
      "总分 × 得分: 总分 = 甲 + 乙 → differs (91 for 90)",
    ]);
  });
});

describe("names", () => {
  it("take the cell of the judged figure's own group where a heading is repeated", () => {
    const draw = "项 | 预算数/合计 | 预算数/购置 | 预算数/运行 | 决算数/合计 | 决算数/购置 | 决算数/运行\n 车 | 30 | 10 | 20 | 9 | 4 | 4";
    expect(outcomes(packWith("[*/合计] = [购置] + [运行]", "{ columns: [预算数/合计] }"), submission({ draw, unit: "元" }))).toEqual([
      "车 × 预算数/合计: 预算数/合计 = 预算数/购置 + 预算数/运行 → agrees",
      "车 × 决算数/合计: 决算数/合计 = 决算数/购置 + 决算数/运行 → differs (9 for 8)",
    ]);
  });

  it("take the nearest before where a row is repeated in every block", () => {
    const draw =
      "项目 | 2017年\n 省级补助金额（万元） | 10.00\n 人数 | 100\n 人平补助（元） | 1000\n 市级补助金额（万元） | 30.00\n 人数 | 100\n 人平补助（元） | 2000";
    expect(outcomes(packWith("[人平补助] = [*补助金额] / [人数]", "{ rows: [人平补助] }"), submission({ draw }))).toEqual([
      "人平补助（元） × 2017年: 人平补助（元） = 省级补助金额（万元） ÷ 人数 → agrees",
      "人平补助（元） × 2017年: 人平补助（元） = 市级补助金额（万元） ÷ 人数 → differs (2000 for 3000)",
    ]);
  });

  it("of another table are joined on the row's entity", () => {
    const other = { title: "别表", unit: "万元", draw: "区县 | 收入\n 资阳区 | 30.00\n 高  新 | 50.02\n 合计 | 80.00" };
    expect(outcomes(packWith("[实际收入/合计] ties 别表.[收入]", "{ columns: [当年结余] }"), submission(FUND, other))).toEqual([
      "资  阳 × 2017年实际收入/合计: 2017年实际收入/合计 = 《别表》资阳区 × 收入 → agrees",
      "高新 × 2017年实际收入/合计: 2017年实际收入/合计 = 《别表》收入 → differs (50 for 50.02)",
      "合计 × 2017年实际收入/合计: 2017年实际收入/合计 = 《别表》收入 → agrees",
    ]);
  });

  it("of another table are not taken from a line that speaks of something else", () => {
    const other = { title: "别表", unit: "万元", draw: "区县 | 收入\n 资阳 | 30.00\n 南县 | " };
    const pack = packWith("[实际收入/合计] ties 别表.[收入]", "{ columns: [当年结余] }");
    expect(outcomes(pack, submission(FUND, other))).toEqual(["资  阳 × 2017年实际收入/合计: 2017年实际收入/合计 = 《别表》收入 → agrees"]);
  });

  it("of another table belong to the form they stand next to", () => {
    const form = (score: string) => ({ draw: `指标 | 得分\n 甲 | ${score}` });
    const budget = (value: string) => ({ title: "别表", draw: `项 | 执行数\n 总额 | ${value}` });
    const pack = packWith("[得分] <= 别表.[执行数]", "{ columns: [得分] }");
    expect(outcomes(pack, submission(budget("5"), form("4"), budget("3"), form("3"))).map((line) => line.split("→ ")[1])).toEqual([
      "agrees",
      "agrees",
    ]);
    expect(outcomes(pack, submission(budget("5"), form("4"), form("4")))).toHaveLength(1);
  });
});

describe("conditions and counts", () => {
  const scores = {
    draw: `
      指标     | 标准 | 分值 | 得分
      个人缴费 | 足额征缴的，每个区县计0.25分，未足额的不计分 | 2 | 2
      绩效自评 | 按时的，每个区县计0.25分 | 2 | 1.9
      制度     | 健全的，每个区县计0—0.25分 | 2 | 1.33`,
  };
  const rates = { title: "别表", draw: "区县 | 到位率（%）\n 甲 | 100.01%\n 乙 | 99.97%\n 丙 | 100.00%\n 合计 | 100.00%" };

  it("counts item lines that pass a test, times a number read from the rubric", () => {
    const evidence = submission(scores, rates);
    const pack = packWith(
      '[个人缴费 × 得分] = count(别表.[到位率] >= 100%) * number "计#分" in [标准]',
      "{ columns: [标准] }",
      "kind: score",
    );
    expect(outcomes(pack, evidence)).toEqual(["个人缴费 × 得分: 个人缴费 × 得分 = 2（到位率（%） ≥ 100%） × 0.25分 → differs (2 for 0.5)"]);
    const [relation] = [...pack.propose(evidence)];
    expect(relation!.why.en).toContain("每个区县计0.25分");
    expect(relation!.scope).toBe("cross-table");
  });

  it("finds scores that the printed scale cannot give", () => {
    const pack = packWith('[得分] multiple of number "计#分" in [标准] where [标准] has no "未足额"', "{ columns: [标准] }");
    expect(observations(pack, submission(scores))).toEqual([
      'score-mismatch: 绩效自评 × 得分 is 1.9: the printed scale (0.25分 each) gives only multiples of 0.25. Rule "Rule one" (in the submission\'s words: “按时的,每个区县计0.25分”).',
    ]);
    expect(observations(packWith("[得分] in {2, 1.9}", "{ columns: [标准] }"), submission(scores))).toEqual([
      'score-mismatch: 制度 × 得分 is 1.33, which is none of 2, 1.9. Rule "Rule one".',
    ]);
  });

  it("applies a formula only where its condition holds, and names the figures that decided it", () => {
    const evidence = submission({ draw: "指标 | 本年 | 上年 | 得分\n 甲 | 5 | 4 | 3\n 乙 | 4 | 5 | 3" });
    const pack = packWith("[得分] = 0 where [本年] > [上年]", "{ columns: [得分] }");
    expect(outcomes(pack, evidence)).toEqual(["甲 × 得分: 得分 = 0 → differs (3 for 0)"]);
    const [relation] = [...pack.propose(evidence)];
    expect(relation!.expression).toMatchObject({ op: "number", words: "0", from: [{ role: "本年" }, { role: "上年" }] });
    expect(relation!.why["zh-CN"]).toBe("规则“规则一”（甲 × 本年 5 > 甲 × 上年 4，按规则应为 0）");
  });

  it("asks for a reason where the condition holds", () => {
    const draw = "指标 | 目标 | 完成 | 未完成原因\n 甲 | 10 | 8 | \n 乙 | 10 | 8 | 人员调整\n 丙 | 10 | 10 | 无\n 丁 | 10 | 9 | 无";
    expect(observations(packWith("[未完成原因] filled where [完成] < [目标]", "{ columns: [未完成原因] }"), submission({ draw }))).toEqual([
      'missing-value: "甲 × 未完成原因" is not filled in although 完成 is 8, 目标 is 10. Rule "Rule one".',
      'missing-value: "丁 × 未完成原因" is not filled in although 完成 is 9, 目标 is 10. Rule "Rule one".',
    ]);
  });

  it("takes the same words after several forms for one cause", () => {
    const form = (title: string) => ({ title, draw: "指标 | 完成\n 知晓率 | 100%" });
    const pack = packWith('text has no "知晓率*不高" where [知晓率 × 完成] >= 100%', "{ rows: [知晓率] }");
    const said = [...pack.observe(submission(form("甲"), "群众知晓率，参与度不高。", form("乙"), "群众知晓率、参与度不高。"))];
    expect(new Set(said.map(({ id }) => id)).size).toBe(2);
    expect(new Set(said.map(({ root }) => root)).size).toBe(1);
  });

  it("says it in the rule's own words, never in those of the rule language", () => {
    const scores = { draw: "指标 | 标准 | 得分\n 制度 | 每个计0.5分 | 1.3" };
    const [found] = [...packWith('[得分] multiple of number "计#分" in [标准]', "{ columns: [标准] }").observe(submission(scores))];
    expect(found!.relation!.formula).toBe("规则一");
    const [untold] = [...packWith("[*结余|余额 × 金额] = [收入]", "{ title: [基金] }").observe(submission(FUND))];
    expect(untold!.message["zh-CN"]).toContain("找不到“结余 × 金额”");
    expect(untold!.relation!.formula).toBe("规则一");
  });

  it("puts the figures into a rule's own sentence", () => {
    const evidence = submission({ draw: "指标 | 分值 | 得分\n 甲 | 3 | 4" });
    const said = "message: { zh: '“{figure}”{reported}，至多 {expected}{other}', en: '{figure} {reported} of {expected}' }";
    const pack = packWith("[得分] <= [分值]", "{ columns: [得分] }", said);
    const [relation] = [...pack.propose(evidence)];
    const recalculation = recalculate(relation!, evidence.records);
    expect(message(recalculation, evidence.records.get(relation!.total)!, evidence.records, false)).toEqual({
      "zh-CN": "“甲 × 得分”4分，至多 3分{other}",
      en: "甲 × 得分 4分 of 3分",
    });
  });

  it("compares the text after a form with its figures", () => {
    const form = { draw: "指标 | 完成\n 知晓率 | 100%" };
    const pack = packWith('text has no "知晓率*不高" where [知晓率 × 完成] >= 100%', "{ rows: [知晓率] }");
    expect(observations(pack, submission(form, "一、情况。", "但是群众知晓率，", "参与度不高。"))).toEqual([
      'prose-mismatch: The text says "知晓率,参与度不高", while 知晓率 × 完成 is 100%. Rule "Rule one".',
    ]);
    expect([...pack.observe(submission(form, "知晓率很高。"))]).toEqual([]);
  });

  it("bounds a figure by the numbers that a cell states", () => {
    const draw = "指标 | 目标 | 完成\n 人数 | 100 | 100\n 成本/标准 | 普通 61 元/人；特殊 140 元/人 | 普通 61 元/人；特殊 140 元/人";
    const budget = { title: "别表", unit: "万元", draw: "项 | 执行数\n 总额 | 0.60" };
    const low = packWith('[执行数] >= min(number "#元/人" in 标.[成本/* × 完成]) * 标.[人数 × 完成]', "{ columns: [执行数] }");
    expect(outcomes(low, submission(budget, { ...{ title: "标" }, draw }))).toEqual([
      "总额 × 执行数: 执行数 ≥ 61元 × 《标》人数 × 完成 → differs (0.6 for 0.61)",
    ]);
  });
});

describe("a rule whose form is there", () => {
  it("says why it could be judged nowhere", () => {
    expect(observations(packWith("[结余] = [收入] − [支出]", "{ title: [基金] }"), submission(FUND))).toEqual([
      'not-checked: Rule "Rule one" is for the table "基金收支表" but could not be checked: the table has no "结余".',
    ]);
    expect(observations(packWith("[当年结余] ties 别表.[结余]", "{ title: [基金] }"), submission(FUND))).toEqual([
      'not-checked: Rule "Rule one" is for the table "基金收支表" but could not be checked: the submission has no table "别表".',
    ]);
    expect(observations(packWith("[结余] = [收入] − [支出]", "{ title: [基金] }", "optional: true"), submission(FUND))).toEqual([]);
  });

  it("is silent where its form is not", () => {
    const pack = packWith("[当年结余] = [收入] − [支出]", "{ title: [决算] }");
    expect([...pack.propose(submission(FUND)), ...pack.observe(submission(FUND))]).toEqual([]);
  });
});
