import { remainder } from "../../src/checks/remainder.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(remainder, {
  agrees: {
    vacancies: `
      单位 | 编制数 | 实有人数 | 空编数
      局机关 | 42 | 38 | 4
      经办中心 | 65 | 61 | 4
      稽核队 | 18 | 18 | 0`,
    "arrears, in rows": `
      项目 | 2022年（万元） | 2023年（万元）
      应缴数 | 1204.50 | 1310.75
      实缴数 | 1100.20 | 1290.00
      欠缴数 | 104.30 | 20.75`,
  },
  differs: {
    "one line that does not come out": {
      drawing: `
        单位 | 编制数 | 实有人数 | 空编数
        局机关 | 42 | 38 | 4
        经办中心 | 65 | 61 | 4
        稽核队 | 118 | 93 | 52`,
      finds: [{ code: "difference-mismatch", severity: "error", at: "D4", suspect: "D4" }],
    },
  },
  ignores: {
    "words that mean something else": `
      单位 | 应缴人数 | 实缴金额（万元） | 欠缴户数
      甲 | 420 | 38.25 | 4
      乙 | 650 | 61.10 | 7`,
  },
});
