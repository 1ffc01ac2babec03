import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { docx } from "../../src/parsers/docx.ts";
import { docxOf, p, tbl, tc, texts, tr, WORD_NAMESPACES } from "../support/office.ts";

const read = (bytes: Uint8Array): Promise<Reading> => docx.parse("报告.docx", bytes, DEFAULT_LIMITS);
const body = (xml: string): Promise<Reading> => read(docxOf(xml));
const grids = ({ blocks }: Reading): Grid[] => blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : []));
const paragraphs = ({ blocks }: Reading): [number, string][] =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [[block.paragraph.number, block.paragraph.text] as [number, string]] : []));
const onlyGrid = async (xml: string): Promise<Grid> => {
  const [grid, ...rest] = grids(await body(xml));
  expect(rest).toEqual([]);
  return grid!;
};
const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
const RESTART = '<w:vMerge w:val="restart"/>';
const CONTINUE = "<w:vMerge/>";

describe("docx tables", () => {
  it("spreads out spans both ways", async () => {
    const grid = await onlyGrid(
      tbl(
        tr([tc("区县", RESTART), tc("实际支出", span(3))]),
        tr([tc("", CONTINUE), tc("合计"), tc("住院"), tc("门诊")]),
        tr([tc("资  阳"), tc("24,760.69"), tc("1"), tc("")]),
      ),
    );
    expect(texts(grid)).toEqual([
      ["区县", "实际支出", "<", "<"],
      ["^", "合计", "住院", "门诊"],
      ["资  阳", "24,760.69", "1", ""],
    ]);
    expect(grid).toMatchObject({ origin: { in: "word", table: 1 }, ragged: false, firstRow: 1, firstColumn: 1 });
    expect(grid.rows[1]![0]!.anchor).toEqual([0, 0]);
  });

  it("covers a block that spans rows and columns at once, three rows deep", async () => {
    const grid = await onlyGrid(
      tbl(
        tr([tc("块", span(2) + RESTART), tc("1")]),
        tr([tc("", span(2) + CONTINUE), tc("2")]),
        tr([tc("", span(2) + CONTINUE), tc("3")]),
        tr([tc("另", CONTINUE), tc("a"), tc("4")]),
      ),
    );
    // A cell that continues to the very end of the chain above it, though narrower, begins where that did.
    expect(grid.rows.map((row) => row[1]!.anchor)).toEqual([[0, 0], [0, 0], [0, 0], undefined]);
    expect(grid.rows[3]![0]!.anchor).toEqual([0, 0]);
  });

  it("begins anew where a continued cell has nothing above it", async () => {
    const grid = await onlyGrid(tbl(tr([tc("甲", CONTINUE), tc("1")]), tr([tc("乙"), tc("2")]), tr([tc("丙", CONTINUE), tc("3")])));
    expect(texts(grid)).toEqual([
      ["甲", "1"],
      ["乙", "2"],
      ["丙", "3"],
    ]);
  });

  it("leaves columns out before and after a row", async () => {
    const grid = await onlyGrid(
      tbl(
        tr([tc("a"), tc("b"), tc("c"), tc("d")]),
        tr([tc("2"), tc("3")], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr([tc("1"), tc("2"), tc("3")]),
      ),
    );
    expect(texts(grid)).toEqual([
      ["a", "b", "c", "d"],
      ["", "2", "3", ""],
      ["1", "2", "3", ""],
    ]);
  });

  it("reads the horizontal merge of older programs", async () => {
    const grid = await onlyGrid(
      tbl(tr([tc("宽", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("c")]), tr([tc("1"), tc("2"), tc("3")])),
    );
    expect(texts(grid)[0]).toEqual(["宽", "<", "c"]);
  });

  it("ignores the spans that a tracked change had before", async () => {
    const grid = await onlyGrid(tbl(tr([tc("a", `<w:tcPrChange><w:tcPr>${span(3)}</w:tcPr></w:tcPrChange>`), tc("b")])));
    expect(texts(grid)).toEqual([["a", "b"]]);
  });

  it("gives a nested table as a grid of its own after the outer, whose cell keeps its own words", async () => {
    const inner = tbl(tr([tc("里"), tc("1")]));
    const reading = await body(tbl(tr([tc(`${p("前")}${inner}${p("后")}`), tc("外")])) + p("表后") + tbl(tr([tc("末")])));
    expect(grids(reading).map((grid) => [grid.origin, texts(grid)])).toEqual([
      [{ in: "word", table: 1 }, [["前\n后", "外"]]],
      [{ in: "word", table: 2 }, [["里", "1"]]],
      [{ in: "word", table: 3 }, [["末"]]],
    ]);
  });

  it("joins the paragraphs of a cell, blank ones at its ends left out", async () => {
    const grid = await onlyGrid(tbl(tr([tc(p("") + p("投入") + p("") + p("（20分）") + p("")), tc(p("") + p(""))])));
    expect(texts(grid)).toEqual([["投入\n\n（20分）", ""]]);
  });

  it("keeps and points out text under a merged cell", async () => {
    const reading = await body(tbl(tr([tc("上", RESTART)]), tr([tc("藏着", CONTINUE)])));
    expect(grids(reading)[0]!.rows[1]![0]).toEqual({ text: "藏着", hidden: true, anchor: [0, 0] });
    expect(reading.findings).toMatchObject([{ code: "hidden-content", severity: "info" }]);
  });

  it("drops a deleted row and a deleted cell, keeps inserted ones", async () => {
    const reading = await body(
      tbl(
        tr([tc("1"), tc("2")]),
        tr([tc("删"), tc("删")], "<w:del/>"),
        tr([tc("3"), tc("4")], "<w:ins/>"),
        tr([tc("5"), tc("x", "<w:cellDel/>"), tc("6")]),
      ),
    );
    expect(texts(grids(reading)[0]!)).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
    expect(reading.findings[0]!.message.en).toMatch(/1 insertion\(s\), 2 deletion\(s\)/);
  });

  it("marks the cells of hidden rows", async () => {
    const grid = await onlyGrid(tbl(tr([tc("1")], "<w:hidden/>"), tr([tc("2")], '<w:hidden w:val="0"/>')));
    expect(grid.rows.map(([cell]) => cell!.hidden)).toEqual([true, undefined]);
  });

  it("refuses spans that would make more cells than the limit, not after making them", async () => {
    const rows = Array.from({ length: 60 }, () => tr([tc("1", span(1000))])).join("");
    const { blocks, findings } = await docx.parse("a.docx", docxOf(tbl(rows)), { ...DEFAULT_LIMITS, cells: 50_000 });
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file", severity: "error" }]);
  });

  it.each([
    [300, true],
    [3000, false],
  ])("nested %i deep are read, or refused, without running out of stack", async (depth, isRead) => {
    const nested = `${"<w:tbl><w:tr><w:tc>".repeat(depth)}${p("里")}${"</w:tc></w:tr></w:tbl>".repeat(depth)}`;
    const reading = await body(nested);
    expect(grids(reading)).toHaveLength(isRead ? depth : 0);
    expect(reading.findings.map(({ code }) => code)).toEqual(isRead ? [] : ["unreadable-file"]);
  });

  it("is not troubled by a text box of very many paragraphs", async () => {
    const box = `<w:p><w:r><w:pict><v:textbox><w:txbxContent>${"<w:p/>".repeat(150_000)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>`;
    expect((await body(box)).blocks).toHaveLength(150_001);
  });

  it("does not believe an absurd span", async () => {
    const reading = await body(tbl(tr([tc("1", span(2_000_000_000)), tc("2")])));
    expect(texts(grids(reading)[0]!)).toEqual([["1", "2"]]);
    expect(reading.losses).toEqual([{ what: "span that is too wide", count: 1 }]);
  });
});

describe("docx paragraphs", () => {
  it("numbers those outside tables, blank ones too, in order with the tables", async () => {
    const reading = await body(p("一") + p("") + tbl(tr([tc("表")])) + p("二"));
    expect(reading.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "paragraph", "grid", "paragraph"]);
    expect(paragraphs(reading)).toEqual([
      [1, "一"],
      [2, ""],
      [3, "二"],
    ]);
  });

  it("joins runs, and writes tabs, breaks and special hyphens as a reader sees them", async () => {
    const xml =
      '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:r><w:t>118</w:t></w:r><w:r><w:t>7.117</w:t><w:tab/><w:t>万元</w:t>' +
      '<w:br/><w:t>第</w:t><w:br w:type="page"/><w:t>二</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/></w:r></w:p>';
    expect(paragraphs(await body(xml))).toEqual([[1, "1187.117\t万元\n第二-\n"]]);
  });

  it("heeds xml:space, and never trims the ideographic blank", async () => {
    const xml = '<w:p><w:r><w:t>  甲 </w:t><w:t xml:space="preserve"> 乙 </w:t><w:t>\u3000丙</w:t></w:r></w:p>';
    expect(paragraphs(await body(xml))[0]![1]).toBe("甲 乙 \u3000丙");
  });

  it("looks through content controls, links, custom markup and smart tags", async () => {
    const xml =
      `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${p("控件")}</w:sdtContent></w:sdt>` +
      `<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>接</w:t></w:r></w:smartTag></w:p>` +
      `<w:customXml>${p("标记")}</w:customXml>`;
    const reading = await body(xml);
    expect(paragraphs(reading).map(([, text]) => text)).toEqual(["控件", "链接", "标记"]);
    expect(reading.losses).toEqual([]);
  });

  it("keeps the saved result of fields and drops their codes, nested ones too", async () => {
    const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
    const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const xml =
      `<w:p><w:fldSimple w:instr="=SUM(ABOVE)">${run("100")}</w:fldSimple>${run("；")}` +
      `${mark("begin")}${code("=SUM(ABOVE)")}${mark("separate")}${run("31734")}${mark("end")}${run("；")}` +
      `${mark("begin")}${code("IF ")}${mark("begin")}${code("X")}${mark("separate")}${run("里")}${mark("end")}${mark("separate")}${run("外")}${mark("end")}</w:p>`;
    const reading = await body(xml);
    expect(paragraphs(reading)).toEqual([[1, "100；31734；外"]]);
    expect(reading.losses).toEqual([]);
  });

  it("counts a field whose result was never saved", async () => {
    const xml =
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>';
    expect((await body(xml)).losses).toEqual([{ what: "field without a saved result", count: 1 }]);
  });

  it("keeps an unfinished field from swallowing the rest of the table", async () => {
    const open = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>';
    const reading = await body(tbl(tr([tc(open), tc("12.50")])) + p("正文"));
    expect(texts(grids(reading)[0]!)).toEqual([["", "12.50"]]);
    expect(paragraphs(reading)).toEqual([[1, "正文"]]);
    expect(reading.losses).toEqual([{ what: "field that does not end", count: 1 }]);
  });

  it("shows form fields and symbols as what they look like", async () => {
    const form = (data: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const xml =
      `<w:p>${form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')}${form("<w:checkBox/>")}` +
      `${form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>')}` +
      '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Webdings" w:char="F0FF"/></w:r></w:p>';
    const reading = await body(xml);
    expect(paragraphs(reading)[0]![1]).toBe("☑□乙☑≥\ufffd");
    expect(reading.losses).toEqual([{ what: "symbol that is not known", count: 1 }]);
  });

  it("accepts tracked changes: insertions in, deletions and moved-away text out", async () => {
    const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
    const xml =
      `<w:p>${run("支出")}<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins>${run("120")}</w:ins><w:moveFrom>${run("旧")}</w:moveFrom></w:p>` +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run("上半")}</w:p><w:p>${run("下半")}</w:p>`;
    const reading = await body(xml);
    expect(paragraphs(reading)).toEqual([
      [1, "支出120"],
      [2, "上半下半"],
    ]);
    expect(reading.findings).toMatchObject([{ code: "hidden-content", severity: "info", at: { label: "tracked changes" } }]);
    expect(reading.findings[0]!.message.en).toMatch(/1 insertion\(s\), 2 deletion\(s\)/);
  });

  it("leaves hidden text out and says so, but keeps a cell of nothing else", async () => {
    const hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>";
    const shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>';
    const reading = await body(`<w:p>${hidden}${shown}</w:p>${tbl(tr([tc(`<w:p>${hidden}</w:p>`), tc(`<w:p>${hidden}${shown}</w:p>`)]))}`);
    expect(paragraphs(reading)).toEqual([[1, "明"]]);
    expect(grids(reading)[0]!.rows[0]).toEqual([{ text: "密", hidden: true }, { text: "明" }]);
    expect(reading.findings[0]!.message["zh-CN"]).toContain("有 3 个段落含隐藏文字");
  });

  it("gives the text of a text box once, after the paragraph it is anchored in and under its number", async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const xml =
      `<w:p><w:r><w:t>正</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box("框")}</wps:txbx></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:textbox>${box("框")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r></w:p>${p("后")}`;
    expect(paragraphs(await body(xml))).toEqual([
      [1, "正文"],
      [1, "框"],
      [2, "后"],
    ]);
  });

  it("counts what it does not read", async () => {
    const xml =
      '<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r><w:r><w:drawing><c:chart/></w:drawing></w:r><w:r><w:footnoteReference w:id="1"/></w:r>' +
      "<w:r><w:commentReference/></w:r><w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r><w:r><w:novelty/></w:r>" +
      "<m:oMath><m:r><m:t>20×A/B</m:t></m:r></m:oMath></w:p><w:altChunk/>";
    const reading = await body(xml);
    expect(paragraphs(reading)).toEqual([[1, "20×A/B"]]);
    expect(new Map(reading.losses.map(({ what, count }) => [what, count]))).toEqual(
      new Map([
        ["picture", 1],
        ["chart", 1],
        ["footnote", 1],
        ["comment", 1],
        ["embedded object", 1],
        ["element w:novelty", 1],
        ["equation read as a line of text", 1],
        ["embedded document", 1],
      ]),
    );
  });

  it("reads the strict edition and other prefixes", async () => {
    const xml =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:tbl><x:tr><x:tc><x:tcPr><x:gridSpan x:val="2"/></x:tcPr>' +
      "<x:p><x:r><x:t>合计</x:t></x:r></x:p></x:tc></x:tr></x:tbl></x:body></x:document>";
    expect(texts(grids(await read(docxOf("", { "word/document.xml": xml })))[0]!)).toEqual([["合计", "<"]]);
  });

  it("finds the document wherever the package keeps it", async () => {
    const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`;
    const xml = `<w:document ${WORD_NAMESPACES}><w:body>${p("另处")}</w:body></w:document>`;
    expect(paragraphs(await read(docxOf(p("不是这里"), { "_rels/.rels": rels, "word/document2.xml": xml })))).toEqual([[1, "另处"]]);
  });

  it("takes rows and cells outside a table for ordinary content instead of failing", async () => {
    expect(paragraphs(await body(`<w:tr><w:tc>${p("游离")}</w:tc></w:tr>`))).toEqual([[1, "游离"]]);
  });
});

describe("the reading view", () => {
  it("is the narrative without tables, in harmless elements without attributes", async () => {
    const styles = `<w:styles ${WORD_NAMESPACES}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`;
    const xml =
      `${p("一、概况", '<w:pStyle w:val="1"/>')}<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>支出</w:t></w:r><w:r><w:t> &lt;100&gt; &amp; 万元</w:t></w:r></w:p>` +
      `${tbl(tr([tc("不在其中")]))}<w:p><w:hyperlink r:id="rId9" w:anchor="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`;
    const { reading } = await read(docxOf(xml, { "word/styles.xml": styles }, [["styles", "styles.xml"]]));
    expect(reading).toBe("<h1>一、概况</h1><p><strong>支出</strong> &lt;100&gt; &amp; 万元</p><p>链接</p>");
  });

  it("is left out where there is no narrative", async () => {
    expect((await body(tbl(tr([tc("只有表")])))).reading).toBeUndefined();
  });
});
