/** Where a running sum occurs on a crossing line, nearest first to a place. Built once, in one piece of memory for all crossing lines. */
export interface SumHash {
  /** The last position at or before `limit` whose running sum is `sum`; −1 where there is none. */
  readonly before: (a: number, sum: number, limit: number) => number;
  /** The first position at or after `limit` whose running sum is `sum`; −1 where there is none. */
  readonly after: (a: number, sum: number, limit: number) => number;
}

const LONGEST_CHAIN = 32;

/** Mixes both halves of a whole number below 2^53. */
export function spread(whole: number): number {
  const high = Math.floor(whole / 4294967296);
  const mixed = Math.imul((whole - high * 4294967296) | 0, 0x9e3779b1) ^ Math.imul(high | 0, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Hashes the running sums of every crossing line (`lines + 1` entries each). Time and memory linear in cells. */
export function hashOf(lines: number, across: number, sums: Float64Array): SumHash {
  const entries = lines + 1;
  let slots = 1;
  while (slots < entries) slots *= 2;
  const head = new Int32Array(slots * across).fill(-1);
  const next = new Int32Array(entries * across);
  // From the end, so that each chain goes forward.
  for (let a = 0; a < across; a += 1)
    for (let position = entries - 1; position >= 0; position -= 1) {
      const slot = a * slots + (spread(sums[a * entries + position]!) & (slots - 1));
      next[a * entries + position] = head[slot]!;
      head[slot] = position;
    }
  return {
    before: (a, sum, limit) => {
      let found = -1;
      let position = head[a * slots + (spread(sum) & (slots - 1))]!;
      for (let steps = 0; position >= 0 && position <= limit && steps < LONGEST_CHAIN; steps += 1) {
        if (sums[a * entries + position] === sum) found = position;
        position = next[a * entries + position]!;
      }
      return found;
    },
    after: (a, sum, limit) => {
      let position = head[a * slots + (spread(sum) & (slots - 1))]!;
      for (let steps = 0; position >= 0 && steps < LONGEST_CHAIN; steps += 1) {
        if (position >= limit && sums[a * entries + position] === sum) return position;
        position = next[a * entries + position]!;
      }
      return -1;
    },
  };
}
