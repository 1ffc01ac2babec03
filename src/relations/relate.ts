import type { Decimal } from "../model/decimal.ts";
import { fingerprint } from "../model/finding.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";

export const figure = (record: CanonicalRecord, role: string): Expression => ({ op: "figure", record: record.id, role });
export const exactFigure = (record: CanonicalRecord, role: string): Expression => ({ op: "figure", record: record.id, role, exact: true });
export const number = (value: Decimal, words: string): Expression => ({ op: "number", value, words });
export const sum = (parts: readonly Expression[]): Expression => ({ op: "sum", terms: parts.map((of) => ({ weight: 1, of })) });
export const difference = (from: Expression, ...less: readonly Expression[]): Expression => ({
  op: "sum",
  terms: [{ weight: 1, of: from }, ...less.map((of) => ({ weight: -1 as const, of }))],
});
export const product = (...factors: readonly Expression[]): Expression => ({ op: "product", factors });
export const quotient = (numerator: Expression, denominator: Expression): Expression => ({ op: "quotient", numerator, denominator });

/** Every figure an expression reads, in formula order. */
export function figuresOf(expression: Expression): readonly { readonly record: string; readonly role: string }[] {
  switch (expression.op) {
    case "figure":
      return [{ record: expression.record, role: expression.role }];
    case "number":
      return expression.from ?? [];
    case "sum":
      return expression.terms.flatMap(({ of }) => figuresOf(of));
    case "product":
      return expression.factors.flatMap(figuresOf);
    case "quotient":
      return [...figuresOf(expression.numerator), ...figuresOf(expression.denominator)];
  }
}

/** How often a linear expression counts each figure, with its sign; `undefined` where it is not linear. */
export function weightsOf(expression: Expression): ReadonlyMap<string, number> | undefined {
  const weights = new Map<string, number>();
  const add = (of: Expression, sign: number): boolean => {
    if (of.op === "figure") weights.set(of.record, (weights.get(of.record) ?? 0) + sign);
    return of.op === "sum" ? of.terms.every((term) => add(term.of, sign * term.weight)) : of.op === "figure" || of.op === "number";
  };
  return add(expression, 1) ? weights : undefined;
}

/** The expression in words, each figure by its role: `实际收入 − 实际支出`. */
export function wordsOf(expression: Expression): string {
  const inner = (of: Expression): string => (of.op === "sum" && of.terms.length > 1 ? `(${wordsOf(of)})` : wordsOf(of));
  switch (expression.op) {
    case "figure":
      return expression.role;
    case "number":
      return expression.words;
    case "sum":
      return expression.terms.map(({ weight, of }, index) => `${weight < 0 ? " − " : index > 0 ? " + " : ""}${inner(of)}`).join("");
    case "product":
      return expression.factors.map(inner).join(" × ");
    case "quotient":
      return `${inner(expression.numerator)} ÷ ${inner(expression.denominator)}`;
  }
}

/** What an expression claims in words that do not depend on the order of its parts: for names that must stay. */
export function orderless(expression: Expression): string {
  switch (expression.op) {
    case "figure":
      return expression.role;
    case "number":
      return expression.words;
    case "sum":
      return expression.terms
        .map(({ weight, of }) => `${weight < 0 ? "−" : "+"}(${orderless(of)})`)
        .sort()
        .join("");
    case "product":
      return expression.factors
        .map((of) => `(${orderless(of)})`)
        .sort()
        .join("×");
    case "quotient":
      return `(${orderless(expression.numerator)})÷(${orderless(expression.denominator)})`;
  }
}

const SIGNS = { equal: "=", "at-most": "≤", "at-least": "≥" } as const;

/** What a proposer must say; the rest has its usual value. `role` is what the judged figure is called in the formula. */
export type Proposal = Pick<Relation, "kind" | "source" | "scope" | "expression" | "family" | "why" | "next"> &
  Partial<Omit<Relation, "id" | "total">> & { readonly total: CanonicalRecord; readonly role: string };

/** A relation from a proposal, with its stable id and its formula in words. */
export function relate({ total, role, ...proposal }: Proposal): Relation {
  const comparison = proposal.comparison ?? "equal";
  const words = wordsOf(proposal.expression);
  return {
    nature: "logical",
    formula: `${role} ${SIGNS[comparison]} ${words}`,
    ...proposal,
    comparison,
    id: fingerprint(
      proposal.kind,
      comparison,
      total.id,
      words,
      figuresOf(proposal.expression).map(({ record }) => record),
    ),
    total: total.id,
  };
}
