import { overHundred } from "../../src/checks/over-hundred.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(overHundred, {
  agrees: {},
  differs: {
    "a satisfaction above the whole": {
      drawing: `
        区县 | 满意度（%） | 完成率（%）
        东山 | 98.20 | 104.10
        西岭 | 982.00 | 99.00`,
      finds: [{ code: "implausible", severity: "warning", at: "B3" }],
    },
  },
  ignores: {
    "more was done than planned": `
      区县 | 预算执行率（%） | 增长率（%）
      东山 | 103.20 | 240.00
      西岭 | 98.10 | 15.20`,
    "the column says what is meant": `
      指标 | 目标值 | 完成值 | 完成率（%）
      满意度 | 90 | 94.5 | 105.0
      服务人数 | 100 | 98 | 98.0`,
  },
});
