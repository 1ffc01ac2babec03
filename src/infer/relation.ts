import type { InferredKind } from "./kind.ts";
import type { Direction } from "./view.ts";

/** How the parts lie: side by side, every n-th, or two anywhere. */
export type Shape = "range" | "stride" | "pair";

/** One crossing line of an inferred relation. `parts`: the lines read there, in formula order. */
export interface Instance {
  readonly across: number;
  readonly parts: readonly number[];
  /** To the last digit, within rounding, or not. */
  readonly is: "exact" | "rounded" | "misses";
}

/**
 * A relation that the numbers reveal: on a stretch of crossing lines, line `total` is the sum or average of its parts,
 * or the quotient of two (`[numerator, denominator]`), the change between two (`[base, new]`), or the product of two.
 */
export interface Inferred {
  readonly kind: InferredKind;
  readonly shape: Shape;
  readonly direction: Direction;
  readonly total: number;
  readonly instances: readonly Instance[];
  /** Quotients: 1, or 100 for per cent. */
  readonly factor: number;
  /** Evidence less the cost of naming the relation. */
  readonly bits: number;
  readonly holds: number;
  readonly misses: number;
}
