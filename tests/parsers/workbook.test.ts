import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import { type Cell, type Grid, placeOf } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { sheetXml } from "../../src/parsers/workbook/sheet-xml.ts";
import { xls, xlsx } from "../../src/parsers/workbook.ts";
import { texts, xlsxOf } from "../support/office.ts";

const PARSERS = { xlsx, xls };
type Kind = keyof typeof PARSERS;
const KINDS: readonly Kind[] = ["xlsx", "xls"];

const written = (kind: Kind, workbook: XLSX.WorkBook): Uint8Array =>
  XLSX.write(workbook, { type: "buffer", bookType: kind === "xls" ? "biff8" : "xlsx" });
const read = (kind: Kind, bytes: Uint8Array): Promise<Reading> => PARSERS[kind].parse(`表.${kind}`, bytes, DEFAULT_LIMITS);
const grids = ({ blocks }: Reading): Grid[] => blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : []));

function book(sheets: { readonly [name: string]: XLSX.WorkSheet }, hidden: readonly (0 | 1 | 2)[] = []): XLSX.WorkBook {
  const workbook = XLSX.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) XLSX.utils.book_append_sheet(workbook, sheet, name);
  workbook.Workbook = { Sheets: workbook.SheetNames.map((name, index) => ({ name, Hidden: hidden[index] ?? 0 })) };
  return workbook;
}
const number = (v: number, z = "General", more: Partial<XLSX.CellObject> = {}): XLSX.CellObject => ({ t: "n", v, z, ...more });
/** One row of cells, from A1. */
const line = (...cells: readonly XLSX.CellObject[]): XLSX.WorkSheet => ({
  "!ref": XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: 0, c: cells.length - 1 } }),
  ...Object.fromEntries(cells.map((cell, column) => [XLSX.utils.encode_cell({ r: 0, c: column }), cell])),
});
const firstLine = (reading: Reading): readonly Cell[] => grids(reading)[0]!.rows[0]!;

describe.each(KINDS)("cells of %s", (kind) => {
  const cellsOf = async (...cells: readonly XLSX.CellObject[]): Promise<readonly Cell[]> =>
    firstLine(await read(kind, written(kind, book({ 表: line(...cells) }))));

  it("keep what is stored, what is shown and the format apart", async () => {
    expect(await cellsOf(number(1187.117), number(1187.117, "0.00"), number(0.7732, "0.00%"), number(51760512.34, "#,##0.00"))).toEqual([
      { text: "1187.117", stored: "1187.117", format: "General" },
      { text: "1187.12", stored: "1187.117", format: "0.00" },
      { text: "77.32%", stored: "0.7732", format: "0.00%" },
      { text: "51,760,512.34", stored: "51760512.34", format: "#,##0.00" },
    ]);
  });

  it("store 15 significant digits in plain notation, without the noise of binary fractions", async () => {
    const cells = await cellsOf(
      number(124599.99999999999),
      number(0.1 + 0.2),
      number(1.5e21),
      number(-2.5e-7),
      number(123456789012345680),
      number(-0),
    );
    expect(cells.map(({ stored }) => stored)).toEqual([
      "124600",
      "0.3",
      "1500000000000000000000",
      "-0.00000025",
      "123456789012346000",
      "0",
    ]);
    // General abbreviates the very long and the very small ones: their digits are shown instead.
    expect(cells.map(({ text }) => text)).toEqual(["124600", "0.3", "1500000000000000000000", "-0.00000025", "123456789012346000", "0"]);
  });

  it("are no figures where they are dates, truth values or errors", async () => {
    const cells = await cellsOf(number(45291, "yyyy/m/d"), number(0.5, "h:mm"), { t: "b", v: true }, { t: "e", v: 0x07, w: "#DIV/0!" });
    expect(cells.map(({ text, not, stored }) => [text, not, stored])).toEqual([
      ["2023/12/31", "date", undefined],
      ["12:00", "date", undefined],
      ["TRUE", "boolean", undefined],
      ["#DIV/0!", "error", undefined],
    ]);
  });

  it("leave a number stored as text a text, line breaks and all", async () => {
    expect(await cellsOf({ t: "s", v: "1,187.12" }, { t: "s", v: "项目\n资金" })).toEqual([{ text: "1,187.12" }, { text: "项目\n资金" }]);
  });

  it("are kept and marked where their format shows nothing, but for zeros", async () => {
    const reading = await read(kind, written(kind, book({ 表: line({ t: "s", v: "合计" }, number(88, ";;;"), number(0, "0;-0;;@")) })));
    expect(firstLine(reading)).toMatchObject([{ text: "合计" }, { text: "", stored: "88", hidden: true }, { text: "", stored: "0" }]);
    expect(firstLine(reading)[2]!.hidden).toBeUndefined();
    expect(reading.findings).toMatchObject([{ code: "hidden-content", severity: "info", message: { en: expect.stringContaining("B1") } }]);
  });
});

