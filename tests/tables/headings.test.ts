import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf, rolesOf } from "../support/outline.ts";

const read = (grid: Grid): readonly Table[] => tables([drawDocument(grid)]);
const only = (grid: Grid): Table => {
  const found = read(grid);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe("headings over several rows", () => {
  it("reach into every column that they span", () => {
    const table = only(drawGrid`
      序号 | 地区 | 实际收入 | <    | <    | 实际支出 | <      | <    | 结余
      ^    | ^    | 合计     | 补助 | 缴费 | 合 计    | 其   中 | <    | ^
      ^    | ^    | ^        | ^    | ^    | ^        | 住院   | 门诊 | ^
      1    | 东乡 | 60       | 40   | 20   | 50       | 30     | 20   | 10
      合计 | <    | 60       | 40   | 20   | 50       | 30     | 20   | 10`);
    expect(table.headerRows).toEqual([0, 1, 2]);
    expect(rolesOf(table)).toEqual([
      "serial 序号",
      "label 地区",
      "figure 实际收入/合计",
      "figure 实际收入/补助",
      "figure 实际收入/缴费",
      "figure 实际支出/合计",
      "figure 实际支出/其中/住院",
      "figure 实际支出/其中/门诊",
      "figure 结余",
    ]);
  });

  it("are parted in the words of headings, where the merged cells were lost", () => {
    const table = only(drawGrid`
      绩效指标 | | | 年度指标值 | | | 实际完成值 | 分值 | 得分
      一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | | |
      产出指标 | 数量指标 | 受益人数 | ≥ | 676 | 人 | 676 | 20 | 20
       | 质量指标 | 事故次数 | ≤ | 0 | 次 | 0 | 15 | 15
      效益指标 | 社会效益 | 知晓率 | ≥ | 95 | % | 97 | 20 | 20`);
    expect(table.headerRows).toEqual([0, 1]);
    expect(headingsOf(table)).toEqual(["年度指标值/指标值", "实际完成值", "分值", "得分"]);
  });

  it("read the same where the merged cells were lost", () => {
    const table = only(drawGrid`
      序号 | 地区 | 实际收入 |      |      | 实际支出 |      |      | 结余
           |      | 合计     | 补助 | 缴费 | 合计     | 其中 |      |
           |      |          |      |      |          | 住院 | 门诊 |
      1    | 东乡 | 60       | 40   | 20   | 50       | 30   | 20   | 10
      合计 |      | 60       | 40   | 20   | 50       | 30   | 20   | 10`);
    expect(headingsOf(table)).toEqual([
      "实际收入/合计",
      "实际收入/补助",
      "实际收入/缴费",
      "实际支出/合计",
      "实际支出/其中/住院",
      "实际支出/其中/门诊",
      "结余",
    ]);
    expect(linesOf(table)).toEqual(["东乡: 60 | 40 | 20 | 50 | 30 | 20 | 10", "= 合计: 60 | 40 | 20 | 50 | 30 | 20 | 10"]);
  });

  it("read the same where nothing is merged and group headings stand right over their first part", () => {
    const table = only(drawGrid`
      经济分类科目 |    |          | 2024年基本支出 |          |
      科目编码     |    | 科目名称 | 合计           | 人员经费 | 公用经费
      类           | 款 |          |                |          |
      301          |    | 工资福利 | 200            | 200      |
                   | 01 | 基本工资 | 120            | 120      |
      302          |    | 商品服务 | 50             |          | 50`);
    expect(table.headerRows).toEqual([0, 1, 2]);
    expect(rolesOf(table)).toEqual([
      "serial 经济分类科目/科目编码/类",
      "serial 经济分类科目/科目编码/款",
      "label 经济分类科目/科目名称",
      "figure 2024年基本支出/合计",
      "figure 2024年基本支出/人员经费",
      "figure 2024年基本支出/公用经费",
    ]);
  });

  it("lose letter-spacing and line breaks, and keep their own marks", () => {
    const table = only(drawGrid`
      指  标 | 本⏎年 数（万元） | 增减％
      甲     | 10          | 5`);
    expect(table.columns.map(({ path }) => path)).toEqual([["指标"], ["本年数（万元）"], ["增减％"]]);
  });

  it("are not figures where they are bare years", () => {
    const table = only(drawGrid`
      项目 | 2021 | 2022 | 2023
      甲   | 2015 | 1980 | 7
      乙   | 3    | 2    | 1`);
    expect(headingsOf(table)).toEqual(["2021 <2021年>", "2022 <2022年>", "2023 <2023年>"]);
    expect(linesOf(table)).toEqual(["甲: 2015 | 1980 | 7", "乙: 3 | 2 | 1"]);
  });

  it("are not figures where they sort by age", () => {
    const table = only(drawGrid`
      账龄     | 1年以内 | 1-2年 | 2年以上 | 合计
      年末余额 | 10      | 5     | 1       | 16`);
    expect(headingsOf(table)).toEqual(["1年以内", "1-2年", "2年以上", "合计"]);
    expect(
      linesOf(
        only(drawGrid`
      账龄    | 金额 | 比例
      1年以内 | 10   | 62.5%
      1-2年   | 6    | 37.5%
      合计    | 16   | 100%`),
      ),
    ).toEqual(["1年以内: 10 | 62.5%", "1-2年: 6 | 37.5%", "= 合计: 16 | 100%"]);
  });

  it("leave out column numbers, and take units from a row of them", () => {
    const table = only(drawGrid`
      地区 | 人数 | 基金收入 | 支付率
           | 人   | 万元     | %
      栏次 | 1    | 2        | 3=2/1
      东乡 | 100  | 20       | 90
      西乡 | 200  | 30       | 80`);
    expect(table.headerRows).toEqual([0, 1, 2]);
    expect(headingsOf(table)).toEqual(["人数 {人}", "基金收入 {万元}", "支付率 {%}"]);
  });

  it("number no columns where the word for it stands behind the number", () => {
    const table = only(drawGrid`
      二级指标 | 合计
      1        | 序号`);
    expect(table.headerRows).toEqual([0]);
    expect(rolesOf(table)[0]).toBe("figure 二级指标");
  });

  it("take in formulas and letters under them", () => {
    const table = only(drawGrid`
      地区 | 限额 | <  | <  | 余额
      ^    | 合计 | 一般 | 专项 | ^
      甲   | 1=2+3 | 2 | 3 | 4
      东乡 | 30 | 20 | 10 | 25
      西乡 | 50 | 30 | 20 | 45`);
    expect(table.headerRows).toEqual([0, 1, 2]);
    expect(headingsOf(table)).toEqual(["限额/合计", "限额/一般", "限额/专项", "余额"]);
  });

  it("tell a row of small numbers from column numbers", () => {
    const table = only(drawGrid`
      项目 | 一月 | 二月 | 合计
      甲   | 1    | 2    | 3
      乙   | 3    | 4    | 7`);
    expect(table.headerRows).toEqual([0]);
    expect(table.rows).toHaveLength(2);
  });

  it("come twice in two languages", () => {
    const table = only(drawGrid`
      项目     | 合计  | 男   | 女
      Item     | Total | Male | Female
      参保人数 | 100   | 60   | 40
      享受人数 | 50    | 30   | 20`);
    expect(table.headerRows).toEqual([0, 1]);
    expect(headingsOf(table)).toEqual(["合计/Total", "男/Male", "女/Female"]);
  });

  it("come again after a page break without becoming rows", () => {
    const table = only(drawGrid`
      序号 | 单位 | 预算 | 执行
      1    | 甲局 | 10   | 9
      序号 | 单位 | 预算 | 执行
      2    | 乙局 | 20   | 18
      合计 | <    | 30   | 27`);
    expect(linesOf(table)).toEqual(["甲局: 10 | 9", "乙局: 20 | 18", "= 合计: 30 | 27"]);
  });

  it("may stand over figures alone, or over a table without row labels", () => {
    expect(
      linesOf(
        only(drawGrid`
             | 金额
        收入 | 10
        支出 | 5`),
      ),
    ).toEqual(["收入: 10", "支出: 5"]);
    const bare = only(drawGrid`
      预算数 | <    | 决算数 | <
      合计   | 接待 | 合计   | 接待
      8      | 3    | 7      | 2`);
    expect(headingsOf(bare)).toEqual(["预算数/合计", "预算数/接待", "决算数/合计", "决算数/接待"]);
    expect(bare.rows.map(({ path }) => path)).toEqual([[""]]);
  });

  it("merged over columns that hold nothing count once", () => {
    const table = only(drawGrid`
      单位 | 预算 | < | 执行 | <
      甲局 | 10   | < | 9    | <
      乙局 | 20   | < | 18   | <`);
    expect(table.columns.map(({ index }) => index)).toEqual([0, 1, 3]);
  });

  it("one cell to the left of their figures are read over them", () => {
    const table = only(drawGrid`
      预算执行情况（万元） | 预算数 | 执行数 | 执行率 | 得分
      ^                    | 年度资金总额 | 110 | 99 | 90% | 18`);
    expect(headingsOf(table)).toEqual(["预算数", "执行数", "执行率", "得分"]);
    expect(linesOf(table)).toEqual(["预算执行情况（万元）/年度资金总额: 110 | 99 | 90% | 18"]);
    expect(table.unit?.symbol).toBe("万元");
  });
});

describe("columns", () => {
  it("that number or identify rows hold no figures", () => {
    const table = only(drawGrid`
      项目     | 行次 | 联系电话    | 凭证号 | 日期     | 金额（元） | 备注
      甲收入   | 1    | 13700000000 | 0012   | 2023.1.5 | 100.50     |
      乙收入   | 2    | 13700000001 | 0013   | 2023.2.1 | 50         | 无
      收入合计 | 27   |             |        |          | 150.50     |`);
    expect(rolesOf(table)).toEqual([
      "label 项目",
      "serial 行次",
      "serial 联系电话",
      "serial 凭证号",
      "text 日期",
      "figure 金额（元）",
      "text 备注",
    ]);
  });

  it("of years down the side are labels", () => {
    const table = only(drawGrid`
      年份 | 收入 | 支出
      2020 | 10   | 9
      2021 | 12   | 11`);
    expect(linesOf(table)).toEqual(["2020 <2020年>: 10 | 9", "2021 <2021年>: 12 | 11"]);
  });

  it("of figures among steps of indicators stay columns, with a figure where each merged cell begins", () => {
    const table = only(drawGrid`
      一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分
      决策     | 20   | 目标     | 8    | 明确     | 8    | 7
      ^        | ^    | 资金     | 12   | 到位     | 6    | 6
      ^        | ^    | ^        | ^    | 使用     | 6    | 5
      总分     | 20   |          | 20   |          | 20   | 18`);
    expect(rolesOf(table)).toEqual([
      "label 一级指标",
      "figure 分值",
      "label 二级指标",
      "figure 分值",
      "label 三级指标",
      "figure 分值",
      "figure 得分",
    ]);
    expect(linesOf(table)).toEqual([
      "决策/目标/明确: 20 | 8 | 8 | 7",
      "决策/资金/到位:  | 12 | 6 | 6",
      "决策/资金/使用:  |  | 6 | 5",
      "= 总分: 20 | 20 | 20 | 18",
    ]);
  });

  it("that nothing was filled into are still there", () => {
    const table = only(drawGrid`
      指标 | 分值 | 自评得分 | 审核得分
      甲   | 10   | 9        |
      乙   | 10   | 8        |`);
    expect(headingsOf(table)).toEqual(["分值", "自评得分", "审核得分"]);
  });
});

describe("two columns", () => {
  it("of names and what is measured of them have headings, though the first could be a field of a form", () => {
    const table = only(drawGrid`
      项目名称 | 投资规模（万元）
      道路     | 67.91
      饮水     | 50.00
      合计     | 117.91`);
    expect(headingsOf(table)).toEqual(["投资规模（万元） {万元}"]);
  });
});

describe("tables turned on their side", () => {
  it("have their entities as headings", () => {
    const table = only(drawGrid`
      指标           | 东乡 | 西乡 | 全县
      参保人数（人） | 100  | 200  | 300
      收入（万元）   | 20   | 30   | 50`);
    expect(headingsOf(table)).toEqual(["东乡", "西乡", "全县"]);
    expect(linesOf(table)).toEqual(["参保人数（人） {人}: 100 | 200 | 300", "收入（万元） {万元}: 20 | 30 | 50"]);
  });
});
