import { expect, test } from "vitest";
import { formulaInconsistent } from "../../src/checks/formula-inconsistent.ts";
import { brief, findingsIn, formulaSheet } from "../support/formula-sheet.ts";

const found = (drawing: string): readonly string[] => brief(findingsIn(formulaInconsistent, formulaSheet(drawing)));

test("a sum that misses a row which those beside it take in", () => {
  const [finding, ...more] = findingsIn(
    formulaInconsistent,
    formulaSheet(`
      县区 | 甲 | 乙 | 丙
      一 | 10 | 100 | 7
      二 | 20 | 200 | 8
      三 | 30 | 300 | 9
      合计 | =SUM(B2:B4)→60 | =SUM(C2:C3)→300 | =SUM(D2:D4)→24`),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    code: "formula-inconsistent",
    severity: "warning",
    at: { a1: "C5" },
    expected: "600",
    relation: { formula: "=SUM(C2:C3)" },
  });
  expect(finding!.message.en).toContain("would have =SUM(C2:C4)");
});

test("a formula that reads another row, in a column of its own kind", () => {
  expect(
    found(`
      项目 | 数量 | 单价 | 金额 | 税
      一 | 1 | 10 | =B2*C2→10 | =D2*0.1→1
      二 | 2 | 10 | =B2*C3→10 | =D3*0.1→1
      三 | 3 | 10 | =B4*C4→30 | =D4*0.1→3
      四 | 4 | 10 | =B5*C5→40 | =D5*0.1→4`),
  ).toEqual(["warning D3 20"]);
});

test("one with the same result is a note", () => {
  expect(
    found(`
      项目 | 甲 | 乙 | 合计
      一 | 1 | 10 | =B2+C2→11
      二 | 2 | 10 | =SUM(B3:C3)→12
      三 | 3 | 10 | =B4+C4→13
      四 | 4 | 10 | =B5+C5→14`),
  ).toEqual(["info D3 12"]);
});

test("subtotals between items, totals at the end, and columns that take turns are none", () => {
  expect(
    found(`
      项目 | 数量 | 单价 | 金额
      一 | 1 | 10 | =B2*C2→10
      二 | 2 | 10 | =B3*C3→20
      小计 | | | =SUM(D2:D3)→30
      三 | 3 | 10 | =B5*C5→30
      四 | 4 | 10 | =B6*C6→40
      小计 | | | =SUM(D5:D6)→70
      合计 | | | =D4+D7→100`),
  ).toEqual([]);
  expect(
    found(`
      县区 | 收 | 占比 | 支 | 占比 | 余 | 占比
      一 | =1+2→3 | =B2/B4→0.3 | =4+2→6 | =D2/D4→0.6 | =9-5→4 | =F2/F4→0.4
      二 | =3+4→7 | =B3/B4→0.7 | =2+2→4 | =D3/D4→0.4 | =9-3→6 | =F3/F4→0.6
      合计 | =SUM(B2:B3)→10 | =B4/B4→1 | =SUM(D2:D3)→10 | =D4/D4→1 | =SUM(F2:F3)→10 | =F4/F4→1`),
  ).toEqual([]);
});
