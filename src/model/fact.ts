import type { CanonicalRecord } from "./record.ts";

/** A figure read from running text. Its record has `tableId: null`, a quote in `at`, and no row or column. */
export interface Fact {
  readonly record: CanonicalRecord;
  /** Number of the sentence in its paragraph, and of the clause in the sentence, from 0. */
  readonly sentence: number;
  readonly clause: number;
  /** The sentence, and where the figure stands in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The figure is a change against an earlier one (比上年增加861元), not a level. */
  readonly change: "increase" | "decrease" | null;
}
