import type { Active } from "./active.ts";
import type { Candidate } from "./candidate.ts";
import { discount, EXACT, MISS, miss, newTrial, ROUNDED, type Stretch, stretches, type Trial, worth } from "./evidence.ts";
import { hashOf, type SumHash } from "./hash.ts";
import { sample, type View } from "./view.ts";

/** Figures looked at one by one on each side of a total; longer ranges are found by the hash of running sums. */
const WINDOW = 48;
/** Crossing lines on which ranges are looked for; they are judged on all. */
const SAMPLE = 2000;
/** Ranges of one total that are tried on every line. */
const MOST_TRIED = 8;

/** How far a sum of `n` printed figures may be off: three standard deviations of the rounding of its figures and its own. */
export const slackOf = (n: number, unit: number): number => Math.floor(3 * unit * Math.sqrt((n + 1) / 12));

/** How far it may be off at the very most: every figure by half a unit. */
export const mostOff = (n: number, unit: number): number => ((n + 1) * unit) / 2;

const SLACKS = Array.from({ length: 4096 }, (_, n) => slackOf(n, 1));
const slack = (n: number, unit: number): number => (unit === 1 ? (SLACKS[n] ?? slackOf(n, 1)) : slackOf(n, unit));

/** The slack of the longest range that is walked. */
const MOST_SLACK = slackOf(WINDOW, 1);

interface Votes {
  readonly lines: number;
  readonly byRange: Map<number, number>;
}

const vote = ({ byRange, lines }: Votes, low: number, high: number, bits: number): void => {
  const key = low * lines + high;
  byRange.set(key, (byRange.get(key) ?? 0) + bits);
};

/** Walks outwards from a total on one crossing line and votes for every range that gives it; true where longer ones may. */
function scan(view: View, active: Active, total: number, a: number, step: 1 | -1, votes: Votes, most: number, gaps: number): boolean {
  const { lines, value, unit } = view;
  const base = a * lines;
  const signed = view.signed[a] === 1;
  const goal = value[base + total]!;
  const skipped = [0, 0, 0];
  const near = [total + step, 0, 0];
  const seenBefore = [0, 0, 0];
  let kept = 0;
  let running = 0;
  let seen = 0;
  let coarsest = unit[base + total]!;
  let looked = 0;
  for (let line = total + step; line >= 0 && line < lines && looked < WINDOW; line += step) {
    if (active.open[base + line] === 0) continue;
    looked += 1;
    const figure = value[base + line]!;
    if (figure === 0) continue;
    running += figure;
    seen += 1;
    if (unit[base + line]! > coarsest) coarsest = unit[base + line]!;
    for (let gap = 0; gap <= kept; gap += 1) {
      const off = Math.abs(running - skipped[gap]! - goal);
      if (off > MOST_SLACK * coarsest) continue;
      const count = seen - seenBefore[gap]!;
      if (count < 1 || off > slack(count, coarsest)) continue;
      const bits = (off === 0 ? 1 : 0.5) * (count > 1 ? 1 : COPY_VOTE) * most;
      const far = extended(active, view, a, line, step);
      vote(votes, Math.min(near[gap]!, line), Math.max(near[gap]!, line), bits);
      if (far !== line) vote(votes, Math.min(near[gap]!, far), Math.max(near[gap]!, far), bits);
    }
    // Without negative figures a sum that has passed the total never comes back.
    if (kept === gaps && !signed && running - skipped[kept]! > goal + MOST_SLACK * coarsest) return false;
    if (kept < gaps) {
      kept += 1;
      skipped[kept] = running;
      near[kept] = line + step;
      seenBefore[kept] = seen;
    }
  }
  return looked === WINDOW;
}

const COPY_VOTE = 0.2;

/** The line furthest out that a range may reach without taking in another figure that is not nought. */
function extended(active: Active, { lines, value }: View, a: number, line: number, step: 1 | -1): number {
  let far = line;
  for (let next = line + step; next >= 0 && next < lines; next += step) {
    const at = a * lines + next;
    if (active.open[at] === 1) {
      if (value[at] !== 0) break;
      far = next;
    }
  }
  return far;
}

/** Ranges beyond the window that give the total to the last digit, by the hash of running sums. */
function lookUp(view: View, active: Active, hash: SumHash, total: number, a: number, votes: Votes, most: number, gaps: number): void {
  const { lines, value } = view;
  const goal = value[a * lines + total]!;
  const row = a * (lines + 1);
  let above = total;
  let below = total;
  for (let gap = 0; gap <= gaps; gap += 1) {
    const far = hash.before(a, active.before[row + above]! - goal, total - WINDOW);
    if (far >= 0) vote(votes, far, above - 1, most);
    const past = hash.after(a, active.before[row + below + 1]! + goal, total + 1 + WINDOW);
    if (past >= 0) vote(votes, below + 1, past - 1, most);
    do above -= 1;
    while (above > 0 && active.open[a * lines + above] === 0);
    do below += 1;
    while (below < lines - 1 && active.open[a * lines + below] === 0);
  }
}

