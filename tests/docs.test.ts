import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { pages } from "../scripts/gallery/pages.ts";
import { EXPLANATIONS } from "../scripts/gallery/texts.ts";
import { checks } from "../src/checks/index.ts";
import { CODES } from "../src/model/finding.ts";
import { LANGUAGES } from "../src/model/text.ts";

const HAN = /\p{Script=Han}/u;
const read = (path: string): string => readFileSync(new URL(`../docs/${path}`, import.meta.url), "utf8");

describe("the gallery of findings", () => {
  let fresh: ReadonlyMap<string, string>;
  beforeAll(async () => {
    fresh = await pages();
  }, 60_000);

  test("is what the fixtures and texts give (npm run gallery)", () => {
    const stale = [...fresh].filter(([path, content]) => read(path) !== content).map(([path]) => path);
    expect(stale, "run npm run gallery").toEqual([]);
  });

  test("has one page for each code, and no other", () => {
    const names = readdirSync(new URL("../docs/findings/", import.meta.url)).sort();
    expect(names).toEqual(CODES.map((code) => `${code}.md`).sort());
    const index = read("findings.md");
    for (const code of CODES) expect(index).toContain(`(findings/${code}.md)`);
  });

  test.each(CODES)("%s is told in Chinese, then in English", (code) => {
    const [, chinese = "", english = ""] = read(`findings/${code}.md`).split(/^## (?:中文|English)$/m);
    expect(chinese).toMatch(HAN);
    expect(chinese).toContain(EXPLANATIONS[code].means["zh-CN"]);
    expect(english).toContain(EXPLANATIONS[code].means.en);
    const headings = (part: string): number => part.match(/^### /gm)?.length ?? 0;
    expect(headings(chinese)).toBe(EXPLANATIONS[code].reserved ? 1 : 3);
    expect(headings(english)).toBe(headings(chinese));
  });

  test.each(CODES)("%s is shown as it is printed, or owned up to", (code) => {
    const text = EXPLANATIONS[code];
    const page = read(`findings/${code}.md`);
    const printed = page.split("```text\n").slice(1);
    if (text.reserved || text.unshown) {
      expect(printed, "it is reported now: write its explanation").toEqual([]);
      expect(page).toContain(text.reserved ? "Reserved: not yet reported by this version" : text.unshown?.en);
      return;
    }
    expect(printed.map((block) => block.split(/\s/)[0])).toEqual([code, code]);
    expect(page).not.toContain("Reserved:");
  });

  test.each(CODES)("the words about %s are whole in both languages", (code) => {
    for (const text of Object.values(EXPLANATIONS[code])) {
      if (typeof text === "boolean") continue;
      expect(Object.keys(text).sort()).toEqual([...LANGUAGES].sort());
      expect(text["zh-CN"]).toMatch(HAN);
      expect(text["zh-CN"]).toMatch(/。$/);
      expect(text.en).toMatch(/[.)]$/);
    }
  });
});

describe("the list of checks", () => {
  const lines = read("checks.md")
    .split("\n")
    .flatMap((line) => {
      const [, id, title, , , kinds] = /^\| `([a-z-]+)` \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id, title, kinds: kinds ?? "" }];
    });

  test("gives each check the title it has, in the order of names", () => {
    const titles = new Map(lines.map(({ id, title }) => [id, title]));
    for (const { id, title } of checks) expect(titles.get(id), id).toBe(`${title["zh-CN"]} · ${title.en}`);
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).sort());
  });

  test("names only checks that there are", () => {
    const files = readdirSync(new URL("../src/checks/", import.meta.url)).map((name) => name.replace(/\.ts$/, ""));
    expect(files).toEqual(expect.arrayContaining(lines.map(({ id }) => id)));
  });

  test("names codes that there are", () => {
    for (const { id, kinds } of lines) {
      const codes = [...kinds.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
      expect(codes.length, id).toBeGreaterThan(0);
      expect(CODES, id).toEqual(expect.arrayContaining(codes));
    }
  });
});
