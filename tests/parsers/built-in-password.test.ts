import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { xls } from "../../src/parsers/workbook.ts";
import { texts } from "../support/office.ts";

/** Two files that LibreOffice encrypted (RC4 as in Excel 97): with the built-in password, and with one of its own. */
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));
const read = (bytes: Uint8Array): Promise<Reading> => xls.parse("表.xls", bytes, DEFAULT_LIMITS);
const tables = ({ blocks }: Reading): string[][][] => blocks.flatMap((block) => (block.kind === "grid" ? [texts(block.grid)] : []));

/** RC4, written anew from its definition. */
function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const s = [...Array(256).keys()];
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + s[i]! + key[i % key.length]!) % 256;
    [s[i], s[j]] = [s[j]!, s[i]!];
  }
  let i = 0;
  j = 0;
  return bytes.map((byte) => {
    i = (i + 1) % 256;
    j = (j + s[i]!) % 256;
    [s[i], s[j]] = [s[j]!, s[i]!];
    return byte ^ s[(s[i]! + s[j]!) % 256]!;
  });
}

/** Encrypts a workbook as Excel 2003 does (MS-OFFCRYPTO 2.3.5): the record of the encryption goes right behind the beginning. */
function encrypted(plain: Uint8Array, password: string, bits: number): Uint8Array {
  const sha1 = (...parts: readonly Uint8Array[]): Buffer => createHash("sha1").update(Buffer.concat(parts)).digest();
  const number = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
  const salt = Buffer.from("0123456789abcdef");
  const base = sha1(salt, Buffer.from(password, "utf16le"));
  const key = (block: number): Buffer => {
    const start = sha1(base, number(block)).subarray(0, bits / 8);
    return bits === 40 ? Buffer.concat([start, Buffer.alloc(11)]) : start;
  };
  const verifier = Buffer.from("fedcba9876543210");
  const both = rc4(key(0), Buffer.concat([verifier, sha1(verifier)]));
  const header = Buffer.concat([
    number(4),
    number(0),
    number(0x6801),
    number(0x8004),
    number(bits),
    number(1),
    number(0),
    number(0),
    Buffer.from("P\0\0\0"),
  ]);
  const content = Buffer.concat([
    Buffer.from([1, 0, 2, 0, 2, 0]),
    number(4),
    number(header.length),
    header,
    number(16),
    salt,
    both.subarray(0, 16),
    number(20),
    both.subarray(16),
  ]);

  const container = XLSX.CFB.read(plain, { type: "buffer" });
  const entry = XLSX.CFB.find(container, "/Workbook");
  const source = Buffer.from(entry.content);
  const first = 4 + source.readUInt16LE(2);
  const lock = Buffer.concat([Buffer.from([0x2f, 0, content.length, 0]), content]);
  const stream = Buffer.concat([source.subarray(0, first), lock, source.subarray(first)]);
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const type = stream.readUInt16LE(at);
    // Sheets begin later by the record put in; that they do is never encrypted.
    if (type === 0x85) stream.writeUInt32LE(stream.readUInt32LE(at + 4) + lock.length, at + 4);
    if ([0x809, 0x2f, 0xe1].includes(type)) continue;
    for (let place = type === 0x85 ? at + 8 : at + 4; place < at + 4 + stream.readUInt16LE(at + 2); place += 1)
      stream[place]! ^= rc4(key(Math.floor(place / 1024)), new Uint8Array(1024))[place % 1024]!;
  }
  entry.content = stream;
  entry.size = stream.length;
  return XLSX.CFB.write(container, { type: "buffer" });
}

describe("an .xls encrypted with Excel's built-in password", () => {
  it("just opens, figures and formulas and all", async () => {
    const reading = await read(file("built-in-password.xls"));
    expect(reading.findings).toEqual([]);
    expect(tables(reading)).toEqual(
      ["收支", "参保"].map((name) => [
        ["县区", name],
        ["甲县", "1187.12"],
        ["乙县", "5829.65"],
        ["合计", "7016.77"],
      ]),
    );
    const [block] = reading.blocks;
    if (block?.kind !== "grid") throw new Error("no grid");
    expect(block.grid.rows[1]![1]).toMatchObject({ stored: "1187.117", format: "0.00" });
    expect(block.grid.rows[3]![1]).toMatchObject({ stored: "7016.767", formula: "SUM(B2:B3)" });
  });

  it.each([40, 128])("just opens in the manner of Excel 2003 too (%i bits)", async (bits) => {
    const rows = Array.from({ length: 80 }, (_, row) => [`县区${row}`, row * 1.25]);
    const plain: Uint8Array = XLSX.write(
      { SheetNames: ["表"], Sheets: { 表: XLSX.utils.aoa_to_sheet(rows) } },
      { type: "buffer", bookType: "biff8" },
    );
    const reading = await read(encrypted(plain, "VelvetSweatshop", bits));
    expect(tables(reading)).toEqual(tables(await read(plain)));
    expect(await read(encrypted(plain, "另一个", bits))).toMatchObject({ blocks: [], findings: [{ code: "encrypted-file" }] });
  });

  it("is refused where the password is another", async () => {
    expect(await read(file("own-password.xls"))).toMatchObject({ blocks: [], findings: [{ code: "encrypted-file", severity: "error" }] });
  });

  it("is refused, not mistaken, where the encryption is damaged", async () => {
    const bytes = file("built-in-password.xls");
    const stream = Buffer.from(XLSX.CFB.find(XLSX.CFB.read(bytes, { type: "buffer" }), "/Workbook").content);
    const at = Buffer.from(bytes).indexOf(stream.subarray(24, 60));
    expect(at).toBeGreaterThan(0);
    for (let byte = 0; byte < 54; byte += 1) {
      const damaged = bytes.slice();
      damaged[at + byte]! ^= 0x55;
      const { blocks, findings } = await read(damaged);
      expect(blocks).toEqual([]);
      expect(findings).toMatchObject([{ severity: "error" }]);
    }
  });
});
