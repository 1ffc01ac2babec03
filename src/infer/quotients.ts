import { grouped } from "../model/grouped.ts";
import { accept, nothingAccepted } from "./accept.ts";
import { worth } from "./bits.ts";
import type { Candidate } from "./candidate.ts";
import { clear, copyOf, EXACT, judged, miss, newTrial, ROUNDED, type Trial } from "./evidence.ts";
import { sampled, sampleSize, type View } from "./view.ts";
import { favourites, type Votes, vote } from "./votes.ts";

/** Bits by which the evidence must beat the cost of naming a quotient. */
const MARGIN = 14;
const MOST_TRIED = 6;
/** Crossing lines on which quotients are looked for; they are judged on all. */
const SAMPLE = 24;
/** Pairs looked at in all, at most: keeps the cost linear in cells. */
const BUDGET = 2e7;
/** A quotient is no whole number: what the search lets pass by a hair, the kernel judges in exact decimals. */
const HAIR = 1 + 1e-9;

/** What agrees only within the rounding of the figures it is computed from earns less: an inverted quotient often does. */
const LOOSE_SHARE = 0.5;
/** A quotient that is always whole is more often one that something else was computed from. */
const WHOLE_COST = 4;

type Kind = "ratio" | "growth";

const reachOf = ({ lines, across }: View): number =>
  Math.max(3, Math.min(lines, Math.floor(Math.sqrt(BUDGET / (lines * Math.min(across, SAMPLE))) / 2)));

/** What the rounding of the two figures may add to that of the quotient, in the common unit. */
const carried = (quotient: number, top: number, topUnit: number, bottom: number, bottomUnit: number): number =>
  0.5 * Math.abs(quotient) * (topUnit / Math.abs(top) + bottomUnit / Math.abs(bottom));

/** Nought, the whole of itself, or a copy divided by one or a hundred. */
const isTrivial = (over: number, under: number, goal: number): boolean => over === 0 || over === under || Math.abs(over) === Math.abs(goal);

const codeOf = (kind: Kind, factor: number): number => (kind === "ratio" ? 0 : 2) + (factor === 1 ? 0 : 1);

function attempt(
  view: View,
  kind: Kind,
  factor: number,
  total: number,
  top: number,
  bottom: number,
  most: Float64Array,
  trial: Trial,
): void {
  const { lines, across, value, unit, grain } = view;
  const one = 10 ** view.scale * factor;
  clear(trial);
  for (let a = 0; a < across; a += 1) {
    const base = a * lines;
    const goal = value[base + total]!;
    const over = value[base + top]!;
    const under = value[base + bottom]!;
    if (Number.isNaN(goal) || Number.isNaN(over) || Number.isNaN(under)) continue;
    if (under === 0) {
      if (goal !== 0) trial.bits[a] = -1;
      continue;
    }
    const whole = (one * over) / under;
    const off = Math.abs((kind === "growth" ? whole - one : whole) - goal);
    const half = unit[base + total]! / 2;
    const loose =
      Math.max(half, grain[base + total]! / 2) + (over === 0 ? 0 : carried(whole, over, unit[base + top]!, under, unit[base + bottom]!));
    if (off <= half * HAIR) trial.states[a] = EXACT;
    else if (off <= loose * HAIR) trial.states[a] = ROUNDED;
    else {
      miss(trial, a);
      continue;
    }
    const window = Math.max(grain[base + total]!, trial.states[a] === EXACT ? 0 : 2 * loose);
    const share = trial.states[a] === EXACT ? 1 : LOOSE_SHARE;
    trial.bits[a] = isTrivial(over, under, goal) ? 0 : share * Math.min(most[base + total]!, worth(goal, window));
  }
}

/** The figures near a total that a quotient may be of, and by which share of itself the rounding of each may be off. */
interface Near {
  readonly line: Int32Array;
  readonly figure: Float64Array;
  readonly off: Float64Array;
}

