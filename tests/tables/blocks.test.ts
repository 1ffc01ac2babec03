import { describe, expect, it } from "vitest";
import { type Grid, placeOf } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf } from "../support/outline.ts";

const read = (...blocks: readonly (string | Grid)[]): readonly Table[] => tables([drawDocument(...blocks)]);
const captions = (found: readonly Table[]): string[] =>
  found.map(({ id, title, unit, period }) => `${id} ${title} {${unit?.symbol ?? ""}} <${period ?? ""}>`);

const SMALL = drawGrid`
  项目 | 金额
  甲   | 1
  乙   | 2`;

describe("captions", () => {
  it("stand in the table: title, who filled it in, unit, period", () => {
    const [table] = read(drawGrid`
      某市基金收支表     | <    | <          | <      | <
                         |      |            |        | 社01表
      编制单位：某中心   |      | 2023年12月 |        | 单位：万元
      项目               | 行次 | 本月数     | 累计数 | 上年同期
      收入               | 1    | 10         | 100    | 90
      支出               | 2    | 9          | 95     | 88
      单位负责人：       |      | 复核：     |        | 制表：`);
    expect(captions([table!])).toEqual(["d1t1 某市基金收支表 {万元} <2023年12月>"]);
    expect(table!.headerRows).toEqual([3]);
    expect(table!.rows).toHaveLength(2);
    expect(table!.notes).toEqual(["单位负责人： 复核： 制表："]);
  });

  it("stand before the table, behind lines to fill in", () => {
    expect(
      captions(
        read(
          "一、总体情况。全年收支平衡，略有结余。",
          "附件5—2",
          "2022年度某县参保情况表",
          "填报单位（盖章）：",
          "填报日期：2023.6.21",
          "单位：万人",
          SMALL,
        ),
      ),
    ).toEqual(["d1t1 2022年度某县参保情况表 {万人} <2022年>"]);
    expect(captions(read("三公经费对比说明（元）", SMALL))).toEqual(["d1t1 三公经费对比说明（元） {元} <>"]);
    expect(captions(read("与上年同期比较", "", SMALL))).toEqual(["d1t1 与上年同期比较 {} <>"]);
  });

  it("are not made of sentences", () => {
    expect(captions(read("本年度共有两个项目，已全部完成；详见下表。", SMALL))).toEqual(["d1t1  {} <>"]);
  });

  it("go on over a table that is said to go on", () => {
    expect(captions(read("2023年收入表", "单位：万元", SMALL, "（续表）", SMALL))).toEqual([
      "d1t1 2023年收入表 {万元} <2023年>",
      "d1t2 2023年收入表 {万元} <2023年>",
    ]);
  });

  it("name no period where they name two years", () => {
    expect(captions(read("2022年和2023年收入表", SMALL))).toEqual(["d1t1 2022年和2023年收入表 {} <>"]);
  });

  it("may be the name of the sheet", () => {
    const sheet = (name: string): Grid => ({ ...SMALL, origin: { in: "sheet", sheet: name, hidden: false } });
    expect(captions(read(sheet("基金支出")))).toEqual(["d1t1 基金支出 {} <>"]);
    expect(captions(read(sheet("Sheet1")))).toEqual(["d1t1  {} <>"]);
  });

  it("leave notes below the table to it", () => {
    const [table] = read(drawGrid`
      项目 | 金额
      甲   | 1
      合计 | 1
      说明：1、不含利息； | <
      　　2、按实际数填列。 | <`);
    expect(table!.notes).toEqual(["说明：1、不含利息；", "2、按实际数填列。"]);
    expect(table!.rows).toHaveLength(2);
  });
});

