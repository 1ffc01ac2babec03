import { unitSlip } from "../../src/checks/unit-slip.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(unitSlip, {
  agrees: {},
  differs: {
    "a part in 元 under its whole in 万元": {
      drawing: `
        项目 | 预算数（万元）
        上级补助收入 | 37811
        税收返回补助 | 378110000
        上年结转 | 1441`,
      finds: [{ code: "unit-slip", severity: "warning", at: "B3", suspect: "B3" }],
    },
  },
  ignores: {
    "round figures that repeat by chance": `
      项目 | 预算数（元）
      单价 | 5000
      金额 | 50000000
      运费 | 120`,
    "a column of all sizes": `
      项目 | 预算数（元）
      甲 | 37811
      乙 | 378110000
      丙 | 96004120`,
  },
});
