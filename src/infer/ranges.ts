import { type Active, openBetween } from "./active.ts";
import { ofParts, worth } from "./bits.ts";
import type { Candidate } from "./candidate.ts";
import { clear, copyOf, EXACT, judged, MISS, miss, newTrial, ROUNDED, type Stretch, type Trial } from "./evidence.ts";
import { hashOf, type SumHash } from "./hash.ts";
import { once } from "./once.ts";
import { sampled, sampleSize, type View } from "./view.ts";
import { favourites, rangeOf, type Votes, vote } from "./votes.ts";

/** Figures looked at one by one on each side of a total; longer ranges are found by the hash of running sums. */
const WINDOW = 48;
/** Crossing lines on which ranges are looked for; they are judged on all. */
const SAMPLE = 2000;
/** Ranges of one total that are tried on every line. */
const MOST_TRIED = 8;

const deviations = (n: number, unit: number): number => Math.floor(3 * unit * Math.sqrt((n + 1) / 12));
const SLACKS = Array.from({ length: 4096 }, (_, n) => deviations(n, 1));

/** How far a sum of `n` printed figures may be off: three standard deviations of the rounding of its figures and its own. */
export const slackOf = (n: number, unit: number): number => (unit === 1 ? (SLACKS[n] ?? deviations(n, 1)) : deviations(n, unit));

/** How far it may be off at the very most: every figure by half a unit. */
export const mostOff = (n: number, unit: number): number => ((n + 1) * unit) / 2;

/** The slack of the longest range that is walked. */
const MOST_SLACK = slackOf(WINDOW, 1);

/** Where the ranges of a walk begin: at which line, after which sum and so many figures. */
interface Starts {
  readonly near: number[];
  readonly skipped: number[];
  readonly seen: number[];
}

/** Walks outwards from a total on one crossing line and votes for every range that gives it; true where longer ones may. */
function scan(
  view: View,
  active: Active,
  total: number,
  a: number,
  step: 1 | -1,
  votes: Votes,
  gaps: number,
  { near, skipped, seen }: Starts,
): boolean {
  const { lines, value, unit } = view;
  const { order, figures, open } = active;
  const base = a * lines;
  const row = a * (lines + 1);
  const signed = view.signed[a] === 1;
  const goal = value[base + total]!;
  const most = view.proof[base + total]!;
  near[0] = total + step;
  let kept = 0;
  let running = 0;
  let counted = 0;
  let coarsest = unit[base + total]!;
  let looked = 0;
  const all = figures[row + lines]!;
  for (let at = besideOf(figures[row + total]!, open[base + total]!, step); at >= 0 && at < all && looked < WINDOW; at += step) {
    const line = order[base + at]!;
    looked += 1;
    const figure = value[base + line]!;
    if (figure === 0) continue;
    running += figure;
    counted += 1;
    if (unit[base + line]! > coarsest) coarsest = unit[base + line]!;
    const furthest = MOST_SLACK * coarsest;
    for (let gap = 0; gap <= kept; gap += 1) {
      const off = Math.abs(running - skipped[gap]! - goal);
      if (off > furthest) continue;
      const count = counted - seen[gap]!;
      if (count < 1 || off > slackOf(count, coarsest)) continue;
      const bits = (off === 0 ? 1 : 0.5) * (count > 1 ? 1 : COPY_VOTE) * most;
      const far = extended(active, view, a, at, step);
      vote(votes, rangeOf(view, near[gap]!, line), bits);
      if (far !== line) vote(votes, rangeOf(view, near[gap]!, far), bits);
    }
    // Without negative figures a sum that has passed the total never comes back.
    if (kept === gaps && !signed && running - skipped[kept]! > goal + furthest) return false;
    if (kept < gaps) {
      kept += 1;
      skipped[kept] = running;
      near[kept] = line + step;
      seen[kept] = counted;
    }
  }
  return looked === WINDOW;
}

const COPY_VOTE = 0.2;

