import { unzipSync, zipSync } from "fflate";
import iconv from "iconv-lite";
import office from "officecrypto-tool";
import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import type { Cell, Document, Grid } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { readDocument } from "../../src/parsers/index.ts";
import { texts, zipped } from "../support/office.ts";

/** What every format must say of one small statement, however it was saved; and what each one says in its own way. */

const read = (path: string, bytes: Uint8Array | string, password?: string): Promise<Document> =>
  readDocument(
    path,
    "0".repeat(64),
    typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
    password === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, password },
  );
const gridsOf = ({ blocks }: Document): Grid[] => blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : []));
const cellsOf = (document: Document): readonly (readonly Cell[])[] => gridsOf(document)[0]!.rows;
const said = (document: Document): string => document.findings.map(({ message }) => message.en).join(" ");

const STATEMENT: readonly (readonly (string | number)[])[] = [
  ["县区", "收入", "增长率"],
  ["甲县", 1204.5, 0.0512],
  ["乙县", 96, 0.1],
  ["合计", 1300.5, 0.0546],
];

function statement(): XLSX.WorkBook {
  const sheet = XLSX.utils.aoa_to_sheet(STATEMENT.map((row) => [...row]));
  for (const at of ["B2", "B3", "B4"]) sheet[at].z = "#,##0.00";
  for (const at of ["C2", "C3", "C4"]) sheet[at].z = "0.00%";
  // OpenDocument and HTML keep what is shown, the others make it anew.
  for (const at of ["B2", "B3", "B4", "C2", "C3", "C4"]) XLSX.utils.format_cell(sheet[at]);
  sheet.B4.f = "SUM(B2:B3)";
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, "收支表");
  return workbook;
}
const written = (bookType: XLSX.BookType): Uint8Array => XLSX.write(statement(), { type: "buffer", bookType });

const SHOWN = [
  ["县区", "收入", "增长率"],
  ["甲县", "1,204.50", "5.12%"],
  ["乙县", "96.00", "10.00%"],
  ["合计", "1,300.50", "5.46%"],
];

describe.each([
  ["xlsx", "xlsx", "xlsx"],
  ["xlsm", "xlsm", "xlsx"],
  ["xlsb", "xlsb", "xlsb"],
  ["xls", "biff8", "xls"],
  ["et", "biff8", "xls"],
  ["ods", "ods", "ods"],
  ["fods", "fods", "ods"],
  ["xls", "xlml", "spreadsheetml"],
  ["xls", "html", "html"],
] as const)("a statement saved as .%s (%s)", (extension, bookType, format) => {
  it("shows and stores the same figures", async () => {
    const document = await read(`报表.${extension}`, written(bookType));
    expect(document.format).toBe(format);
    expect(gridsOf(document).map(texts)).toEqual([SHOWN]);
    expect(cellsOf(document).map((row) => row.map(({ stored }) => stored))).toEqual(
      STATEMENT.map((row) => row.map((value) => (typeof value === "number" ? String(value) : undefined))),
    );
  });

  it("keeps its formulas where they can be trusted", async () => {
    const cell = cellsOf(await read(`报表.${extension}`, written(bookType)))[3]![1]!;
    const keeps = !["xls", "xlsb", "html"].includes(format);
    expect(cell.formula).toBe(keeps ? "SUM(B2:B3)" : undefined);
  });
});

