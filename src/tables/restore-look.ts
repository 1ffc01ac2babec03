import type { Decimal } from "../model/decimal.ts";
import type { Cell } from "../model/grid.ts";
import { normaliseLabel } from "../model/label.ts";
import { readFigure } from "../model/read-figure.ts";

/**
 * What a cell looks like by itself: enough to tell which column it belongs to. `mark`: a dash or a slash in the place of a
 * figure.
 */
export type Kind = "blank" | "mark" | "number" | "rate" | "words";

export interface Look {
  readonly kind: Kind;
  /** The label form of the text, no blanks. */
  readonly label: string;
  readonly value: Decimal | null;
}

const PERIOD = /^(?:(?:19|20)\d\d年?|\d{1,2}月份?)$/;
const MARK = /^[-—–−/\\*]+$/;

/** The cells of a grid seen by themselves; each text is looked at once. */
export function looksOf(rows: readonly (readonly Cell[])[]): (readonly Look[])[] {
  const seen = new Map<string, Look>();
  return rows.map((row) =>
    row.map(({ text }) => {
      const known = seen.get(text) ?? lookAt(text);
      seen.set(text, known);
      return known;
    }),
  );
}

const VOID = /^[\s\u200b-\u200d\ufeff]*$/;

/** Nothing to be seen: quicker than a look where that is all that matters. */
export const isVoid = ({ text }: Cell): boolean => VOID.test(text);

/** A text seen by itself. A bare year or month is words: it heads a column or names a row. */
export function lookAt(text: string): Look {
  const label = normaliseLabel(text).replace(/\s+/g, "");
  if (label === "") return { kind: "blank", label, value: null };
  if (MARK.test(label)) return { kind: "mark", label, value: null };
  const figure = PERIOD.test(label) ? undefined : readFigure(text);
  // 1年以内, 3-5年: ages and terms head columns.
  if (!figure || figure.unit?.dimension === "time") return { kind: "words", label, value: null };
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

export const isFigure = ({ kind }: Look): boolean => kind === "number" || kind === "rate";

export const isWordy = ({ kind }: Look): boolean => kind === "words" || kind === "blank";

/** Profile of each column, from the rows that print every cell. */
export function profilesOf(rows: readonly (readonly Look[])[], width: number): Profile[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = { blank: 0, mark: 0, number: 0, rate: 0, words: 0 };
    for (const row of rows) counts[row[column]!.kind] += 1;
    const all = Math.max(rows.length, 1);
    return { blank: (counts.blank + counts.mark) / all, number: counts.number / all, rate: counts.rate / all, words: counts.words / all };
  });
}

const TOTAL = /^(?:合计|总计|共计|小计|总分|总得分|total)|(?:合计|总计|小计)$|^计$/i;

/** A label that says its figures are the sum of others. */
export const namesTotal = ({ label }: Look): boolean => TOTAL.test(label);

/** So much of a label is compared with others: longer ones are no labels. */
const COMPARED = 60;

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
  for (let index = 0; index + 1 < Math.min(label.length, COMPARED); index += 1) pairs.add(label.slice(index, index + 2));
  return pairs;
}
