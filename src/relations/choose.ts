import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation } from "../model/relation.ts";
import type { Axis, Formula, Line } from "./axis.ts";
import { recalculate } from "./recalculate.ts";
import { figure, type Proposal, relate } from "./relate.ts";

/** A formula tried on every line it crosses. */
export interface Trial {
  readonly formula: Formula;
  readonly results: readonly Recalculation[];
  readonly holds: number;
  readonly fails: number;
  /** What the lines that hold are worth, in digits that agree, less the same for those that fail. */
  readonly weight: number;
}

type Records = ReadonlyMap<string, CanonicalRecord>;

/**
 * A figure of one digit agrees by chance once in ten, one of six hardly ever; nought and blanks prove nothing, and the
 * zeros at the end of a round figure (100) only half as much as digits.
 */
export function worth(record: CanonicalRecord | undefined): number {
  if (!record || record.figure.value.isZero()) return 0;
  const units = record.figure.value.abs().times(`1e${record.decimals}`);
  const telling = units.precision() - 1;
  const zeros = units.toFixed(0).length - 1 - telling;
  return Math.min(6, Math.max(0.3, telling + zeros / 2));
}

export const isHeld = ({ verdict }: Recalculation): boolean =>
  verdict.is === "agrees" || verdict.is === "rounding" || verdict.is === "truncated";
export const isFailed = ({ verdict }: Recalculation): boolean => verdict.is === "differs";

/** Tries a formula on all lines that cross it. */
export function attempt(formula: Formula, axis: Axis, records: Records): Trial {
  const results = axis.across.flatMap((across) => {
    const relation = formula.on(across);
    return relation ? [recalculate(relation, records)] : [];
  });
  const held = results.filter(isHeld);
  const failed = results.filter(isFailed);
  const sum = (some: readonly Recalculation[], share: (each: Recalculation) => number): number =>
    some.reduce((total, each) => total + share(each) * worth(records.get(each.relation.total)), 0);
  const weight = sum(held, ({ verdict }) => (verdict.is === "agrees" ? 1 : 0.6)) - sum(failed, () => 0.5);
  return { formula, results, holds: held.length, fails: failed.length, weight };
}

/** Lines, spread evenly, that a formula must come out on somewhere before it is tried on a long table. */
const SPREAD = 12;

/** Tries a reading that should hold on most lines: where it holds on none of a spread of them it is left, `undefined`. */
export function attemptIfAnywhere(formula: Formula, axis: Axis, records: Records): Trial | undefined {
  const { across } = axis;
  if (across.length > 2 * SPREAD) {
    const judged = across.filter((line) => axis.at(formula.total, line));
    const step = Math.max(1, Math.floor(judged.length / SPREAD));
    const { holds, fails } = attempt(formula, { ...axis, across: judged.filter((_, index) => index % step === 0) }, records);
    if (holds === 0 && fails > 1) return undefined;
  }
  return attempt(formula, axis, records);
}

/** Lines that a formula is first tried on when there are many formulas. */
const SAMPLE = 3;

/** Tries many formulas: only those that hold somewhere on the first few lines they judge are tried on all. */
export function promising(formulas: readonly Formula[], axis: Axis, records: Records): readonly Trial[] {
  return formulas.flatMap((formula) => {
    const judged = axis.across.filter((across) => axis.at(formula.total, across));
    const sample = attempt(formula, { ...axis, across: judged.slice(0, SAMPLE) }, records);
    return sample.holds > 0 ? [judged.length <= SAMPLE ? sample : attempt(formula, axis, records)] : [];
  });
}

/** The lines that stand nearest to one, in order of place. */
export function nearest(lines: readonly Line[], to: Line, most: number): readonly Line[] {
  if (lines.length <= most) return lines;
  const far = (line: Line): number => Math.abs(line.index - to.index);
  const near = new Set([...lines].sort((a, b) => far(a) - far(b)).slice(0, most));
  return lines.filter((line) => near.has(line));
}

/** The trial that the figures speak for most; the earlier one where two are equal. */
export function best(trials: readonly Trial[]): Trial | undefined {
  let chosen: Trial | undefined;
  for (const trial of trials) if (!chosen || trial.weight > chosen.weight + 1e-9) chosen = trial;
  return chosen;
}

export const relationsOf = ({ results }: Trial): readonly Relation[] => results.map(({ relation }) => relation);

/** What a formula over single lines must say; `build` gets the figures of `reads`, in their order. */
export interface LineProposal extends Omit<Proposal, "total" | "role" | "expression" | "family" | "scope" | "source"> {
  readonly judged: Line;
  readonly reads: readonly Line[];
  readonly build: (figures: readonly Expression[], across: Line) => Expression | undefined;
  readonly family?: string;
  readonly source?: Relation["source"];
}

/** A formula that needs every figure it reads: where one is missing on a line, nothing is claimed there. */
export function lineFormula(axis: Axis, { judged, reads, build, family, ...rest }: LineProposal): Formula {
  return {
    total: judged,
    reads,
    on: (across) => {
      const total = axis.at(judged, across);
      const records = reads.map((line) => axis.at(line, across));
      if (!total || records.some((record) => record === undefined)) return undefined;
      const expression = build(
        reads.map((line, index) => figure(records[index]!, line.words)),
        across,
      );
      if (!expression) return undefined;
      return relate({
        source: "vocabulary",
        scope: "table",
        ...rest,
        total,
        role: judged.words,
        expression,
        family: family ?? `${rest.kind} ${axis.table.id} ${axis.direction} ${judged.index}`,
      });
    },
  };
}
