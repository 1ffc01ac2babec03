import type { Decimal } from "./decimal.ts";
import type { Code, Nature, Scope } from "./finding.ts";
import type { Text } from "./text.ts";

export type RelationKind =
  | "sum"
  | "difference"
  | "ratio"
  | "average"
  | "growth"
  | "product"
  | "balance"
  | "tie"
  | "bound"
  | "target"
  | "score";
/** Where the relation comes from, strongest first (design §6). */
export type RelationSource = "declared" | "formula" | "vocabulary" | "inferred" | "prose";

/** What the figure judged is meant to equal, in figures of the submission. Units are heeded by the kernel. */
export type Expression =
  | {
      readonly op: "figure";
      readonly record: string;
      readonly role: string;
      /** It stands for itself and not for what rounds to it: a figure that dropped the zeros of those beside it. */
      readonly exact?: true;
    }
  /**
   * A number that a rule, a label or a sentence states; `value` is in base units (150元 → 150, 5% → 0.05). `from`: the
   * figures it was counted or decided from, shown as evidence.
   */
  | {
      readonly op: "number";
      readonly value: Decimal;
      readonly words: string;
      readonly from?: readonly { readonly record: string; readonly role: string }[];
    }
  | { readonly op: "sum"; readonly terms: readonly { readonly weight: 1 | -1; readonly of: Expression }[] }
  | { readonly op: "product"; readonly factors: readonly Expression[] }
  | { readonly op: "quotient"; readonly numerator: Expression; readonly denominator: Expression };

/** `total ∘ expression`, proposed by a check, a rule pack or a workbook formula; the kernel does the arithmetic. */
export interface Relation {
  /** Unique in the submission and stable: made of what it relates, not of when it was found. */
  readonly id: string;
  readonly kind: RelationKind;
  readonly source: RelationSource;
  readonly scope: Scope;
  readonly nature: Nature;
  /** Record id of the figure judged. */
  readonly total: string;
  readonly expression: Expression;
  readonly comparison: "equal" | "at-most" | "at-least";
  /** The same formula on other lines has the same family: its holds and fails are the evidence for it. */
  readonly family: string;
  /** In words of the submission: `当年结余 = 实际收入/合计 − 实际支出/合计`. */
  readonly formula: string;
  readonly why: Text;
  /** What a finding says where the usual sentence would be clumsy, with {figure}, {reported}, {expected} and {difference}. */
  readonly said?: Text;
  readonly next: Text;
  /** Code of the finding where it differs; by default the kind's own (`sum-mismatch` …). */
  readonly code?: Code;
  /** The most severe a finding may be: never more than the evidence. Default `error`. */
  readonly ceiling?: "error" | "warning" | "info";
  /** Extra absolute tolerance in the unit of the total, from a rule. */
  readonly tolerance?: Decimal;
  /** Blank cells that the sum takes for zero. */
  readonly blanks?: number;
  /** How the total was brought to its digits; default by unit and kind (see `relations/quantity.ts`). */
  readonly rounding?: "exact" | "rounded" | "truncated";
}

export type Untested = "missing-figure" | "no-parts" | "zero-divisor" | "units-differ" | "not-a-number" | "range";

export type Verdict =
  | { readonly is: "agrees" }
  /** Differs, but inside what rounding of the printed figures explains. */
  | { readonly is: "rounding"; readonly difference: Decimal }
  /** Agrees only if the total was cut off instead of rounded. */
  | { readonly is: "truncated"; readonly difference: Decimal }
  | { readonly is: "differs"; readonly difference: Decimal }
  | { readonly is: "untested"; readonly because: Untested };

/** A relation after its arithmetic has been done again. Amounts are in the unit of the total. */
export interface Recalculation {
  readonly relation: Relation;
  readonly reported: Decimal | null;
  readonly expected: Decimal | null;
  /** The most that rounding explains; `null` where nothing is to be explained, or nothing could be computed. */
  readonly slack: Decimal | null;
  readonly verdict: Verdict;
  /** Figures read, in formula order, the total first. */
  readonly figures: readonly { readonly record: string; readonly role: string }[];
  /** Blank cells that the sum took for zero. */
  readonly blanks: number;
}
