import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { datapackageFile } from "../../src/reports/datapackage.ts";
import { reports } from "../../src/reports/index.ts";
import { smallExamination } from "../support/examination.ts";

const CELLS: Readonly<Record<string, RegExp>> = {
  string: /^[\s\S]*$/,
  number: /^(-?\d+(\.\d+)?)?$/,
  integer: /^(-?\d+)?$/,
  boolean: /^(true|false)$/,
  object: /^\{[\s\S]*\}$/,
};

test("describes every CSV that is written, and nothing else", () => {
  const written = reports
    .flatMap((report) => [...report.files(smallExamination(), "en")].map(({ path }) => path))
    .filter((path) => path.endsWith(".csv"));
  expect(datapackageFile(smallExamination(), "en").resources.map(({ path }) => path)).toEqual(written);
});

test("its table schemas are true: same headings, every cell of the type it says", () => {
  const content = new Map(
    reports.flatMap((report) => [...report.files(smallExamination(), "en")].map((file) => [file.path, file.content as string] as const)),
  );
  for (const { path, schema } of datapackageFile(smallExamination(), "en").resources) {
    const [header, ...rows] = parse(content.get(path)!, { bom: true }) as string[][];
    expect(header).toEqual(schema.fields.map(({ name }) => name));
    expect(new Set(header).size).toBe(header?.length);
    for (const row of rows)
      for (const [index, cell] of row.entries()) expect(cell, `${path} ${header?.[index]}`).toMatch(CELLS[schema.fields[index]!.type]!);
  }
});

test("names are unique and fit for a URL, units are told", () => {
  const { resources, name } = datapackageFile(smallExamination(), "zh-CN");
  for (const each of [name, ...resources.map((resource) => resource.name)]) expect(each).toMatch(/^[a-z0-9._-]+$/);
  expect(new Set(resources.map((resource) => resource.name)).size).toBe(resources.length);
  const table = resources.find(({ path }) => path === "tables/d1t1.csv");
  expect(table?.schema.fields.find((field) => field.name === "当年结余")).toEqual({ name: "当年结余", type: "number", unit: "万元" });
});