describe("OpenDocument", () => {
  const spaces = ["office", "table", "text", "style"]
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(" ");
  const flat = (body: string, styles = ""): string =>
    `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
    `xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">` +
    `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document>`;
  const number = (value: string, text = value, more = ""): string =>
    `<table:table-cell office:value-type="float" office:value="${value}" ${more}><text:p>${text}</text:p></table:table-cell>`;
  const row = (cells: string, more = ""): string => `<table:table-row ${more}>${cells}</table:table-row>`;

  it("hidden rows, columns and sheets are hidden, and repeated ones stand as often as they say", async () => {
    const document = await read(
      "a.fods",
      flat(
        `<table:table table:name="表"><table:table-column/><table:table-column table:visibility="collapse"/>${row(number("1") + number("2"))}` +
          `${row(number("3").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"'), 'table:visibility="filter" table:number-rows-repeated="2"')}</table:table>` +
          `<table:table table:name="底" table:style-name="ta">${row(number("9"))}</table:table>`,
        '<style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/></style:style>',
      ),
    );
    expect(gridsOf(document).map(texts)).toEqual([
      [
        ["1", "2"],
        ["3", "3"],
        ["3", "3"],
      ],
      [["9"]],
    ]);
    expect(said(document)).toContain("hidden row(s) 2–3; hidden column(s) B");
    expect(said(document)).toContain("the whole sheet is hidden");
  });

  it("merged cells, line breaks, comments, white text, and what stands beside the cells", async () => {
    const document = await read(
      "a.fods",
      flat(
        `<table:tracked-changes><table:table-cell><text:p>旧</text:p></table:table-cell></table:tracked-changes><table:table table:name="表">${row(
          '<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"><office:annotation><text:p>含利息</text:p></office:annotation><text:p>标<text:s text:c="2"/>题</text:p><text:p>二</text:p><draw:frame><text:p>图</text:p></draw:frame></table:table-cell><table:covered-table-cell/>',
        )}${row(`<table:table-cell table:style-name="ce" office:value-type="string"><text:p>白</text:p></table:table-cell>${number("5", "5", 'table:formula="of:=SUM([.A1:.A2];[$&apos;表 二&apos;.B1])"')}`)}</table:table>`,
        '<style:style style:name="ce" style:family="table-cell"><style:text-properties fo:color="#FFFFFF"/></style:style>',
      ),
    );
    expect(texts(gridsOf(document)[0]!)).toEqual([
      ["标  题\n二", "<"],
      ["白", "5"],
    ]);
    expect(cellsOf(document)[1]![1]!.formula).toBe("SUM(A1:A2,'表 二'!B1)");
    expect(said(document)).toContain("A2 written in the colour of the ground");
    expect(said(document)).toContain("A1“含利息”");
    expect(document.losses.map(({ what }) => what)).toEqual(["tracked changes", "picture"]);
  });

  it("absurd repetitions cost nothing", async () => {
    const repeated = number("1").replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"');
    const document = await read(
      "a.fods",
      flat(
        `<table:table table:name="表">${row(repeated, 'table:number-rows-repeated="1048576"')}</table:table><table:table table:name="二">${row(number("2"))}</table:table>`,
      ),
    );
    expect(document.findings).toMatchObject([{ code: "unreadable-file", at: { label: "表" } }]);
    expect(gridsOf(document)).toHaveLength(1);
  });

  it("under a password is refused as such", async () => {
    const mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    const document = await read("a.ods", zipped({ mimetype, "META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": "x" }));
    expect(document).toMatchObject({ format: "unknown", findings: [{ code: "encrypted-file" }] });
  });
});

describe("Excel 2003 XML", () => {
  const spreadsheet = (table: string, styles = "", options = ""): string =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" ` +
    `xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>${styles}</Styles>` +
    `<Worksheet ss:Name="表"><Table>${table}</Table><x:WorksheetOptions>${options}</x:WorksheetOptions></Worksheet></Workbook>`;

  it("indexes, merged cells, formats, relative formulas, dates and comments", async () => {
    const document = await read(
      "a.xls",
      spreadsheet(
        `<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="Number">1187.117</Data></Cell></Row>` +
          `<Row><Cell ss:Index="2" ss:StyleID="s"><Data ss:Type="Number">0.975</Data></Cell><Cell ss:Formula="=RC[-1]*2"><Data ss:Type="Number">1.95</Data><Comment><Data ss:Type="String">含利息</Data></Comment></Cell><Cell ss:Formula="=R3C4"/></Row>` +
          `<Row><Cell ss:Index="2"><Data ss:Type="DateTime">2017-12-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>`,
        '<Style ss:ID="s"><NumberFormat ss:Format="Percent"/></Style>',
      ),
    );
    expect(document.format).toBe("spreadsheetml");
    expect(texts(gridsOf(document)[0]!)).toEqual([
      ["标题", "<", "1187.117"],
      ["97.50%", "1.95", ""],
      ["2017/12/31", "#DIV/0!", ""],
    ]);
    expect(gridsOf(document)[0]).toMatchObject({ firstRow: 3, firstColumn: 2 });
    expect(cellsOf(document)[1]!.map(({ formula }) => formula)).toEqual([undefined, "B4*2", "$D$3"]);
    expect(document.losses).toEqual([{ what: "formula without a saved result", count: 1 }]);
    expect(said(document)).toContain("C4“含利息”");
  });

  it("hidden rows, columns and sheets, text in the colour of the ground, in GBK", async () => {
    const xml = spreadsheet(
      `<Column ss:Index="2" ss:Hidden="1"/><Row ss:Hidden="1"><Cell><Data ss:Type="String">甲县</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row><Row><Cell ss:StyleID="w"><Data ss:Type="Number">2</Data></Cell></Row>`,
      '<Style ss:ID="w"><Font ss:Color="#FFFFFF"/></Style>',
      "<x:Visible>SheetVeryHidden</x:Visible>",
    );
    const document = await read("a.xls", iconv.encode(xml.replace('version="1.0"', 'version="1.0" encoding="gb2312"'), "gbk"));
    expect(document.encoding).toBe("gb18030");
    expect(said(document)).toMatch(/very hidden.*hidden row\(s\) 1; hidden column\(s\) B.*A2 written in the colour/);
  });
});

