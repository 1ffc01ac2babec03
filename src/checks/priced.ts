import type { Check, Evidence } from "../model/check.ts";
import { type Axis, axesOf, type Formula, type Line } from "../relations/axis.ts";
import { attemptIfAnywhere, best, lineFormula, relationsOf, type Trial } from "../relations/choose.ts";
import { product } from "../relations/relate.ts";
import { isAddable } from "../relations/totals.ts";
import { CHANGE, STANDARD } from "../relations/vocabulary.ts";

const why = { "zh-CN": "金额等于人数（数量）乘以标准。", en: "The amount is the number times the standard." };
const next = { "zh-CN": "请按人数和标准重新计算金额。", en: "Compute the amount again from the number and the standard." };

/** A standard that each line sets for itself: 补助标准（元/人）, 单价（元）. */
const isStandard = ({ label, unit }: Line): boolean => STANDARD.test(label) && (unit === null || unit.dimension === "money");
const isCount = ({ label, unit }: Line): boolean => unit?.dimension === "count" || /(?:人数|数量|户数|次数)$/.test(label);
const isAmount = (line: Line): boolean =>
  (line.unit === null || line.unit.dimension === "money") && !STANDARD.test(line.label) && !isCount(line);

function formula(axis: Axis, judged: Line, count: Line, standard: Line): Formula {
  return lineFormula(axis, {
    judged,
    reads: [count, standard],
    kind: "product",
    why,
    next,
    build: ([heads, each]) => product(heads!, each!),
  });
}

/** The amount and number that a standard ties on most rows; totals are left out, for their standards are averages. */
function chosen(axis: Axis, standard: Line, { records }: Evidence): Trial | undefined {
  const lines = axis.lines.filter((line) => line !== standard && !CHANGE.test(line.label));
  const items: Axis = { ...axis, across: axis.across.filter(({ role }) => role === "item") };
  const formulas = lines
    .filter((line) => isAddable(line) && isAmount(line))
    .flatMap((amount) =>
      lines.filter((count) => count !== amount && isCount(count)).map((count) => formula(items, amount, count, standard)),
    );
  const found = best(
    formulas.flatMap((each) => attemptIfAnywhere(each, items, records) ?? []).filter(({ holds, fails }) => holds >= 2 && holds > fails),
  );
  return found && found.weight > 0 ? found : undefined;
}

/** Number times a standard that stands in a column of its own (人数 × 标准 = 金额). */
export const priced: Check = {
  id: "priced",
  title: { "zh-CN": "人数×标准＝金额", en: "Number times standard in columns" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) {
      const [axis] = axesOf(evidence, table);
      for (const line of axis.lines) {
        const trial = isStandard(line) ? chosen(axis, line, evidence) : undefined;
        if (trial) yield* relationsOf(trial);
      }
    }
  },
};
