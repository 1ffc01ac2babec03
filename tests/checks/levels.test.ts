import { levels } from "../../src/checks/levels.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (whole: string): string => `
  项目 | 2016年 | 2017年
  住院补助金额（万元） | 8198.75 | 8555.37
  住院补助人数 | 30573 | ${whole}
  省级补助金额（万元） | 1056.66 | 1337.5
  省级补助人数 | 1202 | 1371
  市级补助金额（万元） | 4344 | 5066.01
  市级补助人数 | 11135 | 13457
  县级补助金额（万元） | 2039.29 | 1592.06
  县级补助人数 | 8620 | 8308
  乡级补助金额（万元） | 758.8 | 559.8
  乡级补助人数 | 9616 | 8598`;

tryCheck(levels, {
  agrees: { "each indicator for the whole and for its levels": table("31734") },
  differs: {
    "two persons too many in the whole": { drawing: table("31736"), finds: [{ code: "sum-mismatch", severity: "error", at: "C3" }] },
  },
});
