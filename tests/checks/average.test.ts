import { average } from "../../src/checks/average.ts";
import { tryCheck } from "../support/try-check.ts";

const block = (last: string): string => `
  项目 | 2016年 | 2017年
  省级补助金额（万元） | 1056.66 | 1337.5
  省级补助人数 | 1202 | 1371
  人平补助（元） | 8791 | 9756
  市级补助金额（万元） | 4344 | 5066.01
  市级补助人数 | 11135 | 13457
  人平补助（元） | 3901 | ${last}`;

tryCheck(average, {
  agrees: { "block after block, across units": block("3765") },
  differs: {
    "one that is wrong": { drawing: block("3675"), finds: [{ code: "average-mismatch", severity: "error", at: "C7" }] },
    "one that was cut off": { drawing: block("3764"), finds: [{ code: "truncated", severity: "warning", at: "C7" }] },
  },
});
