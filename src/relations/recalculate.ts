import { Decimal, tenTo, ZERO } from "../model/decimal.ts";
import { divide, exactly, halfWidthOf, type Interval, meets, multiply, plus, type Rounding, rangeOf, weigh } from "../model/interval.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation, Untested, Verdict } from "../model/relation.ts";
import { inBase, powerOf, rangeInBase, roundingOf } from "./quantity.ts";
import { figuresOf } from "./relate.ts";

/** Only looked up, so that a changed figure can be tried by laying it over the others. */
export type Records = Pick<ReadonlyMap<string, CanonicalRecord>, "get">;

/** A value with what it may stand for, in base units; or why it cannot be had. */
type Outcome = { readonly value: Decimal; readonly range: Interval } | { readonly because: Untested };

const failed = (outcome: Outcome): outcome is { readonly because: Untested } => "because" in outcome;

/** Relations whose result was divided or multiplied: it was rounded even in a native unit, and may have been cut off. */
export const DERIVED_KINDS: ReadonlySet<Relation["kind"]> = new Set(["ratio", "average", "growth", "product", "score"]);

/** `≥ 90%` may be compared with, as 90 %, but not added up: only targets, bounds and the same fact told twice take it at its face. */
const AT_FACE: ReadonlySet<Relation["kind"]> = new Set(["target", "bound", "tie"]);

function figureOutcome(record: CanonicalRecord | undefined, { company, kind }: Setting): Outcome {
  if (!record) return { because: "missing-figure" };
  if (record.figure.qualifier && !AT_FACE.has(kind)) return { because: "range" };
  // A target is set, not measured: 90 % means 90 %, and 89.6 % misses it.
  return { value: inBase(record, company), range: rangeInBase(record, company, kind === "target" ? "exact" : roundingOf(record)) };
}

interface Setting {
  readonly company: number;
  readonly kind: Relation["kind"];
}

function evaluate(expression: Expression, records: Records, setting: Setting): Outcome {
  switch (expression.op) {
    case "figure":
      return figureOutcome(records.get(expression.record), setting);
    case "number":
      return { value: expression.value, range: exactly(expression.value) };
    case "sum": {
      if (expression.terms.length === 0) return { because: "no-parts" };
      let value = ZERO;
      let range = exactly(ZERO);
      for (const { weight, of } of expression.terms) {
        const term = evaluate(of, records, setting);
        if (failed(term)) return term;
        const sign = new Decimal(weight);
        value = value.plus(term.value.times(sign));
        range = plus(range, weigh(term.range, sign));
      }
      return { value, range };
    }
    case "product": {
      let value = new Decimal(1);
      let range = exactly(value);
      for (const factor of expression.factors) {
        const outcome = evaluate(factor, records, setting);
        if (failed(outcome)) return outcome;
        value = value.times(outcome.value);
        range = multiply(range, outcome.range);
      }
      return { value, range };
    }
    case "quotient": {
      const numerator = evaluate(expression.numerator, records, setting);
      if (failed(numerator)) return numerator;
      const denominator = evaluate(expression.denominator, records, setting);
      if (failed(denominator)) return denominator;
      if (denominator.value.isZero()) return { because: "zero-divisor" };
      const range = divide(numerator.range, denominator.range);
      return range ? { value: numerator.value.div(denominator.value), range } : { because: "zero-divisor" };
    }
  }
}

const isLinear = (expression: Expression): boolean =>
  expression.op === "sum" ? expression.terms.every(({ of }) => isLinear(of)) : expression.op === "figure" || expression.op === "number";

/** The scale of figures without a unit: in a linear relation that of the first figure with one, elsewhere none. */
function companyOf(relation: Relation, total: CanonicalRecord, records: Records): number {
  if (!isLinear(relation.expression)) return 0;
  if (total.figure.unit) return total.figure.unit.power;
  for (const { record } of figuresOf(relation.expression)) {
    const power = records.get(record)?.figure.unit?.power;
    if (power !== undefined) return power;
  }
  return 0;
}

const DIMENSIONS_THAT_ADD = new Set(["sum", "difference", "balance", "tie"]);

/** Money added to persons is no sum. Figures without a unit keep any company. */
function unitsDiffer(relation: Relation, total: CanonicalRecord, records: Records): boolean {
  if (!DIMENSIONS_THAT_ADD.has(relation.kind) || !isLinear(relation.expression)) return false;
  const dimensions = new Set(
    [total.id, ...figuresOf(relation.expression).map(({ record }) => record)].flatMap(
      (id) => records.get(id)?.figure.unit?.dimension ?? [],
    ),
  );
  return dimensions.size > 1;
}

