import type { Decimal } from "./decimal.ts";
import type { Unit } from "./unit.ts";

/** What stands around a number and changes what it claims. For a `range`, `value` is the lower end. */
export type Qualifier =
  | { readonly kind: "at-least" | "more-than" | "at-most" | "less-than" | "about" }
  | { readonly kind: "range"; readonly high: Decimal };

/** A number as submitted. `value` is in `unit`, exactly as printed: 97.96 with unit %. */
export interface Figure {
  readonly raw: string;
  readonly value: Decimal;
  /** Digits printed after the point. */
  readonly decimals: number;
  readonly unit: Unit | null;
  readonly qualifier: Qualifier | null;
  /** Of a workbook: the stored value (15 significant digits) where it says more than the display, and the formula. */
  readonly stored?: Decimal;
  readonly formula?: string;
}
