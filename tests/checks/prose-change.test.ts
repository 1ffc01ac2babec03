import { proseChange } from "../../src/checks/prose-change.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const years = drawGrid`
  项目 | 2020年 | 2021年
  住院补助人数 | 30573 | 31736
  次均住院费（元） | 5129 | 5990
`;

tryProse(proseChange, {
  agrees: {
    "against a table": [years, "2021年人均住院费用5990元，较上年增加861元。"],
    "its own rate": "专项转移支付320万元，较上年减少6968万元，下降95.61%。",
    "the rate told first": "总收入191347万元，较上年同期增长15.35%，增收25457万元。",
    "in the sentence after": "2021年收支总计1234.56万元。与2020年相比，收支总计各增加123.46万元，增长11.11%。",
    "against a figure it prints": "2021年人均纯收入12650元，较2020年的11020元增加1630元，增长14.79%。",
    "from one to the other": "缴费总额由350万元提高到380万元，增长8.57%。",
    "against the budget": "年初预算1022.89万元，调整预算为1781.86万元，比年初预算增加758.97万元。",
    "after the base of a share": "收入24627万元，完成预算60999万元的40.4%，比上年减收1070万元，下降4.2%。",
    "an earlier figure of what was told before, and a change of something else":
      "车辆维护费25.1万元，比上年累计支出28.5万元减少3.4万元，下降12%；车辆购置费5.6万元，比上年增加5.6万元。",
    "同比 and what it is against": "收入792.22万元。同比上年度增加189.25万元，增加31.39%。",
    "the changes of its parts":
      "参保人数160.09万人，比上年增加7.66万人，其中在职118.91万人，比上年增加8.20万人，退休41.18万人，比上年减少0.54万人。",
    "against two others": "支出41.26万元，比预算减少8.74万元；比上年减少3.15万元，下降7.09%。",
    "sentences after its figure": "全县医疗保险参保人数为413258人，其中职工58146人。在职41327人。参保人数较上年减少2614人，下降0.63%。",
  },
  differs: {
    "the changes of its parts, told with 分别": {
      story: "2021年参保48074万人，比上年增加2453万人。其中，在职34917万人，退休13157万人，分别比上年增加2085万人和395万人。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "2453", expected: "2480" }],
    },
    "income and outlay told as one": {
      story: "2023年度收入总计1152.60万元，支出总计1152.60万元。与2022年相比，收、支总计各增加52.60万元，增长4.87%。",
      finds: [{ code: "growth-mismatch", severity: "error", reported: "4.87" }],
    },
    "two years told, the growth after both": {
      story: "2023年收入7520.3万元，2022年收入7113.2万元，同比增长5.27%。",
      finds: [{ code: "growth-mismatch", severity: "error", reported: "5.27" }],
    },
    "against a table": {
      story: [years, "2021年住院补助人数31736人，较去年增加1136人。"],
      finds: [{ code: "difference-mismatch", severity: "error", reported: "1136", expected: "1163" }],
    },
    "its own rate": {
      story: "专项转移支付320万元，较上年减少6968万元，下降96.61%。",
      finds: [{ code: "growth-mismatch", severity: "error", reported: "96.61" }],
    },
    "a change told apart from its level": {
      story: "2021年基金支出15210.33万元。\n全年基金支出比上年增加1210.33万元，增长9.65%。",
      finds: [{ code: "growth-mismatch", severity: "warning", reported: "9.65" }],
    },
  },
  ignores: {
    "no other figure": "国民生产总值122.59亿元，增长7.6%，财政收入4.2亿元。",
    "a closed bracket between a figure and its change":
      "公务用车费1800万元（其中购置费100万元，运行费1700万元），比上年减少200万元，下降10.0%。",
    "growth at constant prices": "2024年总产值6120.40亿元。\n2025年总产值6401.55亿元，按不变价格计算，比上年增长4.9%。",
    "another place's figure of the year before": "2024年全市住房保障支出27.61亿元。\n2025年住房保障支出8.02亿元，增长15.36%。",
    "a yearly mean": "2025年收入200.00亿元，较2020年的90.00亿元增加110.00亿元，年均增长17.32%。",
    "the figure it speaks of is in foreign money": "新设企业300户，比上年减少100户；利用外资3.52亿美元，下降12.6%。",
    "another's change behind a semicolon": "甲院收入862.47万元；乙院门诊由上年的37120人次降至36574人次，收入减少21.23万元，下降3.32%。",
    "a part that was there the year before":
      "非税收入200万元，比上年减少30万元。其中：专项收入120万元，比上年减少10万元；罚没收入80万元，比上年增加5万元。",
    "percentage points": "受益面为16.66%，较上年下降了0.5个百分点。",
    "a policy": "住院补助比例提高10%，起付线降低50%。",
    "a change of something else in the sentence":
      "三公经费支出5.48万元。其中，公务用车运行维护费支出决算比预算无增减变化，比去年增加1.05万元，增长35.8%。",
  },
});
