import { spread } from "./hash.ts";

/** Bits that one line can earn at most: beyond five digits a coincidence is out of the question anyway. */
const MOST_BITS = 17;
/** What a line is worth where only one part is not nought: a copy says little about a sum. */
const COPY_SHARE = 0.05;

/** What each figure can prove, in bits, where a formula gives it to the last digit: nought and a blank nothing. */
export function proofs(value: Float64Array, grain: Float64Array): Float64Array {
  const bits = new Float64Array(value.length);
  for (let at = 0; at < value.length; at += 1)
    if (!Number.isNaN(value[at]!) && value[at] !== 0) bits[at] = Math.min(MOST_BITS, Math.log2(Math.abs(value[at]!) / grain[at]! + 1));
  return bits;
}

/**
 * The most that each figure can prove, in bits: one met before on its line proves no more than the surprise of
 * meeting it again, so that constants, noughts and small whole numbers earn little. Laid out as the figures are.
 */
export function surprises(lines: number, across: number, value: Float64Array): Float64Array {
  const bits = new Float64Array(value.length);
  let slots = 2;
  while (slots < 2 * across) slots *= 2;
  const figure = new Float64Array(slots);
  const count = new Int32Array(slots);
  const first = new Int32Array(slots);
  const slotOf = new Int32Array(across);
  for (let line = 0; line < lines; line += 1) {
    let figures = 0;
    count.fill(0);
    for (let a = 0; a < across; a += 1) {
      const each = value[a * lines + line]!;
      if (Number.isNaN(each)) continue;
      figures += 1;
      let slot = spread(each) & (slots - 1);
      while (count[slot] !== 0 && figure[slot] !== each) slot = (slot + 1) & (slots - 1);
      if (count[slot] === 0) {
        figure[slot] = each;
        first[slot] = a;
      }
      count[slot]! += 1;
      slotOf[a] = slot;
    }
    for (let a = 0; a < across; a += 1) {
      const each = value[a * lines + line]!;
      if (Number.isNaN(each) || each === 0) continue;
      const slot = slotOf[a]!;
      bits[a * lines + line] = first[slot] === a ? MOST_BITS : -Math.log2((count[slot]! - 1) / figures);
    }
  }
  return bits;
}

/**
 * Bits of a line that holds: `log2(plausible values ÷ values that would have passed)`. `size` is the figure judged,
 * `window` the width of what passes, both in the common unit.
 */
export const worth = (size: number, window: number): number => Math.min(MOST_BITS, Math.log2(Math.abs(size) / window + 1));

/** The bits of a formula on a line where so many parts count: a copy of the only one says little. */
export const ofParts = (bits: number, parts: number): number => (parts > 1 ? bits : bits * COPY_SHARE);
