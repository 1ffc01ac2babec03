import { accept, nothingAccepted } from "./accept.ts";
import { type Active, newActive } from "./active.ts";
import { type Candidate, fullParts } from "./candidate.ts";
import { discount, EXACT, miss, newTrial, ROUNDED, stretches, surprises, type Trial, worth } from "./evidence.ts";
import { sample, type View } from "./view.ts";

/**
 * Bits by which the evidence must beat the cost of naming an average: more than for a sum, since the average of ever
 * longer ranges creeps slowly past any figure that lies among them.
 */
const MARGIN = 28;
const FEWEST = 2;
/** Bits that an average of two only costs more to name: halves and middles are often met. */
const PAIR_COST = 20;
/** Figures that may stand between an average and its nearest figure (a sum, a count …). */
const GAPS = 6;
/** A heading weighs as much more as the margin is higher than that of sums. */
const SAID = 2.8;
const MOST_TRIED = 6;
const SAMPLE = 200;
/** Steps of the walks in all, at most: keeps the cost linear in cells. */
const BUDGET = 6e6;

const reachOf = ({ lines, across }: View): number =>
  Math.max(16, Math.min(lines, Math.floor(BUDGET / (2 * lines * Math.min(across, SAMPLE)))));

/** Whether `goal` is `sum / count` printed to `unit`. Whole numbers throughout, so exact. */
const isAverage = (goal: number, sum: number, count: number, unit: number): boolean => 2 * Math.abs(goal * count - sum) <= count * unit;

function scan(view: View, total: number, a: number, step: 1 | -1, reach: number, votes: Map<number, number>, most: number): void {
  const { lines, value, grain } = view;
  const base = a * lines;
  const goal = value[base + total]!;
  const window = grain[base + total]!;
  const sums = [0];
  const counts = [0];
  const near = [total + step];
  let kept = 0;
  let sum = 0;
  let count = 0;
  let looked = 0;
  for (let line = total + step; line >= 0 && line < lines && looked < reach; line += step) {
    const figure = value[base + line]!;
    looked += 1;
    if (Number.isNaN(figure)) continue;
    sum += figure;
    count += 1;
    for (let gap = 0; gap <= kept; gap += 1) {
      const n = count - counts[gap]!;
      if (n < FEWEST || !isAverage(goal, sum - sums[gap]!, n, window)) continue;
      let far = line;
      while (far + step >= 0 && far + step < lines && Number.isNaN(value[base + far + step]!)) far += step;
      for (const end of far === line ? [line] : [line, far]) {
        const key = Math.min(near[gap]!, end) * lines + Math.max(near[gap]!, end);
        votes.set(key, (votes.get(key) ?? 0) + most);
      }
    }
    if (kept < GAPS) {
      kept += 1;
      sums[kept] = sum;
      counts[kept] = count;
      near[kept] = line + step;
    }
  }
}

/** Beyond the reach of a walk only the whole of one side is looked at. */
function whole({ lines, value, grain }: View, active: Active, total: number, a: number, votes: Map<number, number>, most: number): void {
  const row = a * (lines + 1);
  for (const [low, high] of [
    [0, total - 1],
    [total + 1, lines - 1],
  ] as const) {
    const count = active.figures[row + high + 1]! - active.figures[row + low]!;
    const sum = active.before[row + high + 1]! - active.before[row + low]!;
    if (count >= FEWEST && isAverage(value[a * lines + total]!, sum, count, grain[a * lines + total]!))
      votes.set(low * lines + high, (votes.get(low * lines + high) ?? 0) + most);
  }
}

/** Tries `total = average of the figures from low to high` on every crossing line. */
function attempt(view: View, active: Active, total: number, low: number, high: number, surprise: Float64Array): Trial {
  const { lines, across, value, unit, grain } = view;
  const trial = newTrial(across);
  for (let a = 0; a < across; a += 1) {
    const goal = value[a * lines + total]!;
    if (Number.isNaN(goal)) continue;
    const row = a * (lines + 1);
    const count = active.figures[row + high + 1]! - active.figures[row + low]!;
    if (count === 0) continue;
    const sum = active.before[row + high + 1]! - active.before[row + low]!;
    const coarse = Math.max(grain[a * lines + total]!, unit[a * lines + total]!);
    if (!isAverage(goal, sum, count, coarse)) {
      miss(trial, a);
      continue;
    }
    trial.states[a] = isAverage(goal, sum, count, unit[a * lines + total]!) ? EXACT : ROUNDED;
    trial.bits[a] = Math.min(
      worth(goal, coarse, surprise[a]!, count),
      Math.log2(spreadOf(view, a, low, high) / Math.sqrt(count) / coarse + 1),
    );
  }
  discount(view, total, trial, (a) => value[a * lines + firstFigure(view, a, low, high)]!);
  return trial;
}

