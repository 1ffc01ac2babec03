import { scoreBox } from "../../src/checks/score-box.ts";
import { tryCheck } from "../support/try-check.ts";

const form = (box: string, total: string, points = "30"): string => `
  自评总分（分） | ${box} | < | < | < | < | <
  预算执行情况 | | 全年预算数 | 全年执行数 | 执行率权重 | 执行率 | 执行率得分
  | 年度总金额 | 5400 | 4968 | 10 | 92% | 9.2
  绩效指标 | 指标名称 | 指标值 | 全年完成值 | 指标权重 | 得分系数 | 指标得分
  ^ | 道路清扫率 | 85% | 87.2% | 60 | 100% | 60
  ^ | 公众满意度 | 90% | 93% | ${points} | 100% | 29.1${total}`;
const closed = "\n  总分 | < | < | < | 100 | | 98.3";

tryCheck(scoreBox, {
  agrees: {
    "the total row": form("98.3", closed),
    "all scores, where their points are a hundred": form("98.3", ""),
  },
  differs: {
    "the total row": { drawing: form("89.3", closed), finds: [{ code: "score-mismatch", severity: "error", at: "B1" }] },
    "all scores": { drawing: form("89.3", ""), finds: [{ code: "score-mismatch", severity: "error", at: "B1" }] },
  },
  ignores: { "a form of which not all is there": form("98.3", "", "20") },
});
