import { target } from "../../src/checks/target.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (row: string): string => `
  一级指标 | 三级指标 | 指标值 | 全年实际完成值
  产出指标 | 补助标准 | ≥550元 | 550
  产出指标 | ${row}`;

tryCheck(target, {
  agrees: {
    "a bound": table("报销比例 | ≥40% | 52%"),
    "a range": table("可支配月数 | 6-9个月 | 7"),
    "a result that is a bound itself": table("覆盖率 | ≥90% | ≥95%"),
    "costs below their target": table("次均住院费用 | 5129 | 4990"),
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
  },
  ignores: {
    about: table("报销比例 | 70%左右 | 68%"),
    "another unit": table("参加专班 | 5人/期 | 4"),
  },
});
