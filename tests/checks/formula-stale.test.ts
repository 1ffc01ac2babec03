import { expect, test } from "vitest";
import { formulaStale } from "../../src/checks/formula-stale.ts";
import { brief, findingsIn, formulaSheet, workbookOf } from "../support/formula-sheet.ts";

const found = (drawing: string): readonly string[] => brief(findingsIn(formulaStale, formulaSheet(drawing)));

test("a result that its figures no longer give is an error, with the figure that they give", () => {
  const [finding, ...more] = findingsIn(
    formulaStale,
    formulaSheet(`
      县区 | 收入 | 支出 | 结余
      甲县 | 120.50 | 100.00 | =B2-C2→20.50
      乙县 | 96.00 | 90.25 | =B3-C3→8.75
      合计 | =SUM(B2:B3)→216.50 | =SUM(C2:C3)→190.25 | =SUM(D2:D3)→29.25`),
  );
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    code: "stale-formula",
    severity: "error",
    reported: "8.75",
    expected: "5.75",
    difference: "3.00",
    at: { sheet: "Sheet1", a1: "D3", label: "乙县 × 结余" },
    relation: { source: "formula", kind: "difference", formula: "=B3-C3" },
    suspect: { suggested: "5.75" },
  });
  expect(finding!.evidence.map(({ locator, value }) => [locator.a1, value])).toEqual([
    ["D3", "8.75"],
    ["B3", "96"],
    ["C3", "90.25"],
  ]);
});

test("binary noise, results rounded as they are shown, and formulas never calculated are none", () => {
  expect(
    found(`
      项目 | 甲 | 乙 | 比
      一 | 0.1 | 0.2 | =B2+C2→0.30000000000000004
      二 | 10 | 3 | =B3/C3→3.33
      三 | 10 | 3 | =B4*C4→`),
  ).toEqual([]);
});

test("per cents are judged as they are shown; what no digit shows is a note", () => {
  expect(
    found(`
      项目 | 预算 | 执行 | 执行率
      一 | 200 | 150 | =C2/B2→80.00%
      二 | 200 | 150 | =C3/B3→75.0004%`),
  ).toEqual(["error D2 75.00", "error D3 75.0000"]);
});

test("other sheets are read; other files, names, dates and unknown functions leave the result as saved", () => {
  const first = formulaSheet("项目 | 数 \n 一 | =表2!B2*2→50 \n 二 | =[1]表!A1→7 \n 三 | =收入→7 \n 四 | =NOW()→7", "表1");
  const document = workbookOf(first, formulaSheet("项目 | 数 \n 一 | 20", "表2"));
  expect(brief(findingsIn(formulaStale, document))).toEqual(["error B2 40"]);
});
