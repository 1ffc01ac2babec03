import { scoreNarrative } from "../../src/checks/score-narrative.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const form = (name: string) => drawGrid`
  项目名称 | < | ${name} | < | < | < | < | <
  项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
  年度资金总额 | < | 150 | 150 | 144 | 10 | 96% | 9.6
  绩效指标 | 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因
  ^ | 产出指标 | 岗位人数 | ≥200人 | 206人 | 50 | 50 |
  ^ | 效益指标 | 帮扶户数 | ≥180户 | 188户 | 40 | 39 |
  总分 | < | < | < | < | 100 | 98.6 |`;
const told = (spent: string, score: string, name = "") =>
  `${name}项目绩效自评综述：全年预算数为150万元，执行数为${spent}万元，项目绩效自评得分为${score}分。`;
const TITLE = "项目支出绩效自评表";

tryProse(scoreNarrative, {
  agrees: {
    "the only form": [told("144", "98.6"), TITLE, form("公益性岗位补贴")],
    "the form that it names": [told("144", "98.6", "公益性岗位补贴"), told("88", "95", "就业见习补贴"), TITLE, form("公益性岗位补贴")],
  },
  differs: {
    "another score": {
      story: [told("144", "96.8"), TITLE, form("公益性岗位补贴")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "96.8", expected: "98.6" }],
    },
    "other spending, of the form that it names": {
      story: [told("141", "98.6", "公益性岗位补贴"), told("88", "95", "就业见习补贴"), TITLE, form("公益性岗位补贴")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "141", expected: "144" }],
    },
  },
  ignores: {
    "a form of another project": [told("88", "95", "就业见习补贴"), told("66", "93", "技能大赛"), TITLE, form("公益性岗位补贴")],
    "the score of the whole office": ["部门整体支出绩效自评得分为95分。", TITLE, form("公益性岗位补贴")],
    "the score of a part": ["预算执行情况得分9.5分，产出指标得分48分。", TITLE, form("公益性岗位补贴")],
    "a scale": ["综合得分90分（含）以上为优，80分（含）—90分为良。", TITLE, form("公益性岗位补贴")],
  },
});
