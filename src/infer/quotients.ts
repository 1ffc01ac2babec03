import { accept, nothingAccepted } from "./accept.ts";
import { discount, EXACT, miss, newTrial, ROUNDED, stretches, surprises, type Trial, worth } from "./evidence.ts";
import { sample } from "./lists.ts";
import type { Candidate } from "./relation.ts";
import type { View } from "./view.ts";

/** Bits by which the evidence must beat the cost of naming a quotient. */
const MARGIN = 8;
const MOST_TRIED = 6;
/** Crossing lines on which quotients are looked for; they are judged on all. */
const SAMPLE = 24;
/** Pairs looked at in all, at most: keeps the cost linear in cells. */
const BUDGET = 1e8;
/** As a number, or per cent. */
const FACTORS = [1, 100];
/** A quotient is no whole number: what the search lets pass by a hair, the kernel judges in exact decimals. */
const HAIR = 1 + 1e-9;

type Kind = "ratio" | "growth";

const reachOf = ({ lines, across }: View): number =>
  Math.max(3, Math.min(lines, Math.floor(Math.sqrt(BUDGET / (lines * Math.min(across, SAMPLE))) / 2)));

/** What the rounding of the two figures may add to that of the quotient, in the common unit. */
const carried = (quotient: number, top: number, topUnit: number, bottom: number, bottomUnit: number): number =>
  0.5 * Math.abs(quotient) * (topUnit / Math.abs(top) + bottomUnit / Math.abs(bottom));

const codeOf = (kind: Kind, factor: number): number => (kind === "ratio" ? 0 : 2) + (factor === 1 ? 0 : 1);

function attempt(view: View, kind: Kind, factor: number, total: number, top: number, bottom: number, surprise: Float64Array): Trial {
  const { lines, across, value, unit, grain } = view;
  const one = 10 ** view.scale * factor;
  const trial = newTrial(across);
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
    trial.bits[a] = over === under || over === 0 ? 0 : worth(goal, window, surprise[a]!, 2);
  }
  discount(view, total, trial, () => Number.NaN);
  return trial;
}

/** Votes for every quotient of two lines nearby that gives the total on one crossing line. */
function scan(view: View, total: number, a: number, low: number, high: number, votes: Map<number, number>, most: number): void {
  const { lines, value, unit, grain } = view;
  const base = a * lines;
  const goal = value[base + total]!;
  const half = (Math.max(unit[base + total]!, grain[base + total]!) / 2) * HAIR;
  const one = 10 ** view.scale;
  for (let bottom = low; bottom <= high; bottom += 1) {
    const under = value[base + bottom]!;
    if (bottom === total || Number.isNaN(under) || under === 0) continue;
    const relative = (0.5 * unit[base + bottom]!) / Math.abs(under);
    for (let top = low; top <= high; top += 1) {
      const over = value[base + top]!;
      if (top === bottom || top === total || Number.isNaN(over) || over === 0 || over === under) continue;
      const quotient = (one * over) / under;
      const loose = Math.abs(quotient) * (relative + (0.5 * unit[base + top]!) / Math.abs(over));
      for (const factor of FACTORS) {
        const room = half + factor * loose;
        const whole = factor * quotient;
        const isRatio = Math.abs(whole - goal) <= room;
        if (!isRatio && Math.abs(whole - factor * one - goal) > room) continue;
        const key = (codeOf(isRatio ? "ratio" : "growth", factor) * lines + top) * lines + bottom;
        votes.set(key, (votes.get(key) ?? 0) + (most * half) / room);
      }
    }
  }
}

/** The ratios and relative changes over the lines of a view: quotients of two lines near the one they explain. */
export function quotients(view: View): readonly Candidate[] {
  const reach = reachOf(view);
  const { lines, across, value, grain } = view;
  const candidates: Candidate[] = [];
  for (let total = 0; total < lines; total += 1) {
    const surprise = surprises(view, total);
    const low = Math.max(0, total - reach);
    const high = Math.min(lines - 1, total + reach);
    const votes = new Map<number, number>();
    for (const a of sample(across, SAMPLE)) {
      const goal = value[a * lines + total]!;
      if (Number.isNaN(goal) || goal === 0) continue;
      scan(view, total, a, low, high, votes, Math.min(surprise[a]!, Math.log2(Math.abs(goal) / grain[a * lines + total]! + 1)));
    }
    for (const [key] of [...votes].sort(([, a], [, b]) => b - a).slice(0, MOST_TRIED)) {
      const bottom = key % lines;
      const top = Math.floor(key / lines) % lines;
      const code = Math.floor(key / lines / lines);
      const kind = code < 2 ? "ratio" : "growth";
      const factor = code % 2 === 0 ? 1 : 100;
      const trial = attempt(view, kind, factor, total, top, bottom, surprise);
      const cost = 2 + Math.log2(Math.abs(top - total) + 1) + Math.log2(Math.abs(bottom - total) + 1) + Math.log2(lines);
      for (const { from, to, bits, holds, misses } of stretches(trial, MARGIN))
        candidates.push({
          kind,
          shape: "pair",
          total,
          factor,
          trial,
          from,
          to,
          holds,
          misses,
          net: bits - cost,
          parts: () => (kind === "ratio" ? [top, bottom] : [bottom, top]),
        });
    }
  }
  const accepted = nothingAccepted();
  accept(accepted, candidates, MARGIN);
  return accepted.all;
}
