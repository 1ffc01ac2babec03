import { grouped } from "../model/grouped.ts";
import { type Accepted, accept, nothingAccepted } from "./accept.ts";
import { type Active, addUp, newActive } from "./active.ts";
import type { Candidate } from "./candidate.ts";
import { sizes } from "./evidence.ts";
import { pairCandidates, shiftedCandidates, strideCandidates } from "./lists.ts";
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
  const active = newActive(view);
  const surprise = Array.from({ length: view.lines }, (_, line) => sizes(view, line));
  const totals = surprise.flatMap((bits, line) => (bits.some((each) => each > 0) ? [line] : []));
  const unexplained = (): readonly number[] => totals.filter((total) => !isExplained(view, accepted, total));
  const lists = once(() =>
    totals.flatMap((total) => [
      ...strideCandidates(view, total, surprise[total]!, MARGIN),
      ...pairCandidates(view, total, surprise[total]!, MARGIN),
    ]),
  );
  const listsOf = once(() => grouped(lists(), ({ total }) => String(total)));
  /** A range that fails somewhere yields to a list of the same total that fails less and has more evidence. */
  const hasRival = ({ total, net, misses, from, to }: Candidate): boolean =>
    misses > 0 &&
    (listsOf().get(String(total)) ?? []).some((list) => list.net > net && list.misses < misses && list.from <= to && from <= list.to);
  const ranges = (among: Active, gaps: number): readonly Candidate[] => {
    const hash = hashFor(view, among);
    return unexplained().flatMap((total) =>
      rangeCandidates(view, among, total, surprise[total]!, hash, MARGIN, gaps).filter((range) => !hasRival(range)),
    );
  };
  const phases: readonly (() => readonly Candidate[])[] = [
    () => ranges(active, 0),
    () => (accepted.all.length > 1 ? ranges(onlyTotals(view, active, accepted), 1) : []),
    () => ranges(active, 1),
    () => shiftedCandidates(view, accepted.all, (line) => surprise[line]!, MARGIN),
    () => ranges(onlyItems(view, accepted), 1),
    lists,
    () => subsets(view, accepted, active, unexplained(), surprise),
    () => seconds(view, accepted, totals, surprise),
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
  return inSubtotals(accepted.all);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is found changes only with what was taken in. */
function unlessSame<Value>(version: () => number, make: () => Value): () => Value {
  let made: { readonly at: number; readonly value: Value } | undefined;
  return () => {
    if (made?.at !== version()) made = { at: version(), value: make() };
    return made.value;
  };
}

/** Sums of any open figures for totals that nothing else explains. */
function subsets(
  view: View,
  { byTotal }: Accepted,
  active: Active,
  totals: readonly number[],
  surprise: readonly Float64Array[],
): readonly Candidate[] {
  return totals.flatMap((total) => {
    const claims = byTotal.get(total) ?? [];
    const isKnown = (a: number): boolean => claims.some(({ from, to }) => from <= a && a <= to);
    return subsetCandidates(view, active, total, surprise[total]!, isKnown, totals.length, MARGIN);
  });
}

/** Other ranges beside totals that are explained already, over all figures. */
function seconds(view: View, { byTotal }: Accepted, totals: readonly number[], surprise: readonly Float64Array[]): readonly Candidate[] {
  const all = among(view, (mask) => {
    for (let at = 0; at < mask.length; at += 1) mask[at] = Number.isNaN(view.value[at]!) ? 0 : 1;
  });
  const hash = hashFor(view, all);
  return totals
    .filter((total) => byTotal.has(total))
    .flatMap((total) =>
      rangeCandidates(view, all, total, surprise[total]!, hash, SECOND, 0).map((range) => ({ ...range, isSecond: true })),
    );
}

/** Whether a total is explained on every line that has a figure. */
function isExplained({ lines, across, value }: View, accepted: Accepted, total: number): boolean {
  const claims = accepted.byTotal.get(total) ?? [];
  if (claims.length === 0) return false;
  for (let a = 0; a < across; a += 1)
    if (!Number.isNaN(value[a * lines + total]!) && !claims.some(({ from, to }) => from <= a && a <= to)) return false;
  return true;
}

/** The open figures that are totals themselves. */
const onlyTotals = (view: View, { open }: Active, { all }: Accepted): Active =>
  among(view, (mask) => {
    for (const { total, from, to } of all) for (let a = from; a <= to; a += 1) mask[a * view.lines + total] = open[a * view.lines + total]!;
  });

/** Every figure that is no total, taken in or not: running totals share their parts. */
const onlyItems = (view: View, { all }: Accepted): Active =>
  among(view, (mask) => {
    for (let at = 0; at < mask.length; at += 1) mask[at] = Number.isNaN(view.value[at]!) ? 0 : 1;
    for (const { total, from, to } of all) for (let a = from; a <= to; a += 1) mask[a * view.lines + total] = 0;
  });

function among(view: View, fill: (mask: Uint8Array) => void): Active {
  const { lines, across } = view;
  const active: Active = {
    open: new Uint8Array(lines * across),
    before: new Float64Array((lines + 1) * across),
    counted: new Int32Array((lines + 1) * across),
    figures: new Int32Array((lines + 1) * across),
  };
  fill(active.open);
  for (let a = 0; a < across; a += 1) addUp(view, active, a);
  return active;
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
