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
    "a later total with digits swapped": {
      story: "上级下达资金4826.00万元，其中中央3950.00万元、省级876.00万元。区级配套1318.50万元。全年可用资金共计6414.50万元。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "6414.50", expected: "6144.5" }],
    },
    complements: {
      story: "核定编制186名，其中行政编制142名，事业编制54名。",
      finds: [{ code: "sum-mismatch", severity: "error", reported: "186", expected: "196" }],
    },
  },
  ignores: {
    "a list that need not be complete": "支出500万元，其中工资200万元，津贴52万元。",
    "amounts side by side": "收入100.25万元，支出90.15万元，结转8万元。",
    "changes and averages among the parts": "收入80万元，比上年增加5万元，其中税收50万元，人均2万元，非税30万元。",
  },
});
