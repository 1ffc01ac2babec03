import { expect, test } from "vitest";
import { causesOf } from "../../src/reports/causes.ts";
import { smallExamination } from "../support/examination.ts";

test("findings of one root are one cause, led by the root itself", () => {
  const { findings, summary } = smallExamination();
  const causes = causesOf(findings);
  expect(causes.map(({ reference, echoes }) => [reference, echoes.length])).toEqual([
    ["E1", 2],
    ["E2", 0],
    ["E3", 0],
    ["W1", 0],
    ["I1", 0],
  ]);
  expect(causes[0]?.lead.id).toBe(causes[0]?.root);
  const count = (severity: string): number => causes.filter((cause) => cause.severity === severity).length;
  expect({ error: count("error"), warning: count("warning"), info: count("info") }).toEqual(summary.causes);
});

test("a cause is as severe as its worst finding, wherever that stands", () => {
  const [first, second] = smallExamination().findings;
  const causes = causesOf([
    { ...first!, severity: "info" },
    { ...second!, root: first!.root },
  ]);
  expect(causes.map(({ reference, lead }) => [reference, lead.id])).toEqual([["E1", second!.id]]);
});
