import type { Decimal } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import { type Records, recalculate } from "./recalculate.ts";
import { type Around, after, isUp, solve, withCopies, withValues } from "./try-change.ts";

/** A wrong figure, and one that was computed from it and is wrong with it. */
export interface Echo {
  readonly source: { readonly record: CanonicalRecord; readonly value: Decimal };
  readonly echo: { readonly record: CanonicalRecord; readonly value: Decimal };
}

/** More readings than this single nothing out. */
const MOST = 24;

const figuresOf = (some: readonly Recalculation[]): readonly string[] => [
  ...new Set(some.flatMap(({ figures }) => figures.map(({ record }) => record))),
];

/**
 * Pairs of changes that mend both groups of failing relations where neither change alone does: 31736 is two too many, so
 * 1163 = 31736 − 30573 is too, and that difference still holds. Order: as the figures stand in their relations.
 */
export function echoes(
  first: readonly Recalculation[],
  second: readonly Recalculation[],
  around: Around,
  records: Records,
): readonly Echo[] {
  const found: Echo[] = [];
  const targets = new Set(figuresOf(second));
  for (const id of figuresOf(first)) {
    const record = records.get(id);
    const reading = first.find(({ figures }) => figures.some((each) => each.record === id));
    const value = record && reading && solve(reading, record, records);
    if (!record || !value || value.eq(record.figure.value)) continue;
    const source = withCopies(id, value, around, records);
    const broken = after(source, around, records).filter(({ before, now }) => isUp(before) && !isUp(now));
    const [only] = broken;
    if (broken.length !== 1 || !only) continue;
    const changed = withValues(records, source);
    // The echo is what was computed from the wrong figure: what the broken relation gives, not what goes into it.
    const other = only.now.relation.total;
    const echo = records.get(other);
    const echoValue =
      other !== id && targets.has(other) && echo ? solve(recalculate(only.now.relation, changed), echo, changed) : undefined;
    if (echo && echoValue) {
      const both = new Map([...source, ...withCopies(other, echoValue, around, records)]);
      const settled = after(both, around, records).every(({ before, now }) => isUp(now) || !isUp(before));
      const mended = [...first, ...second].every(({ relation }) => isUp(recalculate(relation, withValues(records, both))));
      if (settled && mended) found.push({ source: { record, value }, echo: { record: echo, value: echoValue } });
      if (found.length > MOST) return [];
    }
  }
  return found;
}
