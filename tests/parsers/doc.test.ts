import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { bytesOf } from "../../src/parsers/doc/bytes.ts";
import { piecesOf, textAt } from "../../src/parsers/doc/pieces.ts";
import { properties } from "../../src/parsers/doc/properties.ts";
import { newRowDraft } from "../../src/parsers/doc/row-shape.ts";
import { doc } from "../../src/parsers/doc.ts";
import { docx } from "../../src/parsers/docx.ts";
import { readDocument } from "../../src/parsers/index.ts";
import { texts } from "../support/office.ts";

const bytes = (name: string): Uint8Array => readFileSync(new URL(name, import.meta.url));
const read = (name: string): Promise<Reading> => doc.parse("a.doc", bytes(name), DEFAULT_LIMITS);
const lines = ({ blocks }: Reading): unknown[] =>
  blocks.map((block) =>
    block.kind === "paragraph" ? [block.paragraph.number, block.paragraph.text] : [block.grid.origin, texts(block.grid)],
  );

describe("a document of Word 97", () => {
  it("has the grids and paragraphs of the .docx that it was saved from", async () => {
    const twin = await docx.parse("a.docx", bytes("../../fixtures/formats/mianyang-2020/all.docx"), DEFAULT_LIMITS);
    expect(lines(await read("files/mianyang.doc"))).toEqual(lines(twin));
  });

  it("has merged cells both ways, a nested table after its outer one, left out columns, fields, numbers and boxes", async () => {
    expect(lines(await read("files/features.doc"))).toEqual([
      [1, "某某县医疗保险基金"],
      [2, "收入120万元白字。"],
      [2, "不含利息3.00万元"],
      [
        { in: "word", table: 1 },
        [
          ["区县", "实际支出", "<", "<"],
          ["^", "合计", "住院", "门诊"],
          ["甲县", "3.00", "1.00", "2.00"],
          ["乙县", "5.00", "", ""],
          ["删行", "9.00", "4.00", "5.00"],
        ],
      ],
      [{ in: "word", table: 2 }, [["其中", "2.00"]]],
      [3, "合计8.00\t万元"],
      [4, "☑同意☑"],
      [5, "正文带框"],
      [5, "框内结余7.00万元"],
      [6, "一、一级"],
      [7, "3. 二级"],
      [8, "4. 二级"],
      [9, "末段"],
    ]);
  });

  it("is read as if all changes were accepted, and what the page does not show is quoted", async () => {
    const { findings, losses } = await read("files/features.doc");
    expect(findings.map(({ code, severity, message }) => [code, severity, message["zh-CN"]])).toEqual(
      [
        "文档带有未定稿的修订（插入 1 处、删除 1 处）；按全部接受读取：删除“100”（第2段）、插入“120”（第2段）。",
        "有 1 个段落含隐藏文字；隐藏文字不参与核对，整格均为隐藏文字的单元格除外：“内部口径”（第2段）。",
        "有 1 个段落含白色文字，页面上看不到；已照常读取并参与核对：“白字”（第2段）。",
        "文档带有 1 条批注；批注不参与核对：“请核实120”（第2段）。",
        "文档有 1 条脚注或尾注；已作为所在段落之后的正文读取：“不含利息3.00万元”（第2段）。",
        "文档有 1 处带文字的页眉或页脚；页眉页脚不参与核对：“单位：万元”。",
      ].map((message) => ["hidden-content", "info", message]),
    );
    expect(losses).toEqual([]);
  });

  it("keeps to the limit of cells", async () => {
    const { blocks, findings } = await doc.parse("a.doc", bytes("files/mianyang.doc"), { ...DEFAULT_LIMITS, cells: 4 });
    expect(blocks).toEqual([]);
    expect(findings).toMatchObject([{ code: "unreadable-file" }]);
  });
});

/** The same file with some bytes of its header changed; the header is the first thing in the stream `WordDocument`. */
function withHeader(name: string, at: number, ...values: number[]): Uint8Array {
  const file = Uint8Array.from(bytes(name));
  const start = Buffer.from(file).indexOf(Buffer.from([0xec, 0xa5]));
  file.set(values, start + at);
  return file;
}
const refused = async (file: Uint8Array) =>
  (await readDocument("a.doc", "0".repeat(64), file, DEFAULT_LIMITS)).findings.map(({ code }) => code);

