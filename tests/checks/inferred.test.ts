import { inferred } from "../../src/checks/inferred.ts";
import { tryCheck } from "../support/try-check.ts";

/** No label says what adds up: the rows do. */
const SUMS = `
  x | alfa | bravo | charlie | delta
  a1 | 1371.25 | 8308.40 | 598.17 | 10277.82
  a2 | 13457.61 | 2260.05 | 471.38 | 16189.04
  a3 | 886.90 | 5176.06 | 3988.93 | 10051.89
  a4 | 7016.77 | 918.44 | 2695.12 | 10630.33
  a5 | 25277.41 | 24760.69 | 516.72 | 50554.82
  a6 | 4195.08 | 662.02 | 9127.71 | 13984.81
  a7 | 623.54 | 1294.75 | 11046.38 | 12964.67`;

tryCheck(inferred, {
  agrees: {
    "a column that is the sum of others, by its rows": SUMS,
    "a row that is the sum of those above, by its columns": `
      x | p | q | r
      a | 1371.25 | 8308.40 | 598.17
      b | 13457.61 | 2260.05 | 471.38
      c | 886.90 | 5176.06 | 3988.93
      d | 15715.76 | 15744.51 | 5058.48`,
  },
  differs: {
    "two digits swapped in one of many rows": {
      drawing: SUMS.replace("10051.89", "10501.89"),
      finds: [{ code: "sum-mismatch", severity: "error", at: "E4" }],
    },
    "few rows hold: to be looked at, no error": {
      drawing: SUMS.split("\n").slice(0, 6).join("\n").replace("10051.89", "10501.89"),
      finds: [{ code: "sum-mismatch", severity: "warning", at: "E4" }],
    },
  },
  ignores: {
    "noughts prove nothing": `
      x | p | q | r
      a | 0 | 0 | 0
      b | 0 | 0 | 0
      c | 0 | 0 | 0
      d | 0 | 0 | 0`,
    "nor do equal figures": `
      x | p | q | r
      a | 5 | 5 | 5
      b | 5 | 5 | 5
      c | 5 | 5 | 5
      d | 5 | 5 | 5`,
  },
});
