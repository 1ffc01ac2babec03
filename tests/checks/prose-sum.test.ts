import { proseSum } from "../../src/checks/prose-sum.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

tryProse(proseSum, {
  agrees: {
    "其中, with a part of a part in brackets": "本年支出90.50万元，其中统筹60.20万元（含风险金10万元）；账户30.30万元。",
    "a total at the end, 其中 of a part left out": "甲项报销55.20万元、其中提高部分5万元，乙项报销20.30万元，报销合计75.5万元。",
    "numbered items": "总收入300.5万元，其中：\n1、缴费收入290.2万元；\n2、利息收入10.3万元。",
    "parts rounded to another unit": "全年收入1.40亿元，其中税收9012万元、非税5011万元。",
    "a total sentences after its parts":
      "上级下达资金4826.00万元，其中中央3950.00万元、省级876.00万元。区级配套1318.50万元。上年结转286.35万元。全年可用资金共计6430.85万元。",
    "a whole paragraphs before": "全年支出1623.48万元。\n四个季度分别发放398.62万元、402.17万元、408.35万元、414.34万元。",
    "items added to an amount told the sentence before":
      "本级预算收入50.2亿元，比上年增长6%，其中税收30.1亿元。加上级补助20.3亿元、上年结余4.5亿元，收入总计75亿元。",
    "areas to the hundredth": "供地总量540.54公顷，其中工业用地204.24公顷，住宅用地159.75公顷，其他用地176.56公顷。",
    "by use": "安排资金23856万元，其中中央12680万元、县级11176万元。按用途分，产业发展14552万元，乡村建设9304万元。",
  },
  differs: {
    "one digit changed": {
      story: "基金支出9185.82万元，其中：\n1、待遇支出9084.49万元；\n2、其他支出1.33万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "9185.82", expected: "9085.82" }],
    },
    "a total that closes its list": {
      story: "统筹支出9800.12万元，账户支出5410.21万元，合计15201.33万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "15201.33", expected: "15210.33" }],
    },
    "nearly all of the whole": {
      story: "现有职工13人，其中主任1人、副主任3人、科员8人。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "13", expected: "12" }],
    },
    "parts that make the text's rounded total, not the form's": {
      story: [
        drawGrid`
          项目 | 金额（万元）
          基金收入 | 12010.27
          基金支出 | 11046.38
        `,
        "2021年基金支出11046万元。",
        "1.统筹支出9127.71万元。",
        "2.账户支出1294.75万元。",
        "3.上解支出623.54万元。",
      ],
      finds: [{ code: "sum-mismatch", severity: "error", reported: "11046.38", expected: "11046" }],
    },
    "round figures among figures to the cent": {
      story: "完成预算资金89.97万元。其中:30万元用于预算编制;30万元用于项目审计;29.99万元用于规划测绘。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "89.97", expected: "89.99" }],
    },
    "other figures before the parts of a total": {
      story: "总费用8831.90万元，保内费用7387.93万元；基本报销5597.54万元，大病报销204.33万元，医疗救助433.40万元，报销合计6635.27万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "6635.27", expected: "6235.27" }],
    },
    "a total to the last 元": {
      story: "结余资金：饮水0.4万元，道路0.72712万元，产业79.72万元，共计80.94712万元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "80.94712", expected: "80.84712" }],
    },
    "a figure that lost its zeros among figures to the cent": {
      story: "发放资金511.69万元，其中低保250.98万元、供养203万元、救助54.85万元、安置2.66万元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "511.69", expected: "511.49" }],
    },
    "one of two complements above the whole": {
      story: "救助供养对象4500人，其中集中供养2122人，分散供养9378人。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "4500", expected: "11500" }],
    },
    "one part in brackets above the whole": {
      story: "资助新生3000名（其中市直属学校1150人，县区学校4850人）。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "3000", expected: "6000" }],
    },
    "the next sentence lists it all to the rest": {
      story: "基金补偿支出1362.69万元。住院支出1208.16万元，门诊支出90.46万元，其他补偿支出62.07万元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "1362.69", expected: "1360.69" }],
    },
    "a later total with digits swapped": {
      story: "上级下达资金4826.00万元，其中中央3950.00万元、省级876.00万元。区级配套1318.50万元。全年可用资金共计6414.50万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "6414.50", expected: "6144.5" }],
    },
    "a total with one item of what is added misprinted": {
      story: "本级预算收入50.23亿元，比上年增长6%。加上级补助20.31亿元、上年结余4.56亿元，收入总计76.10亿元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "76.10", expected: "75.1" }],
    },
    "one part in another unit": {
      story: "各级投入25000万元。其中甲项12000万元，乙项8000万元，丙项5000元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "25000", expected: "20000.5" }],
    },
    "all that the name means": {
      story: "“三公”经费支出18.62万元，其中：因公出国费0万元，公务用车运行费14.20万元，公务接待费6.22万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "18.62", expected: "20.42" }],
    },
    "as complete as last year's": {
      story:
        "2022年补偿支出860.52万元，其中甲类610.40万元，乙类250.12万元。\n2023年补偿支出930.75万元，其中甲类650.20万元，乙类270.55万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "930.75", expected: "920.75" }],
    },
    "a set price and what it is made of": {
      story: "筹资标准为每人960元，其中财政补助610元，个人缴费320元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "960", expected: "930" }],
    },
    "instalments counted through": {
      story: "下达资金2415万元，第一批1210万元，第二批580万元，第三批355万元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "2415", expected: "2145" }],
    },
    "who pays is all there is": {
      story: "到位资金3620.5万元，其中中央资金1810.2万元、省级资金905.1万元、县级资金803.2万元。",
      finds: [{ code: "sum-mismatch", severity: "warning", reported: "3620.5", expected: "3518.5" }],
    },
    complements: {
      story: "核定编制186名，其中行政编制142名，事业编制54名。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "186", expected: "196" }],
    },
  },
  ignores: {
    "a list that need not be complete": "支出500万元，其中工资200万元，津贴52万元。",
    "amounts side by side": "收入100.25万元，支出90.15万元，结转8万元。",
    "a small part left out": "存款余额570.98亿元，其中住户存款302.20亿元，企业存款172.12亿元，机关存款96.56亿元。",
    "a round part left out": "主体66.90万户，其中企业15.61万户，个体工商户50.29万户。",
    "a list that says it goes on": "支出59.41亿元，其中征地支出16.52亿元、治污支出2.89亿元、公益支出30.00亿元等。",
    "what rose is no part": "总产量285.82万吨，其中夏粮163.13万吨，增产0.25万吨；秋粮122.02万吨，减产0.67万吨。",
    "what follows the list and is more than the whole": "预算收入144.2亿元，其中税收96.5亿元；预算支出258.9亿元，其中教育支出56.3亿元。",
    "parts of an average": "经费9200元。城镇人均收入52330元，其中工资28080元，经营收入8250元，财产收入5400元，转移收入10600元。",
    "a sentence of parts of parts": "机构4125个。其中医院158个，诊所3967个。其中，乡镇诊所2046个，城区诊所917个。",
    "what a whole leaves out": "本级收入28.75亿元（不含园区36.42亿元），上年31.20亿元。",
    "figures under one name for several things": "成人高校在校生3.82万人，中职在校生3.82万人，高中招生6.47万人，在校生17.64万人。",
    "amounts taken off among those added": "减去短收61.87亿元、上解12.67亿元、调出45.63亿元，新增31.25亿元，共计118.03亿元。",
    "foreign money": "花费361.52亿元，其中国内花费360.38亿元，入境花费153.12万美元。",
    "changes and averages among the parts": "收入80万元，比上年增加5万元，其中税收50万元，人均2万元，非税30万元。",
  },
});
