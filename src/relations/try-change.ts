import { Decimal, tenTo } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation } from "../model/relation.ts";
import { powerOf } from "./quantity.ts";
import { type Records, recalculate } from "./recalculate.ts";

/** All relations that read a figure, by its id. */
export type Around = ReadonlyMap<string, readonly Recalculation[]>;

export const isDown = ({ verdict }: Recalculation): boolean => verdict.is === "differs";
export const isUp = ({ verdict }: Recalculation): boolean => verdict.is === "agrees" || verdict.is === "rounding";

/** How often a linear expression counts a figure, with its sign; `undefined` where it is not linear. */
export function weightOf(expression: Expression, record: string): number | undefined {
  if (expression.op === "figure") return expression.record === record ? 1 : 0;
  if (expression.op === "number") return 0;
  if (expression.op !== "sum") return undefined;
  let weight = 0;
  for (const term of expression.terms) {
    const inner = weightOf(term.of, record);
    if (inner === undefined) return undefined;
    weight += inner * term.weight;
  }
  return weight;
}

/** The value of `record` that makes the relation hold, the other figures as reported; `undefined` where it cannot be solved for. */
export function solve({ relation, verdict, expected }: Recalculation, record: CanonicalRecord, records: Records): Decimal | undefined {
  const total = records.get(relation.total);
  if (!total || expected === null || verdict.is === "agrees" || verdict.is === "untested" || relation.comparison !== "equal")
    return undefined;
  if (relation.total === record.id) {
    return expected.toDecimalPlaces(record.decimals, Decimal.ROUND_HALF_UP);
  }
  const weight = weightOf(relation.expression, record.id);
  if (weight === undefined || weight === 0) return undefined;
  const shift = verdict.difference.times(tenTo(powerOf(total, 0) - powerOf(record, powerOf(total, 0)))).div(weight);
  return record.figure.value.plus(shift);
}

/** The figures as reported but for some changed ones. */
export const withValues = (records: Records, changes: ReadonlyMap<string, Decimal>): Records => ({
  get: (id) => {
    const record = records.get(id);
    const value = changes.get(id);
    return record && value ? { ...record, figure: { ...record.figure, value } } : record;
  },
});

/** One fact stands in several places: what changes in one changes in every place that gives the same figure for it. */
export function withCopies(id: string, value: Decimal, around: Around, records: Records): ReadonlyMap<string, Decimal> {
  const changes = new Map([[id, value]]);
  const original = records.get(id)?.figure;
  for (const each of changes.keys())
    for (const { relation, verdict, figures } of around.get(each) ?? []) {
      if (relation.kind !== "tie" || verdict.is !== "agrees") continue;
      for (const { record } of figures) {
        const other = records.get(record)?.figure;
        if (other && original && other.value.eq(original.value) && other.unit?.power === original.unit?.power) changes.set(record, value);
      }
    }
  return changes;
}

/** The relations around some figures, done again with those figures changed. */
export function after(
  changes: ReadonlyMap<string, Decimal>,
  around: Around,
  records: Records,
): readonly { readonly before: Recalculation; readonly now: Recalculation }[] {
  const changed = withValues(records, changes);
  const touched = new Set([...changes.keys()].flatMap((id) => around.get(id) ?? []));
  return [...touched].map((before) => ({ before, now: recalculate(before.relation, changed) }));
}
