import { scoreCap } from "../../src/checks/score-cap.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(scoreCap, {
  agrees: {
    "the nearest points to the left": `
      一级指标 | 分值 | 二级指标 | 分值 | 自评得分
      决策 | 20 | 目标 | 8 | 8
      ^ | ^ | 分配 | 12 | 10`,
  },
  differs: {
    "more than stands behind its name": {
      drawing: `
        一级指标 | 三级指标 | 得分
        决策（10分） | 相关性（5分） | 5
        ^ | 明确性（5分） | 6`,
      finds: [{ code: "over-limit", severity: "error", at: "C3" }],
    },
    "more than the item has": {
      drawing: `
        指标 | 分值 | 得分
        目标 | 8 | 9
        分配 | 12 | 10`,
      finds: [{ code: "over-limit", severity: "error", at: "C2" }],
    },
  },
});
