import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf } from "../support/outline.ts";

const read = (...blocks: readonly (string | Grid)[]): readonly Table[] => tables([drawDocument(...blocks)]);

describe("several units in one caption", () => {
  it("go to the columns whose words call for them", () => {
    const [table] = read(
      "表3 医疗救助资金支出情况",
      "（单位：人次、万元）",
      drawGrid`
        救助类别 | 救助人次 | 救助金额 | 次均救助（元） | 占比
        门诊     | 2600     | 156.00   | 600.00         | 6.7
        住院     | 4000     | 1896.00  | 4740.00        | 81.0`,
    );
    expect(table!.title).toBe("表3 医疗救助资金支出情况");
    expect(table!.unit).toBeNull();
    expect(headingsOf(table!)).toEqual(["救助人次 {人次}", "救助金额 {万元}", "次均救助（元） {元}", "占比"]);
  });

  it("stand behind whose table it is", () => {
    const [table] = read(
      "2022年基金收支表",
      "编制单位：青山县基金管理办公室 单位：万元",
      drawGrid`
        项目 | 金额
        收入 | 20.50
        支出 | 18.20`,
    );
    expect(table!.unit?.symbol).toBe("万元");
  });

  it("go to the rows where the columns do not say", () => {
    const [table] = read(
      "单位：人、万元",
      drawGrid`
        指标         | 2022年 | 2023年
        期末参保人数 | 100    | 110
        基金收入     | 20.5   | 22.5
        支付率       | 70     | 72`,
    );
    expect(linesOf(table!).map((line) => line.split(":")[0])).toEqual(["期末参保人数 {人} <期末>", "基金收入 {万元}", "支付率"]);
  });

  it("of 元 and 万元 what is set a head takes the smaller, what is paid in all the larger", () => {
    const [table] = read(
      "单位：人、元、万元",
      drawGrid`
        乡镇 | 参保人数 | 筹资标准 | 筹资总额
        东山 | 1200     | 960      | 115.2
        西河 | 1500     | 960      | 144`,
    );
    expect(headingsOf(table!)).toEqual(["参保人数 {人}", "筹资标准 {元}", "筹资总额 {万元}"]);
    const [paid] = read(
      "单位：人次、万元",
      drawGrid`
        类别 | 人次 | 医疗费用 | 基金支付
        住院 | 1200 | 552.5    | 331.5
        门诊 | 9500 | 144      | 96`,
    );
    expect(headingsOf(paid!)).toEqual(["人次 {人次}", "医疗费用 {万元}", "基金支付 {万元}"]);
  });

  it("元/人 is one", () => {
    const [table] = read(
      "单位：元/人",
      drawGrid`
      地区 | 标准
      甲   | 640
      乙   | 670`,
    );
    expect(table!.unit?.symbol).toBe("元/人");
  });
});

describe("a table that goes on", () => {
  const FIRST = drawGrid`
    乡镇 | 户数 | 金额
    东山 | 1200 | 532.5
    西河 | 980  | 408.5`;

  it("takes title and units, and its 合计 is a row like others, for it counts both", () => {
    const [, second] = read(
      "2023年补贴发放明细表",
      "单位：户、元",
      FIRST,
      "续表",
      drawGrid`
      乡镇 | 户数 | 金额
      北岭 | 720  | 294.5
      合计 | 2900 | 1235.5`,
    );
    expect([second!.title, second!.period]).toEqual(["2023年补贴发放明细表", "2023年"]);
    expect(headingsOf(second!)).toEqual(["户数 {户}", "金额 {元}"]);
    expect(linesOf(second!)).toEqual(["北岭: 720 | 294.5", "合计: 2900 | 1235.5"]);
  });

  it("keeps a 合计 that its own rows add up to", () => {
    const [, second] = read(
      "补贴发放明细表",
      FIRST,
      "续表",
      drawGrid`
      乡镇 | 户数 | 金额
      北岭 | 720  | 294.5
      中寨 | 1500 | 684.0
      合计 | 2220 | 978.5`,
    );
    expect(linesOf(second!).at(-1)).toBe("= 合计: 2220 | 978.5");
  });

  it("in one sheet is the same table", () => {
    const found = read(drawGrid`
      乡镇 | 户数 | 金额
      东山 | 1200 | 532.5
      续表 |      |
      乡镇 | 户数 | 金额
      北岭 | 720  | 294.5
      合计 | 1920 | 827.0`);
    expect(found.map(linesOf)).toEqual([["东山: 1200 | 532.5", "北岭: 720 | 294.5", "= 合计: 1920 | 827.0"]]);
  });
});

describe("periods", () => {
  it("what is held against a period is not of it", () => {
    const [table] = read(drawGrid`
      项目 | 上年同期 | 本期 | 决算比上年增减额 | 累计比上年同期增长%
      收入 | 10       | 12   | 2                | 20`);
    expect(headingsOf(table!)).toEqual(["上年同期 <上年同期>", "本期 <本期>", "决算比上年增减额", "累计比上年同期增长% {%}"]);
  });
});