/** Tries `total = sum of the open figures from low to high` on every crossing line. */
function attempt(view: View, active: Active, total: number, low: number, high: number, surprise: Float64Array): Trial {
  const { lines, across, value, unit } = view;
  const trial = newTrial(across);
  for (let a = 0; a < across; a += 1) {
    const goal = value[a * lines + total]!;
    if (Number.isNaN(goal)) continue;
    const row = a * (lines + 1);
    const parts = active.counted[row + high + 1]! - active.counted[row + low]!;
    if (parts === 0) {
      if (goal !== 0) trial.bits[a] = -1;
      else trial.states[a] = EXACT;
      continue;
    }
    const off = Math.abs(goal - active.before[row + high + 1]! + active.before[row + low]!);
    if (off === 0) {
      trial.states[a] = EXACT;
      trial.bits[a] = goal === 0 ? 1 : worth(goal, view.grain[a * lines + total]!, surprise[a]!, parts);
      continue;
    }
    let coarsest = unit[a * lines + total]!;
    if (high - low < 200) for (let line = low; line <= high; line += 1) coarsest = Math.max(coarsest, unit[a * lines + line]!);
    const allowed = slack(parts, coarsest);
    if (off <= allowed) {
      trial.states[a] = ROUNDED;
      trial.bits[a] = worth(goal, 2 * allowed + Math.max(coarsest, view.grain[a * lines + total]!), surprise[a]!, parts);
    } else if (off <= mostOff(parts, coarsest)) trial.states[a] = ROUNDED;
    else miss(trial, a);
  }
  discount(view, total, trial, (a) => nearest(view, active, a, low, high, total));
  return trial;
}

/** The part nearest to the total that is not nought. */
function nearest({ lines, value }: View, active: Active, a: number, low: number, high: number, total: number): number {
  const step = high < total ? -1 : 1;
  for (let line = step < 0 ? high : low; line >= low && line <= high; line += step)
    if (active.open[a * lines + line] === 1 && value[a * lines + line] !== 0) return value[a * lines + line]!;
  return Number.NaN;
}

/** What it costs to say which range is meant: its side, how many far ends were possible, how many figures it skips. */
function naming(view: View, active: Active, total: number, low: number, high: number, a: number): number {
  const { lines } = view;
  const row = a * lines;
  const step = high < total ? -1 : 1;
  const near = step < 0 ? high : low;
  const far = step < 0 ? low : high;
  let skipped = 0;
  for (let line = total + step; line !== near; line += step) if (active.open[row + line] === 1) skipped += 1;
  let beyond = 0;
  for (let line = far + step; line >= 0 && line < lines && beyond < 64; line += step) if (active.open[row + line] === 1) beyond += 1;
  const anywhere = 2 + 0.5 * Math.log2(high - low + 1 + beyond);
  return 1 + (beyond === 0 ? 1 : Math.min(anywhere, atBoundary(view, low, high, far + step))) + 2.5 * skipped;
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
 * `gaps`: figures that may stand between a total and its nearest part, at most two.
 */
export function rangeCandidates(
  view: View,
  active: Active,
  total: number,
  surprise: Float64Array,
  hash: SumHash | undefined,
  least: number,
  gaps: number,
): readonly Candidate[] {
  const { lines, across } = view;
  const votes: Votes = { lines, byRange: new Map() };
  for (const a of sample(across, SAMPLE)) {
    const goal = view.value[a * lines + total]!;
    if (Number.isNaN(goal) || goal === 0) continue;
    const most = Math.min(surprise[a]!, Math.log2(Math.abs(goal) / view.grain[a * lines + total]! + 1));
    const further = scan(view, active, total, a, -1, votes, most, gaps);
    const past = scan(view, active, total, a, 1, votes, most, gaps);
    if (hash && (further || past)) lookUp(view, active, hash, total, a, votes, most, gaps);
  }
  const said = view.said(total, "sum");
  const ranked = [...votes.byRange].sort(([, a], [, b]) => b - a).slice(0, MOST_TRIED);
  return ranked.flatMap(([key]): readonly Candidate[] => {
    const low = Math.floor(key / lines);
    const high = key % lines;
    if (low === high) return [];
    const trial = attempt(view, active, total, low, high, surprise);
    return stretches(trial, least - said).map((stretch) => ({
      kind: "sum" as const,
      shape: "range" as const,
      total,
      factor: 1,
      trial,
      from: stretch.from,
      to: stretch.to,
      holds: stretch.holds,
      misses: stretch.misses,
      said,
      net: said + stretch.bits - naming(view, active, total, low, high, firstOf(trial, stretch.from)) - choice(view, total, stretch),
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

function openBetween({ lines }: View, active: Active, a: number, low: number, high: number): readonly number[] {
  const parts: number[] = [];
  for (let line = low; line <= high; line += 1) if (active.open[a * lines + line] === 1) parts.push(line);
  return parts;
}

/** The hash is worth building only where lines are too many to walk. */
export const hashFor = (view: View, active: Active): SumHash | undefined =>
  view.lines > WINDOW ? hashOf(view.lines, view.across, active.before) : undefined;
