import { scoreGrade } from "../../src/checks/score-grade.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const SCALE = "评价等级：90分（含）以上为优，80分（含）—90分为良，60分（含）—80分为中，60分以下为差。";
const list = (score: string, grade: string) => drawGrid`
  项目名称 | 预算数 | 自评得分 | 自评等级
  系统运维 | 56 | 98.5 | 优
  房屋修缮 | 120 | ${score} | ${grade}
  业务培训 | 24 | 92 | 优秀`;
const form = (total: string, grade: string) => drawGrid`
  一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
  产出指标 | 培训人数 | 200 | 210 | 60 | ${total} |
  满意度指标 | 学员满意度 | 90% | 91% | 40 | 40 |
  总分 | < | < | < | 100 | ${total} | ${grade}`;

tryProse(scoreGrade, {
  agrees: {
    "a list of projects": [list("86", "良"), SCALE],
    "a bound that the scale gives to one side": [list("80分", "良"), SCALE],
    "a sentence": ["经自评，本项目总得分91.5分，评价等级为“优”。", SCALE],
    "the total of a form": [form("95", "优"), SCALE],
  },
  differs: {
    "a list of projects": {
      story: [list("86", "优"), SCALE],
      finds: [{ code: "score-mismatch", severity: "warning", reported: "86" }],
    },
    "a sentence": {
      story: ["经自评，本项目总得分88分，评价等级为“优”。", SCALE],
      finds: [{ code: "score-mismatch", severity: "warning", reported: "88" }],
    },
    "the total of a form": {
      story: [form("85", "优"), SCALE],
      finds: [{ code: "score-mismatch", severity: "warning", reported: "85" }],
    },
  },
  ignores: {
    "no scale": [list("86", "优"), "本项目总得分88分，评价等级为“优”。"],
    "a bound that belongs to neither side": [list("90", "良"), "90分以上为优，80—90分为良，80分以下为中。"],
    "a scale that contradicts itself": [list("86", "优"), "90分以上为优，85—95分为良。"],
    "another kind of grade": [list("86", "一等"), SCALE],
  },
});
