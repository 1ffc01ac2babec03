import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { archive } from "../../src/effects/archive.ts";
import { SubmissionLog } from "../../src/effects/audit-log.ts";
import { claim, contentsOf, copySubmitted, hashOf, replaceFile, writeNew } from "../../src/effects/disk.ts";
import { receive } from "../../src/effects/examine-submission.ts";
import { submissionAt } from "../../src/effects/intake.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { publish } from "../../src/effects/publish.ts";
import { emptyFolder, write } from "./support.ts";

test("only one file of the source touches the file system", () => {
  const source = fileURLToPath(new URL("../../src", import.meta.url));
  const touching = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && /from "(?:node:)?fs(?:\/promises)?"/.test(readFileSync(join(source, path), "utf8")),
  );
  expect(touching).toEqual([join("effects", "disk.ts")]);
});

test("a file that grows while it is read is refused, not half read", async () => {
  const path = join(emptyFolder(), "grows.csv");
  writeFileSync(path, Buffer.alloc(12_000_000, "1"));
  for (const read of [contentsOf, hashOf]) {
    let isReading = true;
    const reading = read(path, 100_000_000).finally(() => {
      isReading = false;
    });
    while (isReading) {
      appendFileSync(path, "2");
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await reading).toEqual({ reason: "changed", detail: "" });
  }
});

test("contents, hash and copy agree, and nothing is read beyond the limit", async () => {
  const folder = emptyFolder();
  const path = join(folder, "a.bin");
  const bytes = Buffer.from(Array.from({ length: 2_500_000 }, (_, at) => at % 251));
  writeFileSync(path, bytes);
  const read = await contentsOf(path, bytes.length);
  expect("bytes" in read && Buffer.from(read.bytes).equals(bytes) && read.sha256).toBe(sha256(bytes));
  expect(await hashOf(path, bytes.length)).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
  expect(await copySubmitted(path, join(folder, "copy"), bytes.length)).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
  expect(readFileSync(join(folder, "copy")).equals(bytes)).toBe(true);
  expect(await contentsOf(path, bytes.length - 1)).toEqual({ reason: "too-large", detail: `${bytes.length}` });
  expect(await contentsOf(join(folder, "gone"), 1)).toEqual({ reason: "vanished", detail: "" });
  expect(await contentsOf(folder, 1)).toMatchObject({ reason: "special" });
});

test("files are written once, replaced whole, claimed by one", async () => {
  const folder = emptyFolder();
  const path = join(folder, "x");
  await writeNew(path, "1");
  await expect(writeNew(path, "2")).rejects.toThrow(/EEXIST/);
  await replaceFile(path, "3");
  expect(readFileSync(path, "utf8")).toBe("3");
  expect(await claim(path, "4")).toBe(false);
  expect(readFileSync(path, "utf8")).toBe("3");
  expect(readdirSync(folder)).toEqual(["x"]);
});

test("the archive takes a file only as it was received, and mends a copy that went bad", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "in/a.csv": "1" });
  mkdirSync(out);
  const received = await receive(await submissionAt(join(folder, "in"), "in", out));
  writeFileSync(join(folder, "in", "a.csv"), "2");
  expect(await archive(out, received)).toBeUndefined();
  expect(readdirSync(join(out, ".archive"), { recursive: true })).toEqual([sha256("1").slice(0, 2)]);
  writeFileSync(join(folder, "in", "a.csv"), "1");
  const place = join(out, ".archive", sha256("1").slice(0, 2), sha256("1"));
  expect((await archive(out, received))?.files).toMatchObject([{ path: "a.csv", location: place }]);
  writeFileSync(place, "rotten");
  await archive(out, received);
  expect(readFileSync(place, "utf8")).toBe("1");
});

test("a report cannot write outside its folder, and what it writes is nobody else's to change", async () => {
  const out = join(emptyFolder(), "out");
  const log = new SubmissionLog(() => new Date(0)).seal(null);
  mkdirSync(join(out, ".work"), { recursive: true });
  for (const path of ["../x", "a/../../x", "/etc/x", "a\\b", "", "a//b", "c:x"])
    await expect(publish(out, "甲", [{ path, content: "" }], log, null), path).rejects.toThrow(/outside its folder/);
  expect(existsSync(join(out, "甲"))).toBe(false);
  await publish(out, "甲", [{ path: "tables/a.csv", content: "1" }], log, null);
  expect(statSync(join(out, "甲", "tables", "a.csv")).mode & 0o002).toBe(0);
  expect(readdirSync(join(out, ".work"))).toEqual([]);
});
