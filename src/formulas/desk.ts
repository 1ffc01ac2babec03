import type { Decimal } from "../model/decimal.ts";
import type { Cell } from "../model/grid.ts";
import type { Book, Sheet } from "./book.ts";
import type { Reference, Tree } from "./tree.ts";
import type { Scalar, Value } from "./value.ts";

/** Where a formula is computed: `down` and `across` move its relative references, as if it were copied there. */
export interface Setting {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly down: number;
  readonly across: number;
  /** Cells that may still be read; reading more makes the result unknown. */
  readonly budget: { left: number };
}

/** What functions may ask of the computation they are part of. */
export interface Desk {
  readonly setting: Setting;
  readonly evaluate: (tree: Tree) => Value;
  readonly scalar: (tree: Tree) => Scalar;
  /** A reference as the place it stands for, moved as the setting says. */
  readonly placeOf: (reference: Reference) => Rectangle | undefined;
  readonly cellAt: (sheet: string, row: number, column: number) => Cell | undefined;
  readonly met: (amount: Decimal) => void;
  readonly onEdge: (unit: Decimal) => void;
}

/** A range of a sheet, ends included, counted from 0 and cut to what the sheet holds. */
export interface Rectangle {
  readonly sheet: Sheet;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A worksheet function: it takes its arguments unevaluated, for IF must not compute what it does not choose. */
export type Compute = (args: readonly Tree[], desk: Desk) => Value;
