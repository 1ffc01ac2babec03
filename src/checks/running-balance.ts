import type { Check } from "../model/check.ts";
import { runningOf } from "../relations/running.ts";

/** Balances and running totals that go on from line to line: 余额 of a ledger, 累计数 of monthly figures. */
export const runningBalance: Check = {
  id: "running-balance",
  title: { "zh-CN": "逐笔余额与累计数", en: "Running balances and totals" },
  why: {
    "zh-CN": "本行余额＝上行余额＋增加－减少；累计数＝上期累计数＋本期数。",
    en: "A balance is the one before plus and less what moved; a running total is the one before plus this period.",
  },
  next: { "zh-CN": "请从上一行起逐笔重算。", en: "Compute again from the line before." },
  *propose(evidence) {
    for (const table of evidence.tables) for (const { relations } of runningOf(evidence, table).flat()) yield* relations;
  },
};
