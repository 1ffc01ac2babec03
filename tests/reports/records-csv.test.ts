import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { decimal } from "../../src/model/decimal.ts";
import { recordsCsv } from "../../src/reports/records-csv.ts";
import { smallExamination } from "../support/examination.ts";

type Line = Readonly<Record<string, string>>;
const read = (): readonly Line[] => {
  const [file] = recordsCsv.files(smallExamination(), "en");
  return parse(file?.content as string, { bom: true, columns: true });
};

test("the columns are those of the contract", () => {
  expect(Object.keys(read()[0]!).join(", ")).toBe(
    "submission, document, sheet, table_id, table_title, period, entity, row_path, column_path, indicator, raw, value, decimals, unit, value_in_base_unit, base_unit, qualifier, is_total, locator, document_sha256, flags",
  );
});

test("every figure is there once, in order, with its locator", () => {
  const { records } = smallExamination();
  const lines = read();
  expect(lines.map(({ raw }) => raw)).toEqual(records.map(({ figure }) => figure.raw));
  expect(lines.map(({ locator }) => JSON.parse(locator!))).toEqual(records.map(({ at }) => at));
});

test("values are plain decimals, in the unit as printed and in the base unit", () => {
  const line = read().find(({ raw }) => raw === "1187.117");
  expect(line).toMatchObject({ value: "1187.117", decimals: "3", unit: "万元", value_in_base_unit: "11871170", base_unit: "元" });
  for (const { value, value_in_base_unit } of read()) expect(() => [decimal(value!), decimal(value_in_base_unit!)]).not.toThrow();
});

test("thousands separators, bounds and approximations are told apart from the value", () => {
  const byRaw = new Map(read().map((line) => [line.raw, line]));
  expect(byRaw.get("52,310")).toMatchObject({ value: "52310", qualifier: "" });
  expect(byRaw.get("≥95%")).toMatchObject({ value: "95", qualifier: "at-least", unit: "%", value_in_base_unit: "0.95" });
  expect(byRaw.get("约5%")).toMatchObject({ value: "5", qualifier: "about", table_id: "" });
});

test("a total says so", () => {
  expect(read().filter(({ is_total }) => is_total === "true")).toHaveLength(5);
});