/** Where the open figure next to a line stands in their order: `rank` are before the line, `own` tells whether it is open itself. */
const besideOf = (rank: number, own: number, step: 1 | -1): number => (step < 0 ? rank - 1 : rank + own);

/** The line furthest out that a range may reach without taking in another figure that is not nought. */
function extended({ order, figures }: Active, { lines, value }: View, a: number, from: number, step: 1 | -1): number {
  const base = a * lines;
  const all = figures[a * (lines + 1) + lines]!;
  let far = order[base + from]!;
  for (let at = from + step; at >= 0 && at < all && value[base + order[base + at]!] === 0; at += step) far = order[base + at]!;
  return far;
}

/** Ranges beyond the window that give the total to the last digit, by the hash of running sums. */
function lookUp(view: View, active: Active, hash: SumHash, total: number, a: number, votes: Votes, gaps: number): void {
  const { lines, value } = view;
  const { order, figures, open, before } = active;
  const base = a * lines;
  const row = a * (lines + 1);
  const goal = value[base + total]!;
  const most = view.proof[base + total]!;
  const all = figures[row + lines]!;
  let above = total;
  let below = total;
  let previous = besideOf(figures[row + total]!, open[base + total]!, -1);
  let next = besideOf(figures[row + total]!, open[base + total]!, 1);
  for (let gap = 0; gap <= gaps; gap += 1) {
    const far = hash.before(a, before[row + above]! - goal, total - WINDOW);
    if (far >= 0) vote(votes, far * lines + above - 1, most);
    const past = hash.after(a, before[row + below + 1]! + goal, total + 1 + WINDOW);
    if (past >= 0) vote(votes, (below + 1) * lines + past - 1, most);
    above = previous >= 0 ? order[base + previous]! : 0;
    below = next < all ? order[base + next]! : lines - 1;
    previous -= 1;
    next += 1;
  }
}

/** Tries `total = sum of the open figures from low to high` on every crossing line. */
function attempt(view: View, active: Active, total: number, low: number, high: number, trial: Trial): void {
  const { lines, across, value, unit, grain, proof } = view;
  const { before, counted } = active;
  clear(trial);
  for (let a = 0; a < across; a += 1) {
    const own = a * lines + total;
    const goal = value[own]!;
    if (Number.isNaN(goal)) continue;
    const row = a * (lines + 1);
    const parts = counted[row + high + 1]! - counted[row + low]!;
    if (parts === 0) {
      if (goal !== 0) trial.bits[a] = -1;
      else trial.states[a] = EXACT;
      continue;
    }
    const off = Math.abs(goal - before[row + high + 1]! + before[row + low]!);
    if (off === 0) {
      trial.states[a] = EXACT;
      trial.bits[a] = goal === 0 ? 1 : ofParts(proof[own]!, parts);
      continue;
    }
    const furthest = view.coarsest[a]!;
    if (off > slackOf(parts, furthest) && off > mostOff(parts, furthest)) {
      miss(trial, a);
      continue;
    }
    let coarsest = unit[own]!;
    if (high - low < 200) for (let line = low; line <= high; line += 1) coarsest = Math.max(coarsest, unit[a * lines + line]!);
    const allowed = slackOf(parts, coarsest);
    if (off <= allowed) {
      trial.states[a] = ROUNDED;
      trial.bits[a] = ofParts(worth(goal, 2 * allowed + Math.max(coarsest, grain[own]!)), parts);
    } else if (off <= mostOff(parts, coarsest)) trial.states[a] = ROUNDED;
    else miss(trial, a);
  }
}

/** The part nearest to the total that is not nought. */
function nearest({ lines, value }: View, { order, figures }: Active, a: number, low: number, high: number, total: number): number {
  const base = a * lines;
  const row = a * (lines + 1);
  const first = figures[row + low]!;
  const end = figures[row + high + 1]!;
  const step = high < total ? -1 : 1;
  for (let at = step < 0 ? end - 1 : first; at >= first && at < end; at += step) {
    const figure = value[base + order[base + at]!]!;
    if (figure !== 0) return figure;
  }
  return Number.NaN;
}

