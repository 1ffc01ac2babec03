import type { Check, Evidence } from "../model/check.ts";
import { type Axis, type Line, pivotsOf } from "../relations/axis.ts";
import { attempt, best, relationsOf, type Trial } from "../relations/choose.ts";
import { isAddable, sumFormula } from "../relations/totals.ts";

const why = {
  "zh-CN": "同名各组中，该项都等于其后各项之和。",
  en: "In the other groups of these labels, this line is the sum of those that follow it.",
};
const next = { "zh-CN": "请核对该组的总数与分项。", en: "Check the whole and the parts of this group." };

/** More labels than this are no set of parts. */
const MOST_PARTS = 6;

/** The run of labels after a line that adds up to it in most groups. */
function partsOf(axis: Axis, total: Line, { records }: Evidence): Trial | undefined {
  const after = axis.lines.filter((line) => line.index > total.index && isAddable(line)).slice(0, MOST_PARTS);
  const runs = Array.from({ length: Math.max(0, after.length - 1) }, (_, more) => after.slice(0, more + 2));
  const trials = runs.map((parts) => attempt(sumFormula(axis, total, parts, { family: "sister-groups", why, next }), axis, records));
  return best(
    trials.filter(({ holds, fails, results }) => holds >= 2 && holds > fails && results.every(({ figures }) => figures.length > 2)),
  );
}

/** Labels that stand in several groups: what adds up in most of them should add up in all. */
export const sisterGroups: Check = {
  id: "sister-groups",
  title: { "zh-CN": "同名分组核对", en: "Groups of the same labels" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of pivotsOf(evidence, table).filter(({ direction }) => direction === "columns"))
        for (const line of axis.lines) {
          const trial = partsOf(axis, line, evidence);
          if (trial) yield* relationsOf(trial);
        }
  },
};
