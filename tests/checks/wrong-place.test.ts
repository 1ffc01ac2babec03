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

const TITLED = ["2022年度青山县医疗救助资金绩效自评报告", "2022年，青山县收到医疗救助资金300万元。", "青山县医疗保障局加强资金监管。"];

test("where the title names the place, one that stands at the head of a clause once is worth a word however it goes on", () => {
  for (const told of ["白水县救助困难群众2103人次。", "项目实施后，白水县群众满意度达到96%。", "2022年，白水县城乡医疗救助支出290万元。"])
    expect(
      found(...TITLED, told).map(({ severity, evidence: [at] }) => [severity, at?.role]),
      told,
    ).toEqual([["info", "白水县"]]);
});

test("comparisons, partners, visits, roads, words and superiors are no wrong places", () => {
  for (const told of [
    "与白水县相比，青山县住院率低1.2个百分点。",
    "白水县与我县签订了协议。",
    "白水县投入帮扶资金200万元。",
    "白水县检查组发现问题线索21条。",
    "按照县政府要求，资金实行专账管理。",
    "白水县境内段另行组织实施。",
    "白水县转入我县就读学生42人，已按规定资助。",
    "石桥镇救助困难群众103人次。",
    "江州市财政局下达资金150万元。",
  ])
    expect(found(...TITLED, told), told).toEqual([]);
});

test("the first report may have been copied from the second, and a project's name may be left standing as well", () => {
  const project = (name: string, left: string): readonly string[] => [
    "附件1",
    `2022年度${name}项目绩效自评报告`,
    `${name}项目经区委常委会研究同意立项，资金列入年初预算。`,
    `${left}项目资金实行专户管理、专账核算，拨付手续齐全完备。`,
    `${name}项目完成了年初设定的各项绩效目标，社会效益十分显著。`,
  ];
  const [told, ...others] = found(...project("村医补助", "老龄健康"), ...project("老龄健康", "老龄健康"));
  expect([others.length, told?.severity, told?.at.paragraph]).toEqual([0, "warning", 4]);
  expect(found(...project("村医补助", "村医补助"), ...project("老龄健康", "老龄健康"))).toEqual([]);
});

test("a report that tells how another year came out was copied from that year's", () => {
  const year = (told: string): readonly string[] => [
    "2022年度居民医保补助资金绩效自评报告",
    "2022年收到补助资金300万元。",
    "2022年度各项绩效目标均已完成。",
    told,
  ];
  expect(found(...year("2021年度居民医保补助资金绩效自评得分98分，等级为优。")).map(({ severity }) => severity)).toEqual(["info"]);
  for (const told of ["2021年度自评得分97分，2022年度自评得分98分。", "2021年下达的资金已全部支出。", "与2021年度自评得分相比提高1分。"])
    expect(found(...year(told)), told).toEqual([]);
});
