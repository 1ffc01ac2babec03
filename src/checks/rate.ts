import type { Check, Evidence } from "../model/check.ts";
import { Decimal } from "../model/decimal.ts";
import { RATE, SHARE } from "../model/quotient.ts";
import { type Axis, type Formula, isTotalLabel, type Line } from "../relations/axis.ts";
import { attempt, best, lineFormula, nearest, promising, relationsOf, type Trial } from "../relations/choose.ts";
import { figure, number, product, quotient } from "../relations/relate.ts";
import { comparableAxes } from "../relations/scores.ts";
import { isAddable } from "../relations/totals.ts";
import { BASE_NAMED, CHANGE, COMPOSITION, letterOf, quotientOf, RATE_TERMS } from "../relations/vocabulary.ts";

const why = { "zh-CN": "比率等于分子除以分母。", en: "A rate is one figure divided by another." };
const next = { "zh-CN": "请核对分子、分母和比率，确认所用基数。", en: "Check both figures and the rate, and which base was used." };

/** The lines nearest to a rate among which its two figures are searched where the headings do not name them. */
const NEAREST = 12;
/** Lines on which a rate without a name must come out. */
const FEWEST = 3;
const HUNDRED = number(new Decimal(100), "100");

function ratio(axis: Axis, judged: Line, numerator: Line, denominator: Line): Formula {
  return lineFormula(axis, {
    judged,
    reads: [numerator, denominator],
    kind: "ratio",
    why,
    next,
    build: ([a, b], across) => {
      const record = axis.at(judged, across);
      const rate = quotient(a!, b!);
      // 97.96 without a sign is in per cent, 0.9796 is not.
      return record && !record.figure.unit && record.figure.value.abs().gt("1.5") ? product(rate, HUNDRED) : rate;
    },
  });
}

/** A share of the column's own total row: 33.43 % = 增值税 ÷ 合计. */
function share(axis: Axis, judged: Line, of: Line, totalAcross: Line): Formula {
  return lineFormula(axis, {
    judged,
    reads: [of],
    kind: "ratio",
    why,
    next,
    build: ([part], across) => {
      const whole = axis.at(of, totalAcross);
      if (!whole || across.index === totalAcross.index) return undefined;
      const rate = quotient(part!, figure(whole, `${totalAcross.words}`));
      return axis.at(judged, across)?.figure.unit ? rate : product(rate, HUNDRED);
    },
  });
}

/** Of lines that fit a word, the totals of their groups where there are any: 实际参保人数 means its 合计. */
function ofTotals(lines: readonly Line[]): readonly Line[] {
  const totals = lines.filter(({ label }) => isTotalLabel(label));
  return totals.length > 0 ? totals : lines;
}

/** The pairs that headings themselves name: by letters, by 以…为基数, by the field's usage. */
function named(judged: Line, figures: readonly Line[]): readonly (readonly [Line, Line])[] {
  const letters = quotientOf(judged);
  if (letters) {
    const [a, b] = letters.map((letter) => figures.find((line) => letterOf(line) === letter));
    return a && b ? [[a, b]] : [];
  }
  const words = judged.path.join("/");
  const terms = RATE_TERMS.find(([rate]) => rate.test(words));
  if (!terms) return [];
  const base = BASE_NAMED.exec(words)?.[1];
  const fits = (pattern: RegExp): readonly Line[] => ofTotals(figures.filter((line) => pattern.test(line.path.join("/"))));
  const denominators = base === undefined ? fits(terms[2]) : figures.filter(({ label }) => label.includes(base));
  const numerators = fits(terms[1]);
  return numerators.flatMap((a) =>
    denominators.filter((b) => b !== a && (!a.unit || !b.unit || a.unit.dimension === b.unit.dimension)).map((b) => [a, b] as const),
  );
}

function chosen(axis: Axis, judged: Line, evidence: Evidence): Trial | undefined {
  const all = axis.lines.filter((line) => line.index !== judged.index && isAddable(line) && !CHANGE.test(line.label));
  const figures = nearest(all, judged, NEAREST);
  const names = named(judged, all).map(([a, b]) => attempt(ratio(axis, judged, a, b), axis, evidence.records));
  const bestNamed = best(names.filter(({ holds }) => holds > 0));
  if (bestNamed && bestNamed.weight > 0 && bestNamed.holds >= bestNamed.fails) return bestNamed;
  const totals = axis.across.filter(({ role, label }) => role === "total" || isTotalLabel(label) || /(?:合计|总计)$/.test(label));
  const shares = SHARE.test(judged.label) ? figures.flatMap((of) => totals.map((total) => share(axis, judged, of, total))) : [];
  // Figures alone prove a rate on three lines or more: fewer are not searched.
  const enough = axis.across.filter((across) => axis.at(judged, across)).length >= FEWEST;
  const pairs = enough ? figures.flatMap((a) => figures.filter((b) => b !== a).map((b) => ratio(axis, judged, a, b))) : [];
  const found = best(
    promising([...shares, ...pairs], axis, evidence.records).filter(({ holds, fails }) => holds >= FEWEST && holds >= 2 * fails),
  );
  if (found && found.weight > 0) return found;
  // The headings leave one reading: it is judged even where it does not come out.
  const sure = names.filter(({ results }) => results.length > 0);
  return axis.direction === "columns" && sure.length === 1 && sure[0]!.fails <= 1 ? sure[0] : undefined;
}

/** Rates and shares (执行率、到位率、支付比例、占比) against the figures they are made of. */
export const rate: Check = {
  id: "rate",
  title: { "zh-CN": "比率核对", en: "Rates and shares" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of comparableAxes(evidence, table))
        for (const line of axis.lines) {
          const isRate =
            line.unit?.dimension === "rate" ||
            RATE.test(line.label) ||
            COMPOSITION.test(line.label) ||
            BASE_NAMED.test(line.label) ||
            quotientOf(line) !== undefined;
          if (!isRate || line.points || CHANGE.test(line.path.join("/"))) continue;
          const trial = chosen(axis, line, evidence);
          if (trial) yield* relationsOf(trial);
        }
  },
};
