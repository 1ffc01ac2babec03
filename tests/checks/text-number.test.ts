import { textNumber } from "../../src/checks/text-number.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(textNumber, {
  agrees: {
    "plain numbers, with thousands separators": `
      项目 | 金额
      甲 | 1,204.50
      乙 | 96.00`,
    "a figure in words, with the marks that words take": `
      指标 | 完成情况 | 金额
      甲 | 完成120人次，超额 | 1,204.50
      乙 | 100%，已完成。 | 96.00`,
    "blanks between all thousands of a table: its way of writing": `
      项目 | 预算 | 决算
      甲 | 3 646.49 | 3 600.00
      乙 | 1 832.42 | 32.42
      丙 | 1.50 | 2 001.50`,
  },
  differs: {
    "a blank among the digits, and full-width digits": {
      drawing: `
        项目 | 金额
        甲 | 3 646.49
        乙 | ３２．４２
        丙 | 1.50`,
      finds: [
        { code: "text-number", severity: "warning", at: "B2" },
        { code: "text-number", severity: "warning", at: "B3" },
      ],
    },
  },
});
