import { scoreConsistency } from "../../src/checks/score-consistency.ts";
import { tryCheck } from "../support/try-check.ts";

const form = (score: string): string => `
  三级指标 | 年初目标值 | 实际完成值 | 得分
  参保覆盖率 | ≥90% | ≥95% | ${score}
  满意率 | 100% | 100% | 10`;

/** Three forms one above the other on one sheet, as an office files them. */
const sheetOf = (...scores: readonly string[]): string => scores.map((score) => `项目自评表\n${form(score)}`).join("\n");

tryCheck(scoreConsistency, {
  agrees: { "like scored alike": sheetOf("10", "10", "10") },
  differs: {
    "one form gives less": {
      drawing: sheetOf("9", "10", "10"),
      finds: [{ code: "score-mismatch", severity: "warning", at: "D3", suspect: "D3" }],
    },
  },
  ignores: { "one against one shows no custom": sheetOf("9", "10") },
});