describe("HTML", () => {
  const EXCEL = '<html xmlns:x="urn:schemas-microsoft-com:office:excel">';

  it("an export named .xls is a sheet: numbers are stored, texts and long codes stay texts", async () => {
    const document = await read(
      "收支.xls",
      `<table><tr><td rowspan=2>县区</td><td colspan="2">收入<br>万元</td></tr><tr><td>1,204.50</td><td style='mso-number-format:"\\@"'>0012</td></tr><tr style="display:none"><td>甲&nbsp;县</td><td x:num="0.0512">5.12%</td><td> </td></tr></table>`,
    );
    expect(document.format).toBe("html");
    expect(gridsOf(document)[0]!.origin).toEqual({ in: "sheet", sheet: "收支", hidden: false });
    expect(texts(gridsOf(document)[0]!)).toEqual([
      ["县区", "收入\n万元", "<"],
      ["^", "1,204.50", "0012"],
      ["甲\u00a0县", "5.12%", ""],
    ]);
    expect(cellsOf(document).map((row) => row.map(({ stored }) => stored))).toEqual([
      [undefined, undefined, undefined],
      [undefined, "1204.5", undefined],
      [undefined, "0.0512", undefined],
    ]);
    expect(said(document)).toContain("hidden row(s) 3");
  });

  it("a page keeps its paragraphs and tables in order, inner tables after the outer one", async () => {
    const document = await read(
      "a.html",
      "<!doctype html><title>x</title><body><h1>决算说明</h1><p>收入 <b>12</b> 万元。</p><script>1</script><table><tr><td>甲<table><tr><td>内</td></tr></table></td></tr></table><p>完</p>",
    );
    const order = document.blocks.map((block) => (block.kind === "grid" ? texts(block.grid) : block.paragraph.text));
    expect(order).toEqual(["决算说明", "收入 12 万元。", [["甲"]], [["内"]], "完"]);
    expect(gridsOf(document)[1]!.origin).toEqual({ in: "word", table: 2 });
  });

  it("absurd nesting is refused, absurd spans are cut", async () => {
    expect((await read("a.html", `<html>${"<div>".repeat(50_000)}x`)).findings).toMatchObject([{ code: "unreadable-file" }]);
    const wide = await read("a.html", '<table><tr><td colspan="99999999" rowspan="99999999">甲</td><td>乙</td></tr></table>');
    expect(wide.findings).toEqual([]);
  });

  it("a workbook of several sheets in one MHTML file", async () => {
    const part = (place: string, body: string): string =>
      `------=_b\r\nContent-Location: ${place}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n` +
      `${Array.from(new TextEncoder().encode(body), (byte) => (byte > 126 || byte === 0x3d ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte))).join("")}\r\n`;
    const frame = `${EXCEL}<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>收支</x:Name><x:WorksheetSource HRef="book.files/sheet001.htm"/></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>底稿</x:Name><x:Visible>SheetHidden</x:Visible><x:WorksheetSource HRef="book.files/sheet002.htm"/></x:ExcelWorksheet></xml><![endif]--></html>`;
    const file =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_b"\r\n\r\nintro\r\n' +
      part("file:///C:/1/book.htm", frame) +
      part("file:///C:/1/book.files/sheet001.htm", `${EXCEL}<table><tr><td>甲县</td><td>12.50</td></tr></table>`) +
      part("file:///C:/1/book.files/sheet002.htm", `${EXCEL}<table><tr><td>乙县</td><td>7</td></tr></table>`) +
      "------=_b--\r\n";
    const document = await read("a.xls", file);
    expect(document.format).toBe("mhtml");
    expect(gridsOf(document).map((grid) => [grid.origin, texts(grid)])).toEqual([
      [{ in: "sheet", sheet: "收支", hidden: false }, [["甲县", "12.50"]]],
      [{ in: "sheet", sheet: "底稿", hidden: true }, [["乙县", "7"]]],
    ]);
  });
});

