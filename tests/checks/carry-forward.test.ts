import { carryForward } from "../../src/checks/carry-forward.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (second: string): string => `
  指标 | 2021年 | 2022年 | 2023年
  期初累计结余（万元） | 12000.50 | 13500.75 | ${second}
  当年结余（万元） | 1500.25 | 599.45 | 1199.80
  期末累计结余（万元） | 13500.75 | 14100.20 | 15300.00`;

tryCheck(carryForward, {
  agrees: { "closing of one year opens the next": table("14100.20") },
  differs: {
    "one opening was changed": { drawing: table("14010.20"), finds: [{ code: "balance-mismatch", severity: "error", at: "D2" }] },
  },
});
