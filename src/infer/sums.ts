import { grouped } from "../model/grouped.ts";
import { type Accepted, accept, nothingAccepted } from "./accept.ts";
import { type Active, activeOf, addUp, everyFigure } from "./active.ts";
import type { Candidate } from "./candidate.ts";
import { withoutImplied } from "./implied.ts";
import { pairCandidates, shiftedCandidates, strideCandidates } from "./lists.ts";
import { once, unlessSame } from "./once.ts";
import { hashFor, rangeCandidates } from "./ranges.ts";
import { inSubtotals } from "./roll-up.ts";
import { subsetCandidates } from "./subsets.ts";
import type { View } from "./view.ts";

/** Bits by which the evidence must beat the cost of naming a sum. */
const MARGIN = 10;
/** The same for a second explanation of one total. */
const SECOND = 2 * MARGIN;
/** Strong evidence goes first, whatever its shape. */
const LEVELS = [40, MARGIN];
/** Rounds in all; large tables get fewer, so that the cost stays linear in cells. */
const roundsFor = ({ lines, across }: View): number => (lines * across > 150_000 ? 6 : 24);

/**
 * The sums over the lines of a view, from the innermost out: a total takes in its parts, then the next level is looked
 * for among what is left. What lies beside its total goes first, then totals of totals, then what skips figures or
 * stands apart: a total that skips figures may only seem to, until those are taken in.
 */
export function sums(view: View): readonly Candidate[] {
  const accepted = nothingAccepted();
  const active = activeOf(view, everyFigure(view));
  const totals = provable(view);
  const unexplained = (): readonly number[] => totals.filter((total) => !isExplained(view, accepted, total));
  const lists = once(() => totals.flatMap((total) => [...strideCandidates(view, total, MARGIN), ...pairCandidates(view, total, MARGIN)]));
  const listsOf = once(() => grouped(lists(), ({ total }) => String(total)));
  /** A range that fails somewhere yields to a list of the same total that fails less and has more evidence. */
  const hasRival = ({ total, net, misses, from, to }: Candidate): boolean =>
    misses > 0 &&
    (listsOf().get(String(total)) ?? []).some((list) => list.net > net && list.misses < misses && list.from <= to && from <= list.to);
  const ranges = (among: Active, gaps: number): readonly Candidate[] => {
    const hash = hashFor(view, among);
    return unexplained().flatMap((total) => rangeCandidates(view, among, total, hash, MARGIN, gaps).filter((range) => !hasRival(range)));
  };
  const phases: readonly (() => readonly Candidate[])[] = [
    () => ranges(active, 0),
    () => (accepted.all.length > 1 ? ranges(onlyTotals(view, active, accepted), 1) : []),
    () => ranges(active, 1),
    () => shiftedCandidates(view, accepted.all, MARGIN),
    () => ranges(onlyItems(view, accepted), 1),
    lists,
    () => subsets(view, accepted, active, unexplained()),
    () => seconds(view, accepted, totals),
  ].map((candidates) => unlessSame(() => accepted.all.length, candidates));
  for (const least of LEVELS) {
    let phase = 0;
    for (let round = roundsFor(view); round > 0 && phase < phases.length; round -= 1) {
      const taken = accept(accepted, phases[phase]!(), least);
      consume(view, active, taken);
      if (taken.length === 0) phase += 1;
      else if (phase > 0 && phase < phases.length - 1) phase = 0;
    }
  }
  return withoutImplied(view, inSubtotals(accepted.all));
}

/** Sums of any open figures for totals that nothing else explains. */
function subsets(view: View, { byTotal }: Accepted, active: Active, totals: readonly number[]): readonly Candidate[] {
  return totals.flatMap((total) => {
    const claims = byTotal.get(total) ?? [];
    const isKnown = (a: number): boolean => claims.some(({ from, to }) => from <= a && a <= to);
    return subsetCandidates(view, active, total, isKnown, totals.length, MARGIN);
  });
}

/** Other ranges beside totals that are explained already, over all figures. */
function seconds(view: View, { byTotal }: Accepted, totals: readonly number[]): readonly Candidate[] {
  const all = activeOf(view, everyFigure(view));
  const hash = hashFor(view, all);
  return totals
    .filter((total) => byTotal.has(total))
    .flatMap((total) => rangeCandidates(view, all, total, hash, SECOND, 0).map((range) => ({ ...range, isSecond: true })));
}

/** The lines with a figure that can prove something. */
function provable({ lines, across, proof }: View): readonly number[] {
  const has = new Uint8Array(lines);
  for (let a = 0; a < across; a += 1) for (let line = 0; line < lines; line += 1) if (proof[a * lines + line]! > 0) has[line] = 1;
  return Array.from(has.keys()).filter((line) => has[line] === 1);
}

/** Whether a total is explained on every line that has a figure. */
function isExplained({ lines, across, value }: View, { byTotal }: Accepted, total: number): boolean {
  const claims = byTotal.get(total) ?? [];
  if (claims.length === 0) return false;
  const claimed = new Uint8Array(across);
  for (const { from, to } of claims) claimed.fill(1, from, to + 1);
  for (let a = 0; a < across; a += 1) if (claimed[a] === 0 && !Number.isNaN(value[a * lines + total]!)) return false;
  return true;
}

/** The open figures that are totals themselves. */
function onlyTotals(view: View, { open }: Active, { all }: Accepted): Active {
  const marked = new Uint8Array(open.length);
  for (const { total, from, to } of all) for (let a = from; a <= to; a += 1) marked[a * view.lines + total] = open[a * view.lines + total]!;
  return activeOf(view, marked);
}

/** Every figure that is no total, taken in or not: running totals share their parts. */
function onlyItems(view: View, { all }: Accepted): Active {
  const marked = everyFigure(view);
  for (const { total, from, to } of all) for (let a = from; a <= to; a += 1) marked[a * view.lines + total] = 0;
  return activeOf(view, marked);
}

/** Closes the parts of totals, so that the next level adds the totals and not their parts. */
function consume(view: View, active: Active, taken: readonly Candidate[]): void {
  const changed = new Uint8Array(view.across);
  for (const { total, parts, from, to, remainder } of taken)
    for (let a = from; a <= to; a += 1) {
      changed[a] = 1;
      const closed = remainder === undefined ? parts(a) : [total, ...parts(a)].filter((line) => line !== remainder);
      for (const line of closed) active.open[a * view.lines + line] = 0;
    }
  for (let a = 0; a < view.across; a += 1) if (changed[a] === 1) addUp(view, active, a);
}
