import { ofParts, worth } from "./bits.ts";
import { type Candidate, fullParts } from "./candidate.ts";
import { clear, EXACT, judged, miss, newTrial, ROUNDED, type Trial } from "./evidence.ts";
import { mostOff, slackOf } from "./ranges.ts";
import { sampled, sampleSize, type View } from "./view.ts";
import { favourites, type Votes, vote } from "./votes.ts";

/** Lists of one total that are tried on every line. */
const MOST_TRIED = 6;
/** Crossing lines on which pairs are looked for; they are judged on all. */
const SAMPLE = 200;
/** Pairs looked at in all, at most: keeps the cost linear in cells. */
const BUDGET = 2e7;
const LONGEST_STRIDE = 8;

/** Tries `total = sum of listed lines` on every crossing line; a blank is nought, but not every part may be one. */
function attempt(view: View, total: number, parts: readonly number[], trial: Trial): void {
  const { lines, across, value, unit, grain, proof } = view;
  clear(trial);
  for (let a = 0; a < across; a += 1) {
    const base = a * lines;
    const goal = value[base + total]!;
    if (Number.isNaN(goal)) continue;
    let sum = 0;
    let figures = 0;
    let counted = 0;
    let coarsest = unit[base + total]!;
    for (const line of parts) {
      const figure = value[base + line]!;
      if (Number.isNaN(figure)) continue;
      figures += 1;
      if (figure !== 0) counted += 1;
      sum += figure;
      coarsest = Math.max(coarsest, unit[base + line]!);
    }
    if (figures === 0) continue;
    const off = Math.abs(goal - sum);
    if (off === 0) {
      trial.states[a] = EXACT;
      trial.bits[a] = goal === 0 ? (counted > 1 ? 1 : 0) : ofParts(proof[base + total]!, counted);
      continue;
    }
    const allowed = slackOf(counted, coarsest);
    if (off <= allowed && counted > 0) {
      trial.states[a] = ROUNDED;
      trial.bits[a] = ofParts(worth(goal, 2 * allowed + Math.max(coarsest, grain[base + total]!)), counted);
    } else if (off <= mostOff(counted, coarsest) && counted > 0) trial.states[a] = ROUNDED;
    else miss(trial, a);
  }
}

/** The largest part of a list on a crossing line. */
function largest({ lines, value }: View, parts: readonly number[], a: number): number {
  let most = Number.NaN;
  for (const line of parts) if (!(Math.abs(value[a * lines + line]!) <= Math.abs(most))) most = value[a * lines + line]!;
  return most;
}

/** A listed sum tried on every crossing line: a candidate for each stretch on which it gains enough evidence. */
export function listCandidates(
  shape: Candidate["shape"],
  view: View,
  total: number,
  parts: readonly number[],
  cost: number,
  least: number,
): readonly Candidate[] {
  const trial = newTrial(view.across);
  attempt(view, total, parts, trial);
  const said = view.said(total, "sum");
  return judged(view, total, trial, least - said, [(a) => largest(view, parts, a)], true)
    .filter(({ holds }) => holds > 1)
    .map(({ from, to, bits, holds, misses }) => ({
      kind: "sum" as const,
      shape,
      total,
      factor: 1,
      trial,
      from,
      to,
      holds,
      misses,
      said,
      net: said + bits - cost,
      parts: (a) => parts.filter((line) => !Number.isNaN(view.value[a * view.lines + line]!)),
    }));
}

/** Sums of every second, third … line, as where several measures stand under each heading. */
export function strideCandidates(view: View, total: number, least: number): readonly Candidate[] {
  const { lines, value, unit, proof } = view;
  const votes: Votes = new Map();
  const looked = Math.min(SAMPLE, Math.floor(STRIDE_BUDGET / (lines * STEPS_EACH)));
  if (looked < Math.min(2, view.across)) return [];
  const size = sampleSize(view, looked);
  for (let index = 0; index < size; index += 1) {
    const a = sampled(view, index, size);
    const base = a * lines;
    const goal = value[base + total]!;
    if (Number.isNaN(goal) || goal === 0) continue;
    const signed = view.signed[a] === 1;
    const furthest = slackOf(LONGEST_LIST, unit[base + total]!);
    for (let stride = 2; stride <= LONGEST_STRIDE; stride += 1)
      for (let first = -LONGEST_STRIDE; first <= LONGEST_STRIDE; first += 1) {
        const step = first < 0 ? -stride : stride;
        let sum = 0;
        let counted = 0;
        let steps = 0;
        for (let line = total + first; first !== 0 && line >= 0 && line < lines && steps < LONGEST_LIST; line += step) {
          const figure = value[base + line]!;
          steps += 1;
          if (Number.isNaN(figure) || figure === 0) continue;
          sum += figure;
          counted += 1;
          if (!signed && sum > goal + furthest) break;
          if (counted > 1 && Math.abs(sum - goal) <= slackOf(counted, unit[base + total]!))
            vote(votes, (stride * FIRSTS + first + LONGEST_STRIDE) * STEPS + steps, proof[base + total]!);
        }
      }
  }
  return favourites(votes, MOST_TRIED).flatMap((key) => {
    const first = (Math.floor(key / STEPS) % FIRSTS) - LONGEST_STRIDE;
    const stride = Math.floor(key / STEPS / FIRSTS);
    const parts = Array.from({ length: key % STEPS }, (_, index) => total + first + index * (first < 0 ? -stride : stride));
    return listCandidates("stride", view, total, parts, STRIDE_COST + Math.log2(lines), least);
  });
}