describe.each(KINDS)("sheets of %s", (kind) => {
  it("are trimmed to what they hold, and their places open the cells", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([[], [], [], [null, null, "县区", "金额"], [null, null, "甲县", 12.5]]);
    sheet["!ref"] = "A1:Z500";
    const [grid] = grids(await read(kind, written(kind, book({ 表: sheet }))));
    expect(texts(grid!)).toEqual([
      ["县区", "金额"],
      ["甲县", "12.5"],
    ]);
    expect(placeOf(grid!, 1, 1)).toEqual({ document: `表.${kind}`, sheet: "表", a1: "D5" });
  });

  it("spread out merged ranges, cut to the cells in use", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([["标题"], ["县区", "收入"], [null, "合计", "其中"], ["甲县", 1, 2]]);
    sheet["!merges"] = ["A1:Z1", "A2:A3", "B2:C2"].map((range) => XLSX.utils.decode_range(range));
    expect(texts(grids(await read(kind, written(kind, book({ 表: sheet }))))[0]!)).toEqual([
      ["标题", "<", "<"],
      ["县区", "收入", "<"],
      ["^", "合计", "其中"],
      ["甲县", "1", "2"],
    ]);
  });

  it("point out values under merged ranges and keep them", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([["合计", 5, 7]]);
    sheet["!merges"] = [XLSX.utils.decode_range("B1:C1")];
    const reading = await read(kind, written(kind, book({ 表: sheet })));
    expect(firstLine(reading)[2]).toEqual({ text: "7", stored: "7", format: "General", anchor: [0, 1], hidden: true });
    expect(reading.findings[0]!.message.en).toContain("C1");
  });

  it("are all read, hidden ones marked, with one remark each", async () => {
    const plain = XLSX.utils.aoa_to_sheet([["a", 1]]);
    const partly = XLSX.utils.aoa_to_sheet([
      ["a", 1, 2],
      ["b", 3, 4],
      ["c", 5, 6],
      ["d", 7, 8],
    ]);
    // The library does not write hidden rows of an .xls; they are tried below.
    if (kind === "xlsx") partly["!rows"] = [{}, { hidden: true }, { hidden: true }];
    const inHiddenRow = kind === "xlsx";
    partly["!cols"] = [{}, {}, { hidden: true }];
    const reading = await read(kind, written(kind, book({ 明: plain, 暗: plain, 深: plain, 半: partly }, [0, 1, 2, 0])));
    expect(grids(reading).map(({ origin }) => origin)).toEqual([
      { in: "sheet", sheet: "明", hidden: false },
      { in: "sheet", sheet: "暗", hidden: true },
      { in: "sheet", sheet: "深", hidden: true },
      { in: "sheet", sheet: "半", hidden: false },
    ]);
    expect(grids(reading)[3]!.rows.map((row) => row.map(({ hidden }) => hidden === true))).toEqual([
      [false, false, true],
      [inHiddenRow, inHiddenRow, true],
      [inHiddenRow, inHiddenRow, true],
      [false, false, true],
    ]);
    expect(grids(reading)[1]!.rows[0]![0]!.hidden).toBe(true);
    expect(reading.findings.map(({ at, message }) => [at.label, message.en.replace(/^[^:]*: |\. It.*$/g, "")])).toEqual([
      ["暗", "the whole sheet is hidden"],
      ["深", "the whole sheet is very hidden (no menu shows it)"],
      ["半", inHiddenRow ? "hidden row(s) 2–3; hidden column(s) C" : "hidden column(s) C"],
    ]);
  });

  it("say nothing of hidden rows and columns that are blank, nor of blank sheets", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([["a", 1]]);
    sheet["!rows"] = [{}, {}, { hidden: true }];
    sheet["!cols"] = [{}, {}, {}, { hidden: true }];
    const reading = await read(kind, written(kind, book({ 表: sheet, 空: XLSX.utils.aoa_to_sheet([[]]) }, [0, 1])));
    expect(reading.findings).toEqual([]);
    expect(grids(reading)).toHaveLength(1);
  });

  it("do not borrow number formats from the workbook read before", async () => {
    const custom = written(kind, book({ 表: line(number(1.5, '0.000"亩"')) }));
    const plain = written("xls", book({ 表: line(number(1.5)) }));
    const alone = await xls.parse("a.xls", plain, DEFAULT_LIMITS);
    await read(kind, custom);
    expect(await xls.parse("a.xls", plain, DEFAULT_LIMITS)).toEqual(alone);
  });
});

