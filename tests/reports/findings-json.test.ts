import { expect, test } from "vitest";
import { findingsFile } from "../../src/reports/findings-json.ts";
import { smallExamination } from "../support/examination.ts";

const FIELDS = "id code severity nature scope message next unit reported expected difference slack at evidence relation suspect root".split(
  " ",
);

test("holds what DESIGN fixes, in its order", () => {
  expect(Object.keys(findingsFile(smallExamination()))).toEqual([
    "schema",
    "submission",
    "tool",
    "rules",
    "documents",
    "summary",
    "findings",
  ]);
});

test("every field of a finding is present, null where empty", () => {
  const { findings } = findingsFile(smallExamination());
  for (const finding of findings) expect(Object.keys(finding)).toEqual(FIELDS);
  const refused = findings.find(({ code }) => code === "encrypted-file");
  expect(refused).toMatchObject({
    unit: null,
    reported: null,
    expected: null,
    difference: null,
    slack: null,
    evidence: [],
    relation: null,
    suspect: null,
  });
});

test("the suspect stands beside the reported figure, which is unchanged", () => {
  const [first] = findingsFile(smallExamination()).findings;
  expect(first?.reported).toBe("11015.70");
  expect(first?.suspect).toMatchObject({ reported: "11015.70", suggested: "11005.70" });
});
