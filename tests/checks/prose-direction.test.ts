import { proseDirection } from "../../src/checks/prose-direction.ts";
import { tryProse } from "../prose/try-prose.ts";

tryProse(proseDirection, {
  agrees: {
    "below, as the figures are": "年初预算为72.30万元，支出决算为70.85万元。决算数小于预算数的主要原因是人员减少。",
    "equal, in a form of words for below": "年初预算为5.00万元，支出决算为5.00万元。决算数小于预算数。",
    "the same": "年初预算为258.50万元，支出决算为258.50万元。决算数与预算数持平。",
  },
  differs: {
    "above where it is below": {
      story: "年初预算为1360.05万元，支出决算为1311.89万元。决算数大于预算数的主要原因是人员变动。",
      finds: [{ code: "prose-mismatch", severity: "error", reported: "1311.89", expected: "1360.05" }],
    },
    "equal where it is not": {
      story: "年初预算为72.30万元，支出决算为70.85万元，决算数等于预算数。",
      finds: [{ code: "prose-mismatch", severity: "error", reported: "70.85", expected: "72.3" }],
    },
  },
  ignores: {
    "nearly equal": "年初预算为72.30万元，支出决算为70.85万元。决算数与预算数基本持平。",
    "two budgets": "年初预算为72.30万元，全年预算为70.85万元。决算数大于预算数。",
    "figures of another sentence":
      "年初预算为72.30万元，支出决算为70.85万元。其他各项支出均按照批复的用途和进度执行，没有超出范围，也没有调剂使用，决算数大于预算数。",
  },
});
