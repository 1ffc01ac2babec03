import type { Check, Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import { AVERAGE, RATE } from "../model/quotient.ts";
import { type Axis, axesOf, type Line } from "../relations/axis.ts";
import { attempt, lineFormula, relationsOf, type Trial } from "../relations/choose.ts";
import { quotient } from "../relations/relate.ts";
import { CHANGE } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "人均（次均）数等于金额除以人数（人次）。",
  en: "An average is an amount divided by the number of persons or cases.",
};
const next = {
  "zh-CN": "请核对金额、人数和均数，并确认按四舍五入取整。",
  en: "Check the amount, the number and the average, and that it was rounded rather than cut off.",
};

/** How far from an average, in lines, its amount and number may stand. */
const REACH = 6;

const isMoney = ({ unit }: Line): boolean => unit?.dimension === "money";
const isCount = ({ unit, label }: Line): boolean => unit?.dimension === "count" || /(?:人数|人次|户数|次数)/.test(label);

interface Offsets {
  readonly amount: number;
  readonly count: number;
}

/** Where amount and number stand as seen from each average, for averages of one name: `金额, 人数, 人平` block after block. */
function offsets(lines: readonly Line[], positions: readonly number[]): readonly Offsets[] {
  const seen = new Map<string, Offsets>();
  for (const at of positions)
    for (let amount = -REACH; amount <= REACH; amount++)
      for (let count = -REACH; count <= REACH; count++) {
        const [a, c] = [lines[at + amount], lines[at + count]];
        if (a && c && amount * count !== 0 && amount !== count && isMoney(a) && isCount(c) && !AVERAGE.test(a.label) && !RATE.test(a.label))
          seen.set(`${amount},${count}`, { amount, count });
      }
  return [...seen.values()];
}

interface Pattern {
  readonly trials: readonly Trial[];
  readonly holds: number;
  readonly fails: number;
  readonly weight: number;
}

function pattern(axis: Axis, evidence: Evidence, positions: readonly number[], { amount, count }: Offsets): Pattern {
  const family = `average ${axis.table.id} ${axis.direction} ${amount} ${count}`;
  const trials = positions.flatMap((at) => {
    const [judged, a, c] = [axis.lines[at]!, axis.lines[at + amount], axis.lines[at + count]];
    if (!a || !c || !isMoney(a) || !isCount(c)) return [];
    const formula = lineFormula(axis, { judged, reads: [a, c], kind: "average", family, why, next, build: ([x, y]) => quotient(x!, y!) });
    return [attempt(formula, { ...axis, across: axis.across.filter(({ path }) => !CHANGE.test(path.join("/"))) }, evidence.records)];
  });
  const add = (of: (trial: Trial) => number): number => trials.reduce((total, trial) => total + of(trial), 0);
  return { trials, holds: add(({ holds }) => holds), fails: add(({ fails }) => fails), weight: add(({ weight }) => weight) };
}

/** Averages per person, case or household (人均、人平、次均) against amount and number, units heeded. */
export const average: Check = {
  id: "average",
  title: { "zh-CN": "均数核对", en: "Averages" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of axesOf(evidence, table)) {
        const averages = axis.lines
          .map((line, at) => ({ line, at }))
          .filter(({ line }) => AVERAGE.test(line.label) && line.unit?.dimension !== "rate");
        for (const members of grouped(averages, ({ line }) => line.label).values()) {
          const positions = members.map(({ at }) => at);
          const tried = offsets(axis.lines, positions).map((each) => pattern(axis, evidence, positions, each));
          const found = tried.filter(({ holds, fails }) => holds >= 2 && holds > fails).sort((a, b) => b.weight - a.weight)[0];
          if (found) for (const trial of found.trials) yield* relationsOf(trial);
        }
      }
  },
};