describe("a document of Word 97 that cannot be read", () => {
  it("is refused by name where it has a password", async () =>
    expect(await refused(withHeader("files/features.doc", 11, 0x01))).toEqual(["encrypted-file"]));

  it("is refused by name where Word 95 wrote it", async () =>
    expect(await refused(withHeader("files/features.doc", 2, 0x68, 0))).toEqual(["unsupported-format"]));

  it("is refused where its text reaches beyond the file", async () =>
    expect(await refused(withHeader("files/features.doc", 0x4c, 0xff, 0xff, 0xff))).toEqual(["unreadable-file"]));

  it("is refused where its pieces are gone", async () =>
    expect(await refused(withHeader("files/features.doc", 0x1a2, 0, 0, 0, 0x7f))).toEqual(["unreadable-file"]));
});

/** A little-endian list of numbers of two bytes. */
const words = (...numbers: number[]): number[] => numbers.flatMap((number) => [number & 0xff, (number >> 8) & 0xff]);
const cellFlags = (flags: number): number[] => [...words(flags), ...new Array<number>(18).fill(0)];

describe("the row of a table", () => {
  const definition = Uint8Array.from([3, ...words(-108, 1000, 2000, 3500), ...cellFlags(0x60), ...cellFlags(1), ...cellFlags(2)]);

  it("has the edges of its cells and how they merge", () => {
    const row = newRowDraft();
    row.property(0xd608, definition);
    expect(row.shape()).toEqual({
      edges: [-108, 1000, 2000, 3500],
      cells: [
        { down: "restart", joined: false, shaded: false },
        { down: undefined, joined: false, shaded: false },
        { down: undefined, joined: true, shaded: false },
      ],
    });
  });

  it("is changed by what is said after", () => {
    const row = newRowDraft();
    row.property(0xd608, definition);
    row.property(0xd62b, Uint8Array.of(0, 1));
    row.property(0x5625, Uint8Array.of(1, 3));
    row.property(0x7623, Uint8Array.from([2, 3, ...words(500)]));
    row.property(0x7621, Uint8Array.from([0, 1, ...words(200)]));
    row.property(0x5622, Uint8Array.of(2, 3));
    expect(row.shape()).toEqual({
      edges: [-108, 92, 1200, 1700],
      cells: [
        { down: undefined, joined: false, shaded: false },
        { down: "continue", joined: false, shaded: false },
        { down: undefined, joined: false, shaded: false },
      ],
    });
  });
});

describe("properties", () => {
  it("are told apart by the lengths of their operands", () => {
    const seen: [number, number[]][] = [];
    const list = [...words(0x2416), 1, ...words(0x6649), 2, 0, 0, 0, ...words(0xd608), ...words(5), 1, 2, 3, 4, ...words(0xc60d), 2, 8, 9];
    properties(Uint8Array.from([...list, ...words(0x4600), 1]), (code, operand) => seen.push([code, [...operand]]));
    expect(seen).toEqual([
      [0x2416, [1]],
      [0x6649, [2, 0, 0, 0]],
      [0xd608, [1, 2, 3, 4]],
      [0xc60d, [8, 9]],
    ]);
  });
});

describe("pieces of text", () => {
  const long = (number: number): number[] => [...words(number & 0xffff), ...words(number >>> 16)];

  it("come in the order of their characters, wherever they lie, each with what a quick save laid over it", () => {
    const table = [1, ...words(3), ...words(0x0800), 1, 2, ...long(4 + 2 * 12)];
    table.push(...long(0), ...long(3), ...long(5));
    table.push(...words(0), ...long(100), ...words(1), ...words(0), ...long(0x40000000 | 40), ...words(0));
    expect(piecesOf(bytesOf(Uint8Array.from(table)), { at: 0, length: table.length })).toEqual([
      { from: 0, to: 3, at: 100, width: 2, over: Uint8Array.from([...words(0x0800), 1]) },
      { from: 3, to: 5, at: 20, width: 1, over: new Uint8Array() },
    ]);
  });

  it("of one byte a character are Western, but for Chinese of older programs", () => {
    const text = (isChinese: boolean, ...values: number[]): string =>
      textAt(bytesOf(Uint8Array.from(values)), { width: 1 }, 0, values.length, isChinese);
    expect(text(true, 0x93, 0x41, 0x94, 0xe9)).toBe("“A”é");
    expect(text(true, 0xba, 0xcf, 0xbc, 0xc6, 0x31)).toBe("合\u0000计\u00001");
    expect(text(false, 0xc7, 0xc3)).toBe("ÇÃ");
  });
});
