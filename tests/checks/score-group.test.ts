import { scoreGroup } from "../../src/checks/score-group.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (points: string): string => `
  一级指标 | 二级指标 | 分值 | 得分
  决策（20分） | 目标 | 8 | 8
  ^ | 分配 | 12 | 10
  过程（30分） | 制度 | 10 | 10
  ^ | 执行 | ${points} | 15
  产出（50分） | 数量 | 25 | 25
  ^ | 质量 | 25 | 24`;

tryCheck(scoreGroup, {
  agrees: { "points in the headings": table("20") },
  ignores: {
    "items of which some are chosen": `
      一级指标 | 二级指标 | 分值 | 得分
      效益（50分） | 经济效益（可选项） | 40 |
      ^ | 社会效益（可选项） | 40 | 38
      ^ | 满意度 | 10 | 10`,
  },
  differs: { "a group short of five points": { drawing: table("15"), finds: [{ code: "score-mismatch", severity: "error", at: "C5" }] } },
});
