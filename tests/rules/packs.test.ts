import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../src/model/check.ts";
import type { RulePack } from "../../src/model/rule-pack.ts";
import { evidence } from "../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import type { Drawing } from "../support/evidence.ts";
import { observations, outcomes, packOf, submission } from "../support/try-rule.ts";

const folder = new URL("../../rules/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const shipped = (name: string): RulePack => packOf(readFileSync(new URL(`${name}.yaml`, folder), "utf8"));

/** What does not agree, by place and verdict, and what was observed beside. */
const faults = (pack: RulePack, evidence: Evidence): readonly string[] => [
  ...outcomes(pack, evidence)
    .filter((line) => !/→ (?:agrees|rounding)$/.test(line))
    .map((line) => line.replace(/: .* → /s, " → ")),
  ...observations(pack, evidence).map((line) => line.replace(/\. Rule .*$/s, "")),
];

describe("the packs that ship", () => {
  it.each(files)("%s is named for its file", (name) => {
    expect(`${shipped(name.replace(/\.yaml$/, "")).id}.yaml`).toBe(name);
  });

  it("say nothing of a submission without their forms", () => {
    const other = submission({ title: "名单", draw: "姓名 | 年龄\n 甲 | 30\n 乙 | 40" }, "说明：无。");
    for (const name of files) {
      const pack = shipped(name.replace(/\.yaml$/, ""));
      expect([...pack.propose(other), ...pack.observe(other)]).toEqual([]);
    }
  });
});

const enrolled = (rate: string): Drawing => ({
  title: "参保人员明细情况表",
  draw: `
    区县 | 户籍人口数 | 常住人口数 | 实际参保人数（人）/合计 | 实际参保人数（人）/城乡居民 | 实际参保人数（人）/大学生 | 参保率/以户籍人口数为基数
    甲县 | 1000 | 900 | 800 | 700 | 100 | 80.00%
    乙区 | 3000 | 2000 | 1800 | 1800 |   | ${rate}
    合计 | 4000 | 2900 | 2600 | 2500 | 100 | 65.00%`,
});
const received = (due: string, paid: string): Drawing => ({
  title: "基金到位情况明细表",
  unit: "万元",
  draw: `
    区县 | 参保人数（人） | 合计 | 个人缴费金额/应缴数 | 个人缴费金额/实缴数 | 个人缴费金额/到位率（%） | 财政到位资金额/合计 | 财政到位资金额/中央 | 财政到位资金额/省级
    甲  县 | 800 | 42.00 | ${due} | ${paid} | 100.00% | 26.00 | 20.00 | 6.00
    乙区 | 1800 | 90.00 | 36.00 | 34.00 | 94.44% | 56.00 | 40.00 | 16.00`,
});
const scoreSheet = (contributions: string, report: string): Drawing => ({
  title: "绩效评价指标评分表",
  draw: `
    指标 | 分值 | 计分标准 | 计分
    个人缴费 | 2 | 个人缴费按缴费标准200元/人足额征缴，每个区县计1分。未足额征缴的不计分。 | ${contributions}
    自评报告 | 2 | 按时报送的，每个区县计0.5分；公开的，每个区县计0.5分。 | ${report}
    管理制度 | 2 | 制度健全的，每个区县计0—1分。 | 1.37`,
});

describe("project-self-evaluation, execution", () => {
  const pack = shipped("project-self-evaluation");
  const block = (score: string): Drawing => ({
    draw: `
      预算执行情况 | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分
      总额 | 60.00 | 75.00 | 72.30 | 96.40% | 10 | ${score}`,
  });

  it("scores the budget by the points that the form gives it, whatever it calls them", () => {
    expect(faults(pack, submission(block("9.64")))).toEqual([]);
    expect(faults(pack, submission(block("9.94")))).toEqual(["总额 × 得分 → differs (9.94 for 9.64)"]);
  });

  it("takes no list of points for a rule of scoring", () => {
    const note = "注：一级指标分值统一设置为：产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。";
    expect(faults(pack, submission(budget("80.00", "16"), note)).filter((line) => line.includes("50"))).toEqual([]);
  });
});

describe("medical-fund", () => {
  const pack = shipped("medical-fund");

  it("agrees with sound tables, the contribution read from the score sheet", () => {
    expect(faults(pack, submission(enrolled("60.00%"), received("16.00", "16.00"), scoreSheet("1", "1.5")))).toEqual([]);
  });

  it("finds a rate, contributions and scores that their own rules deny", () => {
    expect(faults(pack, submission(enrolled("66.00%"), received("16.10", "16.00"), scoreSheet("2", "1.4")))).toEqual([
      "乙区 × 参保率/以户籍人口数为基数 → differs (66 for 60)",
      "甲  县 × 个人缴费金额/到位率（%） → differs (100 for 99.378882)",
      "甲  县 × 个人缴费金额/应缴数 → differs (16.1 for 16)",
      "个人缴费 × 计分 → differs (2 for 1)",
    ]);
  });

  it("says what it could not check where one of the tables was not submitted", () => {
    expect(faults(pack, submission(received("16.00", "16.00")))).toEqual([
      'not-checked: Rule "Contributions due" is for the table "基金到位情况明细表" but could not be checked: the submission has no table "评分".',
      'not-checked: Rule "Headcount as in the enrolment table" is for the table "基金到位情况明细表" but could not be checked: the submission has no table "参保".',
    ]);
  });

  it("rolls a fund forward", () => {
    const fund = (closing: string): Drawing => ({
      unit: "万元",
      draw: `指标名称 | 金额\n 一、上年结余 | 100.00\n 二、收入合计 | 50.00\n 三、支出合计 | 30.00\n 四、滚存结余 | ${closing}`,
    });
    expect(faults(pack, submission(fund("120.00")))).toEqual([]);
    expect(faults(pack, submission(fund("121.00")))).toEqual(["四、滚存结余 × 金额 → differs (121 for 120)"]);
  });
});

describe("transfer-payment", () => {
  const pack = shipped("transfer-payment");
  const funds = (central: string, rate: string): Drawing => ({
    unit: "万元",
    draw: `
      资金 | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A）
      年度资金总额： | 150.00 | 120.00 | 80.00%
      其中：中央补助 | 100.00 | ${central} | ${rate}
      地方资金 | 50.00 | 20.00 | 40.00%
      其他资金 |  |  | `,
  });

  it("adds the funds, divides them and asks for a reason", () => {
    const said: Drawing = { draw: "说明 | 值\n 说明 | 无" };
    expect(faults(pack, submission(funds("100.00", "100.00%"), "说明：资金次年支付。"))).toEqual([]);
    expect(faults(pack, submission(funds("99.00", "98.00%"), said))).toEqual([
      "年度资金总额： × 全年执行数（B） → differs (120 for 119)",
      "其中：中央补助 × 预算执行率（B/A） → differs (98 for 99)",
      'missing-value: "说明" says "无", while 年度资金总额 × 预算执行率（B/A） is 80.00%: a reason is due',
    ]);
  });
});

const NOTE = "备注：定量指标计分原则：正向指标（得分=权重*B/A），反向指标（得分=权重*A/B），得分不得突破权重总额。";
const budget = (spent: string, score: string): Drawing => ({
  unit: "万元",
  draw: `项 | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）\n 年度财政资金总额 | 100.00 | ${spent} | ${spent}% | ${score}`,
});
const indicators = (heads: string, score: string, total: string, satisfied = "20"): Drawing => ({
  draw: `
    一级 | 二级指标 | 年初目标值（A） | 实际完成值（B） | 得分
    年度绩效目标（80分）/产出/数量指标/参保人数 | 数量指标 | 10000人 | ${heads}人 | ${score}
    年度绩效目标（80分）/产出/成本指标/标准 | 成本指标 | 普通60元/人；特殊100元/人 | 普通60元/人；特殊100元/人 | 20
    年度绩效目标（80分）/效益/社会效益/群众知晓率 | 社会效益 | 100% | 100% | 20
    年度绩效目标（80分）/效益/满意度/满意率 | 满意度 | ≥90% | 95% | ${satisfied}
    总分 |  |  |  | ${total}`,
});

describe("project-self-evaluation", () => {
  const pack = shipped("project-self-evaluation");

  it("agrees with a sound form", () => {
    expect(faults(pack, submission(budget("80.00", "16"), indicators("10000", "20", "96"), NOTE))).toEqual([]);
  });

  it("scores again by the form's own notes", () => {
    expect(
      faults(
        pack,
        submission(budget("50.00", "12"), indicators("9000", "12", "84"), "偏差原因：参保人数减少。", NOTE, "但群众知晓率不高。"),
      ),
    ).toEqual([
      "年度财政资金总额 × 得分（20分*执行率） → differs (12 for 10)",
      "年度绩效目标（80分）/产出/数量指标/参保人数 × 得分 → differs (12 for 18)",
      "年度财政资金总额 × 执行数（B） → differs (50 for 54)",
      'prose-mismatch: The text says "知晓率不高", while 群众知晓率 × 实际完成值（B） is 100%',
    ]);
  });

  const scored = (pack: RulePack, ...drawn: readonly (Drawing | string)[]): readonly string[] =>
    faults(pack, submission(...drawn)).filter((line) => line.includes("参保人数 × 得分"));

  it("claims no weight that the other scores do not show", () => {
    expect(scored(pack, indicators("9000", "12", "72"), NOTE)).toEqual([
      "年度绩效目标（80分）/产出/数量指标/参保人数 × 得分 → differs (12 for 18)",
    ]);
    // One of the others has less: whether 19 or 20 are full marks, the form does not say.
    expect(scored(pack, indicators("9000", "12", "71", "19"), NOTE)).toEqual([]);
    // More than the group leaves: the scores cannot be full marks.
    expect(scored(pack, indicators("9000", "21", "81"), NOTE)).toEqual([]);
  });

  it("takes the weight from a sister form of the document where the form's own scores do not show it", () => {
    const claims = scored(pack, indicators("9000", "12", "71", "19"), NOTE, "二、另一项目", indicators("8000", "16", "76"), NOTE);
    expect(claims).toEqual(["年度绩效目标（80分）/产出/数量指标/参保人数 × 得分 → differs (12 for 18)"]);
  });

  const twoMissed = (heads: string, standard: string): Drawing => ({
    draw: `
      一级 | 二级指标 | 年初目标值（A） | 实际完成值（B） | 得分
      年度绩效目标（80分）/产出/数量指标/参保人数 | 数量指标 | 10000人 | ${heads} | 12
      年度绩效目标（80分）/产出/成本指标/人均成本 | 成本指标 | 100元/人 | ${standard} | 6
      年度绩效目标（80分）/效益/社会效益/覆盖率 | 社会效益 | ≥90% | ≥95% | 20
      年度绩效目标（80分）/效益/满意度/满意率 | 满意度 | 100% | 100% | 20`,
  });
  const sister = indicators("9000", "12", "72");
  const costs = (...drawn: readonly (Drawing | string)[]): readonly string[] =>
    faults(pack, submission(...drawn)).filter((line) => line.includes("成本 × 得分"));

  it("counts an indicator that missed its target with the weight that a sister form shows", () => {
    expect(costs(twoMissed("9000人", "125元/人"), NOTE)).toEqual([]);
    expect(costs(twoMissed("9000人", "125元/人"), NOTE, "二、另一项目", sister, NOTE)).toEqual([
      "年度绩效目标（80分）/产出/成本指标/人均成本 × 得分 → differs (6 for 16)",
    ]);
  });

  it("takes the points of the innermost group, and the second level from a cell merged over its lines", () => {
    const grid = drawGrid`
      年度绩效目标（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
      ^ | 产出指标（40分） | 数量指标 | 储备口罩数量 | 50万只 | 52万只 | 10
      ^ | ^ | ^ | 储备防护服数量 | 8000套 | 6000套 | 10
      ^ | ^ | 质量指标 | 物资合格率 | 100% | 100% | 10
      ^ | ^ | 时效指标 | 按时到货率 | 100% | 100% | 10
      ^ | 效益指标（40分） | 社会效益指标 | 保障覆盖率 | 100% | 100% | 40`;
    expect(faults(pack, evidence([drawDocument("项目自评表", grid, NOTE)]))).toContain(
      "年度绩效目标（80分）/产出指标（40分）/数量指标/储备防护服数量 × 得分 → differs (10 for 7.5)",
    );
  });

  it("takes no points of a single indicator for those of the group", () => {
    const draw = `
      一级 | 二级指标 | 年初目标值（A） | 实际完成值（B） | 得分
      产出/数量指标（40分）/参保人数 | 数量指标 | 10000人 | 9000人 | 12
      产出/时效指标/及时率 | 时效指标 | 100% | 100% | 10
      产出/质量指标/准确率 | 质量指标 | 100% | 100% | 10`;
    expect(scored(pack, { draw }, NOTE)).toEqual([]);
  });

  it("asks how all the money went to fewer persons, and for the reason", () => {
    const reasons: Drawing = { draw: "栏 | 值\n 偏差大或目标未完成原因分析 | 无" };
    expect(faults(pack, submission(budget("100.00", "20"), indicators("9000", "18", "98"), reasons, NOTE))).toEqual([
      "年度财政资金总额 × 执行数（B） → differs (100 for 90)",
      'missing-value: "偏差大或目标未完成原因分析" says "无", while 参保人数 × 实际完成值（B） is 9000人, 参保人数 × 年初目标值（A） is 10000人: a reason is due',
    ]);
  });
});

describe("department-evaluation", () => {
  const pack = shipped("department-evaluation");
  const sheet = (points: string, score: string, total: string): Drawing => ({
    title: "部门整体支出绩效评价指标及评分表",
    draw: `
      指标 | 指标说明 | 分值 | 自评得分 | 审核得分
      “三公经费”变动率（${points}分） | 大于0的计0分，等于0的计2分，小于0的计3分。 | ${points} | ${score} |
      制度 | 制度健全。 | 5 | 5 |
      总分 |  | 8 | ${total} | `,
  });
  const expenses = (now: string): Drawing => ({
    title: "“三公经费”对比表",
    unit: "元",
    draw: `项目 | 本年度 | 上年度\n “三公经费”合计 | ${now} | 1000\n 1、公务接待费 | ${now} | 1000\n 2、公车运行费 |  | `,
  });

  it("agrees where the scale was followed", () => {
    expect(faults(pack, submission(sheet("3", "0", "5"), expenses("1200")))).toEqual([]);
    expect(faults(pack, submission(sheet("3", "2", "7"), expenses("1000")))).toEqual([]);
    expect(faults(pack, submission(sheet("3", "3", "8"), expenses("900")))).toEqual([]);
  });

  it("finds a score that the scale denies and a scale above its points", () => {
    expect(faults(pack, submission(sheet("2", "2", "7"), expenses("1200")))).toEqual([
      "“三公经费”变动率（2分） × 分值 → differs (2 for 3)",
      "“三公经费”变动率（2分） × 自评得分 → differs (2 for 0)",
    ]);
  });
});

describe("three-public-expenses", () => {
  const pack = shipped("three-public-expenses");

  it("adds rows, cars within them", () => {
    const rows = (cars: string): Drawing => ({
      unit: "元",
      draw: `项目 | 上年决算数 | 本年决算数\n 合计 | 30 | 20\n 1.因公出国（境）费 | 10 | \n 2.公务接待费 | 15 | 15\n 3.公务用车购置及运行费 | ${cars} | 5\n 其中：（1）公务用车购置费 | 1 | 0\n （2）公务用车运行费 | 4 | 5`,
    });
    expect(faults(pack, submission(rows("5")))).toEqual([]);
    expect(faults(pack, submission(rows("6")))).toEqual([
      "合计 × 上年决算数 → differs (30 for 31)",
      "3.公务用车购置及运行费 × 上年决算数 → differs (6 for 5)",
    ]);
  });

  it("adds columns of budget and outturn apart", () => {
    const block = (name: string): string =>
      [
        "合计",
        "因公出国（境）费",
        "公务用车购置及运行维护费/小计",
        "公务用车购置及运行维护费/公务用车购置费",
        "公务用车购置及运行维护费/公务用车运行维护费",
        "公务接待费",
      ]
        .map((label) => `${name}/${label}`)
        .join(" | ");
    const draw = `部门 | ${block("预算数")} | ${block("决算数")}\n 本级 | 12 | 0 | 7 | 2 | 5 | 5 | 13 | 0 | 7 | 2 | 4 | 5`;
    expect(faults(pack, submission({ draw, unit: "元" }))).toEqual([
      "本级 × 决算数/合计 → differs (13 for 12)",
      "本级 × 决算数/公务用车购置及运行维护费/小计 → differs (7 for 6)",
      "本级 × 决算数/合计 → differs (13 for 12)",
    ]);
  });
});

describe("final-accounts", () => {
  const pack = shipped("final-accounts");
  const income = (total: string): Drawing => ({
    title: "财政拨款收入支出决算总表",
    unit: "元",
    draw: `项目 | 行次 | 金额\n 一、一般公共预算财政拨款 | 1 | 90\n 本年收入合计 | 9 | 90\n 年初财政拨款结转和结余 | 10 | 10\n 总计 | 14 | ${total}`,
  });
  const expenditure: Drawing = {
    title: "财政拨款收入支出决算总表",
    unit: "元",
    draw: "项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款\n 本年支出合计 | 80 | 70 | 10\n 年末财政拨款结转和结余 | 20 | 20 | \n 总计 | 100 | 90 | 10",
  };

  it("closes both sides of the general table, line numbers left alone", () => {
    expect(faults(pack, submission(income("100"), expenditure))).toEqual([]);
    expect(faults(pack, submission(income("101"), expenditure))).toEqual([
      "总计 × 金额 → differs (101 for 100)",
      "总计 × 金额 → differs (101 for 100)",
    ]);
  });

  it("adds the kinds of income and rolls government funds forward", () => {
    const kinds: Drawing = {
      unit: "元",
      draw: "科目 | 本年收入合计 | 财政拨款收入 | 事业收入/小计 | 事业收入/其中：教育收费 | 其他收入\n 合计 | 100 | 80 | 15 | 3 | 6",
    };
    const funds: Drawing = {
      unit: "元",
      draw: "科目 | 年初结转和结余 | 本年收入 | 本年支出/小计 | 本年支出/基本支出 | 本年支出/项目支出 | 年末结转和结余\n 合计 | 5 | 100 | 95 | 5 | 90 | 11",
    };
    expect(faults(pack, submission(kinds, funds))).toEqual([
      "合计 × 本年收入合计 → differs (100 for 101)",
      "合计 × 年末结转和结余 → differs (11 for 10)",
    ]);
  });
});