/** The same relation on what the workbook stores instead of what it shows: agreement there is agreement. */
function storedAgrees(relation: Relation, records: Records): boolean {
  const ids = [relation.total, ...figuresOf(relation.expression).map(({ record }) => record)];
  if (ids.some((id) => records.get(id)?.figure.stored === undefined)) return false;
  const stored = new Map(
    ids.map((id) => {
      const record = records.get(id)!;
      return [id, { ...record, figure: { ...record.figure, value: record.figure.stored! } }] as const;
    }),
  );
  const total = stored.get(relation.total)!;
  const company = companyOf(relation, total, stored);
  const outcome = evaluate(relation.expression, stored, { company, kind: relation.kind });
  if (failed(outcome)) return false;
  return outcome.value.minus(inBase(total, company)).abs().lte(outcome.value.abs().times("1e-12"));
}

/**
 * Does a relation's arithmetic again from the reported figures, exactly and with their rounding in view (design §5).
 * Returns amounts in the unit of the figure judged. Never throws on submitted figures: what cannot be computed is `untested`.
 */
export function recalculate(relation: Relation, records: Records): Recalculation {
  const figures = [{ record: relation.total, role: "" }, ...figuresOf(relation.expression)];
  const untested = (because: Untested): Recalculation => ({
    relation,
    reported: records.get(relation.total)?.figure.value ?? null,
    expected: null,
    slack: null,
    verdict: { is: "untested", because },
    figures,
    blanks: relation.blanks ?? 0,
  });

  const total = records.get(relation.total);
  if (!total) return untested("missing-figure");
  if (total.figure.qualifier && (total.figure.qualifier.kind === "range" || !AT_FACE.has(relation.kind))) return untested("range");
  if (unitsDiffer(relation, total, records)) return untested("units-differ");
  const company = companyOf(relation, total, records);
  const outcome = evaluate(relation.expression, records, { company, kind: relation.kind });
  if (failed(outcome)) return untested(outcome.because);

  const scale = tenTo(-powerOf(total, company));
  const expected = outcome.value.times(scale);
  const computed = weigh(outcome.range, scale);
  const reported = total.figure.value;
  const rounding: Rounding =
    relation.rounding ?? (DERIVED_KINDS.has(relation.kind) || crossesUnits(relation, total, records) ? "rounded" : roundingOf(total));
  const range = weigh(rangeInBase(total, company, rounding), scale);
  const stated = { reported, expected, computed, range, decimals: total.decimals, rounding };
  const sides: Sides = isSameFact(relation, total, records)
    ? { ...stated, computed: exactly(expected), range: exactly(reported), rounding: "exact" }
    : stated;
  const slack = halfWidthOf(sides.computed).plus(halfWidthOf(sides.range));
  const verdict = judge(relation, sides);
  return {
    relation,
    reported,
    expected,
    slack,
    verdict: verdict.is !== "agrees" && storedAgrees(relation, records) ? { is: "agrees" } : verdict,
    figures,
    blanks: relation.blanks ?? 0,
  };
}

/** A tie between 51760512.34元 and 5176.05万元: the coarser side was rounded, whichever it is. */
const crossesUnits = (relation: Relation, total: CanonicalRecord, records: Records): boolean =>
  relation.kind === "tie" &&
  figuresOf(relation.expression).some(({ record }) => (records.get(record)?.figure.unit?.power ?? 0) !== (total.figure.unit?.power ?? 0));

/** One fact given twice to the same digit must be equal: rounding would have been the same both times. */
function isSameFact({ kind, expression }: Relation, total: CanonicalRecord, records: Records): boolean {
  const other = kind === "tie" && expression.op === "figure" ? records.get(expression.record) : undefined;
  return other !== undefined && other.decimals === total.decimals && powerOf(other, 0) === powerOf(total, 0);
}

interface Sides {
  readonly reported: Decimal;
  readonly expected: Decimal;
  readonly computed: Interval;
  readonly range: Interval;
  readonly decimals: number;
  readonly rounding: Rounding;
}

function judge(relation: Relation, { reported, expected, computed, range, decimals, rounding }: Sides): Verdict {
  const difference = reported.minus(expected);
  const beyond = relation.tolerance ?? ZERO;
  if (relation.comparison === "at-most") return reported.lte(computed.high.plus(beyond)) ? { is: "agrees" } : { is: "differs", difference };
  if (relation.comparison === "at-least")
    return reported.gte(computed.low.minus(beyond)) ? { is: "agrees" } : { is: "differs", difference };
  if (difference.isZero()) return { is: "agrees" };
  if (rounding === "rounded" && expected.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).eq(reported)) return { is: "agrees" };
  if (meets(computed, range) || difference.abs().lte(beyond)) return { is: "rounding", difference };
  const derived = DERIVED_KINDS.has(relation.kind) || relation.kind === "tie";
  if (derived && rounding !== "exact" && isTruncated(computed, reported, decimals)) return { is: "truncated", difference };
  return { is: "differs", difference };
}

/** Whether the reported figure is what is left of the computed one after its further digits were cut off. */
const isTruncated = (computed: Interval, reported: Decimal, decimals: number): boolean =>
  meets(computed, rangeOf(reported, decimals, "truncated"));
