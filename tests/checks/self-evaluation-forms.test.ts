import { expect, test } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import { examine } from "../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";

// Self-evaluation forms of many layouts, examined whole and without a rule pack: a sound one gives nothing above info, and
// each broken one the finding named.

const NOTE =
  "备注：定量指标计分原则：正向指标（即目标值为≥X，得分=权重*B/A），反向指标（即目标值为≤X，得分=权重*A/B），得分不得突破权重总额。";
const RATE_NOTE = "说明：1.定量指标得分=分值×完成率，最高不超过分值。";

type Form = readonly (string | Grid)[];
const titled = (title: string, grid: Grid, ...notes: readonly string[]): Form => [title, grid, ...notes];

const ministry = (spent: string, rate: string, score: string, total: string) =>
  titled(
    "项目支出绩效自评表",
    drawGrid`
      项目资金（万元） | 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
      ^ | 年度资金总额 | 500.00 | 520.00 | ${spent} | 10 | ${rate} | ${score}
      ^ | 其中：当年财政拨款 | 500.00 | 520.00 | ${spent} | — | ${rate} | —
      ^ | 上年结转资金 | 0.00 | 0.00 | 0.00 | — | — | —
      一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
      产出指标（50分） | 数量指标 | 培训人数 | ≥300人 | 320人 | 20 | 20 | 
      ^ | 质量指标 | 培训合格率 | ≥95% | 97% | 15 | 15 | 
      ^ | 时效指标 | 按时完成率 | 100% | 100% | 15 | 15 | 
      效益指标（30分） | 社会效益指标 | 就业率 | ≥80% | 86% | 30 | 28 | 
      满意度指标（10分） | 服务对象满意度指标 | 学员满意度 | ≥90% | 93% | 10 | 10 | 
      总分 | < | < | < | < | 100 | ${total} | 
    `,
  );

const proportional = (participants: string, participantsScore: string, complaints: string, complaintsScore: string, total: string) =>
  titled(
    "2022年度项目自评表",
    drawGrid`
      一级指标 | 二级指标 | 三级指标 | 权重 | 年初目标值(A) | 实际完成值(B) | 得分
      产出指标 | 数量指标 | 参训人数 | 40 | ≥1000人 | ${participants} | ${participantsScore}
      ^ | 质量指标 | 投诉件数 | 20 | ≤10件 | ${complaints} | ${complaintsScore}
      效益指标 | 社会效益 | 知晓率 | 30 | ≥80% | 90% | 30
      满意度指标 | 满意度 | 群众满意度 | 10 | ≥90% | 95% | 10
      总分 | < | < | 100 |  |  | ${total}
    `,
    NOTE,
  );

const byRate = (built: string, builtScore: string, total: string) =>
  titled(
    "2021年度乡村道路项目绩效自评表",
    drawGrid`
      绩效指标 | 指标值 | 完成值 | 分值 | 自评得分
      新建道路（公里） | 40 | ${built} | 50 | ${builtScore}
      验收合格率 | 100% | 100% | 30 | 30
      群众满意度 | 90% | 92% | 20 | 20
      合计 |  |  | 100 | ${total}
    `,
    RATE_NOTE,
  );

const heading = (spent: string, rate: string, score: string, total: string) =>
  titled(
    "项目自评表",
    drawGrid`
      预算执行情况（万元）（20分） |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
      ^ | 年度财政资金总额 | 400 | ${spent} | ${rate} | ${score}
      年度绩效目标（80分） | 一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
      ^ | 产出指标 | 完成面积（亩） | ≥500 | 520 | 40
      ^ | 效益指标 | 受益人数（人） | ≥2000 | 2100 | 40
      总分 | < | < | < | < | ${total}
    `,
  );

const scale = (visits: string, files: string, total: string) =>
  titled(
    "专项资金绩效评价评分表",
    drawGrid`
      一级指标 | 二级指标 | 分值 | 计分标准 | 得分
      项目管理 | 现场检查 | 4 | 按要求开展现场检查的，每个乡镇计0.5分。 | ${visits}
      项目管理 | 资料归档 | 3 | 资料齐全的，每个乡镇计0.25分；装订规范的，每个乡镇计0.5分。 | ${files}
      项目管理 | 制度建设 | 2 | 制度健全的，每个乡镇计0—0.25分。 | 1.85
      项目绩效 | 任务完成 | 6 | 每低1个百分点扣0.1分，扣完为止。 | 5.7
      合计 |  | 15 |  | ${total}
    `,
  );

