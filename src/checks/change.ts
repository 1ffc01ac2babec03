import type { Check } from "../model/check.ts";
import { Decimal, ONE, plain } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Axis, Formula, Line } from "../relations/axis.ts";
import { attemptIfAnywhere, best, lineFormula, nearest, relationsOf, type Trial } from "../relations/choose.ts";
import { difference, number, product, quotient } from "../relations/relate.ts";
import { comparableAxes } from "../relations/scores.ts";
import { isAddable } from "../relations/totals.ts";
import { CHANGE, CHANGE_RATE, EARLIER, LATER, yearOf } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "增减额等于本期减上期；增减幅度等于增减额除以上期。",
  en: "A change is this period less the last; its rate is the change divided by the last period.",
};
const next = {
  "zh-CN": "请核对两期数和增减数，看是否有一处未更新。",
  en: "Check both periods and the change: one of them may not have been updated.",
};

/** The lines nearest to a change among which its periods are searched where the headings do not name them. */
const NEAREST = 12;

/** What the headings say of which line is the later: by year, else by 本年 and 上年. */
function isNatural(later: Line, earlier: Line): boolean {
  const [a, b] = [yearOf(later), yearOf(earlier)];
  if (a !== undefined && b !== undefined && a !== b) return a > b;
  const says = (line: Line, words: RegExp): boolean => words.test(line.period ?? "") || words.test(line.label);
  return says(earlier, EARLIER) && (says(later, LATER) || !says(later, EARLIER));
}

/** Whether a heading says which period its line is of. */
const isDated = (line: Line): boolean => yearOf(line) !== undefined || EARLIER.test(line.label) || LATER.test(line.label);

function formulas(axis: Axis, judged: Line): readonly { readonly formula: Formula; readonly natural: boolean }[] {
  const periods = axis.lines.filter((line) => line.index !== judged.index && isAddable(line) && !CHANGE.test(line.path.join("/")));
  const near = new Set(nearest(periods, judged, NEAREST));
  const rate = judged.unit?.dimension === "rate" || CHANGE_RATE.test(judged.label);
  // Without a unit anywhere 0.05 may be 5 % or 0.05 %: the figures decide.
  const isBare = rate && axis.across.every((across) => !axis.at(judged, across)?.figure.unit);
  const scales = isBare ? [new Decimal(100), ONE] : [new Decimal(100)];
  const dated = periods.filter((line) => near.has(line) || isDated(line));
  return dated.flatMap((later) =>
    dated
      .map((earlier) => ({ earlier, natural: isNatural(later, earlier) }))
      .filter(({ earlier, natural }) => earlier !== later && (natural || (near.has(later) && near.has(earlier))))
      .flatMap(({ earlier, natural }) =>
        scales.map((scale) => ({
          natural,
          formula: lineFormula(axis, {
            judged,
            reads: [later, earlier],
            kind: rate ? "growth" : "difference",
            why,
            next,
            build: ([a, b], across) => {
              if (!rate) return difference(a!, b!);
              const growth = quotient(difference(a!, b!), b!);
              return axis.at(judged, across)?.figure.unit || scale.eq(ONE) ? growth : product(growth, number(scale, plain(scale)));
            },
          }),
        })),
      ),
  );
}

/** The pair of periods the figures speak for; where none holds, the one pair the headings name, if it fails just once. */
function chosen(axis: Axis, judged: Line, records: ReadonlyMap<string, CanonicalRecord>): Trial | undefined {
  const trials = formulas(axis, judged).flatMap(({ formula, natural }) => {
    const trial = attemptIfAnywhere(formula, axis, records);
    return trial ? [{ natural, trial }] : [];
  });
  const found = best(
    trials.filter(({ natural, trial }) => trial.holds > (natural ? 0 : 1) && trial.holds >= trial.fails).map(({ trial }) => trial),
  );
  if (found && found.weight > 0) return found;
  const named = trials.filter(({ natural, trial }) => natural && trial.results.length > 0);
  return named.length === 1 && named[0]!.trial.fails <= 1 ? named[0]!.trial : undefined;
}

/** Differences and growth between two periods (增减额、增减幅度). */
export const change: Check = {
  id: "change",
  title: { "zh-CN": "增减变动核对", en: "Changes between periods" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of comparableAxes(evidence, table))
        for (const line of axis.lines) {
          if (line.points || !CHANGE.test(line.path.join("/"))) continue;
          const trial = chosen(axis, line, evidence.records);
          if (trial) yield* relationsOf(trial);
        }
  },
};