describe("several tables in one grid", () => {
  it("stand one under the other, each with its own title and columns", () => {
    const found = read(drawGrid`
      一、支出明细 | <    | <      | <
      支出内容     | 金额 | 凭证号 | 备注
      一季度       | 10   |        |
      支出合计     | 10   |        |
      二、人员情况 | <    | <      | <
      姓名         | 职务 | 单位   | 签字
      某甲         | 主任 | 某中心 |
      三、参保情况 | <    | <      | <
      地区         | 2021年 | 2022年 | 增减
      甲县         | 5    | 7      | 2`);
    expect(found.map(({ title }) => title)).toEqual(["一、支出明细", "二、人员情况", "三、参保情况"]);
    expect(linesOf(found[0]!)).toEqual(["一季度 <一季度>: 10", "= 支出合计: 10"]);
    expect(headingsOf(found[2]!)).toEqual(["2021年 <2021年>", "2022年 <2022年>", "增减"]);
  });

  it("stand under each other with blank rows between and no merged titles", () => {
    const found = read(drawGrid`
      表1：收入 |      |
      项目      | 预算 | 执行
      税收      | 10   | 9
      合计      | 10   | 9
                |      |
      表2：支出 |      |
      科目      | 2021年 | 2022年
      教育      | 7    | 8`);
    expect(found.map(({ title }) => title)).toEqual(["表1：收入", "表2：支出"]);
    expect(found.map((table) => linesOf(table).length)).toEqual([2, 1]);
  });

  it("do not hand their unit to a table with a title of its own", () => {
    const found = read(drawGrid`
      收入表     | <
      单位：万元 | <
      项目       | 金额
      甲         | 1
      评分表     | <
      指标       | 得分
      乙         | 9`);
    expect(captions(found)).toEqual(["d1t1 收入表 {万元} <>", "d1t2 评分表 {} <>"]);
  });

  it("stand side by side under repeated headings", () => {
    const found = read(drawGrid`
      2022年收支决算表 | <    | <     | <              | <    | <
      收入             | <    | <     | 支出           | <    | <
      项目             | 行次 | 金额  | 项目           | 行次 | 金额
      栏次             |      | 1     | 栏次           |      | 2
      一、财政拨款     | 1    | 1200  | 一、公共服务   | 32   | 300
      二、其他收入     | 2    | 100   | 二、社会保障   | 33   | 900
      本年收入合计     | 27   | 1300  | 本年支出合计   | 58   | 1200
      年初结转         | 28   | 20    | 年末结转       | 59   | 120
      总计             | 29   | 1320  | 总计           | 60   | 1320`);
    expect(found.map(headingsOf)).toEqual([["收入/金额"], ["支出/金额"]]);
    expect(found.map(({ headerRows }) => headerRows)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(linesOf(found[0]!).slice(-3)).toEqual(["- 本年收入合计 <本年>: 1300", "年初结转 <年初>: 20", "= 总计: 1320"]);
    expect(linesOf(found[1]!).slice(0, 2)).toEqual(["一、公共服务: 300", "二、社会保障: 900"]);
  });

  it("stand side by side where the spans over them were guessed wrong", () => {
    const found = read(drawGrid`
      收入         | <      | <            | 支出 | <        | <
      项目         | 预算数 | 项目         | 合计 | 一般预算 | 基金预算
      财政拨款     | 500    | 基本支出     | 300  | 300      |
      其他收入     | 50     | 项目支出     | 250  | 220      | 30
      本年收入合计 | 550    | 本年支出合计 | 550  | 520      | 30`);
    expect(found.map(headingsOf)).toEqual([["收入/预算数"], ["支出/合计", "支出/一般预算", "支出/基金预算"]]);
    expect(found.map((table) => table.columns[0]!.path)).toEqual([
      ["收入", "项目"],
      ["支出", "项目"],
    ]);
  });

  it("go on after a note between their rows", () => {
    const found = read(drawGrid`
      项目             | 金额
      甲               | 10
      注：含上年结转。 | <
      乙               | 20
      合计             | 30`);
    expect(found.map(linesOf)).toEqual([["甲: 10", "乙: 20", "= 合计: 30"]]);
    expect(found[0]!.notes).toEqual(["注：含上年结转。"]);
  });

  it("stand side by side under the same headings for figures only", () => {
    const found = read(drawGrid`
      资产 | 年初 | 期末 | 负债   | 年初 | 期末
      现金 | 1    | 2    | 借款   | 3    | 4
      存款 | 5    | 6    | 应付款 | 7    | 8
      合计 | 6    | 8    | 合计   | 10   | 12`);
    expect(found.map(linesOf)).toEqual([
      ["现金: 1 | 2", "存款: 5 | 6", "= 合计: 6 | 8"],
      ["借款: 3 | 4", "应付款: 7 | 8", "= 合计: 10 | 12"],
    ]);
  });

  it("stand side by side with an empty column between, however long each is", () => {
    const found = read(drawGrid`
      收支情况 |      |  |      |
      收入明细 |      |  | 支出明细 |
      项目     | 金额 |  | 科目 | 数额
      税收     | 10   |  | 教育 | 7
      非税     | 5    |  | 卫生 | 3
      合计     | 15   |  | 社保 | 5
               |      |  | 合计 | 15`);
    expect(found.map(({ title }) => title)).toEqual(["收入明细", "支出明细"]);
    expect(found.map((table) => linesOf(table).at(-1))).toEqual(["= 合计: 15", "= 合计: 15"]);
    expect(found.map(({ rows }) => rows.length)).toEqual([3, 4]);
  });

  it("are not parted by a remark between figures", () => {
    const found = read(drawGrid`
      项目 | 预算 | 说明     | 执行 | 备注
      甲   | 10   | 年中追加 | 9    |
      乙   | 20   | 无       | 18   | 结转
      合计 | 30   |          | 27   | `);
    expect(found).toHaveLength(1);
    expect(headingsOf(found[0]!)).toEqual(["预算", "执行"]);
  });
});

describe("what parts of a text dump belong together", () => {
  const text = (grid: Grid, table: number): Grid => ({ ...grid, origin: { in: "text", table } });
  const FORM = drawGrid`
    一级指标 | 二级指标 | 三级指标 | 目标值 | 完成值 | 得分
    产出     | 数量     | 人数     | 100    | 90     | 50
    效益     | 社会     | 满意率   | 90%    | 95%    | 44`;
  const TAIL = drawGrid`
    总分           | 94
    偏差原因分析   | 无`;

  it("a total after an empty line closes the form above", () => {
    const found = read(text(FORM, 1), "", text(TAIL, 2));
    expect(linesOf(found[0]!).at(-1)).toBe("= 总分:  |  | 94");
    expect(found[0]!.grid.rows).toHaveLength(5);
    expect(found[0]!.moved.get("3,5")).toEqual([3, 1]);
  });

  it("a Word table that begins with a row of figures goes on with the one right above it", () => {
    const rest = drawGrid`
      效益 | 可持续 | 健全性 | 20% | 25% | 12
      总分 | <      | <      | <   | <   | 94`;
    const found = read(FORM, "", { ...rest, origin: { in: "word", table: 2 } });
    const last = found.at(-1)!;
    expect(linesOf(last).at(-1)).toContain("总分");
    expect(placeOf(last.grid, FORM.rows.length, 5)).toEqual({ document: "drawn.docx", table: 2, row: 1, col: 6 });
    expect(read(FORM, "另一张表", rest).at(-1)!.grid.rows).toHaveLength(2);
  });

  it("in Word two tables are two tables", () => {
    const found = read(FORM, "", TAIL);
    expect(linesOf(found[0]!)).toHaveLength(2);
    expect(found.some(({ form, rows }) => form && rows[0]!.path[0] === "总分")).toBe(true);
  });
});
