import { proseUnit } from "../../src/checks/prose-unit.ts";
import { tryProse } from "../prose/try-prose.ts";

tryProse(proseUnit, {
  agrees: { "sizes that go together": "总人口24.38万人，参保人数196400人。支出505万元，其中甲185万元，乙320万元。" },
  differs: {
    "more people than the country has": {
      story: "全区总人口243800万，其中农业人口182600万人。",
      finds: [
        { code: "unit-slip", severity: "error", reported: "243800", expected: "24.38" },
        { code: "unit-slip", severity: "error", reported: "182600", expected: "18.26" },
      ],
    },
    "thousands of times the insured": {
      story: "全镇总人口31250万人，2021年参保人数29800人。",
      finds: [{ code: "unit-slip", severity: "error", reported: "31250", expected: "3.125" }],
    },
    "a total in 元 of parts in 万元": {
      story: "支出505元，其中甲17万元，乙168万元，丙320万元。",
      finds: [{ code: "unit-slip", severity: "error", reported: "505", expected: "5050000" }],
    },
  },
  ignores: {
    "a country": "全国参保人数134592万人，其中居民98349万人。",
    "visits, not people": "全年门诊243800万人次。",
    "a city and its accidents": "年末常住人口3250.5万人。\n事故死伤人数1512人。",
  },
});