/** Puts records (hexadecimal) into the only sheet of an `.xls`, before its first cell. */
function withRecords(bytes: Uint8Array, ...records: readonly string[]): Uint8Array {
  const container = XLSX.CFB.read(bytes, { type: "buffer" });
  const entry = XLSX.CFB.find(container, "/Workbook");
  const stream = Buffer.from(entry.content);
  let at = 0;
  // The Dimensions record stands right before the cells.
  while (stream.readUInt16LE(at) !== 0x0200) at += 4 + stream.readUInt16LE(at + 2);
  at += 4 + stream.readUInt16LE(at + 2);
  entry.content = Buffer.concat([stream.subarray(0, at), Buffer.from(records.join("").replace(/\s/g, ""), "hex"), stream.subarray(at)]);
  entry.size = entry.content.length;
  return XLSX.CFB.write(container, { type: "buffer" });
}

describe("what the library does not write in an .xls", () => {
  it("rows hidden", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([["甲"], ["乙"]]);
    const row = "08021000 0100 0000 0100 ff00 0000 0000 20010f00";
    const reading = await read("xls", withRecords(written("xls", book({ 表: sheet })), row));
    expect(grids(reading)[0]!.rows.map(([first]) => first)).toEqual([{ text: "甲" }, { text: "乙", hidden: true }]);
    expect(reading.findings[0]!.message.en).toContain("hidden row(s) 2");
  });

  it("formulas with their saved result", async () => {
    // C1 = SUM(A1:B1), saved as 30: an area, and the mark that sums it.
    const formula = "06002300 0000 0200 0000 0000000000003e40 0000 00000000 0d00 25 0000 0000 00c0 01c0 19 10 0000";
    const reading = await read("xls", withRecords(written("xls", book({ 表: line(number(10), number(20)) })), formula));
    expect(firstLine(reading)[2]).toEqual({ text: "30", stored: "30", format: "General", formula: "SUM(A1:B1)" });
  });
});

const cell = (at: string, inside: string, style = 0, type = ""): string =>
  `<c r="${at}" s="${style}"${type === "" ? "" : ` t="${type}"`}>${inside}</c>`;
const sheetOf = (rows: string, before = "", after = ""): Uint8Array => xlsxOf(`${before}<sheetData>${rows}</sheetData>${after}`);

describe("sheetXml", () => {
  it("takes blank cells and empty rows out before the library sees them, and nothing else", () => {
    const rows =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2"/><x:c r="C1"></x:c></row><row r="2" s="1" customFormat="1"/><row r="3"><c r="A3" s="1"/></row>';
    expect(sheetXml(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)).toEqual({
      xml: '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      hiddenRows: new Set(),
      hiddenColumns: [],
      uncalculated: new Set(),
      pale: new Set(),
      whole: true,
    });
  });

  it("leaves them where rows and cells are only counted", () => {
    const xml = "<worksheet><sheetData><row/><row><c/><c><v>1</v></c></row></sheetData></worksheet>";
    expect(sheetXml(xml).xml).toBe(xml);
  });
});

