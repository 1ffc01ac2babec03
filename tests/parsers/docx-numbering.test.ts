import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { docx } from "../../src/parsers/docx.ts";
import { numeral } from "../../src/parsers/word/numerals.ts";
import { docxOf, p, tbl, tc, texts, tr, WORD_NAMESPACES } from "../support/office.ts";

const level = (at: number, format: string, text: string, more = ""): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING =
  `<w:numbering ${WORD_NAMESPACES}><w:abstractNum w:abstractNumId="7">` +
  level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="H1"/>') +
  level(1, "chineseCounting", "（%2）") +
  level(2, "decimal", "%3.") +
  `${level(3, "decimal", "%1.%4", "<w:isLgl/>")}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="8">${level(0, "bullet", "\uf0b7")}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="9">${level(0, "hebrew1", "%1")}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>' +
  '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>' +
  '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>';
const STYLES =
  `<w:styles ${WORD_NAMESPACES}><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
  '<w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style></w:styles>';

const numbered = (text: string, at: number, list = 1): string =>
  p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

async function read(body: string) {
  const bytes = docxOf(body, { "word/numbering.xml": NUMBERING, "word/styles.xml": STYLES }, [
    ["numbering", "numbering.xml"],
    ["styles", "styles.xml"],
  ]);
  const { blocks, losses } = await docx.parse("a.docx", bytes, DEFAULT_LIMITS);
  return { lines: blocks.map((block) => (block.kind === "paragraph" ? block.paragraph.text : texts(block.grid))), losses };
}

describe("automatic numbers", () => {
  it("are counted by level, start again below a higher one, and stand before the words", async () => {
    const { lines, losses } = await read(
      numbered("概况", 0) +
        numbered("收入", 1) +
        numbered("支出", 1) +
        numbered("25万元", 2) +
        numbered("结果", 0) +
        numbered("收入", 1) +
        numbered("合", 3),
    );
    expect(lines).toEqual(["一、概况", "（一）收入", "（二）支出", "1. 25万元", "二、结果", "（一）收入", "2.1 合"]);
    expect(losses).toEqual([]);
  });

  it("come from a style, or from the style it is based on", async () => {
    const { lines } = await read(
      p("甲", '<w:pStyle w:val="H1"/>') + p("乙", '<w:pStyle w:val="H1b"/>') + p("无", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    );
    expect(lines).toEqual(["一、甲", "二、乙", "无"]);
  });

  it("fill the cells of a serial column, blank otherwise", async () => {
    const { lines } = await read(tbl(tr([tc(numbered("", 2)), tc("甲")]), tr([tc(numbered("", 2)), tc("乙")])));
    expect(lines).toEqual([
      [
        ["1.", "甲"],
        ["2.", "乙"],
      ],
    ]);
  });

  it("begin where a list says, leave bullets out, and count what cannot be told", async () => {
    const { lines, losses } = await read(
      numbered("五", 2, 4) + numbered("六", 2, 4) + numbered("点", 0, 2) + numbered("希", 0, 3) + numbered("缺", 0, 99),
    );
    expect(lines).toEqual(["5. 五", "6. 六", "点", "希", "缺"]);
    expect(losses).toEqual([{ what: "automatic number that could not be told", count: 2 }]);
  });

  it.each([
    [10, "chineseCounting", "十"],
    [12, "chineseCountingThousand", "十二"],
    [20, "japaneseCounting", "二十"],
    [105, "chineseCountingThousand", "一百〇五"],
    [110, "chineseCountingThousand", "一百一十"],
    [10, "ideographDigital", "一〇"],
    [3, "chineseLegalSimplified", "叁"],
    [3, "decimalEnclosedCircleChinese", "③"],
    [21, "decimalEnclosedCircle", "21"],
    [4, "decimalZero", "04"],
    [4, "upperRoman", "IV"],
    [28, "lowerLetter", "bb"],
    [2, "ideographTraditional", "乙"],
    [7, "decimalFullWidth", "７"],
  ])("print %i in %s as %s", (number, format, text) => {
    expect(numeral(number, format)).toBe(text);
  });
});
