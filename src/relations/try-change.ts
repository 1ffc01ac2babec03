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

/** How much of a change reaches the difference of a linear relation, and what rounding leaves it: so that a sum of thousands need not be done again. */
interface Linear {
  readonly weights: ReadonlyMap<string, number>;
  readonly company: number;
  readonly slack: Decimal;
}

/** The web of all relations of a submission. */
export function webOf(recalculations: readonly Recalculation[], records: Records): Web {
  const readers = new Map<string, Recalculation[]>();
  for (const each of recalculations)
    for (const record of new Set(each.figures.map((figure) => figure.record))) {
      const known = readers.get(record);
      if (known) known.push(each);
      else readers.set(record, [each]);
    }
  const weights = new Map<Recalculation, ReadonlyMap<string, number> | undefined>();
  const weightsIn = (each: Recalculation): ReadonlyMap<string, number> | undefined => {
    if (!weights.has(each)) weights.set(each, weightsOf(each.relation.expression));
    return weights.get(each);
  };
  const again = (each: Recalculation, changes: Changes): Recalculation => recalculate(each.relation, withValues(records, changes));

  const linear = new Map<Recalculation, Linear | undefined>();
  const linearOf = (each: Recalculation): Linear | undefined => {
    const known = weightsIn(each);
    if (!known || each.expected === null || each.relation.comparison !== "equal" || each.relation.rounding === "truncated")
      return undefined;
    if (!linear.has(each)) {
      // Where the figures agree to the digit nobody asked yet what rounding would explain: one changed figure does.
      const slack = each.slack ?? again(each, new Map([[each.relation.total, each.expected.plus(1)]])).slack;
      const company = companyOf(each.relation, each.figures, records);
      linear.set(each, slack === null ? undefined : { weights: known, company, slack });
    }
    return linear.get(each);
  };

  /** What one unit of a figure is in the unit of the relation's total. */
  const scale = (each: Recalculation, record: CanonicalRecord, company: number): Decimal => {
    const total = records.get(each.relation.total);
    return tenTo(powerOf(record, company) - (total ? powerOf(total, company) : company));
  };

  const around: Web["around"] = (record) => readers.get(record) ?? [];
  return {
    records,
    around,
    again,
    isLinear: (each) => weightsIn(each) !== undefined,
    touched: (changes) => [...new Set([...changes.keys()].flatMap(around))],
    solve: (each, record) => {
      const { relation, verdict, expected } = each;
      if (expected === null || verdict.is === "agrees" || verdict.is === "untested" || relation.comparison !== "equal") return undefined;
      if (relation.total === record.id) return expected.toDecimalPlaces(record.decimals, Decimal.ROUND_HALF_UP);
      const weight = weightsIn(each)?.get(record.id);
      if (!weight) return undefined;
      const company = companyOf(relation, each.figures, records);
      return record.figure.value.plus(verdict.difference.div(scale(each, record, company).times(weight)));
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
      const known = linearOf(each);
      const { reported, expected, relation } = each;
      if (!known || reported === null || expected === null) return isUp(again(each, changes));
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
      return difference.abs().lte(Decimal.max(known.slack, relation.tolerance ?? 0));
    },
  };
}
