import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/model/text.ts";
import { reports } from "../../src/reports/index.ts";
import { smallExamination } from "../support/examination.ts";

// Whole outputs of one small examination, to be read like code when they change.
for (const language of LANGUAGES)
  for (const report of reports)
    test(`${report.id} in ${language} is as approved`, async () => {
      for (const { path, content } of report.files(smallExamination(), language)) {
        const shown = path === "report.html" ? (content as string).replaceAll("><", ">\n<") : (content as string);
        await expect(shown).toMatchFileSnapshot(`../golden/small/${language}/${path}`);
      }
    });

test("rendering twice gives the same bytes", () => {
  for (const language of LANGUAGES)
    for (const report of reports) {
      const once = [...report.files(smallExamination(), language)];
      expect(once.length).toBeGreaterThan(0);
      expect([...report.files(smallExamination(), language)]).toEqual(once);
    }
});

test("every output has a path of its own inside the output folder", () => {
  const paths = reports.flatMap((report) => [...report.files(smallExamination(), "en")].map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
  expect(paths).toEqual(
    expect.arrayContaining([
      "report.html",
      "findings.json",
      "findings.csv",
      "findings.sarif",
      "records.csv",
      "datapackage.json",
      "coverage.json",
      "tables/d1t1.csv",
    ]),
  );
});
