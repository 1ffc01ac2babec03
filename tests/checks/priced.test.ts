import { priced } from "../../src/checks/priced.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (third: string): string => `
  对象类别 | 人数 | 补助标准（元/人） | 补助金额（万元）
  特困人员 | 2104 | 380 | 79.95
  低保对象 | 15230 | 304 | 462.99
  返贫监测对象 | 3120 | 190 | ${third}
  合计 | 20454 | | 602.22`;

tryCheck(priced, {
  agrees: { "each class by its own standard, across units": table("59.28") },
  differs: {
    "one class computed by another standard": {
      drawing: table("94.85"),
      finds: [{ code: "product-mismatch", severity: "error", at: "D4" }],
    },
  },
  ignores: {
    "a standard beside figures it does not make": `
      对象类别 | 人数 | 补助标准（元/人） | 历年结余（万元）
      特困人员 | 2104 | 380 | 12.31
      低保对象 | 15230 | 304 | 55.10
      返贫监测对象 | 3120 | 190 | 7.77`,
  },
});