describe("what only .xlsx says", () => {
  it("a formula with its saved result, shared ones written out", async () => {
    const rows =
      `<row r="1">${cell("A1", "<v>10</v>")}${cell("B1", "<v>20</v>")}${cell("C1", '<f t="shared" ref="C1:C2" si="0">SUM(A1:B1)</f><v>30</v>', 1)}</row>` +
      `<row r="2">${cell("A2", "<v>1</v>")}${cell("B2", "<v>2</v>")}${cell("C2", '<f t="shared" si="0"/><v>3</v>')}</row>`;
    const [grid] = grids(await read("xlsx", sheetOf(rows)));
    expect(grid!.rows.map((row) => row[2])).toEqual([
      { text: "30.00", stored: "30", format: "0.00", formula: "SUM(A1:B1)" },
      { text: "3", stored: "3", format: "General", formula: "SUM(A2:B2)" },
    ]);
  });

  it("a formula never calculated has no value, least of all 0", async () => {
    const reading = await read(
      "xlsx",
      sheetOf(
        `<row r="1">${cell("A1", "<v>5</v>")}${cell("B1", "<f>A1*2</f>")}${cell("C1", "<f>A1*3</f><v></v>")}${cell("D1", "<f>A1-5</f><v>0</v>")}${cell("E1", '<f t="shared" si="0"/>')}</row>`,
      ),
    );
    expect(firstLine(reading)).toMatchObject([
      { text: "5" },
      { text: "", formula: "A1*2" },
      { text: "", formula: "A1*3" },
      { text: "0", stored: "0" },
    ]);
    expect(firstLine(reading)[1]!.stored).toBeUndefined();
    expect(reading.losses).toEqual([{ what: "formula without a saved result", count: 3 }]);
    expect(reading.findings).toMatchObject([
      { code: "not-checked", severity: "warning", message: { en: expect.stringContaining("B1, C1") } },
    ]);
  });

  it("formats known by number alone are shown as Chinese Excel shows them", async () => {
    const cells = firstLine(
      await read(
        "xlsx",
        sheetOf(`<row r="1">${cell("A1", "<v>45261</v>", 3)}${cell("B1", "<v>45261</v>", 5)}${cell("C1", "<v>0.5</v>", 2)}</row>`),
      ),
    );
    expect(cells.map(({ text, not }) => [text, not])).toEqual([
      ["2023年12月", "date"],
      ["2023/12/1", "date"],
      ["50.00%", undefined],
    ]);
  });

  it("rich and inline text, with escapes", async () => {
    const reading = await read(
      "xlsx",
      sheetOf(`<row r="1">${cell("A1", "<is><r><t>医保</t></r><r><t>基金 &lt;2017&gt;</t></r></is>", 0, "inlineStr")}</row>`),
    );
    expect(firstLine(reading)).toEqual([{ text: "医保基金 <2017>" }]);
  });

  it("a stray cell at the far corner costs nothing and keeps its place", async () => {
    const reading = await read(
      "xlsx",
      sheetOf(
        `<row r="2">${cell("B2", "<v>1</v>")}${cell("C2", "<v>2</v>")}</row><row r="1048576">${cell("XFD1048576", "<v>3</v>")}</row>`,
        '<dimension ref="A1:XFD1048576"/>',
      ),
    );
    expect(grids(reading).map((grid) => [texts(grid), placeOf(grid, 0, 0).a1])).toEqual([
      [[["1", "2"]], "B2"],
      [[["3"]], "XFD1048576"],
    ]);
  });

  it("two far corners of one row or column are regions of their own", async () => {
    const rows = `<row r="1">${cell("A1", "<v>1</v>")}${cell("XFD1", "<v>2</v>")}</row><row r="900000">${cell("A900000", "<v>3</v>")}</row>`;
    expect(grids(await read("xlsx", sheetOf(rows))).map((grid) => placeOf(grid, 0, 0).a1)).toEqual(["A1", "XFD1", "A900000"]);
  });

  it("hundreds of thousands of blank formatted rows cost next to nothing", async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, index) => `<row r="${index + 2}" s="1" customFormat="1"><c r="A${index + 2}" s="1"/></row>`,
    ).join("");
    const bytes = sheetOf(`<row r="1">${cell("A1", "<v>1</v>")}</row>${rows}`);
    const before = process.cpuUsage();
    expect(grids(await read("xlsx", bytes)).map(texts)).toEqual([[["1"]]]);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it("a sheet of more cells than the limit is refused by name, the others are read", async () => {
    const workbook = book({
      大: XLSX.utils.aoa_to_sheet(Array.from({ length: 40 }, () => Array.from({ length: 40 }, () => 1))),
      小: XLSX.utils.aoa_to_sheet([["a"]]),
    });
    const { blocks, findings } = await xlsx.parse("a.xlsx", written("xlsx", workbook), { ...DEFAULT_LIMITS, cells: 1_000 });
    expect(blocks).toHaveLength(1);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error", at: { label: "大" } }]);
  });

  it("a cell beyond the edge of any sheet is damage, not a row to go through", async () => {
    const { blocks, findings } = await read("xlsx", sheetOf(`<row r="1">${cell("ZZZZZZ1", "<v>1</v>")}</row>`));
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error" }]);
  });

  it("overlapping merged ranges over the whole sheet are no way to use up the machine", async () => {
    const merges = Array.from({ length: 5_000 }, (_, index) => `<mergeCell ref="A1:XFD${1_000_000 + index}"/>`).join("");
    const rows = Array.from(
      { length: 100 },
      (_, r) => `<row r="${r + 1}">${cell(`A${r + 1}`, "<v>1</v>")}${cell(`CV${r + 1}`, "<v>1</v>")}</row>`,
    ).join("");
    const reading = await read("xlsx", sheetOf(rows, "", `<mergeCells>${merges}</mergeCells>`));
    expect(reading.findings).toMatchObject([{ code: "unreadable-file", at: { label: "表1" } }]);
  });

  it("hidden rows and columns without numbers of their own are counted", async () => {
    const reading = await read(
      "xlsx",
      sheetOf(
        `<row>${cell("A1", "<v>1</v>")}</row><row hidden="1">${cell("A2", "<v>2</v>")}${cell("B2", "<v>3</v>")}</row>`,
        '<cols><col min="2" max="16384" hidden="true"/></cols>',
      ),
    );
    expect(reading.findings[0]!.message.en).toContain("hidden row(s) 2; hidden column(s) B");
  });

  it.each([
    ["is cut off inside a sound package", { "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c><v>1" }, /incomplete/],
    ["declares a document type", { "xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><styleSheet/>' }, /document type/],
    ["has no workbook part", { "xl/workbook.xml": "" }, /not well-formed/],
  ])("a package that %s is refused", async (_, parts, words) => {
    const { blocks, findings } = await read("xlsx", xlsxOf("<sheetData/>", parts));
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error", message: { en: expect.stringMatching(words) } }]);
  });

  it("a sheet whose shared strings are gone is a finding, not a silence", async () => {
    const { blocks, findings } = await read("xlsx", sheetOf(`<row r="1">${cell("A1", "<v>7</v>", 0, "s")}</row>`));
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error", at: { label: "表1" } }]);
  });

  it("text in the colour of the ground is pointed out, white on a dark ground is not", async () => {
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const styles =
      `<styleSheet xmlns="${main}"><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font></fonts>` +
      '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>' +
      '<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="2" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>';
    const cells = `${cell("A1", "<v>1</v>")}${cell("B1", "<v>2</v>", 1)}${cell("C1", "<v>3</v>", 2)}${cell("D1", "<v>4</v>", 3)}`;
    const reading = await read("xlsx", xlsxOf(`<sheetData><row r="1">${cells}</row></sheetData>`, { "xl/styles.xml": styles }));
    expect(firstLine(reading).map(({ hidden }) => hidden === true)).toEqual([false, true, true, false]);
    expect(reading.findings[0]!.message.en).toContain("cell(s) B1, C1 written in the colour of the ground");
  });

  it("comments are quoted, links to other files said", async () => {
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const reading = await read(
      "xlsx",
      xlsxOf(`<sheetData><row r="1">${cell("A1", "<v>1</v>")}</row></sheetData>`, {
        "xl/worksheets/_rels/sheet1.xml.rels":
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>',
        "xl/comments1.xml": `<comments xmlns="${main}"><commentList><comment ref="B7" authorId="0"><text><r><t>含利息</t></r><r><t> 12 万元</t></r></text></comment></commentList></comments>`,
        "xl/externalLinks/externalLink1.xml": "<x/>",
      }),
    );
    expect(reading.findings.map(({ code, message }) => [code, message["zh-CN"]])).toEqual([
      ["hidden-content", "工作簿引用了 1 个其他文件，其中的数是上次保存时的结果，没有重新读取。"],
      ["hidden-content", "工作表“表1”有批注 1 条：B7“含利息 12 万元”。"],
    ]);
  });

  it("what is not read is counted", async () => {
    const reading = await read(
      "xlsx",
      xlsxOf(`<sheetData><row r="1">${cell("A1", "<v>1</v>")}</row></sheetData>`, {
        "xl/media/image1.png": "x",
        "xl/charts/chart1.xml": "<c/>",
        "xl/charts/chart2.xml": "<c/>",
      }),
    );
    expect(reading.losses).toEqual([
      { what: "picture", count: 1 },
      { what: "chart", count: 2 },
    ]);
  });
});
