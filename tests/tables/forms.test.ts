import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf, rolesOf } from "../support/outline.ts";
import { unclaimed } from "../support/unclaimed.ts";

const read = (grid: Grid): readonly Table[] => tables([drawDocument(grid)]);
/** The words of a form, `label: value` each. */
const answers = (table: Table): string[] => {
  const at = table.columns.find(({ role }) => role !== "label")!.index;
  return table.rows.map(({ index, path }) => {
    const [row, column] = table.moved.get(`${index},${at}`) ?? [index, at];
    return `${path.join("/")}: ${table.grid.rows[row]![column]!.text}`;
  });
};

describe("label/value pairs", () => {
  it("make one form for each place in the row, amounts apart from words", () => {
    const grid = drawGrid`
      项目名称       | 某项补助    | <              | <
      项目负责人     | 某甲        | 联系电话       | 13700000000
      预算金额（万元） | 100       | 执行金额（万元） | 95.5
      受益人数       | 2000人      | 满意度         | 95%`;
    const found = read(grid);
    expect(found.every(({ form }) => form)).toBe(true);
    expect(found.map(rolesOf)).toEqual([
      ["label", "text"],
      ["label", "figure"],
      ["label", "text"],
      ["label", "figure"],
    ]);
    expect(answers(found[0]!)).toEqual(["项目名称: 某项补助", "项目负责人: 某甲"]);
    expect(linesOf(found[1]!)).toEqual(["预算金额（万元） {万元}: 100", "受益人数: 2000人"]);
    expect(answers(found[2]!)).toEqual(["联系电话: 13700000000"]);
    expect(linesOf(found[3]!)).toEqual(["执行金额（万元） {万元}: 95.5", "满意度: 95%"]);
  });

  it("may leave an answer out, and may bear the name of their group", () => {
    const found = read(drawGrid`
      资金情况 | 预算数 | 100 | 执行数 |
      ^        | 到位数 | 90  | 结余数 | 10
      评价等级 | 优     | <   | 主管部门 |`);
    expect(found.flatMap(linesOf)).toContain("资金情况/预算数: 100");
    expect(found.flatMap(linesOf)).toContain("资金情况/结余数: 10");
    expect(found.flatMap(answers)).toContain("评价等级: 优");
  });

  it("under parallel labels are a matrix", () => {
    const grid = drawGrid`
      一、基本情况     | <     | <                | <     | <            | <
      负责人           | 某甲  | <                | 邮编  | 410000       | <
      计划资金⏎（万元） | 100  | 到位资金⏎（万元） | 90   | 支出（万元） | 85.5
      其中：中央财政   | 60    | 其中：中央财政   | 55    | 其中：中央财政 | 55
      省财政           | 30    | 省财政           | 25    | 省财政       | 20.5
      其它             | 10    | 其它             | 10    | 其它         | 10`;
    const matrix = read(grid).find(({ form }) => !form)!;
    expect(matrix.title).toBe("一、基本情况");
    expect(headingsOf(matrix)).toEqual(["计划资金（万元） {万元}", "到位资金（万元） {万元}", "支出（万元） {万元}"]);
    expect(linesOf(matrix)).toEqual([
      "= 合计: 100 | 90 | 85.5",
      ">w 其中：中央财政: 60 | 55 | 55",
      ">w 省财政: 30 | 25 | 20.5",
      ">w 其它: 10 | 10 | 10",
    ]);
    expect(unclaimed(grid, read(grid)).filter((place) => !place.includes("410000"))).toEqual([]);
  });

  it("with wide values close a table of indicators", () => {
    const found = read(drawGrid`
      绩效指标 | 二级指标 | 指标内容 | 目标值 | 实际完成值
      ^        | 数量     | 培训人数 | 100    | 120
      ^        | 质量     | 合格率   | 90%    | 95%
      自评综合得分 | 94   | <        | <      | <
      评价等次 | 优秀     | <        | <      | <`);
    expect(linesOf(found[0]!)).toEqual(["绩效指标/数量/培训人数: 100 | 120", "绩效指标/质量/合格率: 90% | 95%"]);
    expect(found.slice(1).flatMap(answers).sort()).toEqual(["自评综合得分: 94", "评价等次: 优秀"]);
  });
});

