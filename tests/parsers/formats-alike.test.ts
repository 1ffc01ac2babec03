import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import type { Finding } from "../../src/model/finding.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { examine, readDocument } from "../../src/pipeline.ts";

/** Findings do not depend on what a workbook was saved as, those that speak of the format itself aside. */

const OF_THE_FORMAT = new Set(["text-number", "hidden-precision", "hidden-content", "unsupported-format"]);
const FORMULAS = new Set(["stale-formula", "formula-overwritten", "formula-inconsistent"]);

async function findings(name: string, bytes: Uint8Array): Promise<readonly Finding[]> {
  const document = await readDocument(name, "0".repeat(64), bytes, DEFAULT_LIMITS);
  return examine("alike", [document], []).findings.filter(({ code }) => !OF_THE_FORMAT.has(code));
}

const claims = (some: readonly Finding[]): readonly string[] =>
  some.map(({ code, severity, at, reported, expected }) => `${code} ${severity} ${at.label} ${reported} ${expected}`).sort();
const withoutFormulas = (some: readonly Finding[]): readonly Finding[] => some.filter(({ code }) => !FORMULAS.has(code));

describe.each([
  ["a submission", "../../fixtures/formats/taojiang-2019/all.xlsx"],
  ["a typed-over formula", "../../fixtures/cases/formula-overwritten.typed-over.xlsx"],
  ["a row that a sum misses", "../../fixtures/cases/formula-inconsistent.row-missed.xlsx"],
  ["a result out of date", "../../fixtures/cases/stale-formula.not-recalculated.xlsx"],
  ["a hidden sheet", "../../fixtures/cases/hidden-content.sheet.xlsx"],
])("%s", (_, file) => {
  const bytes = new Uint8Array(readFileSync(new URL(file, import.meta.url)));
  const workbook = XLSX.read(bytes, { cellNF: true, cellStyles: true, cellFormula: true });
  let expected: readonly Finding[];
  beforeAll(async () => {
    expected = await findings("表.xlsx", bytes);
  });

  it.each([
    ["ods", "ods"],
    ["xls", "xlml"],
  ] as const)("says the same as .%s (%s)", async (extension, bookType) => {
    const other = XLSX.write(workbook, { type: "buffer", bookType });
    expect(claims(await findings(`表.${extension}`, other))).toEqual(claims(expected));
  });

  // The library writes no formulas into the one, and those of the other are not trusted.
  it.each([
    ["xls", "biff8"],
    ["xlsb", "xlsb"],
  ] as const)("says the same as .%s, formulas aside", async (extension, bookType) => {
    const other = XLSX.write(workbook, { type: "buffer", bookType });
    expect(claims(withoutFormulas(await findings(`表.${extension}`, other)))).toEqual(claims(withoutFormulas(expected)));
  });
});
