import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import mammoth from "mammoth";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { beforeAll, describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import * as cptable from "xlsx/dist/cpexcel.full.mjs";
import { cases } from "../scripts/fixtures/cases.ts";
import { fixtures, submissions } from "../scripts/fixtures/files.ts";
import { type Piece, paragraph, shown, type TableText, table } from "../scripts/fixtures/material.ts";
import { CODES } from "../src/model/finding.ts";

XLSX.set_cptable(cptable);
const root = fileURLToPath(new URL("../fixtures", import.meta.url));
let files: Map<string, Uint8Array>;
beforeAll(async () => {
  files = await fixtures();
});
const bytesOf = (path: string): Uint8Array => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no such fixture: ${path}`);
  return bytes;
};
const tablesOf = (pieces: readonly Piece[]): TableText[] =>
  pieces.flatMap((piece) => piece.parts).filter((part): part is TableText => typeof part !== "string");
const places = Object.keys(submissions);

describe("the folder", () => {
  it("holds exactly the bytes that the data give", async () => {
    const entries = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const names = entries.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
    expect(names.filter((name) => name !== "README.md" && name !== ".gitattributes").sort()).toEqual([...files.keys()].sort());
    const stale = [];
    for (const [name, bytes] of files) if (!(await readFile(join(root, name))).equals(bytes)) stale.push(name);
    expect(stale, "run npm run fixtures").toEqual([]);
  });

  it("gives the same bytes again", async () => {
    const again = await fixtures();
    expect([...again].filter(([name, bytes]) => !Buffer.from(bytes).equals(bytesOf(name))).map(([name]) => name)).toEqual([]);
  });

  it("stays small", () => {
    const sizes = [...files.values()].map((bytes) => bytes.length);
    expect(Math.max(...sizes)).toBeLessThan(200_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  it("names nobody's telephone", () => {
    const text = JSON.stringify(submissions);
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
    expect(text).not.toMatch(/0\d{2,3}-\d{7,8}/);
  });
});

describe.each(places)("workbooks of %s", (place) => {
  it.each(["xlsx", "xls"])("show every cell of the data in %s, and merge what is merged", (format) => {
    const pieces = submissions[place] ?? [];
    const book = read(`formats/${place}/all.${format}`);
    expect(book.SheetNames).toEqual(pieces.map((piece) => piece.sheet));
    for (const piece of pieces) {
      const sheet = book.Sheets[piece.sheet]!;
      const expected = new Map<string, string>();
      const merged: string[] = [];
      let row = 0;
      for (const part of piece.parts) {
        if (typeof part === "string") expected.set(at(row, 0), paragraph(part).text);
        else
          for (const region of part.regions) {
            expected.set(at(row + region.row, region.column), shown(region));
            if (region.rows * region.columns > 1)
              merged.push(
                XLSX.utils.encode_range(
                  { r: row + region.row, c: region.column },
                  { r: row + region.row + region.rows - 1, c: region.column + region.columns - 1 },
                ),
              );
          }
        row += typeof part === "string" ? 1 : part.rows;
      }
      const found = new Map(
        Object.entries(sheet)
          .filter(([name]) => !name.startsWith("!"))
          .map(([name, cell]: [string, XLSX.CellObject]) => [name, cell.w ?? String(cell.v ?? "")]),
      );
      for (const [name, text] of expected) expect(found.get(name) ?? "", `${piece.sheet}!${name}`).toBe(text);
      expect([...found].filter(([name, text]) => text !== "" && !expected.has(name))).toEqual([]);
      expect((sheet["!merges"] ?? []).map((range) => XLSX.utils.encode_range(range)).sort()).toEqual(merged.sort());
    }
  });
});

describe.each(places)("the Word document of %s", (place) => {
  it("shows mammoth the same tables, span for span, and the same paragraphs", async () => {
    const pieces = submissions[place] ?? [];
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytesOf(`formats/${place}/all.docx`)) },
      { ignoreEmptyParagraphs: false },
    );
    const html = parseFragment(value);
    const found = elements(html, "table").map(gridOf);
    expect(found).toEqual(tablesOf(pieces).map((one) => one.regions.map((region) => ({ ...region, text: shown(region) }))));
    const lines = pieces.flatMap((piece) => piece.parts).filter((part) => typeof part === "string");
    const read = html.childNodes.filter((node) => node.nodeName !== "table").map(textOf);
    expect(read).toEqual(lines.map((line) => paragraph(line).text));
  });
});

describe("figures that must arrive as they were printed", () => {
  it.each(["xlsx", "xls"])("are numbers under number formats in %s", (format) => {
    const sheet = read(`formats/yiyang-2017/all.${format}`).Sheets["附件5-3基金收支"]!;
    expect(sheet.M10).toMatchObject({ t: "n", v: 1187.117, w: "1187.117", z: "General" });
    expect(sheet.D14).toMatchObject({ t: "n", v: 33685, w: "33685", z: "General" });
    expect(sheet.O15).toMatchObject({ t: "n", v: 24914.1, w: "24914.10 ", z: "0.00_ " });
    expect(sheet.L8).toMatchObject({ t: "n", v: 0.9796, w: "97.96%", z: "0.00%" });
  });

  it("stay texts where they are texts", () => {
    const expenses = read("formats/taojiang-2019/all.xlsx").Sheets.三公经费对比!;
    expect(expenses.D3).toMatchObject({ t: "s", v: "增44035" });
    const form = read("formats/junshan-2017/all.xls").Sheets.项目自评表!;
    expect(form.F3).toMatchObject({ t: "s", v: "414005" });
    const texts = tablesOf(submissions["huangshi-2022"] ?? []).flatMap((one) => one.regions.map((region) => region.text));
    expect(texts).toContain("(20分*执行率) 13");
    expect(texts).toContain("13000人");
  });

  it("are the same text in every encoding of the CSV", () => {
    const [fund] = submissions["yiyang-2017"]?.filter((piece) => piece.sheet === "附件5-3基金收支") ?? [];
    const utf8 = new TextDecoder("utf-8", { fatal: true }).decode(bytesOf("formats/yiyang-2017/fund.utf-8-bom.csv"));
    const gb = new TextDecoder("gb18030", { fatal: true }).decode(bytesOf("formats/yiyang-2017/fund.gb18030.csv"));
    const utf16 = new TextDecoder("utf-16le", { fatal: true }).decode(bytesOf("formats/yiyang-2017/fund.utf-16le.csv"));
    expect(gb).toBe(utf8);
    expect(utf16).toBe(utf8);
    expect(utf8.split("\r\n")[9]).toBe(
      "3,高新,5176.05,3915.14,1236.02,24.89,\u3000,3988.93,3096.26,587.79,304.88,77.07%,1187.117,5829.65,7016.77 ",
    );
    expect(utf8.split("\r\n").slice(0, -1).length).toBe(2 + tablesOf([fund!])[0]!.rows);
    expect([...bytesOf("formats/yiyang-2017/fund.utf-8-bom.csv").slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("stand in the text dumps, one cell a line or one row a line", () => {
    const text = (place: string): string => new TextDecoder().decode(bytesOf(`formats/${place}/all.txt`));
    expect(text("yiyang-2017")).toContain("\n\n\t3\n\t高新\n\t5176.05\n");
    expect(text("huangshi-2022")).toContain("(20分)\t\t年度财政资金总额\t100\t67.51\t68%\t(20分*执行率) 13\t\n");
  });
});

describe("the submissions as sent", () => {
  it("hold each table of a document once, in one of four formats", () => {
    const sent = [...files.keys()].filter((name) => name.startsWith("submissions/"));
    expect(new Set(sent.map((name) => name.split("/")[1]))).toEqual(new Set(places));
    expect(new Set(sent.map((name) => name.split(".").at(-1)))).toEqual(new Set(["docx", "xlsx", "xls", "csv"]));
  });
});

describe("cases", () => {
  it("are named by a finding code and what went wrong", () => {
    for (const { name } of cases) {
      const [code, what] = name.split(".");
      expect([...CODES, "none"]).toContain(code);
      expect(what).toMatch(/^[a-z-]+$/);
    }
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("carry formulas with their saved results, stored digits behind shown ones, and a hidden sheet", () => {
    expect(read("cases/formula-inconsistent.row-missed.xlsx").Sheets.支出).toMatchObject({ C6: { f: "SUM(C3:C4)", v: 2870.35 } });
    expect(read("cases/hidden-precision.more-than-shown.xlsx").Sheets.支出).toMatchObject({ C4: { v: 1660.0984, w: "1660.10" } });
    expect(read("cases/text-number.stored-as-text.xlsx").Sheets.支出).toMatchObject({ C4: { t: "s", v: "1660.10" } });
    expect(read("cases/hidden-content.sheet.xlsx").Workbook?.Sheets?.map((sheet) => sheet.Hidden)).toEqual([0, 1]);
  });
});

describe("hostile files", () => {
  it("are what their names say", () => {
    const head = (name: string): string => Buffer.from(bytesOf(`hostile/${name}`).slice(0, 8)).toString("latin1");
    expect(bytesOf("hostile/empty.docx").length).toBe(0);
    expect(head("truncated.docx").slice(0, 2)).toBe("PK");
    expect(head("word-named.xlsx").slice(0, 2)).toBe("PK");
    expect(head("encrypted.docx")).toBe("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    expect(Buffer.from(bytesOf("hostile/outside-name.zip")).includes("../outside.csv")).toBe(true);
    expect(head("pdf-named.docx")).toBe("%PDF-1.7");
    for (const [name, bytes] of files) if (name.startsWith("hostile/")) expect(bytes.length, name).toBeLessThan(16_000);
  });
});

describe("the drawing of a table", () => {
  it("spreads out merged cells and keeps every blank", () => {
    expect(table("|a|<|b |\n|^|<|'01|").regions).toEqual([
      { row: 0, column: 0, rows: 2, columns: 2, text: "a" },
      { row: 0, column: 2, rows: 1, columns: 1, text: "b " },
      { row: 1, column: 2, rows: 1, columns: 1, text: "'01" },
    ]);
  });

  it("refuses rows of unequal width and regions that are no rectangle", () => {
    expect(() => table("|a|b|\n|c|")).toThrow("row 2 has 1 cells, not 2");
    expect(() => table("|a|<|\n|^|b|")).toThrow("not a rectangle");
  });
});

function read(path: string): XLSX.WorkBook {
  return XLSX.read(bytesOf(path), { type: "array", cellNF: true, cellFormula: true });
}

function at(row: number, column: number): string {
  return XLSX.utils.encode_cell({ r: row, c: column });
}

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

function elements(node: Node, name: string): DefaultTreeAdapterTypes.Element[] {
  if (!("childNodes" in node)) return [];
  return node.childNodes.flatMap((child) => [
    ...(child.nodeName === name ? [child as DefaultTreeAdapterTypes.Element] : []),
    ...elements(child, name),
  ]);
}

/** Text of a node: check boxes as their signs, paragraphs on lines of their own. */
function textOf(node: Node): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (node.nodeName === "input") return attribute(node as DefaultTreeAdapterTypes.Element, "checked") === undefined ? "☐" : "☑";
  return "childNodes" in node ? node.childNodes.map(textOf).join(node.childNodes.some((child) => child.nodeName === "p") ? "\n" : "") : "";
}

function attribute(element: DefaultTreeAdapterTypes.Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The cells of an HTML table at the places its spans give them. */
function gridOf(element: DefaultTreeAdapterTypes.Element) {
  const taken = new Set<string>();
  return elements(element, "tr").flatMap((line, row) => {
    let column = 0;
    return [...elements(line, "td"), ...elements(line, "th")].map((cell) => {
      while (taken.has(`${row},${column}`)) column += 1;
      const rows = Number.parseInt(attribute(cell, "rowspan") ?? "1", 10);
      const columns = Number.parseInt(attribute(cell, "colspan") ?? "1", 10);
      for (let r = row; r < row + rows; r += 1) for (let c = column; c < column + columns; c += 1) taken.add(`${r},${c}`);
      return { row, column, rows, columns, text: textOf(cell) };
    });
  });
}
