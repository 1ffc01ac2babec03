import { duplicateRow } from "../../src/checks/duplicate-row.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(duplicateRow, {
  agrees: {
    "the same label with other figures": `
      项目 | 金额
      其他 | 1204.50
      其他 | 96.00`,
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
