import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { Table } from "../../src/model/table.ts";
import { csvText } from "../../src/reports/csv.ts";
import { tableSheet, tablesCsv } from "../../src/reports/tables-csv.ts";
import { column, drawnGrid, figuresOf, row } from "../support/drawn-table.ts";
import { smallExamination } from "../support/examination.ts";

const files = (): ReadonlyMap<string, string> =>
  new Map([...tablesCsv.files(smallExamination(), "en")].map(({ path, content }) => [path, content as string]));

const drawn = (rows: readonly (readonly string[])[], columns: Table["columns"], lines: Table["rows"]): Table => ({
  id: "d1t1",
  document: "a.csv",
  grid: drawnGrid("a.csv", { in: "csv" }, rows),
  title: "",
  unit: null,
  period: null,
  notes: [],
  form: false,
  columns,
  rows: lines,
  headerRows: [0],
  moved: new Map(),
});

const cleaned = (table: Table): readonly (readonly string[])[] => parse(csvText(tableSheet(table, figuresOf(table, ""))), { bom: true });

test("one header row, the row path first, merged headings joined, plain numbers", () => {
  expect(parse(files().get("tables/d1t1.csv")!, { bom: true })).toEqual([
    ["县区", "实际收入/财政补助", "实际收入/个人缴费", "实际收入/合计", "实际支出", "当年结余"],
    ["东河", "3976.05", "1200.00", "5176.05", "3988.93", "1187.117"],
    ["西山", "4000.00", "1829.65", "5829.65", "5000.01", "829.65"],
    ["合计", "7976.05", "3029.65", "11015.70", "8988.94", "2016.767"],
  ]);
});

test("a bound keeps its sign, a remark that looks like a formula is made harmless", () => {
  expect(parse(files().get("tables/d2t1.csv")!, { bom: true })).toEqual([
    ["县区", "参保人数（人）", "财政到位资金（元）", "目标", "备注"],
    ["东河", "52310", "39760512.34", "≥95%", "'=2+3 见附件"],
    ["西山", "61204", "40001000.00", "95%", "-"],
  ]);
});

test("a blank or a dash among figures stays blank, never 0", () => {
  const table = drawn(
    [
      ["项目", "金额"],
      ["甲", "-5.00"],
      ["乙", "—"],
      ["丙", ""],
    ],
    [column(0, "label", ["项目"]), column(1, "figure", ["金额"])],
    [row(1, ["甲"]), row(2, ["乙"]), row(3, ["丙"])],
  );
  expect(cleaned(table)).toEqual([
    ["项目", "金额"],
    ["甲", "-5.00"],
    ["乙", ""],
    ["丙", ""],
  ]);
});

test("words in a column of figures are kept, and the column is text", () => {
  const table = drawn(
    [
      ["项目", "金额"],
      ["甲", "1,200"],
      ["乙", "免费"],
    ],
    [column(0, "label", ["项目"]), column(1, "figure", ["金额"])],
    [row(1, ["甲"]), row(2, ["乙"])],
  );
  expect(tableSheet(table, figuresOf(table, "")).columns.map(({ type }) => type)).toEqual(["text", "text"]);
  expect(cleaned(table).slice(1)).toEqual([
    ["甲", "1200"],
    ["乙", "免费"],
  ]);
});

test("levels of labels have a column each, and headings that repeat are told apart", () => {
  const table = drawn(
    [
      ["一级", "二级", "金额", "金额"],
      ["产出", "数量", "1", "2"],
      ["^", "质量", "3", "4"],
      ["合计", "<", "4", "6"],
    ],
    [column(0, "label", ["一级"]), column(1, "label", ["二级"]), column(2, "figure", ["金额"]), column(3, "figure", ["金额"])],
    [row(1, ["产出", "数量"]), row(2, ["产出", "质量"]), row(3, ["合计"], "total")],
  );
  expect(cleaned(table)).toEqual([
    ["一级", "二级", "金额", "金额_2"],
    ["产出", "数量", "1", "2"],
    ["产出", "质量", "3", "4"],
    ["合计", "", "4", "6"],
  ]);
});

test("what has no heading has a plain name", () => {
  const form = drawn(
    [
      ["项目名称", "医疗救助"],
      ["负责单位", "医保局"],
    ],
    [column(0, "label", []), column(1, "text", [])],
    [row(0, ["项目名称"]), row(1, ["负责单位"])],
  );
  expect(cleaned(form)).toEqual([
    ["item", "value"],
    ["项目名称", "医疗救助"],
    ["负责单位", "医保局"],
  ]);
});
