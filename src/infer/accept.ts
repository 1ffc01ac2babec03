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

/** The fullest set of parts on the first crossing lines that hold: some may be blank there. */
function keyOf({ kind, factor, parts, from, to, trial }: Candidate): string {
  let most: readonly number[] = [];
  let seen = 0;
  for (let a = from; a <= to && seen < 8; a += 1) {
    if (trial.states[a] === NONE) continue;
    seen += 1;
    if (parts(a).length > most.length) most = parts(a);
  }
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
      overlap(known, within) &&
      [known.total, ...known.parts(firstOf(known))].some((part) => part !== line && reaches(accepted, part, goal, within, seen)),
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

/** The first crossing line of a candidate with something to judge. */
function firstOf({ trial, from, to }: Candidate): number {
  let a = from;
  while (a < to && trial.states[a] === NONE) a += 1;
  return a;
}

/** Two sums of one total that differ in a single part say no more than that those two are equal. */
const isNearCopy = (parts: readonly number[], known: readonly number[]): boolean =>
  parts.length === known.length && parts.filter((part) => !known.includes(part)).length <= 1;

/** Takes candidates in, most evidence first: one explanation a figure, none that goes round in a circle. */
export function accept(accepted: Accepted, candidates: readonly Candidate[], least: number): readonly Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.net - a.net)) {
    if (candidate.net < least) break;
    const parts = candidate.parts(firstOf(candidate));
    const explains = [
      candidate.total,
      ...(candidate.shape === "pair" && candidate.kind === "sum" && parts.length === 2 ? [...parts].sort((a, b) => b - a) : []),
    ];
    for (const line of explains) {
      const claims = accepted.byTotal.get(line) ?? [];
      const open = unclaimed(candidate, claims, least);
      if (!open) continue;
      if (
        line !== candidate.total &&
        (accepted.byTotal.get(candidate.total) ?? []).some(
          (known) => overlap(known, open) && isNearCopy(parts, known.parts(firstOf(known))),
        )
      )
        break;
      const key = keyOf(open);
      if (
        candidate.shape !== "range" &&
        key !== "" &&
        (accepted.byParts.get(key) ?? []).some((known) => known.total !== open.total && overlap(known, open))
      )
        break;
      const from = line === open.total ? parts : [open.total, ...parts.filter((part) => part !== line)];
      if (from.some((part) => reaches(accepted, part, line, open, new Set()))) continue;
      const kept = fixed(open);
      accepted.byTotal.set(line, [...claims, kept]);
      accepted.byParts.set(key, [...(accepted.byParts.get(key) ?? []), kept]);
      accepted.all.push(kept);
      taken.push(kept);
      break;
    }
  }
  return taken;
}
