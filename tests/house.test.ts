import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { catalogue, checkFiles, current } from "../scripts/catalogue.mjs";

/** Who may import whom. A floor not named on the right is out of reach. */
const mayImport: { readonly [floor: string]: readonly string[] } = {
  model: [],
  containers: ["model"],
  parsers: ["model", "containers"],
  tables: ["model"],
  records: ["model"],
  prose: ["model"],
  relations: ["model", "records"],
  infer: ["model", "relations"],
  formulas: ["model"],
  checks: ["model", "records", "relations", "infer", "prose", "formulas"],
  rules: ["model", "relations"],
  reports: ["model"],
  "pipeline.ts": ["model", "parsers", "tables", "records", "prose", "relations", "checks", "rules", "reports"],
  effects: ["model", "pipeline.ts"],
  "cli.ts": ["model", "pipeline.ts", "effects"],
};

/** Floors whose files do not know each other; only the list may name them all. */
const siblings = ["checks"];
const mayTouchTheWorld = ["effects", "cli.ts"];
/** Packing, hashing and bytes come from Node and touch nothing. */
const harmless = ["node:zlib", "node:crypto", "node:buffer"];

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
  .map((name) => join("src", name));
const imports = /(?:from|import\()\s*"([^"]+)"/g;
const targets = new Map(files.map((file) => [file, [...readFileSync(file, "utf8").matchAll(imports)].map(([, target = ""]) => target)]));
const floorOf = (file: string): string => file.split(/[\\/]/)[1] ?? "";
const inside = (file: string): readonly string[] =>
  (targets.get(file) ?? []).filter((target) => target.startsWith(".")).map((target) => normalize(join(dirname(file), target)));

test.each(files)("%s keeps to its floor of the house", (file) => {
  const floor = floorOf(file);
  const own = siblings.includes(floor) && basename(file) !== "index.ts" ? [] : [floor];
  for (const target of inside(file)) expect([...own, ...(mayImport[floor] ?? [])], `${file} imports ${target}`).toContain(floorOf(target));
  for (const target of targets.get(file) ?? [])
    if (target.startsWith("node:") && !harmless.includes(target)) expect(mayTouchTheWorld, `${file} imports ${target}`).toContain(floor);
});

/** The rooms of `prose`: sentences are read, then their words understood; what is made of them does not know of each other. */
const rooms: { readonly [room: string]: readonly string[] } = {
  reading: [],
  words: ["reading"],
  arithmetic: [],
  lists: ["reading", "words", "arithmetic"],
  rates: ["reading", "words", "arithmetic"],
  ties: ["reading", "words", "arithmetic"],
  years: ["reading", "words"],
  copies: ["reading"],
};

test.each(Object.entries(rooms))("prose/%s keeps to its rooms", (room, others) => {
  const own = files.filter((file) => dirname(file) === join("src", "prose", room));
  expect(own.length).toBeGreaterThan(0);
  for (const file of own)
    for (const target of inside(file))
      if (floorOf(target) === "prose") expect([room, ...others], `${file} imports ${target}`).toContain(basename(dirname(target)));
});

test("no file reaches itself", () => {
  const done = new Set<string>();
  const reach = (file: string, path: readonly string[]): void => {
    expect(path, `cycle: ${[...path, file].join(" > ")}`).not.toContain(file);
    if (done.has(file)) return;
    for (const next of inside(file)) reach(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) reach(file, []);
});

test.each(files)("%s has at most 400 lines", (file) => {
  expect(readFileSync(file, "utf8").split("\n").length).toBeLessThanOrEqual(401);
});

test("nothing is exported that no other file asks for", () => {
  const others = ["scripts", "tests"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:tsx?|mjs)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const words = new Map([...files, ...others].map((file) => [file, new Set(readFileSync(file, "utf8").match(/\w+/g))]));
  const unasked = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => ![...words].some(([other, said]) => other !== file && said.has(name)))
      .map((name) => `${file}: ${name}`),
  );
  expect(unasked).toEqual([]);
});

/** Floors that hold figures; elsewhere a number is a size or a line. */
const withFigures = ["model", "tables", "records", "prose", "relations", "checks", "reports"];

test("no figure goes through binary floating point", () => {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    expect(text, file).not.toMatch(/\bparseFloat\b/);
    if (withFigures.includes(floorOf(file))) expect(text, file).not.toMatch(/\bNumber\(/);
  }
});

test("the list of checks is fresh (npm run catalogue)", () => expect(current()).toBe(catalogue()));

test.each(checkFiles())("%s has its test and its line in the docs", (file) => {
  const id = file.replace(/\.ts$/, "");
  expect(existsSync(`tests/checks/${id}.test.ts`), `tests/checks/${id}.test.ts`).toBe(true);
  expect(readFileSync("docs/checks.md", "utf8")).toMatch(new RegExp(`^\\| \`${id}\` \\|`, "m"));
});
