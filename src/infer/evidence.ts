import type { View } from "./view.ts";

/** How a formula fared on one crossing line. `none`: nothing to judge there. */
export const NONE = 0;
export const EXACT = 1;
export const ROUNDED = 2;
export const MISS = 3;

/** Bits that one line can earn at most: beyond five digits a coincidence is out of the question anyway. */
const MOST_BITS = 17;
/** Bits that a failing line takes away: about one line in fifty of true relations does not hold in print. */
const MISS_BITS = 6;
/** What a line is worth where only one part is not nought: a copy says little about a sum. */
const COPY_SHARE = 0.05;
/** A stretch of lines ends where the evidence has fallen this far behind its best. */
const DROP = 20;

/**
 * The most that each figure of a line can prove, in bits: a figure met before proves no more than the surprise of
 * meeting it again, so that constants, noughts and small whole numbers earn little.
 */
export function surprises(view: View, line: number): Float64Array {
  const counts = new Map<number, number>();
  let figures = 0;
  for (let a = 0; a < view.across; a += 1) {
    const value = view.value[a * view.lines + line]!;
    if (Number.isNaN(value)) continue;
    figures += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const seen = new Set<number>();
  const bits = new Float64Array(view.across);
  for (let a = 0; a < view.across; a += 1) {
    const value = view.value[a * view.lines + line]!;
    if (Number.isNaN(value) || value === 0) continue;
    bits[a] = seen.has(value) ? -Math.log2((counts.get(value)! - 1) / figures) : MOST_BITS;
    seen.add(value);
  }
  return bits;
}

/** The same where only nought proves nothing: of a sum the parts vary too, so that a total of always 100 is no coincidence. */
export function sizes({ lines, across, value }: View, line: number): Float64Array {
  const bits = new Float64Array(across);
  for (let a = 0; a < across; a += 1) {
    const figure = value[a * lines + line]!;
    if (!Number.isNaN(figure) && figure !== 0) bits[a] = MOST_BITS;
  }
  return bits;
}

/**
 * Bits of a line that holds: `log2(plausible values ÷ values that would have passed)`. `size` is the figure judged,
 * `window` the width of what passes, both in the common unit.
 */
export function worth(size: number, window: number, surprise: number, parts: number): number {
  const bits = Math.min(MOST_BITS, surprise, Math.log2(Math.abs(size) / window + 1));
  return parts > 1 ? bits : bits * COPY_SHARE;
}

/** A formula tried on every crossing line: the state of each and its bits, misses negative. */
export interface Trial {
  readonly states: Uint8Array;
  readonly bits: Float64Array;
}

export const newTrial = (across: number): Trial => ({ states: new Uint8Array(across), bits: new Float64Array(across) });

export function miss({ states, bits }: Trial, a: number): void {
  states[a] = MISS;
  bits[a] = -MISS_BITS;
}

/**
 * Takes back what was no surprise: where both the figure judged and a part of it follow from the line before in the same
 * way (the same again, or one more equal step), or the figure is in proportion to the part as it was before, a formula that
 * held there holds here too and proves little more. `key` gives a part of the formula on a crossing line, in the common
 * unit; for a part that stands elsewhere NaN, and only the figure itself is looked at.
 */
export function discount(view: View, total: number, { states, bits }: Trial, key: (a: number) => number): void {
  if (mostOf(bits) < LEAST) return;
  let last = Number.NaN;
  let lastKey = Number.NaN;
  let step = Number.NaN;
  let keyStep = Number.NaN;
  for (let a = 0; a < view.across; a += 1) {
    if (states[a] !== EXACT && states[a] !== ROUNDED) continue;
    const figure = view.value[a * view.lines + total]!;
    const part = key(a);
    const apart = (guess: number, partGuess: number): number => {
      const other = Math.abs(part - partGuess);
      return Math.max(Math.abs(figure - guess), Number.isNaN(other) ? 0 : other);
    };
    const off = [apart(last, lastKey), apart(last + step, lastKey + keyStep), Math.abs(figure - (last * part) / lastKey)].filter(
      Number.isFinite,
    );
    if (off.length > 0 && bits[a]! > 0) bits[a] = Math.min(bits[a]!, Math.log2(Math.min(...off) / view.grain[a * view.lines + total]! + 1));
    step = figure - last;
    keyStep = part - lastKey;
    last = figure;
    lastKey = part;
  }
}

/** No kind of formula is accepted on less, whatever its heading says. */
const LEAST = 4;

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

/** The stretches of crossing lines in which a formula gains evidence, each cut to its best. Tables may be stacked, so one is not enough. */
export function stretches({ states, bits }: Trial, least: number): readonly Stretch[] {
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
