import type { View } from "./view.ts";

/** Bits that crossing lines gave to candidates, by the number of each, in the order in which they were first named. */
export type Votes = Map<number, number>;

export function vote(votes: Votes, candidate: number, bits: number): void {
  votes.set(candidate, (votes.get(candidate) ?? 0) + bits);
}

/** The candidates with most votes, at most so many; of equals the one named first goes first. */
export function favourites(votes: Votes, most: number): readonly number[] {
  const chosen: number[] = [];
  const bits: number[] = [];
  for (const [candidate, each] of votes) {
    if (chosen.length === most && each <= bits[most - 1]!) continue;
    let at = chosen.length === most ? most - 1 : chosen.length;
    for (; at > 0 && each > bits[at - 1]!; at -= 1) {
      chosen[at] = chosen[at - 1]!;
      bits[at] = bits[at - 1]!;
    }
    chosen[at] = candidate;
    bits[at] = each;
  }
  return chosen;
}

/** The number of a range, whichever of its ends is named first: `low × lines + high`. */
export const rangeOf = ({ lines }: View, one: number, other: number): number => Math.min(one, other) * lines + Math.max(one, other);
