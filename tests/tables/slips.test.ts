import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import { cellAt, type Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { linesOf } from "../support/outline.ts";
import { unclaimed } from "../support/unclaimed.ts";

const only = (grid: Grid): Table => tables([drawDocument(grid)])[0]!;

describe("rows that have slid to the left", () => {
  const GRID = drawGrid`
    绩效指标 | 一级指标   | 二级指标 | 三级指标     | 指标值 | 全年完成值 | 未完成原因
    ^        | 产出指标   | 数量指标 | 救助人次     | 100    | 120    |
    ^        | ^          | ^        | 资助人数     | 50     | 60     |
    ^        | 自付费用的救助比例 | ≥70% | 75%      |        |        |
    ^        | 时效指标   | 即时结算覆盖率 | 不低于上年 | 高于上年 |  |
    ^        | 效益指标   | 社会效益 | 覆盖范围     | 扩大   | 扩大   |
    就医方便程度 |        |          | 提高         | 提高   |        |
    满意度指标 | 服务对象满意度 | 政策知晓率 | ≥80% | 85%    |        |
             |            | 对象满意度 | ≥85%       | 90%    |        |
             |            | 生态效益 | 减排程度     | 明显   | 明显   | `;
  const table = only(GRID);

  it("are read where their label and values belong", () => {
    expect(linesOf(table)).toEqual([
      "绩效指标/产出指标/数量指标/救助人次: 100 | 120",
      "绩效指标/产出指标/数量指标/资助人数: 50 | 60",
      "绩效指标/产出指标/数量指标/自付费用的救助比例: ≥70% | 75%",
      "绩效指标/产出指标/时效指标/即时结算覆盖率: 不低于上年 | 高于上年",
      "绩效指标/效益指标/社会效益/覆盖范围: 扩大 | 扩大",
      "绩效指标/效益指标/社会效益/就医方便程度: 提高 | 提高",
      "绩效指标/满意度指标/服务对象满意度/政策知晓率: ≥80% | 85%",
      "绩效指标/满意度指标/服务对象满意度/对象满意度: ≥85% | 90%",
      "绩效指标/满意度指标/生态效益/减排程度: 明显 | 明显",
    ]);
  });

  it("keep the true place of each cell, and lose none", () => {
    expect(cellAt(table, 3, 4)).toEqual([3, 2]);
    expect(cellAt(table, 3, 5)).toEqual([3, 3]);
    expect(cellAt(table, 3, 3)).toEqual([3, 1]);
    expect(cellAt(table, 1, 4)).toEqual([1, 4]);
    expect(unclaimed(GRID, [table])).toEqual([]);
  });
});

describe("rows that only look as if they had slid", () => {
  it("stay: a value is missing at the end", () => {
    const table = only(drawGrid`
      一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值
      产出指标 | 数量指标 | 人次     | 100    | 120
      ^        | 质量指标 | 合格率   | 90%    |
      效益指标 | 社会效益 | 知晓率   | 80%    | 85%
      ^        | 生态效益 | 减排率   | 5%     | 6%`);
    expect(table.moved.size).toBe(0);
    expect(linesOf(table)[1]).toBe("产出指标/质量指标/合格率: 90% | ");
  });

  it("stay: a table with one column of labels", () => {
    const table = only(drawGrid`
      项目 | 预算 | 执行
      甲   | 10   | 9
      20   | 18   |
      丙   | 30   | 28`);
    expect(table.moved.size).toBe(0);
  });
});
