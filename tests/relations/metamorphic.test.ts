import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Examination } from "../../src/model/examination.ts";
import type { Cell, Document, Grid } from "../../src/model/grid.ts";
import { normaliseLabel } from "../../src/model/label.ts";
import { readFigure } from "../../src/model/read-figure.ts";
import { examine } from "../../src/pipeline.ts";
import { readFolder } from "../support/read.ts";
import { sheet } from "../support/sheet.ts";

type Rows = readonly (readonly string[])[];

/** Sums both ways, a balance, a rate; one income and one balance are wrong. */
const FUND: Rows = [
  ["区县", "个人缴费（万元）", "财政补助（万元）", "收入合计（万元）", "支出合计（万元）", "当年结余（万元）", "支出比例（%）"],
  ["东山", "1371.25", "8308.40", "9679.65", "8120.31", "1559.34", "83.89"],
  ["西岭", "13457.61", "2260.05", "15717.66", "14001.20", "1716.46", "89.08"],
  ["北港", "886.90", "5176.06", "6602.96", "5011.83", "1051.13", "82.66"],
  ["南浦", "7016.77", "918.44", "7935.21", "7120.05", "851.16", "89.73"],
  ["中原", "5277.41", "4760.69", "10038.10", "9004.46", "1033.64", "89.70"],
  ["合计", "28009.94", "21423.64", "49433.58", "43257.85", "6175.73", "87.51"],
];

/** Two years, what changed and by how much; a part and its whole. One change is wrong. */
const YEARS: Rows = [
  ["项目", "2022年", "2023年", "增减额", "增减率（%）"],
  ["因公出国费", "1204.50", "1310.75", "106.25", "8.82"],
  ["公务接待费", "980.20", "871.40", "-108.80", "-11.10"],
  ["公务用车费", "3310.64", "3502.10", "291.46", "5.78"],
  ["会议费", "415.30", "402.86", "-12.44", "-3.00"],
  ["培训费", "620.18", "655.02", "34.84", "5.62"],
];

const draw = (rows: Rows): Document => sheet(rows.map((row) => row.join(" | ")).join("\n"));

/** What is said about which figure: row and column in either order, so that a table may be turned. */
function verdicts({ findings }: Examination): readonly string[] {
  return findings
    .filter(({ severity }) => severity !== "info")
    .map(({ code, severity, at, expected, suspect }) => {
      const spot = (label: string): string => label.split(" × ").map(normaliseLabel).sort().join(" × ");
      return [severity, code, spot(at.label), expected, suspect ? `${spot(suspect.locator.label)} → ${suspect.suggested}` : "–"].join(
        " | ",
      );
    })
    .sort();
}

const verdictsOf = (rows: Rows): readonly string[] => verdicts(examine("drawn", [draw(rows)], []));

const map = (rows: Rows, change: (text: string, row: number, column: number) => string): Rows =>
  rows.map((row, r) => row.map((text, c) => (r === 0 || c === 0 ? text : change(text, r, c))));

const turned = (rows: Rows): Rows => rows[0]!.map((_, column) => rows.map((row) => row[column]!));
const withCommas = (text: string): string => text.replace(/\d(?=(?:\d{3})+(?:\.|$))/g, "$&,");
const fullWidth = (text: string): string => text.replace(/[\d.]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

const CHANGES: { readonly [name: string]: (rows: Rows) => Rows } = {
  "rows in another order": (rows) => {
    const [head, a, b, c, d, e, ...last] = rows;
    return [head!, d!, b!, e!, a!, c!, ...last];
  },
  "rows and columns exchanged": turned,
  "a blank column between": (rows) => rows.map((row) => [...row.slice(0, 3), "", ...row.slice(3)]),
  "a column of words at the end": (rows) => rows.map((row, at) => [...row, at === 0 ? "备注" : "已核"]),
  "a blank row between": (rows) => [...rows.slice(0, 3), rows[0]!.map(() => ""), ...rows.slice(3)],
  "thousands parted by commas": (rows) => map(rows, withCommas),
};

describe.each([
  ["a fund's year", FUND],
  ["two years", YEARS],
])("%s", (_, rows) => {
  const expected = verdictsOf(rows);

  test("has findings, so that there is something to keep", () => expect(expected.length).toBeGreaterThan(0));

  test.each(Object.entries(CHANGES))("%s change no verdict", (_name, change) => expect(verdictsOf(change(rows))).toEqual(expected));

  test("full-width digits change no verdict but their own", () =>
    expect(verdictsOf(map(rows, fullWidth)).filter((each) => !each.includes("text-number"))).toEqual(expected));
});

test("another unit changes amounts, not verdicts", () => {
  const bare = (said: readonly string[]): readonly string[] =>
    said.map((each) =>
      each
        .split(" | ")
        .slice(0, 3)
        .join(" | ")
        .replace(/\(.*?元\)/g, ""),
    );
  const inYuan = map(FUND, (text, _, column) => (column === 6 ? text : `${text.replace(".", "")}00`)).map((row, at) =>
    at === 0 ? row.map((heading) => heading.replace("万元", "元")) : row,
  );
  expect(bare(verdictsOf(inYuan))).toEqual(bare(verdictsOf(FUND)));
});

const changedGrid = (document: Document, change: (grid: Grid) => Grid["rows"]): Document => ({
  ...document,
  blocks: document.blocks.map((block) => (block.kind === "grid" ? { ...block, grid: { ...block.grid, rows: change(block.grid) } } : block)),
});

const BLANK: Cell = { text: "" };

/** A figure of four digits or more before the point, parted by commas; what a workbook stores stays. */
function parted(cell: Cell): Cell {
  return /^-?\d{4,}(?:\.\d+)?$/.test(cell.text) && readFigure(cell.text) && !/^(?:19|20)\d\d$/.test(cell.text)
    ? { ...cell, text: withCommas(cell.text) }
    : cell;
}

describe.each(["huangshi-2022", "junshan-2017", "mianyang-2020", "taojiang-2019", "yiyang-2017"])("%s", (place) => {
  const verdictsOfAll = async (change: (grid: Grid) => Grid["rows"]): Promise<readonly string[]> => {
    const documents = await readFolder(join("fixtures/submissions", place));
    return verdicts(
      examine(
        place,
        documents.map((document) => changedGrid(document, change)),
        [],
      ),
    );
  };

  test("thousands parted by commas, or a blank column and row at the end, change no verdict", async () => {
    const expected = await verdictsOfAll(({ rows }) => rows);
    expect(expected.length).toBeGreaterThan(0);
    const widened = (rows: Grid["rows"]): Grid["rows"] => [
      ...rows.map((row) => [...row.map(parted), BLANK]),
      Array.from({ length: (rows[0]?.length ?? 0) + 1 }, () => BLANK),
    ];
    expect(await verdictsOfAll(({ rows }) => widened(rows))).toEqual(expected);
  });
});
