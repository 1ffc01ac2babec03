import type { CellCoverage } from "../model/examination.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation, Untested } from "../model/relation.ts";

/** Why a figure took part in no test, in the words of `coverage.json`. */
const REASONS: { readonly [because in Untested]: string } = {
  "missing-figure": "a figure of its relation is missing",
  "no-parts": "its total has no parts",
  "zero-divisor": "its divisor may be zero",
  "units-differ": "the units of its relation differ",
  "not-a-number": "a figure of its relation is not a number",
  range: "a figure of its relation is a bound or a range",
};

/**
 * What was checked of each figure: `disputed` in a relation that fails, `verified` in one that holds, else `untested`
 * with the reason. No other tool tells an auditor what was not checked.
 */
export function coverage(records: readonly CanonicalRecord[], recalculations: readonly Recalculation[]): readonly CellCoverage[] {
  const byRecord = new Map<string, Recalculation[]>();
  for (const each of recalculations)
    for (const id of new Set(each.figures.map(({ record }) => record))) {
      const known = byRecord.get(id);
      if (known) known.push(each);
      else byRecord.set(id, [each]);
    }
  return records.map(({ id }) => {
    const tried = byRecord.get(id) ?? [];
    const tested = tried.filter(({ verdict }) => verdict.is !== "untested");
    const disputed = tested.some(({ verdict }) => verdict.is === "differs" || verdict.is === "truncated");
    const because = tried.flatMap(({ verdict }) => (verdict.is === "untested" ? [REASONS[verdict.because]] : []))[0];
    return {
      record: id,
      state: disputed ? "disputed" : tested.length > 0 ? "verified" : "untested",
      relations: tested.map(({ relation }) => relation.id),
      reason: tested.length > 0 ? null : (because ?? "no label or pattern ties it to another figure"),
    };
  });
}