describe("workbooks under a password", () => {
  const plain = written("xlsx");
  const locked = (password: string): Uint8Array => office.encrypt(Buffer.from(plain), { password, type: "standard" });

  it("open with Excel's own one, or with the one given", async () => {
    for (const document of [await read("a.xlsx", locked("VelvetSweatshop")), await read("a.xlsx", locked("试 1"), "试 1")])
      expect(gridsOf(document).map(texts)).toEqual([SHOWN]);
  });

  it("are refused as such without it, with a wrong one, or where opening would take for ever", async () => {
    for (const document of [await read("a.xlsx", locked("甲")), await read("a.xlsx", locked("甲"), "乙")])
      expect(document).toMatchObject({ format: "unknown", findings: [{ code: "encrypted-file", severity: "error" }] });
    const container = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(
      container,
      "/EncryptionInfo",
      Buffer.from('\u0004\u0000\u0004\u0000@\u0000\u0000\u0000<e spinCount="99999999999"/>', "latin1"),
    );
    XLSX.CFB.utils.cfb_add(container, "/EncryptedPackage", Buffer.alloc(64));
    const endless = await read("a.xlsx", new Uint8Array(XLSX.CFB.write(container, { type: "buffer" })));
    expect(endless.findings).toMatchObject([{ code: "encrypted-file" }]);
  });
});

describe("workbooks of other producers", () => {
  const mended = (change: (parts: { [name: string]: Uint8Array }) => void): Uint8Array => {
    const parts = unzipSync(written("xlsx"));
    change(parts);
    return zipSync(parts);
  };
  const text = (part: Uint8Array | undefined): string => new TextDecoder().decode(part);
  const bytes = (part: string): Uint8Array => new TextEncoder().encode(part);

  it.each<readonly [string, (parts: { [name: string]: Uint8Array }) => void]>([
    [
      "without dimensions",
      (parts) => {
        parts["xl/worksheets/sheet1.xml"] = bytes(text(parts["xl/worksheets/sheet1.xml"]).replace(/<dimension[^>]*>/, ""));
      },
    ],
    [
      "with undeclared shared strings",
      (parts) => {
        parts["[Content_Types].xml"] = bytes(text(parts["[Content_Types].xml"]).replace(/<Override[^>]*sharedStrings[^>]*>/i, ""));
      },
    ],
    [
      "in strict namespaces",
      (parts) => {
        for (const name of Object.keys(parts))
          parts[name] = bytes(
            text(parts[name])
              .replaceAll("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
              .replaceAll("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
          );
      },
    ],
    [
      "as a template",
      (parts) => {
        parts["[Content_Types].xml"] = bytes(text(parts["[Content_Types].xml"]).replace("sheet.main+xml", "template.main+xml"));
      },
    ],
  ])("%s", async (_, change) => {
    expect(gridsOf(await read("a.xltx", mended(change))).map(texts)).toEqual([SHOWN]);
  });

  it("without styles: the figures are there, unformatted", async () => {
    const document = await read(
      "a.xlsx",
      mended((parts) => {
        delete parts["xl/styles.xml"];
      }),
    );
    expect(texts(gridsOf(document)[0]!)[1]).toEqual(["甲县", "1204.5", "0.0512"]);
  });

  it("before Excel 97, in GBK but said to be Western", async () => {
    const words = ["县区", "甲县（合计）"];
    const marks = words.map((word, index) => `~${index}`.padEnd(iconv.encode(word, "gbk").length, "q"));
    const workbook = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(
      workbook,
      XLSX.utils.aoa_to_sheet([
        [marks[0], 1],
        [marks[1], 2.5],
      ]),
      "S1",
    );
    const file: Buffer = XLSX.write(workbook, { type: "buffer", bookType: "biff5" });
    for (const [index, word] of words.entries()) iconv.encode(word, "gbk").copy(file, file.indexOf(marks[index]!));
    expect(texts(gridsOf(await read("a.xls", file))[0]!)).toEqual([
      ["县区", "1"],
      ["甲县（合计）", "2.5"],
    ]);
  });
});
