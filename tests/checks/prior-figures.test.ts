import { expect, test } from "vitest";
import type { Document, Grid } from "../../src/model/grid.ts";
import { examine, previousOf } from "../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";

const report = (path: string, ...blocks: readonly (string | Grid)[]): Document => ({
  ...drawDocument(...blocks.map((block) => (typeof block === "string" ? block : { ...block, document: path }))),
  path,
});

const lastYear = report(
  "青山县2016年决算.docx",
  "2016年度支出决算表",
  drawGrid`
    科目（万元） | 决算数
    教育支出     | 4603.30
    卫生支出     | 2210.80
    农业支出     | 2047.70
    交通支出     | 1812.40
  `,
  "2016年全县城乡居民医保参保人数412306人。",
);
const thisYear = (health: string, ...text: readonly string[]): Document =>
  report(
    "青山县2017年决算.docx",
    "2017年度支出决算表",
    drawGrid`
    科目（万元） | 上年决算数 | 决算数
    教育支出     | 4603.30    | 4882.00
    卫生支出     | ${health}  | 2399.00
    农业支出     | 2047.70    | 2103.40
    交通支出     | 1812.40    | 1790.60
  `,
    ...text,
  );

const held = (now: Document, then = lastYear) => {
  const { recalculations, findings } = examine("2017", [now], [], [previousOf("2016", true, [then])]);
  const ids = new Set(recalculations.flatMap(({ relation }) => (relation.family.startsWith("prior-figures") ? [relation.id] : [])));
  return { tried: ids.size, findings: findings.filter(({ relation }) => relation && ids.has(relation.id)) };
};

test("last year's figures are those that were submitted last year", () => {
  expect(held(thisYear("2210.80"))).toEqual({ tried: 4, findings: [] });
});

test("one that is not is told with both places, and is not last year's to correct", () => {
  const { findings } = held(thisYear("2218.00"));
  expect(findings.map(({ code, severity, reported, suspect }) => [code, severity, reported, suspect?.suggested])).toEqual([
    ["tie-mismatch", "error", "2218.00", "2210.80"],
  ]);
  expect(findings[0]?.suspect?.locator.document).toBe("青山县2017年决算.docx");
  expect(findings[0]?.message["zh-CN"]).toContain("“青山县2016年决算.docx”（表1 第3行第2列）的“卫生支出 × 决算数”为 2210.80万元");
});

test("a column that mostly differs was restated, and nothing is said", () => {
  const restated = report(
    "青山县2017年决算.docx",
    "2017年度支出决算表",
    drawGrid`
    科目（万元） | 上年决算数 | 决算数
    教育支出     | 4700.30    | 4882.00
    卫生支出     | 2310.80    | 2399.00
    农业支出     | 2147.70    | 2103.40
    交通支出     | 1812.40    | 1790.60
  `,
  );
  expect(held(restated).findings).toEqual([]);
});

test("a sentence that compares with last year names what was reported then, or one digit of it is wrong", () => {
  const now = (told: string) => thisYear("2210.80", `2017年全县城乡居民医保参保人数415890人，比2016年的${told}增加3584人。`);
  expect(held(now("412306人"))).toMatchObject({ tried: 5, findings: [] });
  expect(held(now("413206人")).findings.map(({ severity }) => severity)).toEqual(["warning"]);
  expect(held(now("320077人")).tried).toBe(4);
});