describe("a form of several tables", () => {
  const GRID = drawGrid`
    2023年项目支出绩效自评表 | <    | <            | <      | <      | <    | <    | <
    项目名称       | <        | 某项补助     | <      | <      | <    | <    | <
    主管部门       | <        | 某局         | <      | 实施单位 | 某中心 | < | <
    项目资金（万元） | <      |              | 年初预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^              | <        | 年度资金总额 | 100    | 90     | 10   | 90%  | 9
    ^              | <        | 其中：中央补助 | 60   | 60     | —    | 100% | —
    ^              | <        | 地方资金     | 40     | 30     | —    | 75%  | —
    总体目标       | 预期目标 | <            | <      | 实际完成情况 | < | <  | <
    ^              | 保障基本生活，做到应保尽保。 | < | < | 已全部完成，共救助500人次。 | < | < | <
    绩效指标       | 一级指标 | 二级指标     | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    ^              | 产出指标（50分） | 数量指标 | 救助人次 | ≥500人次 | 520人次 | 30 | 30
    ^              | ^        | 时效指标     | 及时率 | ≥95%   | 90%  | 20   | 18
    ^              | 效益指标（40分） | 社会效益 | 生活水平 | 有所改善 | 有所改善 | 40 | 36
    总分           | <        | <            | <      | <      | <    | 100  | 93
    说明           | 无       | <            | <      | <      | <    | <    | <`;

  it("parts into fields, money, aims and indicators", () => {
    const found = read(GRID);
    expect(found.map(({ form, title }) => [form, title])).toEqual([
      [true, "2023年项目支出绩效自评表"],
      [true, "2023年项目支出绩效自评表"],
      [false, "2023年项目支出绩效自评表"],
      [false, "2023年项目支出绩效自评表"],
      [false, "2023年项目支出绩效自评表"],
    ]);
    const [, , money, aims, indicators] = found;
    expect(money!.unit?.symbol).toBe("万元");
    expect(headingsOf(money!)).toEqual(["年初预算数", "全年执行数", "分值", "执行率", "得分"]);
    expect(linesOf(money!)).toEqual([
      "= 项目资金（万元）/年度资金总额: 100 | 90 | 10 | 90% | 9",
      ">w 项目资金（万元）/其中：中央补助: 60 | 60 | — | 100% | —",
      ">w 项目资金（万元）/地方资金: 40 | 30 | — | 75% | —",
    ]);
    expect(aims!.columns.map(({ role }) => role)).toEqual(["label", "text", "text"]);
    expect(linesOf(indicators!)).toEqual([
      "绩效指标/产出指标（50分）/数量指标/救助人次: ≥500人次 | 520人次 | 30 | 30",
      "绩效指标/产出指标（50分）/时效指标/及时率: ≥95% | 90% | 20 | 18",
      "绩效指标/效益指标（40分）/社会效益/生活水平: 有所改善 | 有所改善 | 40 | 36",
      "= 总分:  |  | 100 | 93",
    ]);
    expect(indicators!.notes).toEqual(["说明 无"]);
    expect(unclaimed(GRID, found)).toEqual([]);
  });

  it("reads a score after the form's own rule as the figure of its cell", () => {
    const [table] = read(drawGrid`
      预算执行情况（万元） | 预算数 | 执行数 | 执行率 | 得分
      年度资金总额         | 100    | 67.5   | 68%    | (20分*执行率) 13`);
    expect(headingsOf(table!)).toEqual(["预算数", "执行数", "执行率", "得分"]);
  });
});
