import type { Check, Evidence } from "../model/check.ts";
import type { Expression } from "../model/relation.ts";
import { type Axis, axesOf, type Formula, isTotalLabel, type Line, pivotsOf } from "../relations/axis.ts";
import { attemptIfAnywhere, best, lineFormula, relationsOf, type Trial } from "../relations/choose.ts";
import { isAddable } from "../relations/totals.ts";
import { BALANCE, CUMULATED, INCOME, OPENING, OUTLAY, SAYS_TOTAL, yearOf } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "期末结余等于期初结余加收入减支出；当年结余等于收入减支出。",
  en: "Opening plus income less outlay gives closing; income less outlay gives the year's balance.",
};
const next = {
  "zh-CN": "请核对收入、支出和结余（滚动结余还有期初数），看是否漏列一项。",
  en: "Check income, outlay and balance (and the opening, where there is one): a movement may be missing.",
};

interface Term {
  readonly line: Line;
  readonly weight: 1 | -1;
}

const saysTotal = ({ label }: Line): boolean => SAYS_TOTAL.test(label) || isTotalLabel(label);
/** More readings of one balance than this are not tried. */
const MOST = 5;

/** Lines of one kind, the totals among them first: a balance is struck from totals, not from their parts. */
function kind(lines: readonly Line[], pattern: RegExp, but: RegExp): readonly Line[] {
  const fits = lines.filter((line) => !line.ofWhich && pattern.test(line.path.join("/")) && !but.test(line.label));
  return [...fits.filter(saysTotal), ...fits.filter((line) => !saysTotal(line))].slice(0, MOST);
}

const plus = (line: Line): Term => ({ line, weight: 1 });
const minus = (line: Line): Term => ({ line, weight: -1 });

const noun = ({ label }: Line): string => /(?:结余|节余|结存|余额|限额)/.exec(label)?.[0] ?? "";

/** Last year's closing is this year's opening: 2016年末余额 opens 2017年末余额. */
const opens = (line: Line, judged: Line): boolean =>
  OPENING.test(line.label) || (follows(judged, line) && noun(line) === noun(judged) && !/新增/.test(line.label));

const follows = (later: Line, earlier: Line): boolean => {
  const [a, b] = [yearOf(later), yearOf(earlier)];
  return a !== undefined && b !== undefined && a - b === 1;
};

/** The readings of a balance that its label allows, the likeliest first. */
function readings(judged: Line, lines: readonly Line[]): readonly (readonly Term[])[] {
  const others = lines.filter((line) => line !== judged && isAddable(line));
  const incomes = kind(others, INCOME, BALANCE);
  const outlays = kind(others, OUTLAY, BALANCE);
  const openings = others.filter((line) => opens(line, judged)).slice(0, MOST);
  const balances = others.filter((line) => BALANCE.test(line.label) && !opens(line, judged) && !CUMULATED.test(line.label)).slice(0, MOST);
  const flows = incomes.flatMap((income) => outlays.filter((outlay) => outlay !== income).map((outlay) => [plus(income), minus(outlay)]));
  const rolled = openings.flatMap((opening) => flows.map((flow) => [plus(opening), ...flow]));
  const carried = openings.flatMap((opening) => balances.map((year) => [plus(year), plus(opening)]));
  const raised =
    outlays.length === 0 || noun(judged) === "限额"
      ? openings.flatMap((opening) => others.filter(({ label }) => /新增/.test(label)).map((more) => [plus(opening), plus(more)]))
      : [];
  const cumulated = CUMULATED.test(judged.label);
  return cumulated ? [...carried, ...rolled, ...raised] : [...flows, ...rolled, ...raised];
}

function formula(axis: Axis, judged: Line, terms: readonly Term[]): Formula {
  return lineFormula(axis, {
    judged,
    reads: terms.map(({ line }) => line),
    kind: terms.length === 2 && terms[1]!.weight < 0 ? "difference" : "balance",
    why,
    next,
    build: (figures): Expression => ({ op: "sum", terms: terms.map(({ weight }, index) => ({ weight, of: figures[index]! })) }),
  });
}

/** The reading the figures speak for; where none comes out, the only or the first one, if the label leaves no doubt. */
function chosen(axis: Axis, judged: Line, evidence: Evidence): Trial | undefined {
  const amounts: Axis = { ...axis, across: axis.across.filter(isAddable) };
  const trials = readings(judged, axis.lines).flatMap((terms) => {
    const trial = attemptIfAnywhere(formula(axis, judged, terms), amounts, evidence.records);
    return trial ? [{ terms, trial }] : [];
  });
  const found = best(trials.filter(({ trial }) => trial.holds > 0 && trial.holds >= trial.fails).map(({ trial }) => trial));
  if (found && found.weight > 0) return found;
  // A formula that only the total row can fill says nothing of a ledger's running balance.
  const lines = axis.across.filter((across) => axis.at(judged, across)).length;
  const tested = trials.filter(({ trial }) => trial.results.length > 0 && trial.results.length * 2 >= lines);
  const sure = tested.filter(({ terms }) => terms.every(({ line }) => saysTotal(line) || BALANCE.test(line.label)));
  const [only] = tested.length === 1 ? tested : sure;
  const expected = (each: (typeof tested)[number]): string => each.trial.results.map((result) => result.expected?.toString()).join();
  const isClear = tested.length === 1 || (only !== undefined && sure.every((each) => expected(each) === expected(only)));
  return only && isClear && only.trial.fails <= 1 ? only.trial : undefined;
}

/** Running balances (结余): income less outlay, opening plus the year's balance, opening plus income less outlay. */
export const balance: Check = {
  id: "balance",
  title: { "zh-CN": "结余核对", en: "Balances and roll-forward" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of [...axesOf(evidence, table), ...pivotsOf(evidence, table)])
        for (const line of axis.lines) {
          if (
            !BALANCE.test(line.label) ||
            /新增/.test(line.label) ||
            OPENING.test(line.label) ||
            line.points ||
            line.unit?.dimension === "rate"
          )
            continue;
          const trial = chosen(axis, line, evidence);
          if (trial) yield* relationsOf(trial);
        }
  },
};
