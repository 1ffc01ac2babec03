import { balance } from "../../src/checks/balance.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(balance, {
  agrees: {
    "columns: the year's balance and the cumulated one": `
      区县 | 收入合计 | 支出合计 | 当年结余 | 上年结余 | 累计结余
      东山 | 25277.40 | 24760.69 | 516.71 | 12260.54 | 12777.25
      西岭 | 45246.62 | 40318.54 | 4928.08 | 26600.16 | 31528.24`,
    "columns of movements": `
      项目 | 期初数 | 本期增加 | 本期减少 | 期末数
      固定资产 | 1500.25 | 300.10 | 120.05 | 1680.30
      应付账款 | 400.00 | 50.00 | 30.00 | 420.00`,
    "rows: opening plus income less outlay": `
      项目 | 金额（万元）
      一、上年结余 | 354.15
      二、收入合计 | 8689.16
      三、支出合计 | 8915.30
      四、滚存结余 | 128.01`,
    "rates of income, outlay and balance are not amounts": `
      指标 | 2022年 | 2023年 | 增长率
      基金收入（万元） | 120.50 | 132.55 | 0.10
      基金支出（万元） | 110.00 | 115.50 | 0.05
      当年结余（万元） | 10.50 | 17.05 | 0.62`,
    "a debt by years": `
      项目 | 执行数（亿元）
      一、2016年末债务余额实际数 | 55244.71
      二、2017年债务发行额 | 19961.59
      三、2017年债务还本额 | 13822.06
      四、2017年末债务余额执行数 | 61384.24`,
  },
  differs: {
    "rows: a closing balance with a wrong digit": {
      drawing: `
        项目 | 金额（万元）
        一、上年结余 | 1079.96
        二、收入合计 | 21772.41
        三、支出合计 | 21885.53
        四、滚存结余 | 996.84`,
      finds: [{ code: "balance-mismatch", severity: "error", at: "B5" }],
    },
    "columns: one row": {
      drawing: `
        区县 | 收入合计 | 支出合计 | 当年结余
        东山 | 25277.40 | 24760.69 | 516.71
        西岭 | 45246.62 | 40318.54 | 4982.08
        北港 | 5967.83 | 5793.05 | 174.78`,
      finds: [{ code: "difference-mismatch", severity: "error", at: "D3" }],
    },
  },
});
