import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { type CsvSheet, csvText, distinct, escapeFormula } from "../../src/reports/csv.ts";
import { fc } from "../support/properties.ts";

const sheet = (type: "text" | "number", cells: readonly string[]): CsvSheet => ({
  path: "x.csv",
  title: { "zh-CN": "表", en: "sheet" },
  columns: [{ name: "name", type, title: { "zh-CN": "名", en: "name" } }],
  rows: cells.map((cell) => [cell]),
});

const read = (text: string): readonly (readonly string[])[] =>
  parse(text, { bom: true, skip_empty_lines: false, record_delimiter: "\r\n" });

describe("what a spreadsheet would run", () => {
  test.each([
    "=1+1",
    "+SUM(A1)",
    "-SUM(A1)",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "-其中：补助",
    "+86 转账",
  ])("%j gets an apostrophe", (text) => expect(escapeFormula(text)).toBe(`'${text}`));
  test.each(["-5", "-5.20", "+3.20%", "-1,204.00", "－5", "-", "--", "－", "5-3", "附件=1", "", "（-5）", "0.5%"])(
    "%j stays as it is",
    (text) => expect(escapeFormula(text)).toBe(text),
  );
  test("a negative number in a number column is never touched", () => {
    expect(csvText(sheet("number", ["-12.50"]))).toBe("\uFEFFname\r\n-12.50\r\n");
  });
  test("a heading is text too", () => {
    const text = csvText({ ...sheet("text", []), columns: [{ name: "=1+1", type: "number", title: { "zh-CN": "名", en: "name" } }] });
    expect(text).toBe("\uFEFF'=1+1\r\n");
  });
});

describe("the file", () => {
  test("begins with a byte order mark and ends its lines with CRLF", () => {
    const text = csvText(sheet("text", ["甲", "乙"]));
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(text).toBe("\uFEFFname\r\n甲\r\n乙\r\n");
  });
  test("line breaks, quotes and commas inside a cell come back", () => {
    const cells = ["两\n行", '说"是"', "a,b", "尾\r\n行", "尾\r行", " 前后空格 "];
    expect(read(csvText(sheet("text", cells))).slice(1)).toEqual(cells.map((cell) => [cell]));
  });
  test("any text comes back, but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1 }), (cells) => {
        expect(read(csvText(sheet("text", cells))).slice(1)).toEqual(cells.map((cell) => [escapeFormula(cell)]));
      }),
    );
  });
  test("no text cell begins with a sign that runs, unless it is a number or a dash", () => {
    fc.assert(
      fc.property(fc.constantFrom("=", "+", "-", "@", "\t", "\r"), fc.string(), (sign, rest) => {
        const escaped = escapeFormula(sign + rest);
        if (!escaped.startsWith("'")) expect(escaped).toMatch(/^\s*[-+－＋]?\s*[\d,.\s]*[%％‰]?\s*$|^[-－\s]+$/);
      }),
    );
  });
});

test("names that repeat are told apart", () => {
  expect(distinct(["合计", "合计", "合计_2", "合计"])).toEqual(["合计", "合计_2", "合计_2_2", "合计_3"]);
});
