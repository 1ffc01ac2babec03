import { gzipSync } from "node:zlib";
import type { SevenZipModuleFactory } from "7z-wasm";
import * as sevenZip from "7z-wasm";
import { strToU8, zipSync } from "fflate";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../src/model/parser.ts";
import { type ReadFile, readFile } from "../../src/parsers/index.ts";

const CSV = "县区,金额\n甲,1\n乙,2\n合计,3\n";
const FILES = { "附件/表.csv": CSV, "附件/说明.txt": "情况说明\n" };
const read = (name: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<ReadFile> =>
  readFile(name, "0".repeat(64), bytes, { ...DEFAULT_LIMITS, ...limits });
/** Files inside by path, with their text or the code of the finding that stands for them. */
const inside = ({ attachments }: ReadFile): [string, string][] =>
  attachments.map((each) => [each.path, "bytes" in each ? Buffer.from(each.bytes).toString() : each.finding.code]);

const packed: { [name: string]: Uint8Array } = {};
beforeAll(async () => {
  // The types describe another way of importing it: the default is the function itself.
  const load = sevenZip.default as unknown as SevenZipModuleFactory;
  const library = await load({ print: () => {} });
  library.FS.mkdir("/w");
  library.FS.chdir("/w");
  library.FS.mkdir("附件");
  for (const [name, text] of Object.entries(FILES)) library.FS.writeFile(name, text);
  for (const [name, ...options] of [["a.7z"], ["locked.7z", "-psecret"], ["hidden.7z", "-psecret", "-mhe=on"], ["a.tar"]] as const) {
    library.callMain(["a", `/${name}`, "附件", ...options]);
    packed[name] = library.FS.readFile(`/${name}`);
  }
  packed["a.tar.gz"] = gzipSync(packed["a.tar"]!);
});

describe("archives", () => {
  it.each(["a.7z", "a.tar", "a.tar.gz"])("%s", async (name) => {
    const file = await read(name, packed[name]!);
    expect(inside(file)).toEqual(Object.entries(FILES).map(([path, text]) => [`${name}!/${path}`, text]));
    expect(file.document).toMatchObject({ format: name.split(".").at(-1), blocks: [], findings: [] });
  });

  it("a single file that gzip packed", async () => {
    expect(inside(await read("b/表.csv.gz", gzipSync(CSV)))).toEqual([["b/表.csv.gz!/表.csv", CSV]]);
  });

  it("zip, with names in Unicode, in GBK, of folders and of other systems", async () => {
    // GBK names: the same length in bytes, put in place of Latin ones.
    const named = Buffer.from(zipSync({ "aaaa/bb.csv": strToU8(CSV), "c\\d.csv": strToU8(CSV) }));
    const replaced = Buffer.from(
      named.toString("latin1").replaceAll("aaaa/bb.csv", iconv.encode("附件/表.csv", "gbk").toString("latin1")),
      "latin1",
    );
    expect(inside(await read("a.zip", replaced)).map(([path]) => path)).toEqual(["a.zip!/附件/表.csv", "a.zip!/c/d.csv"]);
    const unicode = zipSync({ "附件/": new Uint8Array(), "附件/表.csv": strToU8(CSV) });
    expect(inside(await read("a.zip", unicode))).toEqual([["a.zip!/附件/表.csv", CSV]]);
  });

  it("names that lead out lead nowhere, and two files of one name are two", async () => {
    const zip = zipSync({ "../a.csv": strToU8("1"), "/a.csv": strToU8("2"), "C:/x/../a.csv": strToU8("3") });
    expect(inside(await read("a.zip", zip)).map(([path]) => path)).toEqual(["a.zip!/a.csv", "a.zip!/a.csv (2)", "a.zip!/x/a.csv"]);
  });
});

describe("archives that cannot be read, or not whole", () => {
  it("say of each file that it has a password", async () => {
    expect(inside(await read("locked.7z", packed["locked.7z"]!))).toEqual(
      Object.keys(FILES).map((name) => [`locked.7z!/${name}`, "encrypted-file"]),
    );
    const zip = zipSync({ "a.csv": strToU8(CSV) });
    // The flag of encryption, in the local header and the directory.
    zip[6] = 1;
    zip[Buffer.from(zip).indexOf("PK\u0001\u0002") + 8] = 1;
    expect(inside(await read("a.zip", zip))).toEqual([["a.zip!/a.csv", "encrypted-file"]]);
  });

  it("are refused by name where even their names have one", async () => {
    const { document, attachments } = await read("hidden.7z", packed["hidden.7z"]!);
    expect(document).toMatchObject({ format: "unknown", findings: [{ code: "encrypted-file" }] });
    expect(attachments).toEqual([]);
  });

  it("are refused where they were cut short", async () => {
    for (const name of ["a.7z", "a.tar", "a.tar.gz"]) {
      const { document } = await read(name, packed[name]!.subarray(0, Math.floor(packed[name]!.length / 2)));
      expect(document, name).toMatchObject({ format: "unknown", findings: [{ code: "unreadable-file", severity: "error" }] });
    }
  });

  it("say which of their files is damaged", async () => {
    const zip = zipSync({ "a.csv": [strToU8(CSV), { level: 0 }], "b.csv": strToU8(CSV) });
    zip[40] = 0x41;
    expect(inside(await read("a.zip", zip))).toEqual([
      ["a.zip!/a.csv", "unreadable-file"],
      ["a.zip!/b.csv", CSV],
    ]);
  });

  it("are refused where they hold too much, and where they hold nothing", async () => {
    for (const name of ["a.7z", "a.tar", "a.tar.gz"])
      expect((await read(name, packed[name]!, { attachedBytes: 40 })).document.findings, name).toMatchObject([{ code: "unreadable-file" }]);
    const zip = zipSync({ "a.csv": strToU8(CSV) });
    expect((await read("a.zip", zip, { attachedBytes: 10 })).document.findings).toMatchObject([
      { code: "unreadable-file", at: { label: "too large" } },
    ]);
    expect((await read("a.zip", zipSync({ "a/": new Uint8Array() }))).document.findings).toMatchObject([{ code: "unreadable-file" }]);
  });
});