const groups = (first: string, second: string, group: string, total: string) =>
  titled(
    "部门整体支出绩效评价自评表",
    drawGrid`
      一级指标 | 二级指标 | 分值 | 自评得分
      投入（${group}分） | 目标设定 | 10 | ${first}
      ^ | 预算配置 | 10 | ${second}
      过程（40分） | 预算执行 | 25 | 24
      ^ | 预算管理 | 15 | 15
      产出及效果（40分） | 职责履行 | 40 | 38
      总分 |  | 100 | ${total}
    `,
  );

const range = (months: string, reason: string) =>
  titled(
    "转移支付区域绩效目标自评表",
    drawGrid`
      一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施
      产出指标 | 数量指标 | 参保人数（万人） | ≥400 | 412 | 
      ^ | 质量指标 | 基金滚存结余可支配月数 | 6-9个月 | ${months} | ${reason}
      ^ | 时效指标 | 资金拨付及时率 | ≥95% | 100% | 
      ^ | 成本指标 | 人均筹资（元） | ≤900 | 880 | 
      效益指标 | 社会效益 | 住院报销比例 | ≥70% | 74% | 
      满意度指标 | 服务对象满意度 | 参保人满意度 | ≥85% | 91% | 
    `,
  );

const sound: { readonly [name: string]: Form } = {
  "Ministry of Finance": ministry("494.00", "95.00%", "9.5", "97.5"),
  "Ministry of Finance, all spent": ministry("520.00", "100%", "10", "98"),
  "weight × B/A, all reached": proportional("1200人", "40", "8件", "20", "100"),
  "weight × B/A, one reached in part": proportional("900人", "36", "8件", "20", "96"),
  "weight × A/B for what should be low": proportional("1000人", "40", "16件", "12.5", "92.5"),
  "points × completion": byRate("36", "45", "95"),
  "points × completion, overfulfilled": byRate("44", "50", "100"),
  "the rule in the heading": heading("372", "93%", "18.6", "98.6"),
  "the rule in the heading, all spent": heading("400", "100%", "20", "100"),
  "each unit earns fixed marks": scale("3.5", "2.25", "13.3"),
  "groups of points": groups("9", "10", "20", "96"),
  "a range": range("7.5", ""),
  "a range missed with its reason": range("13", "因医院结算滞后，结余偏高，下年加快拨付。"),
};

const broken: { readonly [name: string]: readonly [form: Form, code: string, reported: string] } = {
  "execution score": [heading("372", "93%", "19.6", "99.6"), "score-mismatch", "19.6"],
  "total score": [ministry("494.00", "95.00%", "9.5", "98.5"), "score-mismatch", "98.5"],
  "full points for nine tenths": [proportional("900人", "40", "8件", "20", "100"), "score-mismatch", "40"],
  "full points where the cost is over": [proportional("1200人", "40", "16件", "20", "100"), "score-mismatch", "20"],
  "less than its points though reached": [proportional("1200人", "38", "8件", "20", "98"), "score-mismatch", "38"],
  "points not in proportion": [byRate("36", "49", "99"), "score-mismatch", "49"],
  "above its points": [byRate("44", "55", "105"), "over-limit", "55"],
  "heading's rule not kept": [heading("372", "93%", "20", "100"), "score-mismatch", "20"],
  "a score that cannot be had": [scale("3.6", "2.25", "13.4"), "score-mismatch", "3.6"],
  "nor with two marks": [scale("3.5", "2.3", "13.35"), "score-mismatch", "2.3"],
  "points of a group": [groups("9", "10", "25", "96"), "score-mismatch", "10"],
  "outside its range without a reason": [range("13", "无"), "target-missed", "13"],
};

const serious = (form: Form) => examine("s", [drawDocument(...numbered(form))], []).findings.filter(({ severity }) => severity !== "info");

/** Each grid with its number in the document. */
function numbered(form: Form): Form {
  let table = 0;
  return form.map((block) => (typeof block === "string" ? block : { ...block, origin: { in: "word", table: ++table } }));
}

test.each(Object.entries(sound))("sound: %s", (_, form) => {
  // A target reached in part and scored so is still one that was missed.
  const found = serious(form).filter(({ code }) => code !== "target-missed" || form === sound["a range missed with its reason"]);
  expect(found.map(({ message }) => message["zh-CN"])).toEqual([]);
});

test.each(Object.entries(broken))("broken: %s", (_, [form, code, reported]) => {
  expect(serious(form).map((finding) => [finding.code, finding.reported])).toContainEqual([code, reported]);
});
