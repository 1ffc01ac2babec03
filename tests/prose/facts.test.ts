import { expect, test } from "vitest";
import type { Fact } from "../../src/model/fact.ts";
import { evidence } from "../../src/pipeline.ts";
import { facts } from "../../src/prose/facts.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { factsOf, told } from "./try-prose.ts";

const tellings = (story: string): readonly string[] => factsOf(story).map(told);

test("what a figure counts, its period and its change", () =>
  expect(tellings("2021年参保人数20150人，人均住院费用4300元，较上年增加210元，增长5.1%。")).toEqual([
    "2021年 参保人数 = 20150人",
    "2021年 人均住院费用 = 4300元 (average)",
    "2021年 人均住院费用 = +210元 (change)",
    "2021年 人均住院费用 = +5.1% (growth)",
  ]));

test("a figure without words of its own speaks of the one before it", () =>
  expect(tellings("门诊补助 300.5 万元，共补助对象1200人，人平2504元，占比12.5%。")).toEqual([
    "门诊补助 = 300.5万元",
    "门诊补助/补助对象 = 1200人",
    "门诊补助/人平 = 2504元 (average)",
    "门诊补助 = 12.5% (share)",
  ]));

test("a figure behind a comma and a bare 为, 共 or 达 is that of the words before", () =>
  expect(tellings("2021年上湾镇面积最大，为1200亩；下湾镇人数最多，共350人。")).toEqual([
    "2021年 上湾镇面积最大 = 1200亩",
    "2021年 下湾镇人数最多 = 350人",
  ]));

test("figures told before what they are for", () =>
  expect(tellings("支出90万元。其中：31万元用于方案设计；59万元用于工程审计。")).toEqual([
    "支出 = 90万元",
    "用于方案设计 = 31万元",
    "用于工程审计 = 59万元",
  ]));

test("分别 speaks of the figures before it, one by one", () =>
  expect(tellings("2021年收入80亿元，支出70亿元，分别增长4.2%、0.6%。成人60人、儿童40人，分别占总数的60%和40%。")).toEqual([
    "2021年 收入 = 80亿元",
    "2021年 支出 = 70亿元",
    "2021年 收入 = +4.2% (growth)",
    "2021年 支出 = +0.6% (growth)",
    "2021年 成人 = 60人",
    "2021年 儿童 = 40人",
    "2021年 成人 = 60% (share)",
    "2021年 儿童 = 40% (share)",
  ]));

test("a heading on the line of what it is over is no part of its name", () =>
  expect(tellings("（一）收入情况 2021年基金收入80亿元。")).toEqual(["2021年 基金收入 = 80亿元"]));

test("quotation marks stay in pairs", () =>
  expect(tellings("2021年度“三公”经费支出12万元，全年度差旅费支出3万元。")).toEqual([
    "2021年 “三公”经费支出 = 12万元",
    "2021年 差旅费支出 = 3万元",
  ]));

test("increase to a level is no increase, and what it came from is not the level", () =>
  expect(tellings("缴费总额由350万元提高到380万元，增长8.57%。")).toEqual([
    "缴费总额 = 350万元 (earlier)",
    "缴费总额 = 380万元",
    "缴费总额 = +8.57% (growth)",
  ]));

test("the other side of a comparison printed with its figure", () => {
  const [level, before, change] = factsOf("2021年人均纯收入12650元，较2020年的11020元增加1630元。");
  expect(told(level!)).toBe("2021年 人均纯收入 = 12650元 (average)");
  expect(before!.reading?.kind).toBe("earlier");
  expect(change!.reading).toMatchObject({ about: level!.record.id, base: before!.record.id });
});

test("a policy's parameter states nothing about the year", () =>
  expect(factsOf("落实住院报销比例提高10%的政策。").map(({ reading }) => reading?.kind)).toEqual(["aside"]));

test("names first and figures after them in the same order", () =>
  expect(tellings("收入、支出、结余分别为100.5万元、80.2万元和20.3万元。")).toEqual([
    "收入 = 100.5万元",
    "支出 = 80.2万元",
    "结余 = 20.3万元",
  ]));

test("a unit that a list leaves out is that of its neighbours", () =>
  expect(tellings("利息收入1200.50元，其他收入3400.25，合计4600.75元。")).toEqual([
    "利息收入 = 1200.5元",
    "其他收入 = 3400.25元",
    "合计 = 4600.75元",
  ]));

test("万 alone is money among money and people among people", () =>
  expect(tellings("县级配套320万。总人口45万。")).toEqual(["县级配套 = 320万元", "总人口 = 45万人"]));

