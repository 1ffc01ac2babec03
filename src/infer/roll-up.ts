import { grouped } from "../model/grouped.ts";
import { type Candidate, fullParts, holdsOn } from "./candidate.ts";

/** Share of a sum's crossing lines on which a subtotal must stand for its parts. */
const MOST = 0.9;

/** A sum with its fullest set of parts. */
interface Sum {
  readonly sum: Candidate;
  readonly full: readonly number[];
}

/** The parts of a sum on one crossing line with those of a subtotal replaced by it; the same where it does not stand for them. */
function replaced(parts: readonly number[], subtotal: Candidate, a: number): readonly number[] {
  if (a < subtotal.from || a > subtotal.to || !holdsOn(subtotal, a) || parts.includes(subtotal.total)) return parts;
  const inner = subtotal.parts(a);
  if (inner.length > parts.length || !inner.every((part) => parts.includes(part))) return parts;
  return [...parts.filter((part) => !inner.includes(part)), subtotal.total].sort((one, other) => one - other);
}

function rolledUp(sum: Candidate, subtotal: Candidate): Candidate {
  let judged = 0;
  let changed = 0;
  const parts = Array.from({ length: sum.to - sum.from + 1 }, (_, index) => {
    const a = sum.from + index;
    const before = sum.parts(a);
    const now = replaced(before, subtotal, a);
    if (holdsOn(sum, a)) {
      judged += 1;
      if (now !== before) changed += 1;
    }
    return now;
  });
  return changed > 0 && changed >= MOST * judged ? { ...sum, parts: (a) => parts[a - sum.from] ?? [] } : sum;
}

/**
 * Whether one unbroken run of parts is better told in subtotals: only where those that stand between it and its total are nested,
 * the nearest to the run the shortest. Otherwise they are running totals (to March, to June …) of the same parts.
 */
function isNested({ sum, full }: Sum, subtotals: readonly Sum[]): boolean {
  const [low, high] = [full[0]!, full.at(-1)!];
  if (sum.shape !== "range" || high - low >= full.length) return true;
  const distance = (line: number): number => (line < low ? low - line : line - high);
  const between = subtotals
    .filter(({ sum: { total } }) => distance(total) > 0 && distance(total) < distance(sum.total) && total < low === sum.total < low)
    .sort((one, other) => distance(one.sum.total) - distance(other.sum.total));
  return between.length > 0 && between.every(({ full: run }, at) => at === 0 || run.length > between[at - 1]!.full.length);
}

/** Whether two sums of one total overlap: both hold on a crossing line and take in the same part there. */
function overlaps(one: Candidate, other: Candidate): boolean {
  for (let a = Math.max(one.from, other.from); a <= Math.min(one.to, other.to); a += 1)
    if (holdsOn(one, a) && holdsOn(other, a)) return one.parts(a).some((part) => other.parts(a).includes(part));
  return false;
}

/** Sums in terms of the subtotals that were found, where they took in the parts of a subtotal one by one: the total of a total. */
export function inSubtotals(found: readonly Candidate[]): readonly Candidate[] {
  const sums = found.map((sum): Sum => ({ sum, full: fullParts(sum) }));
  const byFirst = grouped(
    sums.filter(({ full }) => full.length > 1),
    ({ full }) => String(full[0]),
  );
  const byTotal = grouped(found, ({ total }) => String(total));
  return sums.flatMap((each): readonly Candidate[] => {
    const { sum, full } = each;
    const within = full
      .flatMap((part) => byFirst.get(String(part)) ?? [])
      .filter(
        (inner) => inner.full.length < full.length && inner.sum.total !== sum.total && inner.full.every((part) => full.includes(part)),
      )
      .sort((one, other) => other.full.length - one.full.length);
    if (within.length === 0 || !isNested(each, within)) return [sum];
    const now = within.reduce((one, inner) => rolledUp(one, inner.sum), sum);
    return now !== sum && byTotal.get(String(sum.total))!.some((other) => other !== sum && overlaps(other, now)) ? [] : [now];
  });
}
