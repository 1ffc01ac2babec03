import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf, rolesOf } from "../support/outline.ts";
import { unclaimed } from "../support/unclaimed.ts";

const read = (grid: Grid): readonly Table[] => {
  const found = tables([drawDocument(grid)]);
  expect(unclaimed(grid, found)).toEqual([]);
  return found;
};

describe("tables in the cells of another", () => {
  it("are read one for each record, whose name their rows bear", () => {
    const found = read(drawGrid`
      工程名称   | 开工日期  | 主要指标     | <
      东渠整治   | 2023年3月 | 长度（公里） | 12.5
      ^          | ^         | 投资（万元） | 800
      ^          | ^         | 受益户数     | 1500
      西塘加固   | 2023年5月 | 库容（万立方米） | 60
      ^          | ^         | 投资（万元） | 300`);
    expect(found.map(({ form }) => form)).toEqual([false, true, true]);
    expect(found[0]!.rows.map(({ path }) => path)).toEqual([["东渠整治"], ["西塘加固"]]);
    expect(found.slice(1).map(linesOf)).toEqual([
      ["东渠整治/长度（公里） {公里}: 12.5", "东渠整治/投资（万元） {万元}: 800", "东渠整治/受益户数: 1500"],
      ["西塘加固/库容（万立方米） {万立方米}: 60", "西塘加固/投资（万元） {万元}: 300"],
    ]);
  });

  it("may have headings of their own, and panels", () => {
    const found = read(drawGrid`
      设备   | 厂家 | 技术参数 | <      | <    | <      | <    | <
      一号泵 | 甲厂 | 项目     | 单位   | 数值 | 项目   | 单位 | 数值
      ^      | ^    | 流量     | 吨     | 120  | 功率   | 千瓦 | 75
      ^      | ^    | 扬程     | 米     | 32   | 转速   | 转   | 1450`);
    expect(found.slice(1).map(headingsOf)).toEqual([["数值"], ["数值"]]);
    expect(found.slice(1).map(linesOf)).toEqual([
      ["一号泵/流量 {吨}: 120", "一号泵/扬程 {米}: 32"],
      ["一号泵/功率: 75", "一号泵/转速: 1450"],
    ]);
  });

  it("are not seen where only the first column is merged: those rows are groups", () => {
    const [table, ...others] = read(drawGrid`
      险种     | 项目 | < | 金额
      职工医保 | 收入 | < | 100
      ^        | 支出 | < | 80
      居民医保 | 收入 | < | 50
      ^        | 支出 | < | 40`);
    expect(others).toEqual([]);
    expect(linesOf(table!)).toEqual(["职工医保/收入: 100", "职工医保/支出: 80", "居民医保/收入: 50", "居民医保/支出: 40"]);
  });

  it("are not made of a form's fields and the block merged down below them", () => {
    const found = read(drawGrid`
      部门名称     | 某某市文化局 | <          | <
      年度预算申请 |              | 年初预算数 | 全年执行数
      ^            | 年度资金总额 | 1500       | 1710
      ^            | 其中：拨款   | 1400       | 1610`);
    expect(linesOf(found[1]!)).toEqual(["= 年度预算申请/年度资金总额: 1500 | 1710", ">w 年度预算申请/其中：拨款: 1400 | 1610"]);
  });
});

describe("pairs in panels side by side", () => {
  it("are forms, one for each panel; a cell across a panel heads those below it", () => {
    const found = read(drawGrid`
      基本情况   | <        | 资金情况     | <
      编号       | ZX-012   | 批复金额     | 500
      负责单位   | 水利站   | 到位金额     | 480
      建成日期   | 2023.6   | 支付金额     | 450
      管护情况   | <        | 结余金额     | 30
      管护单位   | 东村     | 审计核减     | 12`);
    const lines = found.flatMap(({ rows }) => rows.map(({ path }) => path.join("/")));
    expect(lines).toEqual([
      "基本情况/编号",
      "基本情况/负责单位",
      "基本情况/建成日期",
      "管护情况/管护单位",
      "资金情况/批复金额",
      "资金情况/到位金额",
      "资金情况/支付金额",
      "资金情况/结余金额",
      "资金情况/审计核减",
    ]);
    expect(found.every(({ form }) => form)).toBe(true);
  });

  it("a label merged down has several answers", () => {
    const found = read(drawGrid`
      名称     | 某灌区     | 管理人员 | 35
      所在乡镇 | 东乡       | 其中编制 | 20
      ^        | 西乡       | 临聘人数 | 15
      受益面积 | 3.2万亩    | 水费收入 | 120`);
    expect(found.flatMap(({ rows }) => rows.map(({ path }) => path.join("/"))).filter((path) => path === "所在乡镇")).toHaveLength(2);
  });

  it("words over columns of figures are headings all the same", () => {
    const found = read(drawGrid`
      资产     | 期末 | 负债     | 期末
      货币资金 | 10   | 借款     | 4
      存货     | 20   | 应付账款 | 6
      固定资产 | 30   | 净资产   | 50`);
    expect(found.map(rolesOf)).toEqual([
      ["label 资产", "figure 期末"],
      ["label 负债", "figure 期末"],
    ]);
  });
});

describe("headings over one line of answers", () => {
  it("end where the next names begin", () => {
    const found = read(drawGrid`
      合同编号 | 签订单位 | 合同金额 | 付款方式
      HT-2023-7 | 乙公司9队 | 12.5 | 分3期支付
      验收日期 | 验收单位 | 核定金额 | 验收结论
      2023.12.8 | 县局第2组 | 12.3 | 合格，无遗留`);
    expect(found.map(({ headerRows }) => headerRows)).toEqual([[0], [2]]);
    expect(found.map(headingsOf)).toEqual([["合同金额"], ["核定金额"]]);
  });
});

describe("headings that come again and again", () => {
  it("part a table in panels, whatever stands in them", () => {
    const found = read(drawGrid`
      参数 | 值    | 参数 | 值
      型号 | A12-b | 产地 | 东省
      颜色 | 红    | 年份 | 2020.5
      重量 | 3千克 | 保修 | 两年`);
    expect(found.map(rolesOf).map(([label]) => label)).toEqual(["label 参数", "label 参数"]);
    expect(found.map(({ rows }) => rows.map(({ path }) => path.join("/")))).toEqual([
      ["型号", "颜色", "重量"],
      ["产地", "年份", "保修"],
    ]);
  });

  it("over two lines as well", () => {
    const found = read(drawGrid`
      省份 | 剂量率 | <    | 省份 | 剂量率 | <
      ^    | 范围   | 均值 | ^    | 范围   | 均值
      甲   | 1~3    | 2.1  | 丙   | 2~4    | 3.0
      乙   | 2~5    | 3.3  | 丁   | 1~2    | 1.4`);
    expect(found.map(({ rows }) => rows.map(({ path }) => path.join("/")))).toEqual([
      ["甲", "乙"],
      ["丙", "丁"],
    ]);
  });
});