/** Votes for every quotient of two lines nearby that gives the total on one crossing line. */
function scan(view: View, total: number, a: number, low: number, high: number, votes: Votes, most: number, near: Near): void {
  const { lines, value, unit, grain } = view;
  const base = a * lines;
  const goal = value[base + total]!;
  const half = (Math.max(unit[base + total]!, grain[base + total]!) / 2) * HAIR;
  const one = 10 ** view.scale;
  let count = 0;
  for (let line = low; line <= high; line += 1) {
    const figure = value[base + line]!;
    if (line === total || Number.isNaN(figure) || figure === 0) continue;
    near.line[count] = line;
    near.figure[count] = figure;
    near.off[count] = (0.5 * unit[base + line]!) / Math.abs(figure);
    count += 1;
  }
  for (let bottom = 0; bottom < count; bottom += 1) {
    const under = near.figure[bottom]!;
    const relative = near.off[bottom]!;
    for (let top = 0; top < count; top += 1) {
      const over = near.figure[top]!;
      if (over === under) continue;
      const quotient = (one * over) / under;
      const loose = Math.abs(quotient) * (relative + near.off[top]!);
      // Of a number and per cent, a ratio and a growth: hardly any is near, so all four are looked at before anything is called.
      const room = half + loose;
      const percent = half + 100 * loose;
      const isRatio = Math.abs(quotient - goal) <= room;
      const isPercent = Math.abs(100 * quotient - goal) <= percent;
      const isGrowth = Math.abs(quotient - one - goal) <= room;
      const isPercentGrowth = Math.abs(100 * quotient - 100 * one - goal) <= percent;
      if (!(isRatio || isPercent || isGrowth || isPercentGrowth)) continue;
      const pair = near.line[top]! * lines + near.line[bottom]!;
      if (isRatio || isGrowth) vote(votes, codeOf(isRatio ? "ratio" : "growth", 1) * lines * lines + pair, (most * half) / room);
      if (isPercent || isPercentGrowth)
        vote(votes, codeOf(isPercent ? "ratio" : "growth", 100) * lines * lines + pair, (most * half) / percent);
    }
  }
}

function isWhole({ lines, across, value, grain, scale }: View, line: number): boolean {
  for (let a = 0; a < across; a += 1) if (!Number.isNaN(value[a * lines + line]!) && grain[a * lines + line]! < 10 ** scale) return false;
  return true;
}

/**
 * The ratios and relative changes over the lines of a view: quotients of two lines near the one they explain. `surprise`:
 * what each figure can prove.
 */
export function quotients(view: View, surprise: Float64Array): readonly Candidate[] {
  const reach = reachOf(view);
  const { lines, across, value, proof } = view;
  const size = sampleSize(view, SAMPLE);
  const trial = newTrial(across);
  const most = 2 * reach + 1;
  const near: Near = { line: new Int32Array(most), figure: new Float64Array(most), off: new Float64Array(most) };
  const candidates: Candidate[] = [];
  for (let total = 0; total < lines; total += 1) {
    const low = Math.max(0, total - reach);
    const high = Math.min(lines - 1, total + reach);
    const votes: Votes = new Map();
    for (let index = 0; index < size; index += 1) {
      const a = sampled(view, index, size);
      const at = a * lines + total;
      if (Number.isNaN(value[at]!) || value[at] === 0) continue;
      scan(view, total, a, low, high, votes, Math.min(surprise[at]!, proof[at]!), near);
    }
    for (const key of favourites(votes, MOST_TRIED)) {
      const bottom = key % lines;
      const top = Math.floor(key / lines) % lines;
      const code = Math.floor(key / lines / lines);
      const kind = code < 2 ? "ratio" : "growth";
      const factor = code % 2 === 0 ? 1 : 100;
      const said = view.said(total, kind);
      attempt(view, kind, factor, total, top, bottom, surprise, trial);
      const keys = [(a: number) => value[a * lines + top]!, (a: number) => 1 / value[a * lines + bottom]!];
      const found = judged(view, total, trial, MARGIN - said, keys);
      if (found.length === 0) continue;
      const kept = copyOf(trial);
      const cost =
        2 +
        (isWhole(view, total) ? WHOLE_COST : 0) +
        Math.log2(Math.abs(top - total) + 1) +
        Math.log2(Math.abs(bottom - total) + 1) +
        Math.log2(lines);
      for (const { from, to, bits, holds, misses } of found)
        candidates.push({
          kind,
          shape: "pair",
          total,
          factor,
          trial: kept,
          from,
          to,
          holds,
          misses,
          said,
          net: said + bits - cost,
          parts: () => (kind === "ratio" ? [top, bottom] : [bottom, top]),
        });
    }
  }
  const accepted = nothingAccepted();
  accept(accepted, rightWayRound(view, candidates), MARGIN);
  return accepted.all;
}

