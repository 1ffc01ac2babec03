import { expect, test } from "vitest";
import type { Grid } from "../../../src/model/grid.ts";
import { evidence } from "../../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../../support/draw-grid.ts";

const entities = (...blocks: readonly (string | Grid)[]): readonly (string | null)[] =>
  evidence([drawDocument(...blocks)]).facts.map(({ record }) => record.entity);

test("我区 is the one district that the title names; a level that no title names is nobody", () =>
  expect(entities("东岭区2023年医保基金绩效自评报告", "2023年我区参保人数20150人。我市参保人数300200人。全年支出1200.5万元。")).toEqual([
    "东岭区",
    null,
    null,
  ]));

test("a title with two districts does not say which is ours", () =>
  expect(
    entities("东岭区、西溪区2023年医保基金运行情况", "我区参保人数20150人，东岭区支出1200.5万元，东岭区和西溪区结余300.2万元。"),
  ).toEqual([null, "东岭区", null]));

test("a line that gives the unit counts as a title, a numbered heading does not", () =>
  expect(
    entities("绩效评价报告", "项目单位：东岭区医疗保障局", "一、实现西溪区同城结算", "东岭区域参保人数20150人。西溪区结算103人次。"),
  ).toEqual(["东岭区", null]));

test("the lines of a table of districts are names, however they are spaced there", () =>
  expect(
    entities(
      drawGrid`
        区县 | 参保人数（人） | 支出（万元）
        东  岭 | 20150 | 1200.50
        西溪县 | 31020 | 1866.20
        其他 | 1200 | 30.10`,
      "其中西溪县31020人，东岭高校学生4500人，其他人员1200人。",
    ),
  ).toEqual(["西溪县", "东岭", null]));
