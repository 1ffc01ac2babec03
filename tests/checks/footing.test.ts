import { footing } from "../../src/checks/footing.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(footing, {
  agrees: {
    "a total below its rows": `
      区县 | 收入 | 支出
      东山 | 100.25 | 80.10
      西岭 | 250.50 | 260.00
      合计 | 350.75 | 340.10`,
    "within rounding (尾差)": `
      区县 | 金额（万元）
      东山 | 100
      西岭 | 200
      北港 | 300
      合计 | 601`,
    "a total above its rows": `
      项目 | 本年数
      合计 | 610.5
      工资 | 400.3
      办公费 | 210.2`,
    "numbered parents over their items, and a total of parents": `
      项目 | 预算数
      一、税收收入 | 3000
      1、增值税 | 1800
      2、契税 | 1200
      二、非税收入 | 700
      1、专项收入 | 400
      2、罚没收入 | 300
      收入合计 | 3700`,
    "the parts named under 其中 need not be all": `
      指标 | 数量
      参保单位 | 42269
      其中：1、街道 | 1329
      2、学校 | 466`,
    "a blank counts as nought": `
      资金来源 | 金额
      中央补助 | 4000.5
      地方资金 |
      合计 | 4000.5`,
  },
  differs: {
    "one column of the total is wrong": {
      drawing: `
        区县 | 收入 | 支出
        东山 | 100.25 | 80.10
        西岭 | 250.50 | 260.00
        合计 | 350.75 | 341.10`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "C4" }],
    },
    "the only column of a plain list": {
      drawing: `
        区县 | 参保人数（人）
        东山 | 1371
        西岭 | 13457
        北港 | 8308
        合计 | 23138`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "B5" }],
    },
    "parts named under 其中 are more than the whole": {
      drawing: `
        项目 | 预算数
        年度资金总额 | 0
        其中：财政拨款 | 90
        其他资金 | 5`,
      finds: [{ code: "over-limit", severity: "error", at: "B2" }],
    },
  },
  ignores: {
    "rates and averages have no total": `
      区县 | 参保率 | 人均补助（元）
      东山 | 95.10% | 450
      西岭 | 96.20% | 460
      合计 | 95.60% | 455`,
  },
});