function firstFigure({ lines, value }: View, a: number, low: number, high: number): number {
  let line = low;
  while (line < high && Number.isNaN(value[a * lines + line]!)) line += 1;
  return line;
}

/** How far the figures lie apart: an average lies among them anyway, so only that much can be a surprise. */
function spreadOf({ lines, value }: View, a: number, low: number, high: number): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let line = low; line <= high; line += 1) {
    const figure = value[a * lines + line]!;
    if (figure < least) least = figure;
    if (figure > most) most = figure;
  }
  return Math.max(0, most - least);
}

function naming({ lines, value }: View, total: number, low: number, high: number, a: number): number {
  const step = high < total ? -1 : 1;
  const near = step < 0 ? high : low;
  const far = step < 0 ? low : high;
  let skipped = 0;
  for (let line = total + step; line !== near; line += step) if (!Number.isNaN(value[a * lines + line]!)) skipped += 1;
  let beyond = 0;
  for (let line = far + step; line >= 0 && line < lines && beyond < 64; line += step)
    if (!Number.isNaN(value[a * lines + line]!)) beyond += 1;
  return 3 + (beyond === 0 ? 1 : 2 + 0.5 * Math.log2(high - low + 1 + beyond)) + 2 * skipped;
}

/** The averages over the lines of a view: each of a contiguous range (blanks do not count) on one side of it. */
export function averages(view: View, sums: readonly Candidate[]): readonly Candidate[] {
  const active = newActive(view);
  const reach = reachOf(view);
  const { lines, across, value } = view;
  const candidates: Candidate[] = [];
  for (let total = 0; total < lines; total += 1) {
    const surprise = surprises(view, total);
    const votes = new Map<number, number>();
    for (const a of sample(across, SAMPLE)) {
      const goal = value[a * lines + total]!;
      if (Number.isNaN(goal) || goal === 0) continue;
      const most = Math.min(surprise[a]!, Math.log2(Math.abs(goal) / view.grain[a * lines + total]! + 1));
      scan(view, total, a, -1, reach, votes, most);
      scan(view, total, a, 1, reach, votes, most);
      if (reach < lines) whole(view, active, total, a, votes, most);
    }
    for (const [key] of [...votes].sort(([, a], [, b]) => b - a).slice(0, MOST_TRIED)) {
      const low = Math.floor(key / lines);
      const high = key % lines;
      const trial = attempt(view, active, total, low, high, surprise);
      if (isWithTotal(sums, low, high)) continue;
      const said = SAID * view.said(total, "average");
      for (const { from, to, bits, holds, misses } of stretches(trial, MARGIN - said))
        candidates.push({
          kind: "average",
          shape: "range",
          total,
          factor: 1,
          trial,
          from,
          to,
          holds,
          misses,
          said,
          net: said + bits - naming(view, total, low, high, from) - (high - low === 1 ? PAIR_COST : 0),
          parts: (a) => figuresBetween(view, a, low, high),
        });
    }
  }
  const accepted = nothingAccepted();
  accept(accepted, candidates, MARGIN);
  return accepted.all;
}

/** A range that holds a total and its parts is averaged by nobody, though a share of the total may look like its average. */
const isWithTotal = (sums: readonly Candidate[], low: number, high: number): boolean =>
  sums.some((sum) => sum.total >= low && sum.total <= high && fullParts(sum).every((part) => part >= low && part <= high) && sum.holds > 1);

function figuresBetween({ lines, value }: View, a: number, low: number, high: number): readonly number[] {
  const parts: number[] = [];
  for (let line = low; line <= high; line += 1) if (!Number.isNaN(value[a * lines + line]!)) parts.push(line);
  return parts;
}
