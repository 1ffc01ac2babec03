import { proseRate } from "../../src/checks/prose-rate.ts";
import { tryProse } from "../prose/try-prose.ts";

tryProse(proseRate, {
  agrees: {
    "a share of the whole of its list": "支出90.00万元，其中人员60.30万元，占67%；公用29.70万元，占33%。",
    "a share whose base is named": "本年支出80万元。项目支出20万元，占本年支出的25%。",
    "a share with its base printed": "采购合同45万元，占采购总额60万元的75%。",
    "completion of a budget": "三公经费预算为10万元，支出决算为8万元，完成预算的80%。",
    "an average": "住院补助8555.37万元，共补助对象31736人，人平2696元。",
    "an average with words of its own": "资助参保18.6万人，资助金额5208万元，人均资助280元。",
    "a reimbursement rate": "总费用6919.6万元，综合补偿6070.93万元，实际报销比例87.74%。",
    "a rate by its name": "2021年资金到位800万元，基金支出760万元，基金使用率95%。",
    "a rate of words of its own": "应接种98632剂次，实际接种97153剂次，接种率98.50%。",
    "the base paragraphs before": "到位资金1286.40万元。\n二、使用情况\n实际支出1251.88万元，预算执行率97.32%。",
    "one base for all shares of a sentence":
      "职工医保基金支出78236.19万元。\n统筹基金支出51327.64万元，占基金支出的65.61%；个人账户支出26908.55万元，占34.39%。",
    "what was paid of what it cost, above a threshold": "大病保险起付线以上合规费用14173.33万元，报销金额9058.37万元，报销比例63.91%。",
    "what was paid of what was allotted": "下达专项资金197万元，实际已支付186.98万元，支付完成率为94.91%。",
    "a base told paragraphs before, without 总":
      "2017年养老保险基金收入12.41亿元，支出8.31亿元。\n2017年基金收入中，个人缴费2.74亿元，占基金总收入的22.08%。",
    "a reimbursement rate of averages": "人均住院费用3544.11元，平均住院8.39天，人均报销2985.46元，报销补偿率84.24%。",
    "an average whose amount stands before": "住院统筹支出23186.40万元。\n全年住院补偿58327人次，次均补偿3975元。",
  },
  differs: {
    "a share of its list": {
      story: "支出90.00万元，其中人员60.30万元，占76%；公用29.70万元，占33%。",
      finds: [{ code: "ratio-mismatch", severity: "error", reported: "76" }],
    },
    "an average cut off": {
      story: "住院补助8555.37万元，共补助对象31736人，人平2695元。",
      finds: [{ code: "truncated", severity: "warning", reported: "2695" }],
    },
    "an average that is wrong": {
      story: "住院补助8555.37万元，共补助对象31736人，人平2965元。",
      finds: [{ code: "average-mismatch", severity: "error", reported: "2965" }],
    },
    "a rate on a base that the text does not name": {
      story: "2021年资金到位800万元，基金支出760万元，基金使用率93.1%。",
      finds: [{ code: "ratio-mismatch", severity: "warning", reported: "93.1" }],
    },
    "a rate whose name leaves no choice": {
      story: "2021年参保人数196400人。住院补助对象31736人。住院受益面为16.66%。",
      finds: [{ code: "ratio-mismatch", severity: "error", reported: "16.66" }],
    },
    "two digits swapped": {
      story: "应接种98632剂次，实际接种97153剂次，接种率95.80%。",
      finds: [{ code: "ratio-mismatch", severity: "warning", reported: "95.80" }],
    },
    "the two figures its sentence counts": {
      story: "发放问卷600份，收回有效问卷582份，回收率91%。",
      finds: [{ code: "ratio-mismatch", severity: "warning", reported: "91" }],
    },
    "an average told before its amount": {
      story: "公务接待52批次，接待人次400人，人均接待费192.50元，共支出5.20万元。",
      finds: [{ code: "average-mismatch", severity: "error", reported: "192.50", expected: "130" }],
    },
    "a completion of the plan beside it": {
      story: "年初预算为250.0亿元，实际完成265.5亿元，为预算的106.5%。",
      finds: [{ code: "ratio-mismatch", severity: "error", reported: "106.5" }],
    },
    "a share of a named base": {
      story: "三个标段中标价合计18175.45万元。\n累计完成投资18042.18万元，占中标价的97.29%。",
      finds: [{ code: "ratio-mismatch", severity: "warning", reported: "97.29" }],
    },
  },
  ignores: {
    "a rate without its figures": "参保率稳定在95%以上，住院实际补偿率为48.6%，政策知晓率90%。",
    "a share of something else": "查处费用130万元，主要是不合理收费，占查处费用的60%。",
    "the plan of another account": "社会保险基金预算收入46.86亿元，完成预算的102.35%；社会保险基金预算支出41.29亿元，完成预算的99.5%。",
    "a whole that is not told": "全年资助支出9872.69万元。\n行政费用支出340.14万元，仅占总支出的3.25%。",
    "a base told only later":
      "结算支出6619.89万元，其中低收入人口基金支出1903.13万元，占基金总支出的28.76%。剔除审核扣减后，基金实际总支出6573.78万元。",
    "the plan of the whole is not that of a part":
      "全年预算数80.00亿元，支出完成78.40亿元，完成年初预算的98.00%，其中工资支出完成52.15亿元，完成年初预算的97.26%。",
    "an adjusted plan that is not told": "年初预算227.4亿元，实际完成245.3亿元，为调整预算的104.8%。",
    "a bracket between a figure and its share": "预算50.0亿元（其中园区3.6亿元），实际完成52.1亿元（其中园区4.9亿元），为预算的104.2%。",
    "a rate on a mean of two years": "年末人口565.9万人，出生人口3.17万人，出生率5.58‰。",
    "a plan paragraphs before": "支出预算由328069万元变动为410240万元。\n资源税完成13041万元，为预算的118.42%。",
    "woods and reserves": "自然保护区5个。森林公园12个，其中国家级森林公园2个，森林覆盖率41.0%。",
    "an average of other people": "总户数3200户，户均增收3200元，农民人均纯收入15260元。",
  },
});
