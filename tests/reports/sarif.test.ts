import { expect, test } from "vitest";
import { sarifLog } from "../../src/reports/sarif.ts";
import { smallExamination } from "../support/examination.ts";
import { nothingExamined } from "../support/other-examinations.ts";

const run = () => sarifLog(smallExamination(), "en").runs[0]!;

test("each finding is a result with its level, rule and fingerprint", () => {
  const { results, tool } = run();
  expect(results.map(({ level }) => level)).toEqual(["error", "error", "error", "error", "error", "warning", "note"]);
  for (const [index, result] of results.entries()) {
    expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(result.partialFingerprints["crossfoot/v1"]).toBe(smallExamination().findings[index]?.id);
  }
});

test("a Chinese path is a valid relative reference that leads to its artifact", () => {
  const { results, artifacts } = run();
  for (const result of results)
    for (const { physicalLocation } of result.locations) {
      const { uri, index } = physicalLocation.artifactLocation;
      expect(uri).toMatch(/^[\w.!~*'()%/-]+$/);
      expect(artifacts[index!]?.location.uri).toBe(uri);
    }
  expect(decodeURIComponent(artifacts[0]!.location.uri)).toBe("附件5-2/基金结余情况表.docx");
});

test("half a character in a file name does not stop the report", () => {
  const small = smallExamination();
  const documents = [{ ...small.documents[0]!, path: "坏\ud800名.docx" }];
  expect(sarifLog({ ...small, documents, findings: [] }, "en").runs[0]?.artifacts[0]?.location.uri).toBe(
    `${encodeURIComponent("坏\ufffd名.docx")}`,
  );
});

test("cells are logical locations with their names in words", () => {
  expect(run().results[0]?.locations[0]?.logicalLocations).toEqual([
    { name: "合计 × 实际收入/合计", fullyQualifiedName: "附件5-2/基金结余情况表.docx: table 1, row 5, column 5" },
  ]);
});

test("a run that could not read a file did not succeed", () => {
  expect(run().invocations).toEqual([{ executionSuccessful: false }]);
  expect(sarifLog(nothingExamined(), "en").runs[0]?.invocations).toEqual([{ executionSuccessful: false }]);
});

test("what looks like a link in a submission is none in a message", () => {
  const small = smallExamination();
  const [first] = small.findings;
  const message = { "zh-CN": "“[甲](http://198.51.100.1)”填报 [1]", en: "“[甲](http://198.51.100.1)” [1]" };
  const findings = [{ ...first!, message, next: { "zh-CN": "", en: "" } }];
  expect(sarifLog({ ...small, findings }, "en").runs[0]?.results[0]?.message.text).toBe("“\\[甲](http://198.51.100.1)” [1]");
});
