import type { Decimal } from "../model/decimal.ts";
import type { Cell } from "../model/grid.ts";
import { normaliseLabel } from "../model/label.ts";
import { readFigure } from "../model/read-figure.ts";

/** What a cell looks like by itself: enough to tell which column it belongs to. */
export type Kind = "blank" | "number" | "rate" | "words";

export interface Look {
  readonly kind: Kind;
  /** The label form of the text, no blanks. */
  readonly label: string;
  readonly value: Decimal | null;
}

const YEAR = /^(?:19|20)\d\d年?$/;

/** A cell seen by itself. A bare year is words: it heads a column or names a row. */
export function lookAt({ text }: Cell): Look {
  const label = normaliseLabel(text).replace(/\s+/g, "");
  if (label === "") return { kind: "blank", label, value: null };
  const figure = YEAR.test(label) ? undefined : readFigure(text);
  if (!figure) return { kind: "words", label, value: null };
  return { kind: figure.unit?.dimension === "rate" ? "rate" : "number", label, value: figure.value };
}

/** Columns a cell covers, the first and the last, counted from 0. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const widthOf = ({ from, to }: Span): number => to - from + 1;

/** What the whole rows of a block show of one column. Shares are of its cells. */
export interface Profile {
  readonly blank: number;
  readonly number: number;
  readonly rate: number;
  readonly words: number;
}

/** Profile of each column, from the rows that print every cell. */
export function profilesOf(rows: readonly (readonly Look[])[], width: number): Profile[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = { blank: 0, number: 0, rate: 0, words: 0 };
    for (const row of rows) counts[row[column]!.kind] += 1;
    const all = Math.max(rows.length, 1);
    return { blank: counts.blank / all, number: counts.number / all, rate: counts.rate / all, words: counts.words / all };
  });
}

const TOTAL = /^(?:合计|总计|共计|小计|总分|总得分|计|total)|(?:合计|总计|小计)$/i;

/** A label that says its figures are the sum of others. */
export const namesTotal = ({ label }: Look): boolean => TOTAL.test(label);

/** How alike two labels are, from 0 to 1: the pairs of neighbouring characters that both have. */
export function likeness(one: string, other: string): number {
  const a = pairsOf(one);
  const b = pairsOf(other);
  if (a.size === 0 || b.size === 0) return one === other && one !== "" ? 1 : 0;
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}

function pairsOf(label: string): Set<string> {
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < label.length; index += 1) pairs.add(label.slice(index, index + 2));
  return pairs;
}
