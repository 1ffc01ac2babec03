import { accept, nothingAccepted } from "./accept.ts";
import { addUp, newActive } from "./active.ts";
import { surprises } from "./evidence.ts";
import { pairCandidates, strideCandidates } from "./lists.ts";
import { hashFor, rangeCandidates } from "./ranges.ts";
import type { Candidate } from "./relation.ts";
import type { View } from "./view.ts";

/** Bits by which the evidence must beat the cost of naming a sum. */
const MARGIN = 5;
/** Totals of totals of totals …: each pass goes one level up. */
const MOST_LEVELS = 6;

/**
 * The sums over the lines of a view, from the innermost out: a total takes in its parts, then the next level is looked
 * for among what is left. Sums of every n-th line and of two figures apart come last, for what is not yet explained.
 */
export function sums(view: View): readonly Candidate[] {
  const accepted = nothingAccepted();
  const active = newActive(view);
  const surprise = Array.from({ length: view.lines }, (_, line) => surprises(view, line));
  const isJudged = (line: number): boolean => surprise[line]!.some((bits) => bits > 0);
  const totals = surprise.flatMap((_, line) => (isJudged(line) ? [line] : []));
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const hash = hashFor(view, active);
    const candidates = totals.flatMap((total) => [
      ...rangeCandidates(view, active, total, surprise[total]!, hash, MARGIN),
      ...(level === 0 ? strideCandidates(view, total, surprise[total]!, MARGIN) : []),
    ]);
    const taken = accept(accepted, candidates, MARGIN);
    if (taken.length === 0) break;
    for (const each of taken) consume(view, active, each);
  }
  accept(
    accepted,
    totals.flatMap((total) => pairCandidates(view, total, surprise[total]!, MARGIN)),
    MARGIN,
  );
  return accepted.all;
}

/** Closes the parts of a total, so that the next level adds the total and not its parts. */
function consume(view: View, active: ReturnType<typeof newActive>, { parts, from, to }: Candidate): void {
  for (let a = from; a <= to; a += 1) {
    for (const line of parts(a)) active.open[a * view.lines + line] = 0;
    addUp(view, active, a);
  }
}
