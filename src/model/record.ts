import type { Figure } from "./figure.ts";
import type { Locator } from "./place.ts";

/** Between the labels of a path in `records.csv`; a label itself may hold a bare slash. */
export const PATH_SEPARATOR = " / ";

/** One submitted figure, named: what it counts, of whom, when, where it stands. One line of `records.csv`. */
export interface CanonicalRecord {
  /** From the place, never from the label: two lines may both be called Other. */
  readonly id: string;
  readonly document: string;
  readonly documentSha256: string;
  readonly sheet: string | null;
  readonly tableId: string | null;
  readonly tableTitle: string;
  readonly period: string | null;
  readonly entity: string | null;
  /** As printed (letter-spacing and line breaks aside); compare with `normaliseLabel`. */
  readonly rowPath: readonly string[];
  readonly columnPath: readonly string[];
  readonly indicator: string;
  readonly figure: Figure;
  /** Decimals the figure stands for: its own, or its column's usual where trailing zeros were dropped. */
  readonly decimals: number;
  readonly isTotal: boolean;
  readonly at: Locator;
  /** Row and column of the table (as in `Table.rows[].index`, `Table.columns[].index`); −1 in prose. */
  readonly row: number;
  readonly column: number;
  readonly flags: readonly string[];
}
