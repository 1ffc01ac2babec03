import { precision } from "../../src/checks/precision.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(precision, {
  agrees: {
    "dropped trailing zeros": `
      区县 | 金额（万元）
      东山 | 516.71
      西岭 | 33685
      北港 | 1477.8
      南塘 | 174.78
      中渡 | 30.21`,
    "92.00% says no more than 92%": `
      指标 | 完成值
      甲 | 92.00%
      乙 | 101%
      丙 | 74%
      丁 | 52%
      戊 | 95%
      己 | 96%
      庚 | 97%
      辛 | 98%`,
  },
  differs: {
    "three decimals in a column of two": {
      drawing: `
        区县 | 当年结余（万元）
        东山 | 516.71
        西岭 | 4928.08
        北港 | 1187.117
        南塘 | 174.78
        中渡 | 30.21`,
      finds: [{ code: "excess-precision", severity: "warning", at: "B4", suspect: "B4" }],
    },
  },
});
