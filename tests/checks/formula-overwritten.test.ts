import { expect, test } from "vitest";
import { formulaOverwritten } from "../../src/checks/formula-overwritten.ts";
import { brief, findingsIn, formulaSheet } from "../support/formula-sheet.ts";

const found = (drawing: string): readonly string[] => brief(findingsIn(formulaOverwritten, formulaSheet(drawing)));

test("a typed figure among formulas of its column", () => {
  const [finding] = findingsIn(
    formulaOverwritten,
    formulaSheet(`
      县区 | 合计 | 住院 | 门诊
      甲县 | =C2+D2→15 | 10 | 5
      乙县 | 36 | 20 | 6
      丙县 | =C4+D4→37 | 30 | 7
      丁县 | =C5+D5→48 | 40 | 8`),
  );
  expect(finding).toMatchObject({
    code: "formula-overwritten",
    severity: "warning",
    at: { a1: "B3" },
    reported: "36",
    expected: "26",
    relation: { formula: "=C3+D3", holds: 3 },
    suspect: { suggested: "26" },
  });
});

test("a typed figure among sums of its row, and at the end of a column", () => {
  expect(
    found(`
      县区 | 甲 | 乙 | 丙
      一 | 10 | 100 | 7
      二 | 20 | 200 | 8
      合计 | =SUM(B2:B3)→30 | 310 | =SUM(D2:D3)→15`),
  ).toEqual(["warning C4 300"]);
  expect(
    found(`
      项目 | 数量 | 单价 | 金额
      一 | 1 | 10 | =B2*C2→10
      二 | 2 | 10 | =B3*C3→20
      三 | 3 | 10 | =B4*C4→30
      四 | 4 | 10 | 45`),
  ).toEqual(["warning D5 40"]);
});

test("one that equals the result is a note", () => {
  expect(
    found(`
      项目 | 数量 | 单价 | 金额
      一 | 1 | 10 | =B2*C2→10
      二 | 2 | 10 | 20
      三 | 3 | 10 | =B4*C4→30
      四 | 4 | 10 | =B5*C5→40`),
  ).toEqual(["info D3 20"]);
});

test("inputs, opening balances, and rates among sums are none", () => {
  expect(
    found(`
      月份 | 收入 | 余额
      期初 | | 100
      1月 | 10 | =C2+B3→110
      2月 | 20 | =C3+B4→130
      3月 | 30 | =C4+B5→160`),
  ).toEqual([]);
  expect(
    found(`
      县区 | 收入 | 使用率 | 支出
      一 | 10 | 85.5 | 7
      二 | 20 | 87.5 | 8
      合计 | =SUM(B2:B3)→30 | 86.9 | =SUM(D2:D3)→15`),
  ).toEqual([]);
});
