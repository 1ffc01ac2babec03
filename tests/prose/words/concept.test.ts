import { expect, test } from "vitest";
import { conceptOf, schemesAgree } from "../../../src/prose/words/concept.ts";

const key = (label: string): string => conceptOf(label).key;

test.each([
  ["人平补助（元）", "人均补偿金额"],
  ["实际到位资金（万元）", "已到位"],
  ["县市区财政", "区级财政"],
  ["其它", "其他"],
  ["住 院 补 助 人 数", "住院补偿对象"],
  ["指标3：服务对象满意率", "群众满意度"],
  ["（一）基金支出", "全年支出总额"],
])("%s and %s mean the same", (a, b) => expect(key(a)).toBe(key(b)));

test.each([
  ["住院补助", "门诊补助"],
  ["住院补助", "住院费用"],
  ["累计结余", "当年结余"],
  ["省级财政", "市级财政"],
  ["区内医院补助", "区外医院补助"],
  ["基本支出", "项目支出"],
  ["政府采购服务支出", "政府采购支出总额"],
  ["总人口", "参保人数"],
])("%s and %s do not", (a, b) => expect(key(a)).not.toBe(key(b)));

test("planned is told from done, the name of a budget is no plan", () => {
  expect(conceptOf("年初预算安排资金").planned).toBe(true);
  expect(conceptOf("预计参保人数").planned).toBe(true);
  expect(conceptOf("一般公共预算收入").planned).toBe(false);
  expect(conceptOf("预算执行率").planned).toBe(false);
});

test("two schemes never agree, one left unsaid does", () => {
  const [residents, workers, unsaid] = ["居民医保基金支出", "职工医保基金支出", "基金支出"].map((label) => conceptOf(label).schemes);
  expect(schemesAgree(residents!, workers!)).toBe(false);
  expect(schemesAgree(residents!, unsaid!)).toBe(true);
});
