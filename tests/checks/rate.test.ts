import { rate } from "../../src/checks/rate.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(rate, {
  agrees: {
    "found by the figures": `
      区县 | 实际收入 | 实际支出 | 支付比例（%）
      东山 | 25277.41 | 24760.69 | 97.96%
      西岭 | 45246.62 | 40318.54 | 89.11%
      北港 | 5176.05 | 3988.93 | 77.07%`,
    "named by letters": `
      项目 | 预算数（A） | 执行数（B） | 执行率（B/A）
      年度资金 | 15329.53 | 11852.5 | 77.32%`,
    "shares of the column's total": `
      税种 | 累计 | 结构（%）
      合计 | 200.00 | 100
      增值税 | 66.86 | 33.43
      消费税 | 0.60 | 0.30
      契税 | 132.54 | 66.27`,
  },
  differs: {
    "a rate that its own heading names otherwise": {
      drawing: `
        区县 | 户籍人口数 | 参保人数（人） | 参保率（以户籍人口数为基数）
        合计 | 4662022 | 4195085 | 93.01%`,
      finds: [{ code: "ratio-mismatch", severity: "error", at: "D2" }],
    },
    "a rate cut off instead of rounded": {
      drawing: `
        项目 | 预算数（A） | 执行数（B） | 执行率（B/A）
        年度资金 | 640 | 638.43 | 99%`,
      finds: [{ code: "truncated", severity: "warning", at: "D2" }],
    },
  },
  ignores: {
    "a rate with nothing to divide": `
      指标 | 指标值 | 完成值
      参保率 | 95% | 96%
      满意率 | 90% | 92%`,
  },
});
