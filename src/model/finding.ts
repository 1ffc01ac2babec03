import type { Locator } from "./place.ts";
import type { Text } from "./text.ts";

/** design §7. A code says what is wrong and is never reused for anything else. */
export const CODES = [
  "sum-mismatch",
  "difference-mismatch",
  "ratio-mismatch",
  "average-mismatch",
  "growth-mismatch",
  "product-mismatch",
  "balance-mismatch",
  "tie-mismatch",
  "prose-mismatch",
  "score-mismatch",
  "over-limit",
  "target-missed",
  "truncated",
  "rounding",
  "excess-precision",
  "hidden-precision",
  "unit-slip",
  "implausible",
  "missing-value",
  "duplicate-row",
  "text-number",
  "formula-overwritten",
  "formula-inconsistent",
  "stale-formula",
  "hidden-content",
  "unreadable-file",
  "encrypted-file",
  "unsupported-format",
  "not-checked",
] as const;
export type Code = (typeof CODES)[number];

/** error: printed figures contradict under every rounding. warning: to be looked at. info: context and rounding noise. */
export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];
export type Nature = "logical" | "plausibility";
export type Scope = "table" | "cross-table" | "cross-document" | "prose" | "file";

/** One figure of a finding's relation, in formula order. */
export interface Evidence {
  readonly locator: Locator;
  readonly raw: string;
  readonly value: string | null;
  readonly role: string;
}

export interface RelationSummary {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly formula: string;
  /** Why it should hold; of a tie, why the two are the same fact. */
  readonly why: Text;
  /** On how many lines of its family the relation holds and fails. */
  readonly holds: number;
  readonly fails: number;
}

export interface Suspect {
  readonly locator: Locator;
  readonly reported: string;
  readonly suggested: string;
  readonly why: Text;
}

/** Something to tell the auditor about the input. Returned, never thrown. The master of every report (design §4). */
export interface Finding {
  /** The same on every run for the same problem: from document path, table, labels and relation. */
  readonly id: string;
  readonly code: Code;
  readonly severity: Severity;
  readonly nature: Nature;
  readonly scope: Scope;
  /** What is wrong, with the numbers. */
  readonly message: Text;
  /** What to do next. */
  readonly next: Text;
  readonly unit: string | null;
  readonly reported: string | null;
  readonly expected: string | null;
  readonly difference: string | null;
  /** The most that rounding can explain. */
  readonly slack: string | null;
  readonly at: Locator;
  readonly evidence: readonly Evidence[];
  readonly relation: RelationSummary | null;
  readonly suspect: Suspect | null;
  /** Shared by findings with one cause. */
  readonly root: string;
}

/** A finding about a file as such: refused, damaged, or holding what a reader does not see. */
export function fileFinding(code: Code, severity: Severity, document: string, message: Text, next: Text, detail = ""): Finding {
  const id = fingerprint(code, document, detail);
  return {
    id,
    code,
    severity,
    nature: "logical",
    scope: "file",
    message,
    next,
    unit: null,
    reported: null,
    expected: null,
    difference: null,
    slack: null,
    at: { document, label: detail },
    evidence: [],
    relation: null,
    suspect: null,
    root: id,
  };
}

/** A short stable name made from the parts, a list standing for its members (FNV-1a, 64 bits, in hexadecimal; kept in two halves, for whole numbers of that size are slow). */
export function fingerprint(...parts: readonly (string | readonly string[])[]): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(parts.flat().join("\u001f"))) {
    low = (low ^ byte) >>> 0;
    // Times 2^40 + 0x1b3, modulo 2^64.
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 0x100000000) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
