import { scoreExecution } from "../../src/checks/score-execution.ts";
import { tryCheck } from "../support/try-check.ts";

const form = (score: string): string => `
  项目资金（万元） | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
  年度财政资金总额 | 640 | 638.43 | 100% | ${score}`;

tryCheck(scoreExecution, {
  agrees: { "rounded to whole points": form("20"), "with decimals": form("19.95") },
  differs: {
    "cut off": { drawing: form("19"), finds: [{ code: "truncated", severity: "warning", at: "E2" }] },
    "wrong under every rounding": { drawing: form("18"), finds: [{ code: "score-mismatch", severity: "error", at: "E2" }] },
  },
});
