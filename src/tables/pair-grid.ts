import { nextFilled, wordsShare } from "./headings.ts";
import { type Area, filled, type Lattice, numeric, type Piece } from "./lattice.ts";
import type { Pair, PairRow } from "./pairs.ts";
import { answerWords, fieldWords, headingLike, headingWords, key, sentence } from "./words.ts";

/** Rows looked at to learn in which columns labels and values begin. */
const LOOKED_AT = 6;
const LONGEST_LABEL = 24;

/** Pairs of label and value that stand below each other in the same columns, once or several times side by side. */
export interface PairGrid {
  readonly rows: readonly PairRow[];
  /** The first row that is no longer one of them. */
  readonly end: number;
}

/**
 * Label/value pairs from `row` on, in at least `least` panels side by side. A cell across a panel heads the pairs below it.
 * Told from a table with a line of headings by its columns of values: of all sorts, from the first row on.
 */
export function pairGrid(lattice: Lattice, area: Area, row: number, least: number): PairGrid | undefined {
  const starts = labelColumns(lattice, area, row, least);
  if (!starts) return undefined;
  const panels = starts.map((left, order) => ({ left, right: starts[order + 1] ?? area.right }));
  const sections: (Piece | undefined)[] = panels.map(() => undefined);
  const rows: PairRow[] = [];
  let at = row;
  for (; at < area.bottom; at = nextFilled(lattice, area, at + 1)) {
    const read = rowAt(lattice, area, row, at, panels, sections);
    if (!read) {
      // Words right over a row that is none of these: its headings.
      const last = rows.at(-1);
      if (last && last.pairs.length > 1 && last.pairs.every(({ value }) => headingOf(value)) && headsFigures(lattice, area, last.row, at)) {
        rows.pop();
        at = last.row;
      }
      break;
    }
    if (read.pairs.length > 0) rows.push(read);
  }
  return rows.length > 2 && arePairs(rows, panels.length) ? { rows, end: at } : undefined;
}

/** In the columns in which the cells of `row` begin, figures stand in row `below`. */
const headsFigures = (lattice: Lattice, area: Area, row: number, below: number): boolean => {
  const under = lattice.begins(row, area.left, area.right).filter((piece) => filled(piece) && piece.column > area.left);
  return under.filter(({ column }) => lattice.kind(below, column) === "figure").length * 2 > under.length;
};

interface Panel {
  readonly left: number;
  readonly right: number;
}

/** The columns at which labels begin, where every second of the columns in which cells begin is one of values. */
function labelColumns(lattice: Lattice, area: Area, row: number, least: number): readonly number[] | undefined {
  const begun = new Map<number, number>();
  let seen = 0;
  for (let at = row; at < area.bottom && seen < LOOKED_AT; at = nextFilled(lattice, area, at + 1)) {
    const pieces = lattice.across(at, area.left, area.right).filter((piece) => filled(piece) && piece.row >= row);
    if (pieces.length < 2) break;
    seen++;
    for (const { column } of pieces) begun.set(column, (begun.get(column) ?? 0) + 1);
  }
  const columns = [...begun].flatMap(([column, times]) => (times * 2 > seen ? [column] : [])).sort((a, b) => a - b);
  if (seen < 3 || columns[0] !== area.left || columns.length % 2 !== 0 || columns.length < 2 * least) return undefined;
  return columns.filter((_, order) => order % 2 === 0);
}

