import { proseProduct } from "../../src/checks/prose-product.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const form = drawGrid`
  三级指标 | 年初目标值 | 实际完成值
  预计参保人数 | 43800人 | 39902人
  补助标准 | 160元/人 | 160元/人
`;

tryProse(proseProduct, {
  agrees: {
    "in one sentence": "参保人数73731人，按照标准122元/人/年，即拨付899.52万元。",
    "persons in ten thousands": "预计参保2万人，按116元/人预算，资金为232万元。",
    "anything that is counted": "改造厕所1768座，每座补助1500元，共265.2万元。",
    "the count paragraphs before": "参保385216人。\n按照每人每年830元的筹资标准，应筹集基金31972.93万元。",
  },
  differs: {
    "what was paid": {
      story: "资助职工1200人，按每人每年300元标准，共计拨付39万元。",
      finds: [{ code: "product-mismatch", severity: "error", reported: "39", expected: "36" }],
    },
    "a budget, the exact number in the form": {
      story: [form, "预计参保4.38万人，资金预算为710万元。"],
      finds: [{ code: "product-mismatch", severity: "warning", reported: "710", expected: "701" }],
    },
    "a count and a price side by side": {
      story: "改造厕所1768座，每座补助1500元，共256.2万元。",
      finds: [{ code: "product-mismatch", severity: "warning", reported: "256.2", expected: "265.2" }],
    },
  },
  ignores: {
    "two groups with a rate each": "预计参保1.6万人，按照普通居民61元/人/年、困难群体140元/人/年，预算资金110万元。",
    "what each pays": "参保1.6万人，个人缴费标准为每人每年320元，县级配套资金110万元。",
  },
});
