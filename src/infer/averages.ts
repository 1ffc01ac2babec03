import { accept, nothingAccepted } from "./accept.ts";
import { type Active, activeOf, everyFigure, openBetween } from "./active.ts";
import { ofParts, worth } from "./bits.ts";
import { type Candidate, fullParts } from "./candidate.ts";
import { clear, copyOf, EXACT, judged, miss, newTrial, ROUNDED, type Trial } from "./evidence.ts";
import { sampled, sampleSize, type View } from "./view.ts";
import { favourites, rangeOf, type Votes, vote } from "./votes.ts";

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

/** Where the ranges of a walk begin: after so many figures, by which the goal was missed. */
interface Starts {
  readonly counts: Int32Array;
  readonly missed: Float64Array;
  readonly near: Int32Array;
}

function scan(view: View, total: number, a: number, step: 1 | -1, reach: number, votes: Votes, most: number, starts: Starts): void {
  const { lines, value, grain } = view;
  const { counts, missed, near } = starts;
  const base = a * lines;
  const goal = value[base + total]!;
  const window = grain[base + total]!;
  near[0] = total + step;
  let kept = 0;
  let off = 0;
  let count = 0;
  let looked = 0;
  for (let line = total + step; line >= 0 && line < lines && looked < reach; line += step) {
    const figure = value[base + line]!;
    looked += 1;
    if (Number.isNaN(figure)) continue;
    // By how much the figures so far miss the goal, each taken as the goal: whole numbers, so exact.
    off += goal - figure;
    count += 1;
    for (let start = 0; start <= kept; start += 1) {
      const n = count - counts[start]!;
      if (2 * Math.abs(off - missed[start]!) > n * window || n < FEWEST) continue;
      let far = line;
      while (far + step >= 0 && far + step < lines && Number.isNaN(value[base + far + step]!)) far += step;
      vote(votes, rangeOf(view, near[start]!, line), most);
      if (far !== line) vote(votes, rangeOf(view, near[start]!, far), most);
    }
    if (kept < GAPS) {
      kept += 1;
      missed[kept] = off;
      counts[kept] = count;
      near[kept] = line + step;
    }
  }
}

/** Beyond the reach of a walk only the whole of one side is looked at. */
function whole({ lines, value, grain }: View, active: Active, total: number, a: number, votes: Votes, most: number): void {
  const row = a * (lines + 1);
  for (let side = 0; side < 2; side += 1) {
    const low = side === 0 ? 0 : total + 1;
    const high = side === 0 ? total - 1 : lines - 1;
    const count = active.figures[row + high + 1]! - active.figures[row + low]!;
    const sum = active.before[row + high + 1]! - active.before[row + low]!;
    if (count >= FEWEST && isAverage(value[a * lines + total]!, sum, count, grain[a * lines + total]!))
      vote(votes, low * lines + high, most);
  }
}

/** Tries `total = average of the figures from low to high` on every crossing line. */
function attempt(view: View, active: Active, total: number, low: number, high: number, surprise: Float64Array, trial: Trial): void {
  const { lines, across, value, unit, grain } = view;
  clear(trial);
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
      ofParts(Math.min(worth(goal, coarse), surprise[a * lines + total]!), count),
      Math.log2(spreadOf(view, a, low, high) / Math.sqrt(count) / coarse + 1),
    );
  }
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

/**
 * The averages over the lines of a view: each of a contiguous range (blanks do not count) on one side of it. `surprise`: what
 * each figure can prove.
 */
export function averages(view: View, sums: readonly Candidate[], surprise: Float64Array): readonly Candidate[] {
  const active = activeOf(view, everyFigure(view));
  const reach = reachOf(view);
  const { lines, across, value, proof } = view;
  const size = sampleSize(view, SAMPLE);
  const trial = newTrial(across);
  const starts: Starts = { counts: new Int32Array(GAPS + 1), missed: new Float64Array(GAPS + 1), near: new Int32Array(GAPS + 1) };
  const candidates: Candidate[] = [];
  for (let total = 0; total < lines; total += 1) {
    const votes: Votes = new Map();
    for (let index = 0; index < size; index += 1) {
      const a = sampled(view, index, size);
      const goal = value[a * lines + total]!;
      if (Number.isNaN(goal) || goal === 0) continue;
      const most = Math.min(surprise[a * lines + total]!, proof[a * lines + total]!);
      scan(view, total, a, -1, reach, votes, most, starts);
      scan(view, total, a, 1, reach, votes, most, starts);
      if (reach < lines) whole(view, active, total, a, votes, most);
    }
    const said = SAID * view.said(total, "average");
    for (const range of favourites(votes, MOST_TRIED)) {
      const low = Math.floor(range / lines);
      const high = range % lines;
      attempt(view, active, total, low, high, surprise, trial);
      const found = judged(view, total, trial, MARGIN - said, [(a) => value[a * lines + firstFigure(view, a, low, high)]!]);
      if (found.length === 0 || isWithTotal(sums, low, high)) continue;
      const kept = copyOf(trial);
      for (const { from, to, bits, holds, misses } of found)
        candidates.push({
          kind: "average",
          shape: "range",
          total,
          factor: 1,
          trial: kept,
          from,
          to,
          holds,
          misses,
          said,
          net: said + bits - naming(view, total, low, high, from) - (high - low === 1 ? PAIR_COST : 0),
          parts: (a) => openBetween(view, active, a, low, high),
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
