import type { Formula, Leaves } from "./formula.ts";

/** What was allowed where the parser stopped: fixed text, or the display name of a grammar rule. */
export interface Expectation {
  readonly type: "literal" | "class" | "any" | "end" | "other";
  readonly text?: string;
  readonly description?: string;
}

/** Thrown by `parse`; `offset` counts characters of the formula from 0. */
export interface GrammarError extends SyntaxError {
  readonly expected: readonly Expectation[] | null;
  readonly found: string | null;
  readonly location: { readonly start: { readonly offset: number } };
}

/** Reads one formula, in half width, into its tree. Throws a `GrammarError`, or what `leaves` throws. */
export function parse(formula: string, leaves: Leaves): Formula;
