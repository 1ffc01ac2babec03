import { bothSides } from "../../src/checks/both-sides.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (right: string): string => `
  收入 | < | 支出 | <
  项目 | 金额 | 项目 | 金额
  一、财政拨款收入 | 1500.36 | 一、教育支出 | 25.30
  二、其他收入 | 12.00 | 二、卫生健康支出 | 1517.06
  本年收入合计 | 1512.36 | 本年支出合计 | 1542.36
  年初结转和结余 | 60.00 | 年末结转和结余 | 30.00
  总计 | 1572.36 | 总计 | ${right}`;

tryCheck(bothSides, {
  agrees: { "income and outlay with their balances": table("1572.36") },
  differs: {
    "the outlay side is short": { drawing: table("1527.36"), finds: [{ code: "balance-mismatch", severity: "error", at: "D7" }] },
  },
});
