import { expect, test } from "vitest";
import { formulaRange } from "../../src/checks/formula-range.ts";
import { brief, findingsIn, formulaSheet } from "../support/formula-sheet.ts";

const found = (drawing: string): readonly string[] => brief(findingsIn(formulaRange, formulaSheet(drawing)));

test("a row added below the range of all sums of the row: said once, with what it comes to", () => {
  const [finding, ...more] = findingsIn(
    formulaRange,
    formulaSheet(`
      县区 | 收入 | 支出
      甲县 | 10 | 7
      乙县 | 20 | 8
      丙县 | 30 | 9
      丁县 | 40 | 6
      合计 | =SUM(B2:B4)→60 | =SUM(C2:C4)→24`),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: "formula-inconsistent", severity: "warning", at: { a1: "B6" }, reported: "60", expected: "100" });
  expect(finding!.message["zh-CN"]).toContain("漏了紧邻的“丁县”（同行另有 1 格相同）");
});

test("a total above its rows", () => {
  expect(
    found(`
      县区 | 收入 | 支出
      合计 | =SUM(B4:B6)→90 | =SUM(C4:C6)→23
      甲县 | 10 | 7
      乙县 | 20 | 8
      丙县 | 30 | 9
      丁县 | 40 | 6`),
  ).toEqual(["warning B2 100"]);
});

test("parts, subtotals and what stands above the range are none", () => {
  expect(
    found(`
      项目 | 金额
      上年结余 | 5
      收入甲 | 10
      收入乙 | 20
      收入合计 | =SUM(B3:B4)→30`),
  ).toEqual([]);
  expect(
    found(`
      项目 | 金额
      甲 | 10
      乙 | 20
      其中：丙 | 4
      合计 | =SUM(B2:B3)→30`),
  ).toEqual([]);
});
