import { describe, expect, test } from "vitest";
import { books } from "../../src/formulas/book.ts";
import { recomputed } from "../../src/formulas/evaluate.ts";
import { shapesOf, treeOf } from "../../src/formulas/tree.ts";
import { isError, isNumber, isUnknown } from "../../src/formulas/value.ts";
import { formulaSheet, workbookOf } from "../support/formula-sheet.ts";

const DATA = `
  名称 | 数量 | 金额 | 标志
  甲 | 1 | 10.05 | 是
  乙 | 2 | 20.10 | 否
  丙 | 3 | 30.15 | 是
  丁 | x | 约5 | |
  戊 | 4 | -7 | 是`;

/** What a formula in F9 gives beside the data. */
function gives(formula: string, budget = 1_000_000): string {
  const other = formulaSheet("值 \n 7", "表 二");
  const document = workbookOf(formulaSheet(`${DATA}\n 末 | | | | | =${formula}→0`), other);
  const [book] = books({ documents: [document] });
  const cell = book!.formulas[0];
  if (!cell) return "no formula";
  const { value } = recomputed(book!, cell, { left: budget });
  if (isNumber(value)) return value.toString();
  if (isUnknown(value)) return "unknown";
  if (isError(value)) return value.error;
  return value === undefined ? "blank" : String(value);
}

describe("formulas are computed in exact decimals", () => {
  test.each([
    ["0.1+0.2", "0.3"],
    ["SUM(C2:C4)", "60.3"],
    ["SUM(B2:B6)", "10"],
    ["SUM(B2:B3,C4,5)", "38.15"],
    ["SUM(C:C)", "53.3"],
    ["-B3^2", "4"],
    ["2^-1", "0.5"],
    ["50%*B3", "1"],
    ["B2+B7", "1"],
    ["B5+1", "#VALUE!"],
    ["C4/0", "#DIV/0!"],
    ["C4/B7", "#DIV/0!"],
    ["AVERAGE(B2:B4)", "2"],
    ["PRODUCT(B2:B4)", "6"],
    ["MAX(C2:C6)", "30.15"],
    ["MIN(C2:C6)", "-7"],
    ["COUNT(A2:C4)", "6"],
    ["COUNTA(A2:B6)", "10"],
    ["ABS(C6)", "7"],
    ["ROUND(C2,1)", "10.1"],
    ["ROUND(-2.5,0)", "-3"],
    ["ROUNDUP(C2,0)", "11"],
    ["ROUNDDOWN(C6/2,0)", "-3"],
    ["ROUND(1234.5,-2)", "1200"],
    ["INT(C6/2)", "-4"],
    ["MOD(-3,2)", "1"],
    ["SUBTOTAL(9,C2:C4)", "60.3"],
    ["SUMPRODUCT(B2:B4,C2:C4)", "140.7"],
    ['SUMPRODUCT((D2:D4="是")*C2:C4)', "40.2"],
    ['SUMIF(D2:D6,"是",C2:C6)', "33.2"],
    ['SUMIF(B2:B6,">=2")', "9"],
    ['SUMIFS(C2:C6,D2:D6,"是",B2:B6,"<4")', "40.2"],
    ['COUNTIF(D2:D6,"是*")', "3"],
    ['AVERAGEIF(D2:D6,"是",B2:B6)', "2.66666666666666666666666666666666666666666666666666666666667"],
    ['IF(B2>0,"有",1/0)', "有"],
    ["IF(B2>5,1)", "false"],
    ["IFERROR(1/0,9)", "9"],
    ['VLOOKUP("丙",A2:C6,3,FALSE)', "30.15"],
    ['VLOOKUP("己",A2:C6,3,0)', "#N/A"],
    ["VLOOKUP(2.5,B2:C4,2)", "20.1"],
    ['INDEX(C2:C6,MATCH("乙",A2:A6,0))', "20.1"],
    ['HLOOKUP("金额",A1:D3,3,FALSE)', "20.1"],
    ["'表 二'!A2*2", "14"],
    ['A2&"-"&B2', "甲-1"],
    ["AND(B2=1,OR(B3=1,B3=2))", "true"],
    ["ROW(C4)+COLUMN(C4)", "7"],
    ["LARGE(C2:C6,2)", "20.1"],
  ])("=%s gives %s", (formula, result) => {
    expect(gives(formula)).toBe(result);
  });

  test.each([
    ["a name", "收入合计*2"],
    ["another file", "[1]表!A1"],
    ["a function not known", "OFFSET(A1,1,1)"],
    ["several sheets at once", "SUM(Sheet1:Sheet3!A1)"],
    ["a text that may be a number", "C5*2"],
    ["a table", "SUM(表[金额])"],
    ["a lookup in a list without order", "VLOOKUP(3,C2:C6,1)"],
    ["too much to read", "SUM(A1:C6)"],
  ])("%s is unknown", (_, formula) => {
    expect(gives(formula, formula === "SUM(A1:C6)" ? 10 : 1_000_000)).toBe("unknown");
  });

  test.each(["1+", "SUM(", `${"(".repeat(300)}1${")".repeat(300)}`, "=,="])("%s is no formula", (formula) => {
    expect(treeOf(formula)).toBeUndefined();
  });
});

test("a formula copied along is the same in relative terms, fixed references are not moved", () => {
  const shape = (formula: string, row: number, column: number): string => shapesOf(treeOf(formula)!, row, column).shape;
  expect(shape("SUM(B2:B4)*$A$1", 4, 1)).toBe(shape("SUM(C2:C4)*$A$1", 4, 2));
  expect(shape("SUM(B2:B4)", 4, 1)).not.toBe(shape("SUM(C2:C3)", 4, 2));
  expect(shapesOf(treeOf("SUM(B2:B4)")!, 4, 1).skeleton).toBe(shapesOf(treeOf("SUM(C2:C3)")!, 4, 2).skeleton);
});
