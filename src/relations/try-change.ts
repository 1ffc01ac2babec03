import { Decimal, tenTo } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import { powerOf } from "./quantity.ts";
import { companyOf, type Records, recalculate } from "./recalculate.ts";
import { weightsOf } from "./relate.ts";

export const isDown = ({ verdict }: Recalculation): boolean => verdict.is === "differs";
export const isUp = ({ verdict }: Recalculation): boolean => verdict.is === "agrees" || verdict.is === "rounding";

/** Figures and the values tried for them. */
export type Changes = ReadonlyMap<string, Decimal>;

/** The relations of a submission as one web: who reads a figure, and what holds once some figures are changed. */
export interface Web {
  readonly records: Records;
  /** The relations that read a figure. */
  readonly around: (record: string) => readonly Recalculation[];
  readonly isLinear: (each: Recalculation) => boolean;
  /** The value of a figure that makes the relation hold, the others as reported; `undefined` where it cannot be solved for. */
  readonly solve: (each: Recalculation, record: CanonicalRecord) => Decimal | undefined;
  /** A value for a figure, and for every other place that gives the same fact as the same figure. */
  readonly withCopies: (record: string, value: Decimal) => Changes;
  /** The relations that read any of the changed figures. */
  readonly touched: (changes: Changes) => readonly Recalculation[];
  readonly holds: (each: Recalculation, changes: Changes) => boolean;
  /** The relation done again with the changes. */
  readonly again: (each: Recalculation, changes: Changes) => Recalculation;
}

/** The figures as reported but for the changed ones; what a workbook stores behind those is no longer theirs. */
const withValues = (records: Records, changes: Changes): Records => ({
  get: (id) => {
    const record = records.get(id);
    const value = changes.get(id);
    if (!record || !value) return record;
    const { stored: _, ...figure } = record.figure;
    return { ...record, figure: { ...figure, value } };
  },
});

/** How often a linear relation counts each figure, and the scale of those without a unit: all that a change of one needs. */
interface Linear {
  readonly weights: ReadonlyMap<string, number>;
  readonly company: number;
}

/** The web of all relations of a submission. A changed figure's part in a sum is put in for it: a sum of thousands is not done again. */
export function webOf(recalculations: readonly Recalculation[], records: Records): Web {
  const readers = new Map<string, Recalculation[]>();
  for (const each of recalculations)
    for (const record of new Set(each.figures.map((figure) => figure.record))) {
      const known = readers.get(record);
      if (known) known.push(each);
      else readers.set(record, [each]);
    }
  const around: Web["around"] = (record) => readers.get(record) ?? [];
  const again = (each: Recalculation, changes: Changes): Recalculation => recalculate(each.relation, withValues(records, changes));

  const linear = once((each: Recalculation): Linear | undefined => {
    const weights = weightsOf(each.relation.expression);
    return weights && { weights, company: companyOf(each.relation, each.figures, records) };
  });
  /** Where the figures agree to the digit nobody asked yet what rounding would explain: one changed figure does. */
  const slack = once(
    (each: Recalculation): Decimal | null =>
      each.slack ?? (each.expected && again(each, new Map([[each.relation.total, each.expected.plus(1)]])).slack),
  );
  /** What one unit of a figure is in the unit of the relation's total. */
  const scale = (each: Recalculation, record: CanonicalRecord, company: number): Decimal => {
    const total = records.get(each.relation.total);
    return tenTo(powerOf(record, company) - (total ? powerOf(total, company) : company));
  };

  return {
    records,
    around,
    again,
    isLinear: (each) => linear(each) !== undefined,
    touched: (changes) => [...new Set([...changes.keys()].flatMap(around))],
    solve: (each, record) => {
      const { relation, verdict, expected } = each;
      if (expected === null || verdict.is === "agrees" || verdict.is === "untested" || relation.comparison !== "equal") return undefined;
      if (relation.total === record.id) return expected.toDecimalPlaces(record.decimals, Decimal.ROUND_HALF_UP);
      const known = linear(each);
      const weight = known?.weights.get(record.id);
      return known && weight
        ? record.figure.value.plus(verdict.difference.div(scale(each, record, known.company).times(weight)))
        : undefined;
    },
    withCopies: (id, value) => {
      const changes = new Map([[id, value]]);
      const original = records.get(id)?.figure;
      for (const changed of changes.keys())
        for (const { relation, verdict, figures } of around(changed)) {
          if (relation.kind !== "tie" || verdict.is !== "agrees") continue;
          for (const { record } of figures) {
            const other = records.get(record)?.figure;
            if (other && original && other.value.eq(original.value) && other.unit?.power === original.unit?.power)
              changes.set(record, value);
          }
        }
      return changes;
    },
    holds: (each, changes) => {
      const { reported, expected, relation } = each;
      const known = relation.comparison === "equal" && relation.rounding !== "truncated" ? linear(each) : undefined;
      const explained = known && slack(each);
      if (!explained || reported === null || expected === null) return isUp(again(each, changes));
      let difference = reported.minus(expected);
      for (const [id, value] of changes) {
        const weight = (relation.total === id ? 1 : 0) - (known.weights.get(id) ?? 0);
        const record = weight === 0 ? undefined : records.get(id);
        if (record)
          difference = difference.plus(
            value
              .minus(record.figure.value)
              .times(scale(each, record, known.company))
              .times(weight),
          );
      }
      return difference.abs().lte(Decimal.max(explained, relation.tolerance ?? 0));
    },
  };
}

/** A function that remembers what it gave. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    // Only values of this kind were set.
    return known.get(key) as Value;
  };
}
