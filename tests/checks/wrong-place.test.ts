import { expect, test } from "vitest";
import { wrongPlace } from "../../src/checks/wrong-place.ts";
import type { Finding } from "../../src/model/finding.ts";
import { evidence } from "../../src/pipeline.ts";
import { drawDocument } from "../support/draw-grid.ts";

const report = (place: string, persons: number, lastly: string): readonly string[] => [
  "附件1",
  `项目单位：新区·石桥镇医疗保障局和人民政府办公室`,
  `2022年${place}区域实际参保人数${persons}人，按时完成拨付区级承担资金。`,
  `保障了${place}区域居民医疗保险正常参保，减轻了居民家庭的生活负担。`,
  `项目实现了预期目标，${place}区域居民参保率稳定，群众得到了实惠。`,
  `我单位严格执行医疗保障政策，实现了${lastly}区域居民医疗保险考核目标。`,
];

const found = (...paragraphs: readonly string[]): readonly Finding[] => [
  ...(wrongPlace.observe?.(evidence([drawDocument(...paragraphs)])) ?? []),
];

test("a sentence copied from the other report with its place left in it is a warning at both places", () => {
  const [first, ...others] = found(...report("石桥", 1200, "石桥"), ...report("柳河", 900, "石桥"));
  expect(others).toEqual([]);
  expect([first?.code, first?.severity, first?.at.paragraph, first?.evidence[1]?.locator.paragraph]).toEqual([
    "implausible",
    "warning",
    12,
    6,
  ]);
  expect(first?.message["zh-CN"]).toMatch(/石桥.*柳河/);
  expect(first?.message.en).toMatch(/\.$/);
});

test("two reports that each name their own place throughout, and what both have in common, are sound", () => {
  expect(found(...report("石桥", 1200, "石桥"), ...report("柳河", 900, "柳河"))).toEqual([]);
});

const OWN = [
  "柳河镇人民政府2022年工作报告",
  "柳河镇人民政府加强管理。",
  "2022年，柳河镇人民政府落实资金300万元。",
  "柳河镇人民政府公开账目。",
];

test("a place named once, as the report else names its own, is worth a word", () => {
  const [first, ...others] = found(...OWN, "石桥镇人民政府严格执行财务制度。");
  expect(others).toEqual([]);
  expect([first?.severity, first?.at.paragraph]).toEqual(["info", 5]);
});

test("neighbours, superiors and villages are not wrong places", () => {
  for (const told of [
    "与石桥镇人民政府签订了协议。",
    "青山县人民政府下达资金300万元。",
    "大坪村人民政府驻地整治已完成。",
    "石桥镇卫生院、柳河镇卫生院均已完工。",
    "石桥镇人民政府来我镇考察。石桥镇人民政府介绍了经验。",
  ])
    expect(found(...OWN, told), told).toEqual([]);
});
