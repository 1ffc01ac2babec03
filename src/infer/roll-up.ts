import { type Candidate, holdsOn } from "./relation.ts";

/** Share of a sum's crossing lines on which a subtotal must stand for its parts. */
const MOST = 0.9;

/** The parts of a sum on one crossing line with those of a subtotal replaced by it; the same where it does not stand for them. */
function replaced(sum: Candidate, subtotal: Candidate, a: number): readonly number[] {
  const parts = sum.parts(a);
  if (a < subtotal.from || a > subtotal.to || !holdsOn(subtotal, a) || parts.includes(subtotal.total)) return parts;
  const inner = subtotal.parts(a);
  if (inner.length < 2 || inner.length >= parts.length || !inner.every((part) => parts.includes(part))) return parts;
  return [...parts.filter((part) => !inner.includes(part)), subtotal.total].sort((one, other) => one - other);
}

/** One unbroken run beside its total is what its author added up, even if part of it has a total elsewhere (running totals). */
function isOneRun({ shape, parts, from, to }: Candidate): boolean {
  if (shape !== "range") return false;
  for (let a = from; a <= to; a += 1) {
    const lines = parts(a);
    if (lines.length > 1 && lines.at(-1)! - lines[0]! >= lines.length) return false;
  }
  return true;
}

function rolledUp(sum: Candidate, subtotal: Candidate): Candidate {
  if (sum.total === subtotal.total || sum.from > subtotal.to || subtotal.from > sum.to || isOneRun(sum)) return sum;
  let judged = 0;
  let changed = 0;
  const parts = Array.from({ length: sum.to - sum.from + 1 }, (_, index) => {
    const a = sum.from + index;
    const now = replaced(sum, subtotal, a);
    if (holdsOn(sum, a)) {
      judged += 1;
      if (now !== sum.parts(a)) changed += 1;
    }
    return now;
  });
  return changed > 0 && changed >= MOST * judged ? { ...sum, parts: (a) => parts[a - sum.from] ?? [] } : sum;
}

/** Whether two sums of one total say the same on the first crossing line where both hold. */
function isSame(one: Candidate, other: Candidate): boolean {
  if (one.total !== other.total) return false;
  for (let a = Math.max(one.from, other.from); a <= Math.min(one.to, other.to); a += 1)
    if (holdsOn(one, a) && holdsOn(other, a)) return one.parts(a).join() === other.parts(a).join();
  return false;
}

/** Sums in terms of the subtotals that were found, where they took in the parts of a subtotal one by one: the total of a total. */
export function inSubtotals(sums: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const sum of sums) {
    const now = sums.reduce((one, subtotal) => (subtotal === sum ? one : rolledUp(one, subtotal)), sum);
    if (now === sum || !sums.some((other) => isSame(other, now))) kept.push(now);
  }
  return kept;
}