/** Reads one row by the panels; `undefined` where it does not fit them. Keeps count of the sections that panels are in. */
function rowAt(
  lattice: Lattice,
  area: Area,
  top: number,
  row: number,
  panels: readonly Panel[],
  sections: (Piece | undefined)[],
): PairRow | undefined {
  const pieces = lattice.across(row, area.left, area.right).filter(filled);
  if (pieces.some((piece) => piece.row < top) || pieces.length === 0) return undefined;
  const begun = pieces.filter((piece) => piece.row === row);
  if (begun.length > 2 && !begun.some(({ kind }) => kind === "figure") && wordsShare(lattice, area, row, row + 1) >= 0.75) return undefined;
  const pairs: Pair[] = [];
  const heads: [panel: number, piece: Piece][] = [];
  for (const [order, { left, right }] of panels.entries()) {
    const inside = pieces.filter(({ column, width }) => column < right && column + width > left);
    const [first, ...rest] = inside;
    if (!first) continue;
    const reaches = first.column + first.width;
    if (first.column < left) {
      // What answers a label further to the left, or a heading, may go on to the end.
      if (reaches !== area.right && !panels.some((panel) => panel.left === reaches)) return undefined;
      if (inside.length > 1) return undefined;
      if (heads.some(([, piece]) => piece === first)) heads.push([order, first]);
      continue;
    }
    if (first.column === left && reaches >= right && first.row === row) {
      if (first.kind !== "text" || sentence(first.text) || (order === 0 && reaches === area.right)) return undefined;
      heads.push([order, first]);
      continue;
    }
    if (first.column !== left || !names(first)) return undefined;
    const last = rest.at(-1);
    if (last && last.column + last.width > right && last.column + last.width !== area.right) return undefined;
    const outer = sections[order] ? [sections[order]!] : [];
    const labels = rest.length === 2 && labelLike(rest[0]!) && !headingOf(rest[1]) ? [rest[0]!] : [];
    const values = rest.slice(labels.length);
    // Another label inside the panel: pairs of another layout.
    if (values.length > 1 && values.some(headingOf)) return undefined;
    if (first.row < row && labels.length === 0 && values.every((value) => value.row < row)) continue;
    const label = labels[0] ?? first;
    const under = labels.length > 0 ? [...outer, first] : outer;
    if (values.length === 0) pairs.push({ label, value: undefined, under, slot: order });
    for (const [place, value] of values.entries()) pairs.push({ label, value, under, slot: order + place / values.length });
  }
  for (const [order, piece] of heads) sections[order] = piece;
  return { row, groups: [], pairs };
}

/** Could name something. */
const names = ({ kind, text }: Piece): boolean => kind === "text" && text.length <= LONGEST_LABEL && !sentence(text) && !answerWords(text);

/** Would rather name something than answer: few names begin with a digit. */
const labelLike = (piece: Piece): boolean => names(piece) && !/^\d/.test(piece.text);

/** Could this value be the heading of a column? */
const headingOf = (value: Piece | undefined): boolean => value !== undefined && labelLike(value) && !/\d/.test(value.text);

/** Several things, a title or a foreign name: more than one name in Chinese. */
const LIST = /[，、；《》a-z]/i;

/** Whether the columns of labels name and those of values answer, or the first row is a line of headings. */
function arePairs(rows: readonly PairRow[], panels: number): boolean {
  const all = rows.flatMap(({ pairs }) => pairs);
  const labels = new Map(all.map(({ label }) => [`${label.row},${label.column}`, `${label.column} ${key(label.text)}`]));
  if (new Set(labels.values()).size * 5 < labels.size * 4) return false;
  if (share(all, ({ label }) => labelLike(label)) < 0.85) return false;
  const values = all.flatMap(({ value }) => (value ? [value] : []));
  if (values.length * 2 < all.length) return false;
  const first = rows[0]!.pairs;
  const rest = all.slice(first.length);
  // 参数 | 值 | 参数 | 值: headings that come again.
  if (first.length > 1 && new Set(first.map(({ label, value }) => `${key(label.text)} ${key(value?.text ?? "")}`)).size === 1) return false;
  const numbers = (some: readonly Pair[]): number => some.filter(({ value }) => value !== undefined && numeric(value)).length;
  // Words over columns of figures.
  if (first.every(({ value }) => headingOf(value)) && numbers(rest) * 10 >= rest.length * 7) return false;
  if (first.every(({ value, label }) => value && headingWords(value.text) && headingLike(label.text))) return false;
  const said = first.filter(({ value }) => value !== undefined && !headingOf(value)).length;
  if (said * 2 >= first.length) return true;
  const named = share(all, ({ label }) => headingLike(label.text) || fieldWords(label.text));
  const answered = share(all, ({ value }) => value !== undefined && headingLike(value.text));
  if (named >= 0.25 && named >= answered + 0.15) return true;
  const mixed = share(all, ({ value }) => !headingOf(value) || LIST.test(value?.text ?? ""));
  return panels > 1 && mixed >= 0.25;
}

const share = (some: readonly Pair[], holds: (pair: Pair) => boolean): number => some.filter(holds).length / Math.max(1, some.length);
