import { expect, test } from "vitest";
import { examine } from "../../src/pipeline.ts";
import { sheet } from "../support/sheet.ts";

test("no suspect is named on the word of a bound: that a result reaches its target does not confirm it", () => {
  const drawing = `
    指标名称 | 年度目标值 | 实际完成值 | 完成率
    参保人数（万人） | 45.00 | 45.20 | 102.0%
    定点医院（家） | 120 | 126 | 105.0%
    追回基金（万元） | 300.00 | 330.00 | 110.0%
    培训（人次） | 800 | 840 | 105.0%`;
  const serious = examine("s", [sheet(drawing)], []).findings.filter(({ severity }) => severity !== "info");
  expect(serious).toMatchObject([{ at: { a1: "D2" }, code: "ratio-mismatch", suspect: null }]);
});
