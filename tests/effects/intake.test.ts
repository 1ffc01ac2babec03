import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashOf } from "../../src/effects/disk.ts";
import { receive } from "../../src/effects/examine-submission.ts";
import { folderName } from "../../src/effects/folder-name.ts";
import { identityOf, nameOf, stampOf, submissionAt, submissionsIn } from "../../src/effects/intake.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { emptyFolder, write } from "./support.ts";

const NOWHERE = "/nowhere";
const shape = async (path: string): Promise<[name: string, paths: string[]][]> =>
  (await submissionsIn(path, NOWHERE)).map(({ name, files }) => [name, files.map(({ path: file }) => file)]);

test("a folder that holds files is one submission, its subfolders included", async () => {
  const folder = emptyFolder();
  write(folder, { "甲县/b.csv": "1", "甲县/附件/a.csv": "1", "甲县/附件/深/c.csv": "1" });
  expect(await shape(join(folder, "甲县"))).toEqual([["甲县", ["b.csv", "附件/a.csv", "附件/深/c.csv"]]]);
});

test("a folder that holds only folders is many, however deep; a file is a submission of one", async () => {
  const folder = emptyFolder();
  write(folder, { "甲/a.csv": "1", "乙/一月/b.csv": "1", "乙/二月/c.csv": "1", ".DS_Store": "", "~$x.docx": "" });
  mkdirSync(join(folder, "空"));
  expect(await shape(folder)).toEqual([
    ["乙_一月", ["b.csv"]],
    ["乙_二月", ["c.csv"]],
    ["甲", ["a.csv"]],
    ["空", []],
  ]);
  expect(await shape(join(folder, "甲", "a.csv"))).toEqual([["a", ["a.csv"]]]);
});

test("lock files, markers and the systems' own files are left aside, and said to be", async () => {
  const folder = emptyFolder();
  const names = ["~$表.xlsx", "a.tmp", "._a.csv", "Thumbs.db", ".DS_Store", ".done", "@eaDir/x", "a.csv", "~real.csv", "tmp.csv"];
  write(folder, Object.fromEntries(names.map((name) => [name, "1"])));
  const { files, ignored } = await submissionAt(folder, "x", NOWHERE);
  expect(files.map(({ path }) => path)).toEqual(["a.csv", "tmp.csv", "~real.csv"]);
  expect(ignored.map(({ path, why }) => `${path}: ${why}`)).toEqual([
    ".DS_Store: system file",
    "._a.csv: system file",
    ".done: marker",
    "@eaDir: system file",
    "Thumbs.db: system file",
    "a.tmp: temporary file",
    "~$表.xlsx: lock file",
  ]);
});

test("paths are NFC with one order, whatever order and form the disk has", async () => {
  const folder = emptyFolder();
  write(folder, { "e\u0301.csv": "1", "\u00e9.csv": "2", "B.csv": "3", "a.csv": "4", "表10.csv": "5", "表2.csv": "6" });
  const { files } = await submissionAt(folder, "x", NOWHERE);
  expect(files.map(({ path }) => path)).toEqual(["B.csv", "a.csv", "\u00e9.csv", "\u00e9.csv (2)", "表10.csv", "表2.csv"]);
});

test("links are not followed: outward ones are refused, inward ones lose nothing", async () => {
  const folder = emptyFolder();
  write(folder, { "out/secret.csv": "1", "in/a.csv": "1", "in/sub/b.csv": "1" });
  symlinkSync(join(folder, "out", "secret.csv"), join(folder, "in", "link.csv"));
  symlinkSync("../out", join(folder, "in", "folder"));
  symlinkSync("sub/b.csv", join(folder, "in", "twin.csv"));
  symlinkSync("gone", join(folder, "in", "dangling"));
  symlinkSync("..", join(folder, "in", "sub", "loop"));
  const { files, refused, ignored } = await submissionAt(join(folder, "in"), "x", NOWHERE);
  expect(files.map(({ path }) => path)).toEqual(["a.csv", "sub/b.csv"]);
  expect(refused.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    "dangling: link",
    "folder: link",
    "link.csv: link",
    "sub/loop: link",
  ]);
  expect(ignored).toEqual([{ path: "twin.csv", why: "link inside the submission" }]);
});

