import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { Examination } from "../../src/model/examination.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { reports } from "../../src/reports/index.ts";
import { coverageFile, datapackageFile, findingsFile, jsonSchema } from "../../src/reports/schemas.ts";
import { smallExamination } from "../support/examination.ts";
import { largeExamination, nothingExamined, nothingFound } from "../support/other-examinations.ts";

const SCHEMAS = {
  "findings.json": jsonSchema(findingsFile, "urn:crossfoot:schema:findings:1"),
  "coverage.json": jsonSchema(coverageFile, "urn:crossfoot:schema:coverage:1"),
  "datapackage.json": jsonSchema(datapackageFile, "urn:crossfoot:schema:datapackage:1"),
} as const;
type Name = keyof typeof SCHEMAS;

const EXAMINATIONS: { readonly [name: string]: Examination } = {
  small: smallExamination(),
  "nothing examined": nothingExamined(),
  "nothing found": nothingFound(),
  large: largeExamination(50, new Set([3])),
};

function output(examination: Examination, language: (typeof LANGUAGES)[number], name: Name): Record<string, unknown> {
  const file = reports.flatMap((report) => [...report.files(examination, language)]).find(({ path }) => path === name);
  return JSON.parse(file?.content as string);
}

for (const name of Object.keys(SCHEMAS) as Name[])
  describe(name, () => {
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(SCHEMAS[name]);

    test("its published schema is the one in the source", async () => {
      await expect(`${JSON.stringify(SCHEMAS[name], null, 2)}\n`).toMatchFileSnapshot(
        `../../docs/schemas/${name.replace(".json", ".schema.json")}`,
      );
    });

    for (const [what, examination] of Object.entries(EXAMINATIONS))
      test(`keeps to its schema: ${what}`, () => {
        for (const language of LANGUAGES) {
          validate(output(examination, language, name));
          expect(validate.errors).toBeNull();
        }
      });

    test("its schema refuses what it must", () => {
      const sound = output(EXAMINATIONS.small!, "en", name);
      for (const key of Object.keys(sound)) expect(validate({ ...sound, [key]: undefined }), `without ${key}`).toBe(false);
      expect(validate({ ...sound, extra: 1 })).toBe(false);
    });
  });

test("a figure in findings.json is text, never a number", () => {
  const { findings } = output(EXAMINATIONS.small!, "en", "findings.json") as { findings: { reported: unknown }[] };
  const validate = new Ajv2020({ strict: true }).compile(SCHEMAS["findings.json"]);
  const sound = output(EXAMINATIONS.small!, "en", "findings.json");
  expect(validate({ ...sound, findings: [{ ...findings[0], reported: 11015.7 }] })).toBe(false);
  expect(validate({ ...sound, findings: [{ ...findings[0], reported: "1.1e4" }] })).toBe(false);
  expect(findings[0]?.reported).toBe("11015.70");
});
