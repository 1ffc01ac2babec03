import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { docx } from "../../src/parsers/docx.ts";
import { docxOf, type Parts, p, tbl, tc, texts, tr, WORD_NAMESPACES, xlsxOf } from "../support/office.ts";

type Links = readonly (readonly [string, string])[];
const read = (body: string, parts: Parts = {}, links: Links = []): Promise<Reading> =>
  docx.parse("报告.docx", docxOf(body, parts, links), DEFAULT_LIMITS);
const says = ({ findings }: Reading): string[] =>
  findings.map(({ code, severity, message }) => {
    expect([code, severity]).toEqual(["hidden-content", "info"]);
    expect(message.en).not.toBe("");
    return message["zh-CN"];
  });
const lines = ({ blocks }: Reading): unknown[] =>
  blocks.map((block) => (block.kind === "paragraph" ? [block.paragraph.number, block.paragraph.text] : texts(block.grid)));
const run = (text: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const WHITE = '<w:color w:val="FFFFFF"/>';

describe("what a Word document hides", () => {
  it("shows both sides of a change, with its place, and reads the accepted text", async () => {
    const changed =
      `<w:p>${run("收入")}<w:del w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del><w:ins w:id="2">${run("1")}${run("20")}</w:ins></w:p>` +
      tbl(
        tr([tc("甲县"), tc(`<w:p><w:ins w:id="3">${run("3.00")}</w:ins></w:p>`)]),
        tr([tc("乙县"), tc("5.00")], '<w:del w:id="4"/>'),
        tr([tc("丙县"), tc("6.00")], '<w:ins w:id="5"/>'),
      ) +
      `<w:p><w:moveFrom w:id="6">${run("移走")}</w:moveFrom>${run("尾")}</w:p>`;
    const reading = await read(changed);
    expect(lines(reading)).toEqual([
      [1, "收入120"],
      [
        ["甲县", "3.00"],
        ["丙县", "6.00"],
      ],
      [2, "尾"],
    ]);
    expect(says(reading)).toEqual([
      "文档带有未定稿的修订（插入 3 处、删除 3 处）；按全部接受读取：删除“100”（第1段）、插入“120”（第1段）、插入“3.00”（表1 第1行第2列）、" +
        "删除“乙县 5.00”（表1 第2行第1列）、插入“丙县 6.00”（表1 第2行第1列）等。",
    ]);
  });

  it("points out white text, but not where shading shows it", async () => {
    const dark = '<w:shd w:val="clear" w:fill="1F497D"/>';
    const reading = await read(
      `<w:p>${run("可见")}${run("白字1", WHITE)}${run("亮", `${WHITE}<w:highlight w:val="black"/>`)}${run("底", WHITE + dark)}</w:p>` +
        tbl(
          tr([
            tc(`<w:p>${run("表头", WHITE)}</w:p>`, dark),
            tc(`<w:p>${run("12.5", WHITE)}</w:p>`, '<w:shd w:val="clear" w:fill="auto"/>'),
          ]),
        ),
    );
    expect(lines(reading)).toEqual([[1, "可见白字1亮底"], [["表头", "12.5"]]]);
    expect(says(reading)).toEqual([
      "有 2 个段落含白色文字，页面上看不到；已照常读取并参与核对：“白字1”（第1段）、“12.5”（表1 第1行第2列）。",
    ]);
  });

  it("reads notes after their paragraph, quotes comments and page margins", async () => {
    const part = (root: string, content: string): string => `<w:${root} ${WORD_NAMESPACES}>${content}</w:${root}>`;
    const reading = await read(
      `<w:p>${run("结余7万元")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r></w:p>` +
        `${tbl(tr([tc(`<w:p>${run("1")}<w:r><w:commentReference w:id="0"/></w:r></w:p>`)]))}${p("尾")}`,
      {
        "word/footnotes.xml": part(
          "footnotes",
          `<w:footnote w:type="separator" w:id="0">${p("—")}</w:footnote><w:footnote w:id="2">${p("含利息3万元")}${p("另起")}</w:footnote>`,
        ),
        "word/endnotes.xml": part("endnotes", `<w:endnote w:id="3">${p("尾注")}</w:endnote>`),
        "word/comments.xml": part("comments", `<w:comment w:id="0" w:author="x">${p("请核实")}</w:comment>`),
        "word/header1.xml": part("hdr", p("单位：万元")),
        "word/header2.xml": part("hdr", p("单位：万元")),
        "word/footer1.xml": part("ftr", p("- 第 1 页 共 9 页 -")),
      },
      [
        ["footnotes", "footnotes.xml"],
        ["endnotes", "endnotes.xml"],
        ["comments", "comments.xml"],
        ["header", "header1.xml"],
        ["header", "header2.xml"],
        ["footer", "footer1.xml"],
      ],
    );
    expect(lines(reading)).toEqual([[1, "结余7万元"], [1, "含利息3万元"], [1, "另起"], [1, "尾注"], [["1"]], [2, "尾"]]);
    expect(says(reading)).toEqual([
      "文档带有 1 条批注；批注不参与核对：“请核实”（表1 第1行第1列）。",
      "文档有 2 条脚注或尾注；已作为所在段落之后的正文读取：“含利息3万元 另起”（第1段）、“尾注”（第1段）。",
      "文档有 1 处带文字的页眉或页脚；页眉页脚不参与核对：“单位：万元”。",
    ]);
    expect(reading.losses).toEqual([]);
    expect(reading.reading).toContain("结余7万元");
  });

  it("says where a part of notes is damaged or missing", async () => {
    const reading = await read(
      `<w:p>${run("文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
      { "word/footnotes.xml": "<w:footnotes>" },
      [["footnotes", "footnotes.xml"]],
    );
    expect(reading.losses).toEqual([
      { what: "footnote", count: 1 },
      { what: "footnotes: their part is damaged", count: 1 },
    ]);
  });

  it("gives embedded documents as documents of their own; of other objects the place is counted", async () => {
    const workbook = xlsxOf('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>');
    const object = "<w:p><w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r></w:p>";
    const reading = await read(
      `${object}${object}<w:altChunk/>`,
      { "word/embeddings/a.xlsx": workbook, "word/embeddings/b.bin": "no container", "word/c.html": "<table></table>" },
      [
        ["package", "embeddings/a.xlsx"],
        ["oleObject", "embeddings/b.bin"],
        ["aFChunk", "c.html"],
      ],
    );
    expect(reading.attachments?.map(({ path }) => path)).toEqual(["报告.docx!/word/embeddings/a.xlsx", "报告.docx!/word/c.html"]);
    const [first] = reading.attachments ?? [];
    expect(first && "bytes" in first && Buffer.from(first.bytes).equals(workbook)).toBe(true);
    expect(says(reading)).toEqual(["文档内嵌 2 个文件，页面上只见其中一部分；各作为一份材料另行读取。"]);
    expect(reading.losses).toEqual([{ what: "embedded object", count: 1 }]);
  });

  it("reads check boxes of both kinds, and characters of symbol fonts as what they look like", async () => {
    const field = (state: string, result: string): string =>
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>' +
      `${state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const control =
      '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>' +
      `<w:sdtContent>${run("☒")}</w:sdtContent></w:sdt>`;
    const reading = await read(
      `<w:p>${field('<w:default w:val="1"/>', separate)}${field('<w:checked w:val="0"/>', "")}${control}` +
        `${run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')}</w:p>`,
    );
    expect(lines(reading)).toEqual([[1, "☑□☒☑"]]);
    expect(reading.losses).toEqual([]);
  });
});
