import { change } from "../../src/checks/change.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(change, {
  agrees: {
    "by year": `
      项目 | 2016年 | 2017年 | 增减变化
      补助金额（万元） | 8198.75 | 8555.37 | 356.62
      补助人数 | 30573 | 31736 | 1163`,
    "by words, with growth in per cent": `
      项目 | 本年预算数 | 上年完成数 | 比上年增减额 | 比上年增减%
      增值税 | 2319 | 2070 | 249 | 12.03
      契税 | 8365 | 7469 | 896 | 12.00`,
    "growth as a plain quotient, rows with units of their own": `
      指标 | 2022年 | 2023年 | 增长率
      基金收入（亿元） | 120.50 | 132.55 | 0.10
      参保人数（万人） | 48.20 | 49.65 | 0.03`,
    "one line of growth without a unit": `
      指标 | 2022年 | 2023年 | 增长率
      基金收入（亿元） | 120.50 | 132.55 | 0.10`,
  },
  differs: {
    "a difference that was not updated": {
      drawing: `
        项目 | 2016年 | 2017年 | 增减变化
        补助金额（万元） | 8198.75 | 8555.37 | 356.62
        补助人数 | 30573 | 31736 | 1136
        门诊人次 | 20100 | 21400 | 1300`,
      finds: [{ code: "difference-mismatch", severity: "error", at: "D3" }],
    },
    "a growth cut off instead of rounded": {
      drawing: `
        项目（元） | 本年度 | 上年度 | 比上年增减 | 比上年增减％
        合计 | 98701 | 54666 | 增44035 | 80%
        公务接待费 | 98701 | 54666 | 增44035 | 80%`,
      finds: [
        { code: "truncated", severity: "warning", at: "E2" },
        { code: "truncated", severity: "warning", at: "E3" },
      ],
    },
  },
});
