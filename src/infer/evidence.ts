import type { View } from "./view.ts";

/** How a formula fared on one crossing line. `none`: nothing to judge there. */
export const NONE = 0;
export const EXACT = 1;
export const ROUNDED = 2;
export const MISS = 3;

/** Bits that a failing line takes away: about one line in fifty of true relations does not hold in print. */
const MISS_BITS = 6;
/** A stretch of lines ends where the evidence has fallen this far behind its best. */
const DROP = 20;

/** A formula tried on every crossing line: the state of each and its bits, misses negative. */
export interface Trial {
  readonly states: Uint8Array;
  readonly bits: Float64Array;
}

export const newTrial = (across: number): Trial => ({ states: new Uint8Array(across), bits: new Float64Array(across) });

/** The trial as it is now: the next formula is tried in the same memory. */
export const copyOf = ({ states, bits }: Trial): Trial => ({ states: states.slice(), bits: bits.slice() });

export function clear({ states, bits }: Trial): void {
  states.fill(NONE);
  bits.fill(0);
}

export function miss({ states, bits }: Trial, a: number): void {
  states[a] = MISS;
  bits[a] = -MISS_BITS;
}

/**
 * Takes back what was no surprise: where both the figure judged and a part of it follow from the line before in the same
 * way (the same again, or one more equal step), or the figure is in proportion to the part as it was before, a formula that
 * held there holds here too and proves little more. `key` gives a part of the formula on a crossing line, in the common
 * unit; for a part that stands elsewhere NaN, and only the figure itself is looked at. What a proportion leaves open (half a
 * unit of the figure, and of the part in proportion) is no surprise in a sum; a quotient is a proportion, and its last digit counts.
 */
function discount(view: View, total: number, { states, bits }: Trial, key: Key, isSum: boolean): void {
  let last = Number.NaN;
  let lastKey = Number.NaN;
  let step = Number.NaN;
  let keyStep = Number.NaN;
  for (let a = 0; a < view.across; a += 1) {
    if (states[a] !== EXACT && states[a] !== ROUNDED) continue;
    const figure = view.value[a * view.lines + total]!;
    const part = key(a);
    const room = isSum ? (view.unit[a * view.lines + total]! * (1 + Math.abs(last / lastKey))) / 2 : 0;
    const off = Math.min(
      known(apart(figure - last, part - lastKey)),
      known(apart(figure - (last + step), part - (lastKey + keyStep))),
      Math.max(0, known(Math.abs(figure - (last * part) / lastKey)) - room),
    );
    if (off < Number.POSITIVE_INFINITY && bits[a]! > 0)
      bits[a] = Math.min(bits[a]!, Math.log2(off / view.grain[a * view.lines + total]! + 1));
    step = figure - last;
    keyStep = part - lastKey;
    last = figure;
    lastKey = part;
  }
}

/** A part of a formula on a crossing line. */
export type Key = (a: number) => number;

/** How far the figure and its part are from what was guessed, whichever is further. */
const apart = (figure: number, part: number): number => Math.max(Math.abs(figure), Number.isNaN(part) ? 0 : Math.abs(part));
const known = (off: number): number => (Number.isNaN(off) ? Number.POSITIVE_INFINITY : off);

/** The most evidence that any stretch of crossing lines holds. */
function mostOf(bits: Float64Array): number {
  let sum = 0;
  let most = 0;
  for (let a = 0; a < bits.length; a += 1) {
    sum = Math.max(0, sum + bits[a]!);
    if (sum > most) most = sum;
  }
  return most;
}

/** A stretch of crossing lines, ends included, with the evidence in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly bits: number;
  readonly holds: number;
  readonly misses: number;
}

/** Lines that must hold before the one left between them and the edge of the table is taken to fail. */
const FEWEST_BESIDE = 4;

/** A single failing line between a stretch and the edge of the table belongs to the stretch: the order of rows is no evidence. */
function withEdge(states: Uint8Array, start: number, end: number, step: 1 | -1): number {
  let holds = 0;
  for (let a = Math.min(start, end); a <= Math.max(start, end); a += 1) if (states[a] === EXACT || states[a] === ROUNDED) holds += 1;
  let missed = end;
  for (let a = end + step; a >= 0 && a < states.length; a += step) {
    if (states[a] === NONE) continue;
    if (states[a] !== MISS || missed !== end) return end;
    missed = a;
  }
  return holds >= FEWEST_BESIDE ? missed : end;
}

/**
 * The stretches of crossing lines in which a formula gains enough evidence, what is no surprise by the given parts taken back.
 * The trial is left as it was judged.
 */
export function judged(view: View, total: number, trial: Trial, least: number, keys: readonly Key[], isSum = false): readonly Stretch[] {
  if (mostOf(trial.bits) < least - HAIR) return [];
  for (const key of keys) discount(view, total, trial, key, isSum);
  return stretches(trial, least);
}

/** Sums of the same bits from other starts differ by less. */
const HAIR = 1e-6;

/** The stretches of crossing lines in which a formula gains evidence, each cut to its best. Tables may be stacked, so one is not enough. */
function stretches({ states, bits }: Trial, least: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  let sum = 0;
  let best = 0;
  let bestAt = -1;
  const close = (): void => {
    if (best >= least) {
      // Noughts earn nothing but belong to the stretch they border on.
      while (bestAt + 1 < bits.length && states[bestAt + 1] !== MISS && bits[bestAt + 1]! >= 0) bestAt += 1;
      const free = found.at(-1)?.to ?? -1;
      while (start - 1 > free && states[start - 1] !== MISS && bits[start - 1]! >= 0) start -= 1;
      bestAt = withEdge(states, start, bestAt, 1);
      start = Math.max(free + 1, withEdge(states, bestAt, start, -1));
      let holds = 0;
      let misses = 0;
      for (let a = start; a <= bestAt; a += 1) {
        if (states[a] === MISS) misses += 1;
        else if (states[a] !== NONE) holds += 1;
      }
      found.push({ from: start, to: bestAt, bits: best, holds, misses });
    }
  };
  for (let a = 0; a < bits.length; a += 1) {
    sum += bits[a]!;
    if (sum <= 0) {
      // What follows owes nothing to what came before.
      if (best > 0) {
        close();
        a = bestAt;
      }
      start = a + 1;
      sum = 0;
      best = 0;
      bestAt = a;
    } else if (sum > best) {
      best = sum;
      bestAt = a;
    } else if (best - sum > DROP) {
      close();
      a = bestAt;
      start = a + 1;
      sum = 0;
      best = 0;
    }
  }
  if (best > 0) close();
  return found;
}
