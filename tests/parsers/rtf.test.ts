import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { doc } from "../../src/parsers/doc.ts";
import { rtf } from "../../src/parsers/rtf.ts";
import { texts } from "../support/office.ts";

const bytes = (name: string): Uint8Array => readFileSync(new URL(`files/${name}`, import.meta.url));
const read = (text: string): Promise<Reading> => rtf.parse("a.rtf", Buffer.from(text, "latin1"), DEFAULT_LIMITS);
const lines = ({ blocks }: Reading): unknown[] =>
  blocks.map((block) => (block.kind === "paragraph" ? block.paragraph.text : texts(block.grid)));
const words = async (text: string): Promise<unknown[]> => lines(await read(`{\\rtf1\\ansi\\ansicpg936 ${text}\\par}`));

describe("rich text", () => {
  it("has what the same document in the format of Word 97 has, but for the state of a check box, which LibreOffice leaves out", async () => {
    const twin = await doc.parse("a.doc", bytes("features.doc"), DEFAULT_LIMITS);
    const reading = await rtf.parse("a.rtf", bytes("features.rtf"), DEFAULT_LIMITS);
    expect(lines(reading)).toEqual(lines(twin).map((line) => (line === "☑同意☑" ? "同意☑" : line)));
    expect(reading.findings.map(({ id }) => id).length).toBe(twin.findings.length);
    expect(reading.findings.map(({ message }) => message)).toEqual(twin.findings.map(({ message }) => message));
    expect(reading.losses).toEqual([{ what: "field without a saved result", count: 1 }]);
  });

  it("has text in the code page of the document, of its fonts, and in Unicode", async () => {
    expect(await words("\\'ba\\'cf\\'bc\\'c6 1,187.12")).toEqual(["合计 1,187.12"]);
    expect(await words("{\\fonttbl{\\f0\\fcharset238 Arial;}{\\f1\\fcharset136 MingLiU;}}\\f1\\'a6\\'58\\'adp\\f0\\'e9")).toEqual([
      "合計é",
    ]);
    expect(await words("\\uc2\\u21512\\'ba\\'cf\\u-29791??\\uc0\\u49 1")).toEqual(["合计11"]);
    expect(await words("{\\upr{\\'3f}{\\*\\ud{\\u21512?}}}\\ldblquote a\\rdblquote\\~b\\_c\\emdash\\{\\}\\\\")).toEqual([
      "合“a”\u00a0b-c—{}\\",
    ]);
  });

  it("has tables with cells merged both ways and columns that differ from row to row", async () => {
    const grid = await words(
      "\\trowd\\clvmgf\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000\\pard\\intbl A\\cell B\\cell\\cell\\row" +
        "\\trowd\\clvmrg\\cellx1010\\cellx2000\\cellx3000 \\cell 1\\cell 2\\cell\\row" +
        "\\trowd\\cellx2000\\cellx3000 C\\par c\\cell 3\\cell\\row\\pard after",
    );
    expect(grid).toEqual([
      [
        ["A", "B", "<"],
        ["^", "1", "2"],
        ["C\nc", "<", "3"],
      ],
      "after",
    ]);
  });

  it("has nested tables after the outer one", async () => {
    const found = await words(
      "\\pard\\intbl a\\cell\\pard\\intbl\\itap2 n1\\nestcell n2\\nestcell" +
        "{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}" +
        "\\pard\\intbl b\\cell\\trowd\\cellx1000\\cellx2000\\row\\pard",
    );
    expect(found).toEqual([[["a", "b"]], [["n1", "n2"]], ""]);
  });

  it("shows the saved result of fields, the state of form fields, and numbers of lists before the words", async () => {
    const box = (more: string): string =>
      `{\\field{\\*\\fldinst FORMCHECKBOX{\\*\\formfield{\\fftype1${more}{\\*\\ffname c}}}}{\\fldrslt}}`;
    expect(await words("{\\field{\\*\\fldinst SUM(A1)}{\\fldrslt 8.00}}")).toEqual(["8.00"]);
    expect(await words(`${box("\\ffres1")}${box("\\ffres25\\ffdefres1")}${box("\\ffres0")}`)).toEqual(["☑☑□"]);
    const list = "{\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl one}{\\*\\ffl two}}}";
    expect(await words(`{\\field{\\*\\fldinst FORMDROPDOWN${list}}{\\fldrslt}}`)).toEqual(["two"]);
    expect(await words("{\\listtext 1.\\tab}25 people\\par{\\listtext\\'a1\\'a4\\tab}bullet")).toEqual(["1. 25 people", "bullet"]);
  });

  it("leaves out what is defined or given in another form, and counts what it does not read", async () => {
    const reading = await read(
      "{\\rtf1{\\stylesheet{\\s1 Heading;}}{\\info{\\title T}}{\\*\\generator X;}{\\*\\unknown y}{\\pict\\wmetafile8 0102}" +
        "{\\object{\\*\\objdata 0105}{\\result shown}}\\bin5 {{{{{ end\\par}",
    );
    expect(lines(reading)).toEqual(["shown end"]);
    expect(reading.losses).toEqual([
      { what: "picture", count: 1 },
      { what: "embedded object", count: 1 },
    ]);
  });

  it("drops deleted text, joins paragraphs whose mark is deleted, and leaves out hidden text", async () => {
    expect(await words("a{\\deleted b\\par}c{\\v hidden}{\\revised d}")).toEqual(["acd"]);
  });

  it("is refused where it was cut short", async () => {
    expect((await read("{\\rtf1 text {\\b more")).findings).toMatchObject([{ code: "unreadable-file" }]);
  });
});
