import type { Check } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import { type Axis, axesOf, type Line } from "../relations/axis.ts";
import { attempt, relationsOf } from "../relations/choose.ts";
import { isAddable, sumFormula } from "../relations/totals.ts";
import { PART_PREFIX } from "../relations/vocabulary.ts";

const why = { "zh-CN": "同一指标的总数等于各级（各类）之和。", en: "An indicator's whole is the sum of its levels or classes." };
const next = { "zh-CN": "请核对总数与各级（各类）数。", en: "Check the whole against its levels or classes." };

interface Family {
  readonly whole: Line;
  readonly parts: readonly Line[];
}

const bare = (label: string): string => label.replace(/\([^)]*\)$/, "");

/** Lines that differ only in a word for their level (省级补助人数, 市级补助人数 …) under the line that names none of the levels. */
function families(axis: Axis): readonly Family[] {
  const lines = axis.lines.filter((line) => isAddable(line));
  const parts = grouped(
    lines.filter(({ label }) => PART_PREFIX.test(bare(label))),
    ({ label }) => bare(label).replace(PART_PREFIX, ""),
  );
  return [...parts].flatMap(([suffix, members]) => {
    if (members.length < 2 || suffix.length < 2) return [];
    const whole = lines.find((line) => bare(line.label).endsWith(suffix) && !members.includes(line) && !PART_PREFIX.test(bare(line.label)));
    return whole ? [{ whole, parts: members }] : [];
  });
}

/** Whole against levels, for indicators that stand once for the whole and once for each level. */
export const levels: Check = {
  id: "levels",
  title: { "zh-CN": "分级合计核对", en: "Levels and their whole" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of axesOf(evidence, table)) {
        const trials = families(axis).map(({ whole, parts }) =>
          attempt(sumFormula(axis, whole, parts, { family: "levels", why, next }), axis, evidence.records),
        );
        // One indicator that adds up vouches for its siblings: the levels are the same.
        const holds = trials.reduce((total, trial) => total + trial.holds, 0);
        const fails = trials.reduce((total, trial) => total + trial.fails, 0);
        if (holds >= 1 && holds >= fails) for (const trial of trials) yield* relationsOf(trial);
      }
  },
};
