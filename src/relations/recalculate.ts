import { Decimal, ONE, tenTo, ZERO } from "../model/decimal.ts";
import { divide, exactly, halfWidthOf, type Interval, meets, multiply, plus, type Rounding, rangeOf, weigh } from "../model/interval.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation, Untested, Verdict } from "../model/relation.ts";
import type { Dimension } from "../model/unit.ts";
import { inBase, powerOf, rangeInBase, roundingOf } from "./quantity.ts";
import { figuresOf } from "./relate.ts";

const MINUS_ONE = ONE.neg();

/** Only looked up, so that a changed figure can be tried by laying it over the others. */
export type Records = Pick<ReadonlyMap<string, CanonicalRecord>, "get">;

/** A value with what it may stand for, in base units; or why it cannot be had. Ranges are asked for only where the values differ. */
type Outcome = { readonly value: Decimal; readonly range: () => Interval } | { readonly because: Untested };

const failed = (outcome: Outcome): outcome is { readonly because: Untested } => "because" in outcome;

/** Relations whose result was divided or multiplied: it was rounded even in a native unit, and may have been cut off. */
export const DERIVED_KINDS: ReadonlySet<Relation["kind"]> = new Set(["ratio", "average", "growth", "product", "score"]);

/** `≥ 90%` may be compared with, as 90 %, but not added up: only targets, bounds and the same fact told twice take it at its face. */
const AT_FACE: ReadonlySet<Relation["kind"]> = new Set(["target", "bound", "tie"]);

/** A target is set, not measured: 90 % means 90 %, and 89.6 % misses it; what should be more than 90 % is not 90 %. */
function targetRange(record: CanonicalRecord, value: Decimal): Interval {
  const kind = record.figure.qualifier?.kind;
  return { low: value, high: value, lowOpen: kind === "more-than", highOpen: kind === "less-than" };
}

function figureOutcome(record: CanonicalRecord | undefined, { company, kind }: Setting, exact = false): Outcome {
  if (!record) return { because: "missing-figure" };
  if (record.figure.qualifier && !AT_FACE.has(kind)) return { because: "range" };
  const value = inBase(record, company);
  return {
    value,
    range: () => (kind === "target" ? targetRange(record, value) : rangeInBase(record, company, exact ? "exact" : roundingOf(record))),
  };
}

interface Setting {
  readonly company: number;
  readonly kind: Relation["kind"];
}

function sumOutcome(expression: Expression & { readonly op: "sum" }, records: Records, setting: Setting): Outcome {
  if (expression.terms.length === 0) return { because: "no-parts" };
  const ranges: { readonly weight: 1 | -1; readonly range: () => Interval }[] = [];
  let value = ZERO;
  for (const { weight, of } of expression.terms) {
    const term = evaluate(of, records, setting);
    if (failed(term)) return term;
    value = weight > 0 ? value.plus(term.value) : value.minus(term.value);
    ranges.push({ weight, range: term.range });
  }
  const range = (): Interval =>
    ranges.reduce((all, term) => plus(all, term.weight > 0 ? term.range() : weigh(term.range(), MINUS_ONE)), exactly(ZERO));
  return { value, range };
}

function evaluate(expression: Expression, records: Records, setting: Setting): Outcome {
  switch (expression.op) {
    case "figure":
      return figureOutcome(records.get(expression.record), setting, expression.exact);
    case "number":
      return { value: expression.value, range: () => exactly(expression.value) };
    case "sum":
      return sumOutcome(expression, records, setting);
    case "product": {
      const factors: { readonly value: Decimal; readonly range: () => Interval }[] = [];
      for (const factor of expression.factors) {
        const outcome = evaluate(factor, records, setting);
        if (failed(outcome)) return outcome;
        factors.push(outcome);
      }
      return {
        value: factors.reduce((all, { value }) => all.times(value), ONE),
        range: () => factors.reduce((all, { range }) => multiply(all, range()), exactly(ONE)),
      };
    }
    case "quotient": {
      const numerator = evaluate(expression.numerator, records, setting);
      if (failed(numerator)) return numerator;
      const denominator = evaluate(expression.denominator, records, setting);
      if (failed(denominator)) return denominator;
      if (denominator.value.isZero()) return { because: "zero-divisor" };
      const range = divide(numerator.range(), denominator.range());
      return range ? { value: numerator.value.div(denominator.value), range: () => range } : { because: "zero-divisor" };
    }
  }
}

const isLinear = (expression: Expression): boolean =>
  expression.op === "sum" ? expression.terms.every(({ of }) => isLinear(of)) : expression.op === "figure" || expression.op === "number";

/** The scale of figures without a unit: in a linear relation that of the first figure with one, elsewhere none. */
export function companyOf(relation: Relation, figures: Figures, records: Records): number {
  if (!isLinear(relation.expression)) return 0;
  for (const { record } of figures) {
    const power = records.get(record)?.figure.unit?.power;
    if (power !== undefined) return power;
  }
  return 0;
}

