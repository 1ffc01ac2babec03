import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Place } from "../../src/model/place.ts";
import type { Table } from "../../src/model/table.ts";
import { tableNames } from "../../src/reports/table-names.ts";
import { column, drawnGrid, row } from "../support/drawn-table.ts";
import { smallExamination } from "../support/examination.ts";

const FILE = "自评表.docx";

/** A form of label and value, the n-th table of its file. */
function form(number: number, title: string, lines: readonly (readonly [label: string, value: string])[]): Table {
  return {
    id: `d1t${number}`,
    document: FILE,
    grid: drawnGrid(FILE, { in: "word", table: number }, lines),
    title,
    unit: null,
    period: null,
    notes: [],
    form: true,
    columns: [column(0, "label", ["项目"]), column(1, "text", ["内容"])],
    rows: lines.map(([label], index) => row(index, [label])),
    headerRows: [],
    moved: new Map(),
  };
}

const finding = (at: Partial<Place>, ...evidence: readonly Partial<Place>[]): Finding => {
  const [some] = smallExamination().findings;
  const locator = (place: Partial<Place>) => ({ document: FILE, label: "", ...place });
  return {
    ...some!,
    at: locator(at),
    evidence: evidence.map((place) => ({ locator: locator(place), raw: "1", value: "1", role: "x" })),
  };
};
const cell = (table: number): Partial<Place> => ({ table, row: 1, col: 2 });
const named = (tables: readonly Table[], of: Finding): string | undefined => tableNames({ tables })(of)?.["zh-CN"];

describe("a table's name", () => {
  test("is its title where no other table has it", () => {
    expect(named([form(1, "甲表", [["项目名称", "一"]]), form(2, "乙表", [["项目名称", "二"]])], finding(cell(2)))).toBe("乙表");
  });

  const sisters = [
    form(1, "2022 年度自评表", [
      ["项目名称", "补助 (东)"],
      ["主管部门", "医保局"],
    ]),
    form(2, "2022年度自评表", [
      ["项目名称", "补助 (西)"],
      ["主管部门", "医保局"],
    ]),
  ];
  test("tells sister forms by the project they name", () => {
    expect(named(sisters, finding(cell(1)))).toBe("2022 年度自评表 · 补助 (东)");
    expect(named(sisters, finding(cell(2)))).toBe("2022年度自评表 · 补助 (西)");
  });

  test("takes the next line that tells them, or adds the number where none does", () => {
    const lines = (unit: string) => [["项目名称", "补助"] as const, ["项目实施单位", unit] as const];
    expect(named([form(1, "自评表", lines("东局")), form(2, "自评表", lines("西局"))], finding(cell(2)))).toBe("自评表 · 西局");
    expect(named([form(1, "自评表", lines("东局")), form(2, "自评表", lines("东局"))], finding(cell(2)))).toBe("自评表 · 补助 · 表2");
    expect(named([form(1, "自评表", []), form(2, "自评表", [["备注", "无"]])], finding(cell(2)))).toBe("自评表 · 表2");
  });

  test("is its number where it has no title", () => {
    expect(tableNames({ tables: [form(3, "", [["备注", "无"]])] })(finding(cell(3)))).toEqual({ "zh-CN": "表3", en: "table 3" });
  });
});

test("a finding in running text is named by the table it was compared with, and by none where there was none", () => {
  const tables = [form(1, "甲表", [["备注", "无"]]), form(2, "乙表", [["备注", "无"]])];
  expect(named(tables, finding({ paragraph: 7 }, { paragraph: 8 }, cell(2)))).toBe("乙表");
  expect(named(tables, finding({ paragraph: 7 }))).toBeUndefined();
});
