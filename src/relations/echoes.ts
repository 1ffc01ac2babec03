import type { Decimal } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import { isUp, type Web } from "./try-change.ts";

/** A wrong figure, and one that was computed from it and is wrong with it. */
export interface Echo {
  readonly source: { readonly record: CanonicalRecord; readonly value: Decimal };
  readonly echo: { readonly record: CanonicalRecord; readonly value: Decimal };
}

/** More readings than this single nothing out. */
const MOST = 24;

/**
 * Pairs of changes that mend both groups of failing relations where neither change alone does: 31736 is two too many, so
 * 1163 = 31736 − 30573 is too, and that difference still holds. `sources`: figures of the first group from which something
 * that holds was computed, and which the second group reads. Order: as the figures stand in their relations.
 */
export function echoes(
  sources: readonly string[],
  first: readonly Recalculation[],
  second: readonly Recalculation[],
  web: Web,
): readonly Echo[] {
  const found: Echo[] = [];
  const readings = new Map([...first].reverse().flatMap((each) => each.figures.map(({ record }) => [record, each] as const)));
  const targets = new Set(second.flatMap(({ figures }) => figures.map(({ record }) => record)));
  for (const id of sources) {
    const record = web.records.get(id);
    const reading = readings.get(id);
    const value = record && reading && web.solve(reading, record);
    if (!record || !value || value.eq(record.figure.value)) continue;
    const source = web.withCopies(id, value);
    const broken = web.touched(source).filter((each) => isUp(each) && !web.holds(each, source));
    const [only] = broken;
    if (broken.length !== 1 || !only) continue;
    // The echo is what was computed from the wrong figure: what the broken relation gives, not what goes into it.
    const other = only.relation.total;
    const echo = web.records.get(other);
    const given = only.relation.comparison === "equal" && other !== id && targets.has(other);
    const echoValue = given ? web.again(only, source).expected : null;
    if (echo && echoValue) {
      const settledTo = echoValue.toDecimalPlaces(echo.decimals);
      const both = new Map([...source, ...web.withCopies(other, settledTo)]);
      const settled = web.touched(both).every((each) => !isUp(each) || web.holds(each, both));
      const mended = [...first, ...second].every((each) => web.holds(each, both));
      if (settled && mended) found.push({ source: { record, value }, echo: { record: echo, value: settledTo } });
      if (found.length > MOST) return [];
    }
  }
  return found;
}