test.skipIf(process.platform === "win32")("a pipe is refused without being opened; a name that is no UTF-8 is read", async () => {
  const folder = emptyFolder();
  execFileSync("mkfifo", [join(folder, "pipe.csv")]);
  const gbk = Buffer.from([0xb1, 0xed, 0x2e, 0x63, 0x73, 0x76]);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), gbk]), "1,2\n");
  const submission = await submissionAt(folder, "x", NOWHERE);
  expect(submission.refused).toEqual([{ path: "pipe.csv", reason: "special", detail: "" }]);
  expect((await receive(submission)).files).toMatchObject([{ path: "表.csv", bytes: 4, sha256: sha256("1,2\n") }]);
  expect(await hashOf(join(folder, "pipe.csv"), 10)).toMatchObject({ reason: "special" });
  expect(nameOf(Buffer.from([0xff, 0x41]))).toBe("\\xffA");
});

test("files that vanish, may not be read or are too large are refused; the others go on", async () => {
  const folder = emptyFolder();
  write(folder, { "a.csv": "1", "b.csv": "2", "c.csv": "3" });
  const submission = await submissionAt(folder, "x", NOWHERE);
  rmSync(join(folder, "a.csv"));
  chmodSync(join(folder, "b.csv"), 0o000);
  const { files, refused } = await receive(submission);
  const isRoot = process.getuid?.() === 0;
  expect(refused.map(({ path, reason }) => `${path}: ${reason}`)).toEqual(
    isRoot ? ["a.csv: vanished"] : ["a.csv: vanished", "b.csv: denied"],
  );
  expect(files.map(({ path }) => path)).toEqual(isRoot ? ["b.csv", "c.csv"] : ["c.csv"]);
  expect(await hashOf(join(folder, "c.csv"), 0)).toEqual({ reason: "too-large", detail: "1" });
});

test("identity is content: names and bytes, not places and times", async () => {
  const folder = emptyFolder();
  write(folder, { "one/a.csv": "1", "one/b/c.csv": "2", "two/a.csv": "1", "two/b/c.csv": "2", "three/a.csv": "1", "three/b/d.csv": "2" });
  const identity = async (name: string): Promise<string> => (await receive(await submissionAt(join(folder, name), name, NOWHERE))).identity;
  expect(await identity("two")).toBe(await identity("one"));
  expect(await identity("three")).not.toBe(await identity("one"));
  const listing = `${sha256("1")}  a.csv\n${sha256("2")}  b/c.csv\n`;
  expect(await identity("one")).toBe(sha256(listing));
  expect(identityOf([], [{ path: "x", reason: "denied", detail: "" }])).toBe(sha256("denied  x\n"));
});

test("the stamp tells a change of size, time or name without opening a file", async () => {
  const folder = emptyFolder();
  write(folder, { "a.csv": "1" });
  const stamp = async (): Promise<string> => stampOf(await submissionAt(folder, "x", NOWHERE));
  const before = await stamp();
  expect(await stamp()).toBe(before);
  writeFileSync(join(folder, "a.csv"), "12");
  const grown = await stamp();
  expect(grown).not.toBe(before);
  renameSync(join(folder, "a.csv"), join(folder, "b.csv"));
  expect(await stamp()).not.toBe(grown);
  expect(readFileSync(join(folder, "b.csv"), "utf8")).toBe("12");
});

test("folder names are safe everywhere and as near to the submission's own as can be", () => {
  expect(folderName("资阳 2016 附件")).toBe("资阳 2016 附件");
  expect(folderName("../../etc")).toBe("___.._etc");
  expect(folderName(".archive")).toBe("_archive");
  expect(folderName("a\u001b[31mb\u202ec")).toBe("a_[31mb_c");
  expect(folderName('a/b\\c:d*e?f"g<h>i|j')).toBe("a_b_c_d_e_f_g_h_i_j");
  expect(folderName("con")).toBe("_con");
  expect(folderName("audit.jsonl")).toBe("_audit.jsonl");
  expect(folderName("报告. ")).toBe("报告");
  expect(folderName("")).toBe("_");
  const long = folderName("长".repeat(200));
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(180);
  expect(long).not.toBe(folderName("长".repeat(201)));
});
