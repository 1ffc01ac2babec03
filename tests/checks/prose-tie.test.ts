import { proseTie } from "../../src/checks/prose-tie.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const years = drawGrid`
  项目 | 2020年 | 2021年
  住院补助金额（万元） | 8198.75 | 8555.37
  住院补助人数 | 30573 | 31736
  门诊补助人数 | 20111 | 22315
`;
const target = drawGrid`
  总体目标 | < | 全年实际完成情况 | <
  1：以常住人口数为基数计算的综合参保率91%；2：参保对象满意度≥85% | < | 1：以常住人口数为基数计算的综合参保率95%；2：参保对象满意度92% | <
  一级指标 | 三级指标 | 指标值 | 全年实际完成值
  产出指标 | 以常住人口数为基数计算的参保率 | ≥98% | 95%
  满意度指标 | 参保对象满意度 | ≥85% | 92%
`;

const scores = drawGrid`
  一级指标 | 分值 | 自评得分
  投入 | 40 | 38
  产出 | 60 | 56
  总分 | 100 | 94
`;

tryProse(proseTie, {
  agrees: {
    "across units and digits": [years, "2021年住院补助8555万元，共补助对象31736人。"],
    "an earlier year": [years, "2020年住院补助人数为3.0573万人。"],
    "the total score of a form": [scores, "综合评价为优秀，自评得分94分。"],
    "twice in the text": "2021年区级配套资金320.5万元。截至年底，区级配套资金320.50万元全部拨付。",
  },
  differs: {
    "one digit of a count": {
      story: [years, "2021年住院人次为31734人。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "31734", expected: "31736" }],
    },
    "the same words, another figure": {
      story: [years, "2021年门诊补助人数为19820人。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "19820", expected: "22315" }],
    },
    "another total score": {
      story: [scores, "综合评价为优秀，自评得分96分。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "96", expected: "94" }],
    },
    "a target told in words and in its row": {
      story: [target],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "91", expected: "98" }],
    },
    "two passages that differ by a digit": {
      story: "2021年区级配套资金3205.40万元。\n全年区级配套资金3206.40万元已拨付。",
      finds: [{ code: "prose-mismatch", severity: "error", reported: "3206.40", expected: "3205.4" }],
    },
  },
  ignores: {
    "another year": [years, "2019年住院补助人数为30112人。"],
    "a narrower circle": [years, "2021年其中贫困人口住院补助人数1371人。"],
    "two items of one list, in like words":
      "1、道路项目下达资金197万元，支付率94.06%。第三方评价总得分为90.76分。\n2、市场项目下达资金300万元，支付率96.38%。第三方评价总得分为90.36分。",
    "another scheme": "一、职工医保\n2021年利息收入3205.40万元。\n二、城乡居民医保\n2021年利息收入3206.40万元。",
    "what each item came to, and the total of a table": [
      drawGrid`
        项目 | 决算数（万元）
        总计 | 8851.40
        本年支出 | 8751.40
      `,
      "1.行政运行年初预算为65.10万元，支出决算为64.20万元。",
      "2.住房公积金年初预算为40.00万元，支出决算为38.40万元。",
    ],
    "a plan and what came of it": [
      drawGrid`
        项目 | 一般公共预算财政拨款
        支出总计 | 6740.20
      `,
      "一般公共预算财政拨款支出年初预算为7205.10万元。",
    ],
    "shares of two places": "一般公共预算支出13.05亿元，完成预算的95.46%。\n一般公共预算支出39.25亿元，完成预算的96.46%。",
    "another scope": "本级（含园区）滚存结余43.67亿元。\n本级滚存结余43.61亿元。",
    "the whole of a district and what its own level took in": [
      "2021年区本级收支决算表",
      drawGrid`
        项目 | 决算数（万元）
        一般公共预算收入 | 51003
      `,
      "2021年全区一般公共预算收入8.52亿元，其中区本级5.10亿元。",
    ],
    "a change is no level": [years, "住院补助人数较上年增加31746人。"],
  },
});
