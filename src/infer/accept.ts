import { type Candidate, fullParts } from "./candidate.ts";
import { MISS, NONE } from "./evidence.ts";

/** What was accepted so far over one view: which totals are explained where, and by which lines. */
export interface Accepted {
  readonly all: Candidate[];
  readonly byTotal: Map<number, Candidate[]>;
  /** The same parts make one total: a second one is its copy. */
  readonly byParts: Map<string, Candidate[]>;
  /** Sums that are differences: they explain their remainder. */
  readonly byRemainder: Map<number, Candidate[]>;
  /** The same by what they are taken from. */
  readonly byMinuend: Map<number, Candidate[]>;
}

export const nothingAccepted = (): Accepted => ({
  all: [],
  byTotal: new Map(),
  byParts: new Map(),
  byRemainder: new Map(),
  byMinuend: new Map(),
});

function put<Key>(into: Map<Key, Candidate[]>, key: Key, candidate: Candidate): void {
  const known = into.get(key);
  if (known) known.push(candidate);
  else into.set(key, [candidate]);
}

const keyOf = (candidate: Candidate): string => {
  const parts = fullParts(candidate);
  return parts.length === 0 ? "" : `${candidate.kind} ${candidate.factor} ${parts.join()}`;
};

const overlap = (a: Candidate, b: Candidate): boolean => a.from <= b.to && b.from <= a.to;

/** Whether a line is made, however indirectly, of the line `goal` where the candidate holds. */
function reaches(accepted: Accepted, line: number, goal: number, within: Candidate, seen: Set<number>): boolean {
  if (line === goal) return true;
  if (seen.has(line)) return false;
  seen.add(line);
  return (accepted.byTotal.get(line) ?? []).some(
    (known) => overlap(known, within) && fullParts(known).some((part) => reaches(accepted, part, goal, within, seen)),
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

/** Two sums of one total that differ in a single part say no more than that those two are equal. */
const isNearCopy = (parts: readonly number[], known: readonly number[]): boolean =>
  parts.length === known.length && parts.filter((part) => !known.includes(part)).length <= 1;

/** Whether the same parts already make another total: this one would be its copy. */
function isCopy({ byParts }: Accepted, candidate: Candidate): boolean {
  const key = keyOf(candidate);
  return key !== "" && (byParts.get(key) ?? []).some((known) => known.total !== candidate.total && overlap(known, candidate));
}

function asSum(accepted: Accepted, candidate: Candidate, least: number): Candidate | undefined {
  const open = unclaimed(candidate, accepted.byTotal.get(candidate.total) ?? [], least);
  if (!open || (open.shape !== "range" && isCopy(accepted, open))) return undefined;
  return fullParts(open).some((part) => reaches(accepted, part, open.total, open, new Set())) ? undefined : open;
}

/**
 * A sum of two whose total is explained already says what one of its parts is: what is left of the total after the other,
 * the part that stands last if it can be either.
 */
function asDifference(accepted: Accepted, candidate: Candidate, least: number): Candidate | undefined {
  const parts = fullParts(candidate);
  if (candidate.kind !== "sum" || candidate.shape !== "pair" || parts.length !== 2) return undefined;
  const known = [...(accepted.byTotal.get(candidate.total) ?? []), ...(accepted.byMinuend.get(candidate.total) ?? [])];
  if (known.some((other) => overlap(other, candidate) && isNearCopy(parts, fullParts(other)))) return undefined;
  for (const remainder of [...parts].sort((a, b) => b - a)) {
    const open = unclaimed({ ...candidate, remainder }, accepted.byRemainder.get(remainder) ?? [], least);
    if (!open || isCopy(accepted, open)) continue;
    const made = [open.total, ...parts.filter((part) => part !== remainder)];
    if (!made.some((line) => reaches(accepted, line, remainder, open, new Set()))) return open;
  }
  return undefined;
}

/** A second sum of a total, of entirely other parts: what is above and what is below it. */
function asSecond(accepted: Accepted, candidate: Candidate): Candidate | undefined {
  if (!candidate.isSecond || candidate.misses > 0) return undefined;
  const parts = fullParts(candidate);
  const known = accepted.byTotal.get(candidate.total) ?? [];
  if (known.length > 1 || known.some((other) => fullParts(other).some((part) => parts.includes(part)))) return undefined;
  return parts.some((part) => reaches(accepted, part, candidate.total, candidate, new Set())) ? undefined : candidate;
}

/** Takes candidates in, most evidence first: one explanation a figure, none that goes round in a circle. */
export function accept(accepted: Accepted, candidates: readonly Candidate[], least: number): readonly Candidate[] {
  const taken: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.net - a.net)) {
    if (candidate.net < least) break;
    const open = asSum(accepted, candidate, least) ?? asDifference(accepted, candidate, least) ?? asSecond(accepted, candidate);
    if (!open) continue;
    const kept = fixed(open);
    if (kept.remainder === undefined) put(accepted.byTotal, kept.total, kept);
    else {
      put(accepted.byRemainder, kept.remainder, kept);
      put(accepted.byMinuend, kept.total, kept);
    }
    put(accepted.byParts, keyOf(kept), kept);
    accepted.all.push(kept);
    taken.push(kept);
  }
  return taken;
}
