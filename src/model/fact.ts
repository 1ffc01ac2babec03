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
  /** What the sentence says about the figure beyond its number. */
  readonly reading?: Reading;
}

/**
 * What a figure in a sentence is: an amount or a count as such (`level`), a difference against an earlier one (`change`),
 * that difference in per cent (`growth`), a part in per cent of a whole (`share`), any other rate, an amount a head or a
 * case (`average`), a price a head that is set and not computed (`standard`), what a change is counted from (`earlier`:
 * 较2020年的11020元增加, 由350元提高到380元), or no statement about anything (`aside`: 提高10%的政策).
 */
export type FactKind = "level" | "change" | "growth" | "share" | "rate" | "average" | "standard" | "earlier" | "aside";

export interface Reading {
  readonly kind: FactKind;
  /** The figure's own words, cleaned of verbs and connectives; the record's `indicator` adds what was carried. */
  readonly subject: string;
  /** Words after the figure up to the next mark: 195人|享受到起付线减半政策. */
  readonly tail: string;
  /** Headings above, outermost first. */
  readonly headings: readonly string[];
  /** Number of the passage (paragraphs joined where a page break split them) and of the chapter (one report of many in a file). */
  readonly passage: number;
  readonly chapter: number;
  /** Record id of the figure that lent its subject: what 人平 and 占比 and 比上年增加 speak of. */
  readonly about: string | null;
  /** What stands between the figure before and this one: 其中, 含, an opening bracket. */
  readonly opens: "of-which" | "contains" | "bracket" | null;
  /** Depth of brackets. */
  readonly depth: number;
  /** The figure closes what was listed before it: 合计, 共计. */
  readonly closes: boolean;
  /** The number of the item that the figure is the first of: `1`, `2` … in `1、`, `（2）`. */
  readonly item: string | null;
  /**
   * Record id of what a share or a change is counted on, where it stands with its figure: 占[总支出100万元]的20%,
   * 较[2020年的11020元]增加1630元.
   */
  readonly base: string | null;
  /** The paragraph before ends with a colon: what follows is a list of its parts. */
  readonly announced: boolean;
  /** Words that name the base of a share or the other side of a change: 占[本年支出]的, 较[上年]增加. */
  readonly against: string | null;
  /** The sentence names the year; else it is that of the chapter. */
  readonly dated: boolean;
  /** The column that a long cell of a self-evaluation form stands in. */
  readonly side: "target" | "actual" | null;
}
