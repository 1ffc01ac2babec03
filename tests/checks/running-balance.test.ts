import { runningBalance } from "../../src/checks/running-balance.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(runningBalance, {
  agrees: {
    "a ledger with its total": `
      日期 | 收入 | 支出 | 余额
      期初 | | | 10000.00
      1月5日 | 5000.00 | | 15000.00
      1月12日 | | 3200.50 | 11799.50
      1月20日 | 1200.00 | | 12999.50
      1月28日 | | 999.50 | 12000.00
      合计 | 6200.00 | 4200.00 | 12000.00`,
    "a month and what it comes to since the new year": `
      月份 | 本月数 | 累计数
      1月 | 1204.50 | 1204.50
      2月 | 980.25 | 2184.75
      3月 | 1310.00 | 3494.75
      4月 | 1150.40 | 4645.15`,
    "balances of single accounts are no ledger": `
      日期 | 收入 | 支出 | 余额
      1月5日 | 5000.00 | | 15000.00
      1月12日 | | 3200.50 | 11799.50
      1月20日 | 1200.00 | | 12999.50`,
  },
  differs: {
    "a balance copied wrong": {
      drawing: `
        日期 | 收入 | 支出 | 余额
        期初 | | | 10000.00
        1月5日 | 5000.00 | | 15000.00
        1月12日 | | 3200.50 | 11799.50
        1月20日 | 1200.00 | | 12999.50
        1月28日 | | 999.50 | 12000.00
        2月3日 | 431.20 | | 12413.20
        2月9日 | | 2000.00 | 10431.20
        2月17日 | 800.00 | | 11231.20`,
      finds: [
        { code: "balance-mismatch", severity: "error", at: "D7", suspect: "D7" },
        { code: "balance-mismatch", severity: "error", at: "D8", suspect: "D7" },
      ],
    },
  },
  ignores: {
    "a balance of each line": `
      单位 | 期初结余 | 收入 | 支出 | 期末结余
      甲 | 100.25 | 50.10 | 30.05 | 120.30
      乙 | 310.40 | 80.20 | 95.15 | 295.45
      丙 | 75.00 | 12.00 | 20.50 | 66.50`,
  },
});
