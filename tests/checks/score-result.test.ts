import { scoreResult } from "../../src/checks/score-result.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const NOTE = "备注：正向指标（即目标值为≥X，得分=权重*B/A），反向指标（得分=权重*A/B），得分不得突破权重总额。";

const form = (target: string, result: string, score: string, label = "参训人数") => [
  drawGrid`
    指标 | 权重 | 目标值(A) | 实际完成值(B) | 得分
    ${label} | 40 | ${target} | ${result} | ${score}
    合格率 | 30 | ≥90% | 93% | 30
    满意度 | 30 | ≥90% | 95% | 30
  `,
];

tryProse(scoreResult, {
  agrees: {
    "reached: the points": [...form("≥1000人", "1200人", "40"), NOTE],
    "in part: in proportion": [...form("1000人", "900人", "36"), NOTE],
    "rounded as printed": [...form("1000人", "933人", "37.3"), NOTE],
    "low is good: the other way round": [...form("≤10件", "16件", "25", "投诉件数"), NOTE],
    "the rule told by the rate": [...form("1000人", "900人", "36"), "说明：定量指标得分=分值×完成率。"],
  },
  differs: {
    "full points for nine tenths": {
      story: [...form("1000人", "900人", "40"), NOTE],
      finds: [{ code: "score-mismatch", severity: "warning", reported: "40", expected: "36" }],
    },
    "less than the points though reached": {
      story: [...form("1000人", "1100人", "38"), NOTE],
      finds: [{ code: "score-mismatch", severity: "warning", reported: "38", expected: "40" }],
    },
  },
  ignores: {
    "no rule in the form": form("1000人", "900人", "40"),
    "another sort of figure": [...form("1000人", "900户", "40"), NOTE],
  },
});
