import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import { sniff } from "../../src/containers/sniff.ts";
import { type Document, placeOf } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { readDocument } from "../../src/parsers/index.ts";
import { fc } from "../support/properties.ts";

/** What every parser must keep to, on every fixture and on what damage makes of it. */

const root = fileURLToPath(new URL("../../fixtures", import.meta.url));
const fixtures = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:docx|xlsx|xls|csv|txt)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file));
const read = (file: string, bytes: Uint8Array): Promise<Document> => readDocument(file, "0".repeat(64), bytes, DEFAULT_LIMITS);

/** The smallest file of each format that has tables: damage is tried on these. */
const samples = [
  ...["docx", "xlsx", "xls", "csv", "txt"].map((format) => {
    const files = fixtures.filter((file) => file.endsWith(`.${format}`) && /[\\/]formats[\\/]/.test(file));
    return [format, files.sort((a, b) => bytesOf(a).length - bytesOf(b).length)[0]!] as const;
  }),
  ...["doc", "rtf"].map((format) => [format, fileURLToPath(new URL(`files/features.${format}`, import.meta.url))] as const),
];

/** A document is whole or refused: a refused one holds nothing and says why, in both languages. */
function expectSound(document: Document): void {
  for (const { message, next, at } of document.findings) {
    for (const text of [message, next]) for (const language of ["zh-CN", "en"] as const) expect(text[language]).not.toBe("");
    expect(at.document).toBe(document.path);
  }
  expect(new Set(document.findings.map(({ id }) => id)).size).toBe(document.findings.length);
  if (document.format === "unknown") {
    expect(document.blocks).toEqual([]);
    expect(document.findings.some(({ severity }) => severity === "error")).toBe(true);
  }
  for (const block of document.blocks) {
    if (block.kind === "paragraph") {
      expect(block.paragraph.number).toBeGreaterThan(0);
      continue;
    }
    const { rows, ragged } = block.grid;
    expect(rows.length).toBeGreaterThan(0);
    if (!ragged) expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    for (const [r, row] of rows.entries())
      for (const [c, cell] of row.entries()) {
        if (!cell.anchor) continue;
        const [ar, ac] = cell.anchor;
        // A region is owned by a cell before it, which nothing covers.
        expect(ar < r || (ar === r && ac < c)).toBe(true);
        expect(rows[ar]![ac]!.anchor).toBeUndefined();
      }
  }
}

/** A repeatable choice of numbers below `below`. */
function* numbers(seed: number, below: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * below);
  }
}

describe.each(fixtures.map((file) => [file.slice(root.length + 1), file]))("%s", (_, file) => {
  it("gives the same reading of the same bytes, with every place its own", async () => {
    const [document, again] = [await read(file, bytesOf(file)), await read(file, bytesOf(file))];
    expectSound(document);
    expect(JSON.stringify(again)).toBe(JSON.stringify(document));
    const places = document.blocks.flatMap((block) =>
      block.kind === "grid" ? block.grid.rows.flatMap((row, r) => row.map((_, c) => JSON.stringify(placeOf(block.grid, r, c)))) : [],
    );
    expect(new Set(places).size).toBe(places.length);
  });
});

describe.each(samples)("a %s that is damaged", (format, file) => {
  const whole = bytesOf(file);

  it("is read or refused, wherever it was cut short", async () => {
    const sound = await read(file, whole);
    for (let part = 0; part < 40; part += 1) {
      const document = await read(file, whole.subarray(0, Math.floor((whole.length * part) / 40)));
      expectSound(document);
      // A text has no end of its own; an .xls may lose the padding after its end, but nothing else.
      if (format !== "csv" && format !== "txt" && document.format !== "unknown") expect(document.blocks).toEqual(sound.blocks);
    }
  });

  it("is read or refused, whatever bytes were changed", async () => {
    const at = numbers(7, whole.length);
    const byte = numbers(11, 256);
    for (let round = 0; round < 30; round += 1) {
      const bytes = whole.slice();
      for (let change = 0; change <= round % 5; change += 1) bytes[at.next().value as number] = byte.next().value as number;
      expectSound(await read(file, bytes));
    }
  });
});

describe.each(samples.slice(0, 2))("a %s whose parts are damaged inside a sound package", (_, file) => {
  it("is read or refused", async () => {
    const parts = unzipSync(bytesOf(file));
    const names = Object.keys(parts).sort();
    const pick = numbers(3, names.length);
    const place = numbers(5, 1_000_000);
    for (let round = 0; round < 30; round += 1) {
      const name = names[pick.next().value as number]!;
      const part = parts[name]!.slice();
      for (let change = 0; change <= round % 4; change += 1)
        part[(place.next().value as number) % part.length] = 0x20 + ((place.next().value as number) % 95);
      expectSound(await read(file, zipSync({ ...parts, [name]: part }, { level: 1 })));
    }
  });
});

describe("bytes of any kind", () => {
  it("are read or refused", async () => {
    const magic = fc.constantFrom(
      "",
      "PK\u0003\u0004",
      "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
      "\u00ff\u00fe",
      "\u00ef\u00bb\u00bf",
      "\t",
      "a,b\n",
    );
    const name = fc.constantFrom("a.docx", "a.xlsx", "a.xls", "a.csv", "a.txt", "a", "~$a.docx");
    await fc.assert(
      fc.asyncProperty(name, magic, fc.uint8Array({ maxLength: 600 }), async (path, head, tail) => {
        expectSound(await read(path, Buffer.concat([Buffer.from(head, "latin1"), tail])));
      }),
      { numRuns: 200 },
    );
  });

  it("are told the same by sniffing alone", async () => {
    for (const [format, file] of samples) expect(await sniff(file, bytesOf(file))).toEqual({ format, findings: [] });
  });
});

describe("limits", () => {
  it.each(samples)("refuse a %s that is too large, and say so", async (_, file) => {
    const document = await readDocument(file, "0".repeat(64), bytesOf(file), { ...DEFAULT_LIMITS, fileBytes: 1000 });
    expect(document).toMatchObject({ format: "unknown", blocks: [], findings: [{ code: "unreadable-file", severity: "error" }] });
  });

  it("hold for what one text comes to in many cells", async () => {
    const workbook = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet(Array.from({ length: 400 }, () => ["长".repeat(500)])), "表");
    const bytes: Uint8Array = XLSX.write(workbook, { type: "buffer", bookType: "xlsx", bookSST: true, compression: true });
    const limited = async (fileBytes: number) => readDocument("长.xlsx", "0".repeat(64), bytes, { ...DEFAULT_LIMITS, fileBytes });
    expect((await limited(200_001)).blocks).toHaveLength(1);
    expect(await limited(199_999)).toMatchObject({
      format: "unknown",
      blocks: [],
      findings: [{ code: "unreadable-file", severity: "error" }],
    });
  });

  it.each(samples)("of cells hold for a %s", async (_, file) => {
    const { blocks, findings } = await readDocument(file, "0".repeat(64), bytesOf(file), { ...DEFAULT_LIMITS, cells: 4 });
    expect(blocks).toEqual([]);
    expect(findings).not.toEqual([]);
    for (const finding of findings) expect(finding).toMatchObject({ code: "unreadable-file", severity: "error" });
  });
});
