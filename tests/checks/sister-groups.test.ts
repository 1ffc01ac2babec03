import { sisterGroups } from "../../src/checks/sister-groups.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (income: string): string => `
  指标 | < | 本期
  参保人数 | 医疗保险 | 369.20
  ^ | 职工医保 | 94.15
  ^ | 居民医保 | 275.05
  基金收入 | 医疗保险 | ${income}
  ^ | 职工医保 | 50.05
  ^ | 居民医保 | 32.42
  基金支出 | 医疗保险 | 74.30
  ^ | 职工医保 | 47.50
  ^ | 居民医保 | 26.80`;

tryCheck(sisterGroups, {
  agrees: { "the same labels in every group": table("82.47") },
  differs: {
    "a decimal point moved in one group": { drawing: table("824.7"), finds: [{ code: "sum-mismatch", severity: "error", at: "C5" }] },
  },
});