/**
 * `a = b ÷ c` can be turned round to `c = b ÷ a`; of the ratios among the same three lines one is kept. Where `b = a × c`
 * to the last digit, it was a product (a number of things and their price). Else the quotient is the one that agrees to its
 * own last digit, has decimals, and is short: a rate says less than what it was computed from.
 */
function rightWayRound(view: View, candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = grouped(candidates, ({ kind, total, parts, from }) =>
    kind === "ratio" ? [total, ...parts(from)].sort((a, b) => a - b).join() : `growth ${total}`,
  );
  return [...groups.values()].flatMap((group) => {
    if (group[0]!.kind === "growth") return group;
    const most = Math.max(...group.map(({ holds }) => holds));
    const fair = group.filter(({ holds }) => holds >= 0.8 * most);
    const exact = ({ trial, from, to, holds }: Candidate): number =>
      trial.states.subarray(from, to + 1).reduce((n, state) => n + (state === EXACT ? 1 : 0), 0) / holds;
    const rank = (each: Candidate): number => exact(each) - (isWhole(view, each.total) ? 0.5 : 0) - digitsOf(view, each.total) / 200;
    const first = fair.reduce((best, each) => (rank(each) > rank(best) ? each : best));
    if (fair.every((each) => isExactProduct(view, each))) return [productOf(view, first)];
    return group.filter(({ total, parts, from }) => total === first.total && parts(from)[0] === first.parts(first.from)[0]);
  });
}

/** `b = a × c` for `a = b ÷ c`, the shorter factor first. */
function productOf(view: View, ratio: Candidate): Candidate {
  const [product, factor] = ratio.parts(ratio.from) as [number, number];
  const factors = [ratio.total, factor].sort((a, b) => digitsOf(view, a) - digitsOf(view, b));
  return { ...ratio, kind: "product", total: product, parts: () => factors };
}

/** How many bits the figures of a line are long, on average. */
function digitsOf({ lines, across, value, grain }: View, line: number): number {
  let bits = 0;
  let figures = 0;
  for (let a = 0; a < across; a += 1) {
    const at = a * lines + line;
    if (Number.isNaN(value[at]!)) continue;
    bits += Math.log2(Math.abs(value[at]!) / grain[at]! + 1);
    figures += 1;
  }
  return figures === 0 ? 0 : bits / figures;
}

/** Whether nearly every line is a product to the last digit, as amounts of goods times price are. */
function isExactProduct({ lines, value, scale }: View, { total, parts, from, to, factor, trial }: Candidate): boolean {
  const [top, bottom] = parts(from) as [number, number];
  let products = 0;
  let held = 0;
  for (let a = from; a <= to; a += 1) {
    if (trial.states[a] !== EXACT && trial.states[a] !== ROUNDED) continue;
    held += 1;
    const whole = value[a * lines + top]! * factor * 10 ** scale;
    if (Math.abs(value[a * lines + total]! * value[a * lines + bottom]! - whole) <= Math.abs(whole) * 1e-12) products += 1;
  }
  return products >= 0.9 * held;
}
