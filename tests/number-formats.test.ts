import { describe, expect, test } from "vitest";
import * as XLSX from "xlsx";
import type { Examination } from "../src/model/examination.ts";
import { DEFAULT_LIMITS } from "../src/model/parser.ts";
import { examine, readDocument } from "../src/pipeline.ts";

/** How figures are written changes no verdict: the same amounts, in other number formats and with other thousands separators. */

type Row = readonly (string | number)[];

/** An amount is wrong in the fourth line, and two totals of the second table; noughts stand among them. */
const LABELLED: readonly Row[] = [
  ["2023年基金收支情况表", "", "", "", ""],
  ["县区", "个人缴费", "财政补助", "收入合计", "基金支出"],
  ["东山", 1371.25, 8308.4, 9679.65, 9001.5],
  ["西岭", 13457.61, 2260.05, 15717.66, 14210],
  ["北港", 886.9, 5176.06, 6602.96, 5890.25],
  ["南浦", 0, 918.44, 918.44, 0],
  ["中原", 25277.41, 24760.69, 50038.1, 47001.12],
  ["合计", 40993.17, 41423.64, 82416.81, 76012.87],
];

/** No label says anything: what is claimed, the numbers reveal. */
const WORDLESS: readonly Row[] = [
  ["vobira", "datume", "kepolu", "sinaro", "rimefu"],
  ["bagido", 1371.25, 8308.4, 598.17, 10277.82],
  ["luteva", 13457.61, 2260.05, 471.38, 16189.04],
  ["zomiru", 886.9, 5176.06, 3988.93, 10501.89],
  ["fepado", 7016.77, 918.44, 2695.12, 10630.33],
  ["tigola", 25277.41, 24760.69, 516.72, 50554.82],
  ["nuveri", 4195.08, 662.02, 0, 4857.1],
  ["saluko", 6105.33, 1290.5, 3345.18, 10741.01],
];

/** Says that a spreadsheet would not read the figures as numbers. */
const OF_THE_WRITING = new Set(["text-number"]);

const verdicts = ({ recalculations, findings }: Examination): readonly string[] =>
  [
    ...recalculations.map(({ relation, verdict, expected }) => `${relation.kind} ${relation.total} ${verdict.is} ${expected?.toNumber()}`),
    ...findings
      .filter(({ code }) => !OF_THE_WRITING.has(code))
      .map(
        ({ code, severity, at, suspect, expected }) =>
          `${code} ${severity} ${at.a1 ?? `${at.row},${at.col}`} suspect ${suspect?.locator.a1 ?? suspect?.locator.row} ${Number(expected)}`,
      ),
  ].sort();

async function verdictsOn(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  return verdicts(examine("written", [await readDocument(name, "0".repeat(64), bytes, DEFAULT_LIMITS)], []));
}

function workbook(rows: readonly Row[], format: string): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => [...row]));
  for (const address of Object.keys(sheet)) {
    const cell: XLSX.CellObject = sheet[address];
    if (cell.t === "n") cell.z = format;
  }
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "Sheet1");
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" });
}

const FORMATS = [
  "General",
  "0.00",
  "#,##0.00",
  "0.##",
  "#,##0.##",
  "#,##0.00_);(#,##0.00)",
  "#,##0.00_);[Red]\\(#,##0.00\\)",
  "¥#,##0.00",
  '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
  '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
];

describe.each([
  ["with labels", LABELLED],
  ["without a word", WORDLESS],
] as const)("a workbook %s", (_, rows) => {
  test("says something", async () => {
    const said = await verdictsOn("表.xlsx", workbook(rows, "0.00"));
    expect(said.filter((each) => / differs /.test(each)).length).toBeGreaterThan(0);
    expect(said.filter((each) => / agrees /.test(each)).length).toBeGreaterThan(5);
    expect(said.filter((each) => /-mismatch /.test(each)).length).toBeGreaterThan(0);
  });

  test.each(FORMATS)("says the same in the format %s", async (format) => {
    expect(await verdictsOn("表.xlsx", workbook(rows, format))).toEqual(await verdictsOn("表.xlsx", workbook(rows, "0.00")));
  });
});

/** Figures of two decimals, the thousands parted by a mark. */
const written = (rows: readonly Row[], separator: string): Uint8Array => {
  const cell = (value: string | number): string =>
    typeof value === "string" ? value : value.toFixed(2).replace(/(?<=\d)(?=(?:\d{3})+\.)/g, separator);
  return new TextEncoder().encode(rows.map((row) => row.map((value) => `"${cell(value)}"`).join(",")).join("\n"));
};

describe.each([
  ["with labels", LABELLED],
  ["without a word", WORDLESS],
] as const)("a list %s", (_, rows) => {
  test.each([
    ["a comma", ","],
    ["a wide comma", "，"],
    ["a blank", " "],
    ["a blank that does not break", "\u00a0"],
    ["a thin blank", "\u2009"],
    ["a narrow blank", "\u202f"],
  ])("says the same with thousands parted by %s", async (_name, separator) => {
    expect(await verdictsOn("表.csv", written(rows, separator))).toEqual(await verdictsOn("表.csv", written(rows, "")));
  });
});

test("thousands parted by blanks throughout are spoken of once, as a note", async () => {
  const document = await readDocument("表.csv", "0".repeat(64), written(LABELLED, " "), DEFAULT_LIMITS);
  const spoken = examine("written", [document], []).findings.filter(({ code }) => OF_THE_WRITING.has(code));
  expect(spoken.map(({ severity }) => severity)).toEqual(["info"]);
});
