import type { Active } from "./active.ts";
import type { Candidate } from "./candidate.ts";
import { listCandidates } from "./lists.ts";
import type { View } from "./view.ts";

/** Figures on one side of a total among which its parts are looked for. */
const MOST_FIGURES = 22;
/** Sums of halves in all, at most: keeps the cost bounded. */
const BUDGET = 2e6;
/** Choices that give the total on one crossing line, looked at on others. */
const MOST_HITS = 400;
/** Crossing lines on which they are compared. */
const COMPARED = 8;
const MOST_TRIED = 3;
const FEWEST_PARTS = 3;

const figuresFor = (totals: number): number => Math.min(MOST_FIGURES, 2 * Math.floor(Math.log2(BUDGET / (2 * totals))));

/** The nearest open figures that are not nought on one side of a total. */
function openBeside({ lines, value }: View, { open }: Active, a: number, total: number, step: 1 | -1, most: number): readonly number[] {
  const beside: number[] = [];
  for (let line = total + step; line >= 0 && line < lines && beside.length < most; line += step)
    if (open[a * lines + line] === 1 && value[a * lines + line] !== 0) beside.push(line);
  return beside;
}

/** The sums of all choices among some figures; the place in the array tells the choice, a bit a figure. */
function sumsOf(figures: readonly number[]): Float64Array {
  const sums = new Float64Array(1 << figures.length);
  figures.forEach((figure, bit) => {
    for (let choice = 0; choice < 1 << bit; choice += 1) sums[(1 << bit) + choice] = sums[choice]! + figure;
  });
  return sums;
}

/** Every choice among the figures that gives the goal to the last digit, as far as there are not too many. */
function choices(figures: readonly number[], goal: number): readonly (readonly number[])[] {
  const half = figures.length >> 1;
  const [near, far] = [sumsOf(figures.slice(0, half)), sumsOf(figures.slice(half))];
  const bySum = new Map<number, number[]>();
  near.forEach((sum, choice) => {
    const known = bySum.get(sum);
    if (known) known.push(choice);
    else bySum.set(sum, [choice]);
  });
  const found: number[][] = [];
  for (let choice = 0; choice < far.length && found.length < MOST_HITS; choice += 1)
    for (const other of bySum.get(goal - far[choice]!) ?? []) {
      const all = other + choice * (1 << half);
      const chosen = figures.flatMap((_, bit) => (all & (1 << bit) ? [bit] : []));
      if (chosen.length >= FEWEST_PARTS) found.push(chosen);
    }
  return found;
}

/** Crossing lines on which a total is open, the figures with most digits first. */
function telling({ lines, across, value, grain }: View, total: number, isKnown: (a: number) => boolean): readonly number[] {
  const size = (a: number): number => Math.abs(value[a * lines + total]!) / grain[a * lines + total]!;
  const open: number[] = [];
  for (let a = 0; a < across && open.length < 4 * COMPARED; a += 1)
    if (!Number.isNaN(value[a * lines + total]!) && value[a * lines + total] !== 0 && !isKnown(a)) open.push(a);
  return open.sort((one, other) => size(other) - size(one)).slice(0, COMPARED);
}

const chooseBits = (of: number, taken: number): number => {
  let bits = 0;
  for (let each = 1; each <= taken; each += 1) bits += Math.log2((of - taken + each) / each);
  return bits;
};

/**
 * Totals of any three or more of the open figures on one side: what interrupts them is no part and no total. All choices that give
 * the total on the most telling crossing line are found (half the figures against the other half) and those that hold on most
 * others are tried on all. `totals` is how many are looked at in all. Naming one costs what it takes to say which figures are meant.
 */
export function subsetCandidates(
  view: View,
  active: Active,
  total: number,
  isKnown: (a: number) => boolean,
  totals: number,
  least: number,
): readonly Candidate[] {
  const { lines, value } = view;
  const most = figuresFor(totals);
  const lineup = telling(view, total, isKnown);
  const [first] = lineup;
  if (first === undefined || lineup.length < 2 || most < FEWEST_PARTS) return [];
  return ([-1, 1] as const).flatMap((step) => {
    const beside = openBeside(view, active, first, total, step, most);
    if (beside.length < FEWEST_PARTS) return [];
    const holding = (chosen: readonly number[]): number =>
      lineup.filter((a) => {
        const sum = chosen.reduce((all, bit) => all + (value[a * lines + beside[bit]!]! || 0), 0);
        return Math.abs(sum - value[a * lines + total]!) <= view.unit[a * lines + total]!;
      }).length;
    return choices(
      beside.map((line) => value[first * lines + line]!),
      value[first * lines + total]!,
    )
      .map((chosen) => ({ chosen, holds: holding(chosen) }))
      .filter(({ holds }) => holds > 1)
      .sort((one, other) => other.holds - one.holds || one.chosen.length - other.chosen.length)
      .slice(0, MOST_TRIED)
      .flatMap(({ chosen }) => {
        const reach = chosen.at(-1)! + 1;
        const cost = 3 + Math.log2(reach) + chooseBits(reach, chosen.length);
        return listCandidates(
          "stride",
          view,
          total,
          chosen.map((bit) => beside[bit]!),
          cost,
          least,
        );
      });
  });
}
