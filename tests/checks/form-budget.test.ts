import { formBudget } from "../../src/checks/form-budget.ts";
import { tryCheck } from "../support/try-check.ts";

const form = (budget: string, cost: string): string => `
  项目支出绩效自评表 | < | < | < | < | <
  预算执行情况（万元） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分
  | 年度财政资金总额 | ${budget} | ${budget} | 100% | 20
  绩效目标 | 一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
  ^ | 成本指标 | 征收工作经费 | ${cost} | ${cost} | 20
  ^ | 时效指标 | 完成及时率 | 100% | 100% | 20
  ^ | 满意度指标 | 满意率 | 95% | 96% | 40
  总分 | 100 | < | < | < | <`;

tryCheck(formBudget, {
  agrees: { "one form": form("30", "30万") },
  differs: {
    "a sister form shows that the two should agree": {
      drawing: [form("30", "30万"), form("15", "16万")],
      finds: [
        { code: "tie-mismatch", severity: "error", at: "D5" },
        { code: "tie-mismatch", severity: "error", at: "E5" },
      ],
    },
  },
  ignores: { "nothing shows that they should": form("15", "16万") },
});
