import { EXACT, ROUNDED, type Trial } from "./evidence.ts";
import type { InferredKind } from "./kind.ts";
import type { Shape } from "./relation.ts";

/** A formula that may be accepted: what it is, how it fared, what it costs to name. */
export interface Candidate {
  readonly kind: InferredKind;
  readonly shape: Shape;
  readonly total: number;
  readonly parts: (across: number) => readonly number[];
  readonly factor: number;
  readonly trial: Trial;
  readonly from: number;
  readonly to: number;
  readonly holds: number;
  readonly misses: number;
  /** Bits of evidence and of the heading, less the cost of naming. */
  readonly net: number;
  /** The bits of the heading among them. */
  readonly said: number;
  /** Where a sum of two was taken as a difference: the part that it explains. */
  readonly remainder?: number;
  /** May be accepted besides another explanation of the same total. */
  readonly isSecond?: true;
}

/** Whether a formula holds on a crossing line. */
export const holdsOn = ({ trial }: Candidate, a: number): boolean => trial.states[a] === EXACT || trial.states[a] === ROUNDED;

/** Crossing lines looked at for the parts of a formula. */
const MOST_LINES = 200;

/** Every line that is a part somewhere, in order: on a crossing line some may be blank. */
export function fullParts(candidate: Candidate): readonly number[] {
  const all = new Set<number>();
  const { from, to } = candidate;
  const step = Math.max(1, Math.floor((to - from + 1) / MOST_LINES));
  for (let a = from; a <= to; a += step) if (holdsOn(candidate, a)) for (const part of candidate.parts(a)) all.add(part);
  return [...all].sort((one, other) => one - other);
}
