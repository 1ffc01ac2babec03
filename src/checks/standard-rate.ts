import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, plain, tenTo } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type Axis, axesOf, type Line } from "../relations/axis.ts";
import { attempt, isHeld, lineFormula, relationsOf, type Trial } from "../relations/choose.ts";
import { inBase } from "../relations/quantity.ts";
import { number, product } from "../relations/relate.ts";
import { isAddable } from "../relations/totals.ts";
import { CHANGE } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "其余各行都等于人数乘以同一标准，这一行也应如此。",
  en: "Every other line is the number times one standard, so this line should be too.",
};
const next = {
  "zh-CN": "请按标准重新计算该行，或说明为何不同。",
  en: "Compute the line again by the standard, or explain why it differs.",
};

/** A standard is believed on this many lines or more, if at most one does not for each three that do. */
const FEWEST = 5;
/** A standard is a round figure: 150 元, 0.5 元, 1120 元. */
const MOST_DIGITS = 3;

/** The roundest factor between two columns on the line that fixes it best, in base units (元 a head). */
function factor(axis: Axis, amount: Line, count: Line): Decimal | undefined {
  let largest: { amount: CanonicalRecord; count: CanonicalRecord } | undefined;
  for (const across of axis.across) {
    const [a, c] = [axis.at(amount, across), axis.at(count, across)];
    if (across.role !== "item" || !a || !c || c.figure.value.isZero() || a.figure.value.isZero()) continue;
    if (!largest || c.figure.value.gt(largest.count.figure.value)) largest = { amount: a, count: c };
  }
  if (!largest) return undefined;
  const exact = inBase(largest.amount, 0).div(inBase(largest.count, 0));
  const half = tenTo((largest.amount.figure.unit?.power ?? 0) - largest.amount.decimals)
    .div(2)
    .div(inBase(largest.count, 0))
    .abs();
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const round = exact.toSignificantDigits(digits);
    if (round.minus(exact).abs().lte(half)) return round;
  }
  return undefined;
}

function trialOf(axis: Axis, amount: Line, count: Line, { records }: Evidence): Trial | undefined {
  const standard = factor(axis, amount, count);
  if (!standard || standard.eq(1) || standard.lte(0)) return undefined;
  const words = `${plain(standard)}${amount.unit?.base ?? ""}`;
  const formula = lineFormula(axis, {
    judged: amount,
    reads: [count],
    kind: "product",
    source: "inferred",
    nature: "plausibility",
    ceiling: "warning",
    why,
    next,
    build: ([heads]) => product(heads!, number(standard, words)),
  });
  const items: Axis = { ...axis, across: axis.across.filter(({ role }) => role === "item") };
  const trial = attempt(formula, items, records);
  const significant = trial.results.filter((each) => isHeld(each) && (each.reported?.precision() ?? 0) >= 3).length;
  return significant >= FEWEST && trial.fails * 3 <= trial.holds ? trial : undefined;
}

/** Amounts that are a number of persons times one standard on nearly every line (应缴数 = 参保人数 × 150 元). */
export const standardRate: Check = {
  id: "standard-rate",
  title: { "zh-CN": "标准核对（人数×标准）", en: "Number times standard" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) {
      const [axis] = axesOf(evidence, table);
      const lines = axis.lines.filter((line) => isAddable(line) && !CHANGE.test(line.label));
      const counts = lines.filter(({ unit }) => unit?.dimension === "count");
      const amounts = lines.filter(({ unit }) => unit?.dimension === "money");
      for (const amount of amounts)
        for (const count of counts) {
          const trial = trialOf(axis, amount, count, evidence);
          if (trial) yield* relationsOf(trial);
        }
    }
  },
};
