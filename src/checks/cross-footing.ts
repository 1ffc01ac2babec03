import type { Check } from "../model/check.ts";
import { axesOf } from "../relations/axis.ts";
import { relationsOf } from "../relations/choose.ts";
import { rollUp } from "../relations/roll-up.ts";
import { runningOf } from "../relations/running.ts";
import { hasIndicators } from "../relations/scores.ts";

const why = { "zh-CN": "合计栏应等于同行所含各栏之和。", en: "A total column is the sum of the columns it gathers, row by row." };
const next = {
  "zh-CN": "请逐栏重新加总该行，并核实合计与明细何者有误。",
  en: "Add the row again and settle whether the total or an item is wrong.",
};

/** Cross-footing (横向合计): total columns against the columns they are made of, row by row. */
export const crossFooting: Check = {
  id: "cross-footing",
  title: { "zh-CN": "横向合计核对", en: "Cross-footing" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) {
      const [columns] = axesOf(evidence, table);
      // Target, result, points and score of an indicator are no parts of each other.
      if (hasIndicators(table) && columns.lines.every(({ role }) => role === "item")) continue;
      const running = new Set(runningOf(evidence, table)[1].map(({ line }) => line.index));
      const adding = { ...columns, across: columns.across.filter(({ index }) => !running.has(index)) };
      for (const trial of rollUp(adding, evidence.records, { family: "cross-footing", why, next })) yield* relationsOf(trial);
    }
  },
};
