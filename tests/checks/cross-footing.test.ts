import { crossFooting } from "../../src/checks/cross-footing.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(crossFooting, {
  agrees: {
    "a total within its group": `
      区县 | 收入 | < | < | 支出 | < | <
      ^ | 合计 | 财政 | 个人 | 合计 | 住院 | 门诊
      东山 | 300.5 | 200.3 | 100.2 | 250.1 | 150 | 100.1
      西岭 | 30.5 | 20.3 | 10.2 | 25.1 | 15 | 10.1`,
    "parts that do not stand beside their total": `
      区县 | 合计 | 个人缴费 | < | 财政补助 | < | <
      ^ | ^ | 应缴数 | 实缴数 | 合计 | 中央 | 地方
      东山 | 2507.55 | 620.00 | 616.56 | 1890.99 | 1000.90 | 890.09
      西岭 | 4492.76 | 1103.54 | 1094.76 | 3398.00 | 2400.00 | 998.00
      北港 | 515.16 | 130.66 | 123.60 | 391.56 | 224.00 | 167.56
      南塘 | 590.86 | 147.61 | 147.78 | 443.08 | 318.00 | 125.08`,
  },
  differs: {
    "one row does not add up": {
      drawing: `
        区县 | 合计 | 城镇 | 农村
        东山 | 3005 | 2003 | 1002
        西岭 | 3050 | 2030 | 1002
        北港 | 4111 | 2222 | 1889`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "B3" }],
    },
  },
});
