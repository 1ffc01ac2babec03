import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { type Grid, placeOf } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { csv } from "../../src/parsers/csv.ts";
import { texts } from "../support/office.ts";
import { fc } from "../support/properties.ts";

const read = (content: string | Uint8Array): Promise<Reading> =>
  csv.parse("表.csv", typeof content === "string" ? Buffer.from(content, "utf8") : content, DEFAULT_LIMITS);
const gridOf = ({ blocks }: Reading): Grid => {
  const [block] = blocks;
  if (block?.kind !== "grid") throw new Error("no grid");
  return block.grid;
};

describe("csv", () => {
  it.each([
    [
      "commas",
      '县区,金额\r\n甲县,"1,234.50"\r\n',
      [
        ["县区", "金额"],
        ["甲县", "1,234.50"],
      ],
    ],
    [
      "semicolons",
      "县区;金额\n甲县;1,5\n乙县;2,5\n",
      [
        ["县区", "金额"],
        ["甲县", "1,5"],
        ["乙县", "2,5"],
      ],
    ],
    [
      "tabs",
      "县区\t金额\n甲县\t1,234\n",
      [
        ["县区", "金额"],
        ["甲县", "1,234"],
      ],
    ],
    ["a note to Excel", "sep=;\r\na;b,c\r\n", [["a", "b,c"]]],
    [
      "mixed line ends",
      "a,1\r\nb,2\nc,3\rd,4",
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
        ["d", "4"],
      ],
    ],
    [
      "quotes around line ends and quotes",
      '"项目\n（万元）","说""是"""\n1,2\n',
      [
        ["项目\n（万元）", '说"是"'],
        ["1", "2"],
      ],
    ],
    [
      "rows of different width",
      "标题\n县区,收入,支出\n甲,1\n",
      [
        ["标题", "", ""],
        ["县区", "收入", "支出"],
        ["甲", "1", ""],
      ],
    ],
    [
      "blanks that are text",
      "a, 1 \nb,\u3000\n",
      [
        ["a", " 1 "],
        ["b", "\u3000"],
      ],
    ],
  ])("reads %s", async (_, content, rows) => {
    const reading = await read(content);
    expect(texts(gridOf(reading))).toEqual(rows);
    expect(reading.findings).toEqual([]);
  });

  it.each([
    ["utf-8", iconv.encode("合计,100\n", "utf8", { addBOM: true })],
    ["gb18030", iconv.encode("合计,100\n", "gbk")],
    ["utf-16le", iconv.encode("合计,100\n", "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode("合计,100\n", "utf-16be", { addBOM: true })],
  ])("reads %s and says so", async (encoding, bytes) => {
    const reading = await read(bytes);
    expect(texts(gridOf(reading))).toEqual([["合计", "100"]]);
    expect(reading.encoding).toBe(encoding);
  });

  it("counts blank records for the place of a cell, and leaves blank edges out of the grid", async () => {
    const reading = await read("\n\n,,\n,县区,金额\n\n,甲县,1\n,,\n,,\n");
    const grid = gridOf(reading);
    expect(texts(grid)).toEqual([
      ["县区", "金额"],
      ["", ""],
      ["甲县", "1"],
    ]);
    expect(placeOf(grid, 2, 1)).toEqual({ document: "表.csv", row: 6, col: 3 });
  });

  it("counts a note to Excel for the place too", async () => {
    expect(placeOf(gridOf(await read("sep=;\na;b\n")), 0, 0)).toMatchObject({ row: 2, col: 1 });
  });

  it("names the line of a quote that is never closed, and swallows nothing", async () => {
    const reading = await read('a,b\n1,2\nc,"d\ne,f\ng,h\n');
    expect(texts(gridOf(reading)).at(-1)).toEqual(["g", "h"]);
    expect(reading.findings).toMatchObject([{ code: "unreadable-file", severity: "warning", at: { label: "line 3" } }]);
    expect(reading.findings[0]!.message["zh-CN"]).toContain("第 3 行");
  });

  it("lets a stray quote be, without giving up the quotes that are right", async () => {
    const reading = await read('规格,金额\n5"管,"1,234"\n');
    expect(texts(gridOf(reading))).toEqual([
      ["规格", "金额"],
      ['5"管', "1,234"],
    ]);
    expect(reading.findings).toMatchObject([{ severity: "warning", at: { label: "line 2" } }]);
  });

  it("says how many characters were lost", async () => {
    const bytes = Buffer.from(`县区,参保人数\n${"甲县,100\n".repeat(20)}`, "utf8");
    bytes[bytes.indexOf("甲")] = 0xff;
    const reading = await read(bytes);
    expect(reading.findings).toMatchObject([{ code: "unreadable-file", severity: "warning", at: { label: "lost characters" } }]);
  });

  it("refuses a file whose rows would be filled up beyond the limit", async () => {
    const wide = ",".repeat(999);
    const { blocks, findings } = await csv.parse("a.csv", Buffer.from(`${wide}\n${"1\n".repeat(500)}`), {
      ...DEFAULT_LIMITS,
      cells: 100_000,
    });
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error" }]);
  });

  it("reads back whatever was written properly", async () => {
    const field = fc.string({ unit: fc.constantFrom("甲", "1", ",", '"', "\n", " ", ";") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 6 }), async (rows) => {
        // A heading settles the delimiter, and a mark in the corners keeps the edges.
        const whole = [["甲,乙", "丙"], ...rows, ["末", "尾"]];
        const quoted = whole.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\n");
        expect(texts(gridOf(await read(quoted)))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});
