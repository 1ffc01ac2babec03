import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sha256 } from "../../src/effects/merkle.ts";
import { rulePacks } from "../../src/effects/rule-packs.ts";
import { emptyFolder, workers, write } from "./support.ts";

const PACK = `pack: test
version: "1"
name: { zh: 测试, en: Test }
forms:
  收支:
    columns: [收入, 支出, 结余]
rules:
  - id: balance
    form: 收支
    name: { zh: 结余, en: Balance }
    check: '[结余] = [收入] - [支出]'
    hint: { zh: 请核对。, en: Check it. }
`;

test("the packs that ship load, all of them", async () => {
  const shipped = readdirSync(fileURLToPath(new URL("../../rules", import.meta.url))).filter((name) => name.endsWith(".yaml"));
  const loaded = await rulePacks(undefined, workers());
  expect(loaded).toHaveProperty("packs");
  expect("packs" in loaded && loaded.packs.length).toBe(shipped.length);
  expect(shipped.length).toBeGreaterThan(0);
});

test("none is none; a folder gives its packs in order, subfolders included; a file gives its own", async () => {
  const folder = emptyFolder();
  write(folder, {
    "b.yaml": PACK.replace("pack: test", "pack: b"),
    "a/a.yml": `\ufeff${PACK.replace("pack: test", "pack: a")}`,
    "notes.txt": "x",
  });
  const ids = async (asked: string): Promise<unknown> => {
    const loaded = await rulePacks(asked, workers());
    return "packs" in loaded ? loaded.packs.map(({ id }) => id) : loaded.errors;
  };
  expect(await ids("none")).toEqual([]);
  expect(await ids(folder)).toEqual(["a", "b"]);
  expect(await ids(join(folder, "b.yaml"))).toEqual(["b"]);
  const loaded = await rulePacks(join(folder, "b.yaml"), workers());
  expect("packs" in loaded && loaded.packs[0]?.sha256).toBe(sha256(PACK.replace("pack: test", "pack: b")));
});

test("everything that is wrong is said at once, with its place", async () => {
  const folder = emptyFolder();
  write(folder, {
    "good.yaml": PACK,
    "bad.yaml": PACK.replace("= [收入] -", "= [收入] ** "),
    "gbk.yaml": Buffer.from([0xb1, 0xed]),
    "broken.yaml": "pack: [",
  });
  const loaded = await rulePacks(folder, workers());
  const errors = "errors" in loaded ? loaded.errors : [];
  expect(errors.map(({ path }) => path)).toEqual(["bad.yaml", "broken.yaml", "gbk.yaml"].map((name) => join(folder, name)));
  expect(errors[0]).toMatchObject({ line: 11 });
  for (const { line, column, message } of errors) {
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(message["zh-CN"] && message.en).toBeTruthy();
  }
  expect(await rulePacks(join(folder, "nicht"), workers())).toHaveProperty("errors");
  expect(await rulePacks(join(emptyFolder()), workers())).toHaveProperty("errors");
});
