import { expect, test } from "vitest";
import type { Summary } from "../../src/model/examination.ts";
import type { IndexEntry } from "../../src/model/index-entry.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { indexPage } from "../../src/reports/index-html.tsx";

const SUMMARY: Summary = {
  documents: { arrived: 2, read: 2, refused: 0 },
  tables: 1,
  figures: 1234,
  relations: { proposed: 9, agreed: 9, rounded: 0, differing: 0, untested: 0 },
  cells: { verified: 1234, disputed: 0, untested: 0 },
  findings: { error: 0, warning: 0, info: 0 },
  causes: { error: 0, warning: 0, info: 0 },
};

const entry = (folder: string, more: Partial<IndexEntry> = {}): IndexEntry => ({
  name: folder,
  folder,
  state: "published",
  version: 1,
  received: { iso: "2026-01-31T08:00:00.000Z", local: "2026-01-31 16:00" },
  done: { iso: "2026-01-31T08:00:05.000Z", local: "2026-01-31 16:00" },
  again: 0,
  summary: SUMMARY,
  ...more,
});

const rowsOf = (page: string): string[] => [...page.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => row);

test("every submission in the order given, each with its counts and a link to its report", () => {
  const errors = { ...SUMMARY, causes: { error: 3, warning: 1, info: 0 } };
  const page = indexPage([entry("乙", { summary: errors, version: 2, again: 1 }), entry("甲")], "zh-CN");
  const [first = "", second = ""] = rowsOf(page);
  expect(first).toContain(`href="${encodeURIComponent("乙")}/report.html"`);
  expect(first).toMatch(/class="n some error">3<.*class="n some warning">1<.*class="n zero info wide">0</);
  expect(first).toContain("第 2 版，相同内容又收到 1 次");
  expect(first).toContain("version 2, the same again once");
  expect(second).toMatch(/未见不一致.*1,234.*2026-01-31 16:00/s);
  expect(rowsOf(page)).toHaveLength(2);
});

test("what was not examined, is under way, or had nothing to check is told apart from what is clean", () => {
  const nothing = { ...SUMMARY, figures: 0 };
  const refused = { ...SUMMARY, documents: { arrived: 3, read: 2, refused: 1 } };
  const page = indexPage(
    [
      entry("a", { state: "failed", summary: null }),
      entry("b", { state: "working", summary: null, done: null }),
      entry("c", { summary: nothing }),
      entry("d", { summary: null }),
      entry("e", { summary: refused }),
    ],
    "en",
  );
  const rows = rowsOf(page);
  for (const [index, words] of ["not examined", "under way", "nothing checked", "see report", "1 unreadable"].entries())
    expect(rows[index]).toContain(words);
  expect(rows.map((row) => row.includes("href="))).toEqual([false, false, true, true, true]);
});

test("names cannot become markup, links or scripts; nothing is loaded; the same entries give the same bytes", () => {
  const name = `<script>alert(1)</script>"'&\u0007`;
  for (const language of LANGUAGES) {
    const page = indexPage([entry(name, { folder: `"><img src=x>` })], language);
    expect(page).not.toMatch(/<script|<img/);
    expect(page).not.toContain("\u0007");
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('href="%22%3E%3Cimg%20src%3Dx%3E/report.html"');
    expect(page).toContain(`<html lang="${language}">`);
    expect(indexPage([entry(name, { folder: `"><img src=x>` })], language)).toBe(page);
  }
});

test("an output folder without submissions says so", () => expect(indexPage([], "en")).toMatch(/<b>0<\/b>/));
