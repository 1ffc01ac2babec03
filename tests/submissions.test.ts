import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Examination } from "../src/model/examination.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Document } from "../src/model/grid.ts";
import { placeText } from "../src/model/place.ts";
import { evidence, examine, render } from "../src/pipeline.ts";
import { readFile, readFolder, shippedPacks } from "./support/read.ts";

const SUBMISSIONS = "fixtures/submissions";
const FORMATS = "fixtures/formats";

const serious = ({ findings }: Examination): readonly Finding[] => findings.filter(({ severity }) => severity !== "info");

/** A finding on one line of a golden file: what, where, how much, and the suspect. */
function line({ severity, code, at, reported, expected, suspect }: Finding): string {
  const place = [at.document, placeText(at, "en")].filter(Boolean).join(" ");
  const named = suspect ? ` | suspect ${suspect.locator.label}: ${suspect.reported} → ${suspect.suggested}` : "";
  return `${severity} ${code} | ${place} | ${at.label} | ${reported} for ${expected}${named}`;
}

describe.each(readdirSync(SUBMISSIONS).sort())("%s", (place) => {
  const folder = join(SUBMISSIONS, place);
  const read = readFolder(folder);

  test("finds what the published figures contradict, with no rule pack", async () => {
    const found = examine(place, await read, []);
    await expect(`${found.findings.map(line).join("\n")}\n`).toMatchFileSnapshot(`golden/submissions/${place}.no-rules.txt`);
  });

  test("and what the forms' own instructions say, with the packs that ship", async () => {
    const found = examine(place, await read, shippedPacks());
    await expect(`${found.findings.map(line).join("\n")}\n`).toMatchFileSnapshot(`golden/submissions/${place}.rules.txt`);
  });

  test("two runs give the same bytes", async () => {
    const run = (documents: readonly Document[]) => render(examine(place, documents, shippedPacks()), "zh-CN");
    const [first, second] = [run(await read), run(await readFolder(folder))];
    expect(first.length).toBeGreaterThan(8);
    expect(second).toEqual(first);
  });
});

/** What a finding says, whatever the file it was found in. */
const claim = ({ severity, code, at, reported, expected }: Finding): string => [severity, code, at.label, reported, expected].join(" | ");

describe.each(readdirSync(FORMATS).sort())("%s in every format", (place) => {
  const folder = join(FORMATS, place);
  const word = readFile(join(folder, "all.docx")).then((document) => serious(examine(place, [document], [])));

  test.each(readdirSync(folder).filter((name) => name.startsWith("all.") && name !== "all.docx"))(
    "%s gives the findings of the Word file",
    async (name) => {
      const other = serious(examine(place, [await readFile(join(folder, name))], []));
      // A workbook keeps the narrative on a sheet, a line a row: sentences that build on each other are not read across rows.
      const compared = name.endsWith(".txt") ? () => true : ({ relation }: Finding) => relation?.source !== "prose";
      expect(other.filter(compared).map(claim).sort()).toEqual((await word).filter(compared).map(claim).sort());
      expect(await word).not.toEqual([]);
    },
  );
});

describe("5176.05 − 3988.93 against 1187.117, in every format that carries it", () => {
  const folder = join(FORMATS, "yiyang-2017");

  test.each(readdirSync(folder))("%s", async (name) => {
    const { findings } = examine("s", [await readFile(join(folder, name))], []);
    const [excess] = findings.filter(({ code }) => code === "excess-precision");
    expect([excess?.severity, excess?.reported, excess?.suspect?.suggested, excess?.at.label]).toEqual([
      "warning",
      "1187.117",
      "1187.12",
      "高新 × 当年结余",
    ]);
    const rounding = findings.filter(({ root }) => root === excess?.root).map(({ code, difference }) => [code, difference]);
    expect(rounding).toContainEqual(["rounding", "-0.003"]);
  });
});

test("at least 90 % of the figures of the three fund tables are verified or disputed, each with its relations", async () => {
  const folder = join(SUBMISSIONS, "yiyang-2017");
  const { coverage, records, tables } = examine("s", await readFolder(folder), []);
  const fund = new Set(tables.filter(({ grid }) => grid.origin.in === "sheet").map(({ id }) => id));
  expect(fund.size).toBe(3);
  const cells = coverage.filter((_, index) => fund.has(records[index]?.tableId ?? ""));
  const tested = cells.filter(({ state, relations }) => state !== "untested" && relations.length > 0);
  expect(cells.length).toBeGreaterThan(240);
  expect(tested.length / cells.length).toBeGreaterThanOrEqual(0.9);
});

test("every figure keeps its raw text and its place", async () => {
  const document = await readFile(join(FORMATS, "yiyang-2017", "all.docx"));
  const { records, tables } = evidence([document]);
  const raws = new Set([...records.values()].map(({ figure }) => figure.raw));
  for (const raw of ["1187.117", "6200.00 ", "97.96%", "33685"]) expect(raws, raw).toContain(raw);
  for (const { at, tableId, figure } of records.values()) {
    if (tableId === null) continue;
    const grid = tables.find(({ id }) => id === tableId)?.grid;
    expect(grid?.rows[at.row! - 1]?.[at.col! - 1]?.text).toBe(figure.raw);
  }
});
