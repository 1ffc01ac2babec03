import { proseBalance } from "../../src/checks/prose-balance.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const form = drawGrid`
  项目 | 实际到位资金（万元） | 实际支出（万元） | 结余（万元）
  财政 | 700.00 | 650.00 | 50.00
  个人 | 300.00 | 310.00 | -10.00
  合计 | 1000.00 | 960.00 | 40.00
`;

tryProse(proseBalance, {
  agrees: {
    "income less outlay": "2021年基金收入209053.15元，支出184818.33元，当期结余24234.82元。",
    "two schemes": "职工医保基金收入100.5万元，支出80.2万元，当期结余20.3万元。\n居民医保基金收入50.5万元，支出60.5万元，当期结余-10万元。",
    "roll-forward, interest told apart": "2020年基金累计结余500万元。2021年基金收入300万元，利息收入5万元，支出250万元，累计结余555万元。",
    "roll-forward, interest among the income":
      "上年累计结余500万元，2021年基金收入300万元，其中利息收入5万元，支出250万元，累计结余550万元。",
    "what is left": "到位资金862.4万元。\n全年支出816.75万元，剩余45.65万元结转下年。",
    "the rest of those told before": "在册人口738207人，参保730657人，其余7550人在外地。",
    "what was not given back": "违规发放18.46万元，已追回15.30万元，剩余3.16万元正在追缴。",
  },
  differs: {
    "income less outlay": {
      story: "2021年基金收入209053.15元，支出184818.33元，当期结余24244.82元。",
      finds: [{ code: "balance-mismatch", severity: "error", reported: "24244.82", expected: "24234.82" }],
    },
    "roll-forward": {
      story: "2020年基金累计结余500万元。2021年基金收入300万元，支出250万元，年末累计结余560万元。",
      finds: [{ code: "balance-mismatch", severity: "error", reported: "560", expected: "550" }],
    },
    "a right surplus between balances that differ by something else": {
      story: "2020年基金累计结余500万元。2021年基金收入300万元，支出250万元，当期结余50万元，累计结余610万元。",
      finds: [{ code: "balance-mismatch", severity: "error", reported: "610", expected: "550" }],
    },
    "the form's own balance": {
      story: [form, "2021年，基金当年结余61.22万元。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "61.22", expected: "40" }],
    },
    "income and outlay told right before what is over": {
      story:
        "全市基金收入83.58亿元，完成预算的98%；支出72.80亿元，完成预算的97%。本年收支结余10.87亿元。\n市级基金收入53.50亿元，支出42.70亿元。",
      finds: [{ code: "balance-mismatch", severity: "warning", reported: "10.87", expected: "10.78" }],
    },
    "income and outlay with their budgets, each in a sentence": {
      story: "全县总收入380869万元，完成预算391267万元的97.34%。全县总支出379347万元，完成预算391267万元的96.95%。当年收支结余1622万元。",
      finds: [{ code: "balance-mismatch", severity: "warning", reported: "1622", expected: "1522" }],
    },
    "the rest of those told before, a digit wrong": {
      story: "在册人口738207人，参保730657人，其余5550人在外地。",
      finds: [{ code: "balance-mismatch", severity: "warning", reported: "5550", expected: "7550" }],
    },
    "what is left, digits swapped": {
      story: "到位资金862.4万元。\n全年支出816.75万元，剩余54.65万元结转下年。",
      finds: [{ code: "balance-mismatch", severity: "warning", reported: "54.65", expected: "45.65" }],
    },
  },
  ignores: {
    "a part of the income told between": "2023年基金收入150万元，其中财政补助61万元；安排支出137万元，当年结余13万元。",
    "two figures for one role": "基金收入100万元。基金收入120万元。支出90万元。另有支出15万元。当年结余20万元。",
    "amounts of many":
      "补助0.32亿元，较预算节约0.59亿元。\n支出6.34亿元，加上调出5亿元，补助下级0.32亿元，结转下年0.82亿元，支出合计12.48亿元。",
    "balances of parts": "财政收入100万元，项目支出30万元，账户结余40万元。",
  },
});