test("每人每年 makes a rate of an amount", () =>
  expect(tellings("个人缴费标准为每人每年320元。")).toEqual(["个人缴费标准为每人每年 = 320元/人/年 (standard)"]));

test("last year is the year before the report's", () =>
  expect(tellings("2021年，上年累计结余500.5万元，本年支出80万元。")[0]).toBe("2020年 上年累计结余 = 500.5万元"));

test("the other side of a comparison does not move the year", () =>
  expect(tellings("2021年收入300万元，与2019年相比增加20万元。").map((each) => each.slice(0, 5))).toEqual(["2021年", "2021年"]));

test("a sentence torn by a page break is one, and a figure stands in its own paragraph", () => {
  const found = factsOf(["2022年全县实际参保人数41250人，全部按时完成缴费登记，区级", "配套资金到位320万元，已全部拨付。"]);
  expect(found.map(told)).toEqual(
    ["2022年 全县实际参保人数 = 41250人", "2022年 区级配套资金到位 = 320万元"].map((each) => each.replace("全县", "")),
  );
  expect(found.map(({ record }) => record.at.paragraph)).toEqual([1, 2]);
});

test("a heading is not joined to what follows", () =>
  expect(factsOf(["一、资金安排", "财政资金到位100万元。"]).map(({ reading }) => reading?.headings)).toEqual([["一、资金安排"]]));

test("every fact leads back to its words", () => {
  const story = ["2021年基金支出1,204.5万元，其中住院 900.5 万元（含大病100万元），门诊304万元。", "人数 3 200 人；参保率９８.５％以上。"];
  const found = factsOf(story);
  expect(found.length).toBeGreaterThanOrEqual(5);
  for (const { record, text, start, end } of found) {
    const paragraph = story[record.at.paragraph! - 1]!;
    expect(paragraph).toContain(record.at.quote);
    expect(paragraph).toContain(record.figure.raw);
    expect(text.slice(start, end)).toContain(record.figure.raw);
    expect(record.at.quote).toContain(record.figure.raw);
  }
});

test("ids are unique and the same on every run", () => {
  const story = "2021年收入20万元，支出20万元，结余0万元。收入20万元。";
  const ids = factsOf(story).map(({ record }) => record.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(factsOf(story).map(({ record }) => record.id)).toEqual(ids);
});

test("long cells of a form are read, with the side they stand on", () => {
  const document = drawDocument(drawGrid`
    总体目标 | 全年实际完成情况
    1：稳定参保，以常住人口计算的参保率90%；2：服务对象满意度≥85% | 1：以常住人口计算的参保率93%；2：服务对象满意度88%
  `);
  const sides = (found: readonly Fact[]): readonly string[] => found.map((fact) => `${fact.reading?.side} ${told(fact)}`);
  expect(sides(facts([document], []))).toEqual([
    "target 以常住人口计算的参保率 = 90% (rate)",
    "target 服务对象满意度 = 85% (rate)",
    "actual 以常住人口计算的参保率 = 93% (rate)",
    "actual 服务对象满意度 = 88% (rate)",
  ]);
  expect(evidence([document]).facts[0]!.record.at).toMatchObject({ table: 1, row: 2, col: 1, quote: "以常住人口计算的参保率90%" });
});

test("a scale for points in a cell is no statement", () =>
  expect(
    facts(
      [
        drawDocument(drawGrid`
    指标 | 评分标准
    到位率 | 到位率达到100%得5分，每低1个百分点扣0.5分，低于80%不得分
  `),
      ],
      [],
    ),
  ).toEqual([]));

test("a record tells by its flags what is no amount as such", () =>
  expect(
    factsOf("参保20150人，较上年增加210人，增长1.05%，占总人口的91.2%，按人均610元的标准筹资。").map(({ record }) => record.flags),
  ).toEqual([[], ["change", "increase"], ["growth", "increase"], ["share"], ["average"]]));

test("an indicator's points and the formula of a rate are no statements of a form", () => {
  const grid = drawGrid`
    三级指标 | 指标解释 | 年度目标
    质量达标率（5分） | 质量达标率＝达标数/总数×100% | 质量达标率（5分）
    参保率（10分） | 参保率＝参保人数/应参保人数×100% | 城乡居民参保率达到95%以上，受益面达到30%以上`;
  const document = drawDocument("2023年度自评表", grid);
  expect(evidence([document]).facts.map(({ record }) => [record.indicator, record.figure.raw])).toEqual([
    ["城乡居民参保率", "95%以上"],
    ["受益面", "30%以上"],
  ]);
});
