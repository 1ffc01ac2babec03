import { target } from "../../src/checks/target.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (row: string): string => `
  一级指标 | 三级指标 | 指标值 | 全年实际完成值
  产出指标 | 补助标准 | ≥550元 | 550
  产出指标 | ${row}`;

/** A form that prints the direction in a column of its own, and its reasons in another. */
const signed = (sign: string, wanted: string, reached: string, reason = ""): string => `
  一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 说明
  产出指标 | 管护面积 | ≥ | 310 | 亩 | 320 |
  产出指标 | 纠纷上报率 | ${sign} | ${wanted} | % | ${reached} | ${reason}`;

tryCheck(target, {
  agrees: {
    "a bound": table("报销比例 | ≥40% | 52%"),
    "a range": table("可支配月数 | 6-9个月 | 7"),
    "a result that is a bound itself": table("覆盖率 | ≥90% | ≥95%"),
    "costs below their target": table("次均住院费用 | 5129 | 4990"),
    "a standard a head and month": table("低保标准 | >=530元/人*月 | 583元/人*月"),
    "a rate of what should not happen": table("公用经费控制率 | 100% | 92%"),
    "a limit missed with its reason": signed("≤", "3", "3.4", "年底集中上报"),
    "a direction printed beside the target": signed("≤", "0.9", "0"),
  },
  differs: {
    "a bound not reached": { drawing: table("满意率 | ≥95% | 92%"), finds: [{ code: "target-missed", severity: "warning", at: "D3" }] },
    "a bound missed by less than its last digit": {
      drawing: table("满意率 | ≥90% | 89.6%"),
      finds: [{ code: "target-missed", severity: "warning", at: "D3" }],
    },
    "outside its range": { drawing: table("可支配月数 | 6-9个月 | 13"), finds: [{ code: "target-missed", severity: "warning", at: "D3" }] },
    "a cost above its target": {
      drawing: table("次均住院费用 | 5129 | 5990"),
      finds: [{ code: "target-missed", severity: "warning", at: "D3" }],
    },
    "fewer than planned": {
      drawing: table("预计参保人数 | 16000 | 14368"),
      finds: [{ code: "target-missed", severity: "warning", at: "D3" }],
    },
    "above a limit that is printed beside it": {
      drawing: signed("≤", "3", "3.4"),
      finds: [{ code: "target-missed", severity: "warning", at: "F3" }],
    },
  },
  ignores: {
    "a time that may be meant either way": table("应急响应时间 | 2小时 | 1.5小时"),
    "a figure behind words, without a direction": table("成本情况控制率 | 100% | 92%"),

    about: table("报销比例 | 70%左右 | 68%"),
    "another unit": table("参加专班 | 5人/期 | 4"),
  },
});
