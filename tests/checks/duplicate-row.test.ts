import { duplicateRow } from "../../src/checks/duplicate-row.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(duplicateRow, {
  agrees: {
    "the same label with other figures": `
      项目 | 金额
      其他 | 1204.50
      其他 | 96.00`,
    "entries of a ledger on different days": `
      日期 | 摘要 | 经办 | 金额（元）
      2023-01-05 | 办公用品 | 甲 | 1204.50
      2023-02-03 | 办公用品 | 甲 | 1204.50
      2023-03-09 | 差旅费 | 乙 | 960.00`,
  },
  differs: {
    "a row entered twice": {
      drawing: `
        项目 | 人次 | 金额（万元）
        住院 | 35611 | 19837.33
        门诊 | 86077 | 5123.42
        门诊 | 86077 | 5123.42`,
      finds: [{ code: "duplicate-row", severity: "warning", at: "B4" }],
    },
  },
});
