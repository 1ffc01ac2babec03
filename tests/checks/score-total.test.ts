import { scoreTotal } from "../../src/checks/score-total.ts";
import { tryCheck } from "../support/try-check.ts";

const form = (budget: string, total: string): string => `
  预算执行情况（万元） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
  | 年度财政资金总额 | 110 | 110 | 100% | ${budget}
  绩效目标 | 一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
  ^ | 产出指标 | 参保人数 | 1600 | 1700 | 20
  ^ | 产出指标 | 拨付及时率 | 100% | 100% | 30
  ^ | 满意度指标 | 满意率 | 95% | 96% | 30
  总分 | ${total} | < | < | < | <`;

const hundred = (total: string): string => `
  资金情况（万元） | | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
  | 年度资金总额 | 20 | 20 | 10 | 100% | 10
  绩效指标 | 三级指标 | 年度指标值 | 全年实际值 | 分值 | 完成率 | 得分
  ^ | 安装水标尺 | ≥266米 | 270米 | 60 | 100% | 60
  ^ | 群众满意度 | ≥95% | 96% | 40 | 100% | 38
  总分 | < | < | < | 100 | | ${total}`;

tryCheck(scoreTotal, {
  agrees: { "indicators and the budget block": form("20", "100"), "indicators with a hundred points of their own": hundred("98") },
  differs: {
    "indicators with a hundred points of their own": {
      drawing: hundred("100"),
      finds: [{ code: "score-mismatch", severity: "error", at: "G6" }],
    },
    "one point too many": { drawing: form("20", "99"), finds: [{ code: "score-mismatch", severity: "error", at: "B7" }] },
    "a score left out": { drawing: form("", "100"), finds: [{ code: "missing-value", severity: "warning", at: "F2" }] },
  },
});