/** What it costs to say which range is meant: its side, how many far ends were possible, how many figures it skips. */
function naming(view: View, { figures }: Active, total: number, low: number, high: number, a: number): number {
  const { lines } = view;
  const row = a * (lines + 1);
  const isAbove = high < total;
  const skipped = isAbove ? figures[row + total]! - figures[row + high + 1]! : figures[row + low]! - figures[row + total + 1]!;
  const beyond = Math.min(64, isAbove ? figures[row + low]! : figures[row + lines]! - figures[row + high + 1]!);
  const anywhere = 2 + 0.5 * Math.log2(high - low + 1 + beyond);
  return 1 + (beyond === 0 ? 1 : Math.min(anywhere, atBoundary(view, low, high, isAbove ? low - 1 : high + 1))) + 2.5 * skipped;
}

/** A range that ends at a line without figures (a heading, a blank row) is named by how many such it has passed. */
function atBoundary({ hollow }: View, low: number, high: number, next: number): number {
  if (hollow[next] === 0) return Number.POSITIVE_INFINITY;
  let passed = 0;
  for (let line = low; line <= high; line += 1) if (hollow[line] === 1) passed += 1;
  return BOUNDARY_COST + 2 * Math.log2(passed + 1);
}

const BOUNDARY_COST = 1;

/**
 * Every contiguous range of open figures (blanks and figures already taken in are passed over) that gives a total somewhere.
 * `gaps`: figures that may stand between a total and its nearest part.
 */
export function rangeCandidates(
  view: View,
  active: Active,
  total: number,
  hash: () => SumHash,
  least: number,
  gaps: number,
): readonly Candidate[] {
  const { lines, across, value } = view;
  const votes: Votes = new Map();
  const starts: Starts = { near: [0], skipped: [0], seen: [0] };
  const size = sampleSize(view, SAMPLE);
  for (let index = 0; index < size; index += 1) {
    const a = sampled(view, index, size);
    const goal = value[a * lines + total]!;
    if (Number.isNaN(goal) || goal === 0) continue;
    const further = scan(view, active, total, a, -1, votes, gaps, starts);
    const past = scan(view, active, total, a, 1, votes, gaps, starts);
    if (further || past) lookUp(view, active, hash(), total, a, votes, gaps);
  }
  if (votes.size === 0) return [];
  const said = view.said(total, "sum");
  const trial = newTrial(across);
  return favourites(votes, MOST_TRIED).flatMap((range): readonly Candidate[] => {
    const low = Math.floor(range / lines);
    const high = range % lines;
    if (low === high) return [];
    attempt(view, active, total, low, high, trial);
    const found = judged(view, total, trial, least - said, [(a) => nearest(view, active, a, low, high, total)], true);
    if (found.length === 0) return [];
    const kept = copyOf(trial);
    return found.map((stretch) => ({
      kind: "sum" as const,
      shape: "range" as const,
      total,
      factor: 1,
      trial: kept,
      from: stretch.from,
      to: stretch.to,
      holds: stretch.holds,
      misses: stretch.misses,
      said,
      net: said + stretch.bits - naming(view, active, total, low, high, firstOf(kept, stretch.from)) - choice(view, total, stretch),
      parts: (a) => openBetween(view, active, a, low, high),
    }));
  });
}

/** Bits it costs to say on which crossing lines a formula holds: none where it is all that have the figure. */
export function choice({ lines, across, value }: View, total: number, { holds, misses }: Stretch): number {
  let figures = 0;
  for (let a = 0; a < across; a += 1) if (!Number.isNaN(value[a * lines + total]!)) figures += 1;
  return holds + misses >= figures ? 0 : 0.5 * Math.log2(figures) + 1;
}

const firstOf = ({ states }: Trial, from: number): number => {
  let a = from;
  while (a < states.length - 1 && (states[a] === 0 || states[a] === MISS)) a += 1;
  return a;
};

/** Built when first asked for: only lines that are too many to walk are. */
export const hashFor = ({ lines, across }: View, { before }: Active): (() => SumHash) => once(() => hashOf(lines, across, before));