/** Steps of all strides of one total on one crossing line, at most, and for all totals: tables too long for two lines go without. */
const STEPS_EACH = 7000;
const STRIDE_BUDGET = 2e7;
/** Bits it costs to name a stride and its first part. */
const STRIDE_COST = 9;
const LONGEST_LIST = 64;
/** A stride is numbered by itself, the distance of its first line and its steps. */
const FIRSTS = 2 * LONGEST_STRIDE + 1;
const STEPS = LONGEST_LIST + 1;

/** An accepted sum moved by a few lines: where one of several measures under each heading adds up, the others do. */
export function shiftedCandidates(view: View, accepted: readonly Candidate[], least: number): readonly Candidate[] {
  const tried = new Set<string>();
  return accepted.flatMap((sum) => {
    const { kind, total } = sum;
    const lines = fullParts(sum);
    if (kind !== "sum" || lines.length < 2 || lines.length > LONGEST_LIST) return [];
    return SHIFTS.flatMap((by) => {
      const moved = lines.map((line) => line + by);
      const to = total + by;
      const key = `${to}=${moved}`;
      if (tried.has(key) || [to, ...moved].some((line) => line < 0 || line >= view.lines)) return [];
      tried.add(key);
      return listCandidates("stride", view, to, moved, SHIFT_COST, least);
    });
  });
}

const SHIFTS = [-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8];
const SHIFT_COST = 5;

/** How far apart a total and its two parts may stand. */
const windowOf = ({ lines, across }: View): number =>
  Math.max(4, Math.min(lines, Math.floor(Math.sqrt(BUDGET / (lines * Math.min(across, SAMPLE))) / 2)));

/** Totals of two figures that stand anywhere near: differences are found as such sums. */
export function pairCandidates(view: View, total: number, least: number): readonly Candidate[] {
  const { lines, value, unit, proof } = view;
  const reach = windowOf(view);
  const low = Math.max(0, total - reach);
  const high = Math.min(lines - 1, total + reach);
  const votes: Votes = new Map();
  const near = new Int32Array(high - low + 1);
  const figures = new Float64Array(high - low + 1);
  const size = sampleSize(view, SAMPLE);
  for (let index = 0; index < size; index += 1) {
    const base = sampled(view, index, size) * lines;
    const goal = value[base + total]!;
    if (Number.isNaN(goal) || goal === 0) continue;
    const allowed = slackOf(2, unit[base + total]!);
    const bits = proof[base + total]!;
    let count = 0;
    for (let line = low; line <= high; line += 1) {
      const figure = value[base + line]!;
      if (line === total || Number.isNaN(figure) || figure === 0) continue;
      near[count] = line;
      figures[count] = figure;
      count += 1;
    }
    for (let first = 0; first < count; first += 1) {
      const rest = goal - figures[first]!;
      for (let second = first + 1; second < count; second += 1) {
        if (Math.abs(rest - figures[second]!) > allowed) continue;
        vote(votes, near[first]! * lines + near[second]!, rest === figures[second] ? bits : bits / 2);
      }
    }
  }
  return favourites(votes, MOST_TRIED).flatMap((key) => {
    const parts = [Math.floor(key / lines), key % lines];
    const distances = parts.reduce((bits, line) => bits + Math.log2(Math.abs(line - total) + 1), 0);
    return listCandidates("pair", view, total, parts, 6 + distances + Math.log2(lines) + Math.log2(view.across), least);
  });
}