/** The figures of a relation, the total first. */
type Figures = Recalculation["figures"];

const DIMENSIONS_THAT_ADD = new Set(["sum", "difference", "balance", "tie"]);

/** Money added to persons is no sum. Figures without a unit keep any company. */
function unitsDiffer(relation: Relation, figures: Figures, records: Records): boolean {
  if (!DIMENSIONS_THAT_ADD.has(relation.kind) || !isLinear(relation.expression)) return false;
  let known: Dimension | undefined;
  for (const { record } of figures) {
    const dimension = records.get(record)?.figure.unit?.dimension;
    if (dimension !== undefined && known !== undefined && dimension !== known) return true;
    known ??= dimension;
  }
  return false;
}

/** The same relation on what the workbook stores instead of what it shows: agreement there is agreement. */
function storedAgrees(relation: Relation, figures: Figures, records: Records): boolean {
  const stored = new Map<string, CanonicalRecord>();
  for (const { record: id } of figures) {
    const record = records.get(id);
    if (record?.figure.stored === undefined) return false;
    stored.set(id, { ...record, figure: { ...record.figure, value: record.figure.stored } });
  }
  const company = companyOf(relation, figures, stored);
  const outcome = evaluate(relation.expression, stored, { company, kind: relation.kind });
  if (failed(outcome)) return false;
  return outcome.value
    .minus(inBase(stored.get(relation.total)!, company))
    .abs()
    .lte(outcome.value.abs().times("1e-12"));
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
  if (unitsDiffer(relation, figures, records)) return untested("units-differ");
  const company = companyOf(relation, figures, records);
  const outcome = evaluate(relation.expression, records, { company, kind: relation.kind });
  if (failed(outcome)) return untested(outcome.because);

  const scale = tenTo(-powerOf(total, company));
  const expected = scale.eq(ONE) ? outcome.value : outcome.value.times(scale);
  const reported = total.figure.value;
  const done = { relation, reported, expected, figures, blanks: relation.blanks ?? 0 };
  if (reported.eq(expected) && relation.comparison === "equal") return { ...done, slack: null, verdict: { is: "agrees" } };

  const rounding: Rounding =
    relation.rounding ?? (DERIVED_KINDS.has(relation.kind) || crossesUnits(relation, total, records) ? "rounded" : roundingOf(total));
  const computed = weigh(outcome.range(), scale);
  const range = relation.kind === "target" ? exactly(reported) : weigh(rangeInBase(total, company, rounding), scale);
  const stated = { reported, expected, computed, range, decimals: total.decimals, rounding };
  const sides: Sides = isSameFact(relation, total, records)
    ? { ...stated, computed: exactly(expected), range: exactly(reported), rounding: "exact" }
    : stated;
  const slack = halfWidthOf(sides.computed).plus(halfWidthOf(sides.range));
  const verdict = relation.comparison === "equal" ? judge(relation, sides) : compare(relation, sides, total.figure.qualifier !== null);
  const agrees = verdict.is !== "agrees" && storedAgrees(relation, figures, records);
  return { ...done, slack, verdict: agrees ? { is: "agrees" } : verdict };
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

/** A limit is kept where some value of the one range keeps some value of the other. A figure that is a limit itself (> 90 %) keeps its like. */
function compare(relation: Relation, { reported, expected, computed, range }: Sides, isLimit: boolean): Verdict {
  const beyond = relation.tolerance ?? ZERO;
  const most = relation.comparison === "at-most";
  const room = most ? computed.high.plus(beyond).minus(range.low) : range.high.minus(computed.low).plus(beyond);
  const open = !isLimit && (most ? computed.highOpen : computed.lowOpen);
  return room.gt(0) || (room.isZero() && !open) ? { is: "agrees" } : { is: "differs", difference: reported.minus(expected) };
}

function judge(relation: Relation, { reported, expected, computed, range, decimals, rounding }: Sides): Verdict {
  const difference = reported.minus(expected);
  if (rounding === "rounded" && expected.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).eq(reported)) return { is: "agrees" };
  if (meets(computed, range) || difference.abs().lte(relation.tolerance ?? ZERO)) return { is: "rounding", difference };
  const derived = DERIVED_KINDS.has(relation.kind) || relation.kind === "tie";
  if (derived && rounding !== "exact" && isTruncated(computed, reported, decimals)) return { is: "truncated", difference };
  return { is: "differs", difference };
}

/** Whether the reported figure is what is left of the computed one after its further digits were cut off. */
const isTruncated = (computed: Interval, reported: Decimal, decimals: number): boolean =>
  meets(computed, rangeOf(reported, decimals, "truncated"));
