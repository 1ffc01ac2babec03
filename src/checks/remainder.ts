import type { Check, Evidence } from "../model/check.ts";
import { type Axis, axesOf, type Line } from "../relations/axis.ts";
import { attemptIfAnywhere, best, lineFormula, relationsOf, type Trial } from "../relations/choose.ts";
import { difference } from "../relations/relate.ts";
import { isAddable } from "../relations/totals.ts";
import { CHANGE, LEFT_TERMS } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "剩余数等于总数减去已用数：空编＝编制－实有，欠缴＝应缴－实缴。",
  en: "What is left is the whole less what was used: vacancies are posts less staff, arrears are due less paid.",
};
const next = { "zh-CN": "请核对总数、已用数和剩余数。", en: "Check the whole, what was used and what is left." };

/** The reading of a remainder that the figures speak for most, where it holds on more lines than it fails. */
function chosen(axis: Axis, judged: Line, { records }: Evidence): Trial | undefined {
  const terms = LEFT_TERMS.find(([left]) => left.test(judged.label));
  if (!terms) return undefined;
  const [left, whole, used] = terms;
  const others = axis.lines.filter((line) => line !== judged && isAddable(line) && !left.test(line.label) && !CHANGE.test(line.label));
  const amounts: Axis = { ...axis, across: axis.across.filter(isAddable) };
  const trials = others
    .filter(({ label }) => whole.test(label))
    .flatMap((a) =>
      others
        .filter((b) => b !== a && used.test(b.label))
        .flatMap((b) => {
          const formula = lineFormula(axis, {
            judged,
            reads: [a, b],
            kind: "difference",
            why,
            next,
            build: ([x, y]) => difference(x!, y!),
          });
          return attemptIfAnywhere(formula, amounts, records) ?? [];
        }),
    );
  const found = best(trials.filter(({ holds, fails }) => holds > fails));
  return found && found.weight > 0 ? found : undefined;
}

/** What is left of one figure after another (空编 = 编制 − 实有, 欠缴 = 应缴 − 实缴, 未到位 = 应到位 − 到位). */
export const remainder: Check = {
  id: "remainder",
  title: { "zh-CN": "剩余数核对", en: "Remainders" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of axesOf(evidence, table))
        for (const line of axis.lines) {
          const trial = line.points || line.unit?.dimension === "rate" ? undefined : chosen(axis, line, evidence);
          if (trial) yield* relationsOf(trial);
        }
  },
};
