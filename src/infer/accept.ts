import { MISS, NONE } from "./evidence.ts";
import type { Candidate } from "./relation.ts";

/** What was accepted so far over one view: which totals are explained where, and by which lines. */
export interface Accepted {
  readonly all: Candidate[];
  readonly byTotal: Map<number, Candidate[]>;
  /** The same parts make one total: a second one is its copy. */
  readonly byParts: Map<string, Candidate[]>;
}

export const nothingAccepted = (): Accepted => ({ all: [], byTotal: new Map(), byParts: new Map() });

/** The fullest set of parts on the first crossing lines: some may be blank there. */
function keyOf({ kind, factor, parts, from, to }: Candidate): string {
  let most: readonly number[] = [];
  for (let a = from; a <= to && a < from + 8; a += 1) if (parts(a).length > most.length) most = parts(a);
  return most.length === 0 ? "" : `${kind} ${factor} ${most.join()}`;
}

const overlap = (a: Candidate, b: Candidate): boolean => a.from <= b.to && b.from <= a.to;

/** Whether a line is made, however indirectly, of the line `goal` where the candidate holds. */
function reaches(accepted: Accepted, line: number, goal: number, within: Candidate, seen: Set<number>): boolean {
  if (line === goal) return true;
  if (seen.has(line)) return false;
  seen.add(line);
  return (accepted.byTotal.get(line) ?? []).some(
    (known) =>
      overlap(known, within) && known.parts(Math.max(known.from, within.from)).some((part) => reaches(accepted, part, goal, within, seen)),
  );
}

/** Cuts away what is claimed already; nothing where too little evidence is left. */
function unclaimed(candidate: Candidate, claims: readonly Candidate[], least: number): Candidate | undefined {
  let { from, to } = candidate;
  for (const claim of claims) {
    if (!(claim.from <= to && from <= claim.to)) continue;
    if (claim.from <= from && claim.to >= to) return undefined;
    if (claim.from - from > to - claim.to) to = claim.from - 1;
    else from = claim.to + 1;
  }
  if (from === candidate.from && to === candidate.to) return candidate;
  let lost = 0;
  let holds = 0;
  let misses = 0;
  for (let a = candidate.from; a <= candidate.to; a += 1) {
    if (a < from || a > to) lost += candidate.trial.bits[a]!;
    else if (candidate.trial.states[a] === MISS) misses += 1;
    else if (candidate.trial.states[a] !== NONE) holds += 1;
  }
  const net = candidate.net - lost;
  return net >= least && holds > 0 ? { ...candidate, from, to, holds, misses, net } : undefined;
}

/** The candidate with its parts as they are now: what is open changes from level to level. */
function fixed(candidate: Candidate): Candidate {
  let last: readonly number[] = [];
  const parts = Array.from({ length: candidate.to - candidate.from + 1 }, (_, index) => {
    const now = candidate.parts(candidate.from + index);
    if (now.length !== last.length || now.some((line, at) => line !== last[at])) last = now;
    return last;
  });
  return { ...candidate, parts: (a) => parts[a - candidate.from] ?? [] };
}

/** Takes candidates in, most evidence first: one explanation a figure, none that goes round in a circle. */
export function accept(accepted: Accepted, candidates: readonly Candidate[], least: number): readonly Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.net - a.net)) {
    if (candidate.net < least) break;
    const claims = accepted.byTotal.get(candidate.total) ?? [];
    const open = unclaimed(candidate, claims, least);
    if (!open) continue;
    const parts = open.parts(open.from);
    const key = keyOf(open);
    if (
      candidate.shape !== "range" &&
      key !== "" &&
      (accepted.byParts.get(key) ?? []).some((known) => known.total !== open.total && overlap(known, open))
    )
      continue;
    if (parts.some((part) => reaches(accepted, part, open.total, open, new Set()))) continue;
    const kept = fixed(open);
    accepted.byTotal.set(open.total, [...claims, kept]);
    accepted.byParts.set(key, [...(accepted.byParts.get(key) ?? []), kept]);
    accepted.all.push(kept);
    taken.push(kept);
  }
  return taken;
}
