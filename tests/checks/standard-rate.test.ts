import { standardRate } from "../../src/checks/standard-rate.ts";
import { tryCheck } from "../support/try-check.ts";

const table = (first: string): string => `
  区县 | 参保人数（人） | 应缴数（万元）
  东山 | 413331 | ${first}
  西岭 | 735769 | 11036.54
  北港 | 87109 | 1306.64
  南塘 | 98507 | 1477.61
  中渡 | 654922 | 9823.83
  上洲 | 605548 | 9083.22`;

tryCheck(standardRate, {
  agrees: { "150 元 a head on every row": table("6199.97") },
  differs: {
    "one row rounded by hand": {
      drawing: table("6200.00"),
      finds: [{ code: "product-mismatch", severity: "warning", at: "C2" }],
    },
  },
  ignores: {
    "no one standard": `
      区县 | 参保人数（人） | 补助（万元）
      东山 | 413331 | 6199.97
      西岭 | 735769 | 12036.54
      北港 | 87109 | 1406.64
      南塘 | 98507 | 1377.61
      中渡 | 654922 | 9923.83
      上洲 | 605548 | 9883.22`,
  },
});
