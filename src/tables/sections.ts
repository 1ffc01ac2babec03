import { type Area, filled, type Lattice } from "./lattice.ts";
import { key, totalWords, unnumbered } from "./words.ts";

/** How a body is cut into sections. */
export interface Sections {
  /** Rows that only head the rows below. */
  readonly heads: ReadonlySet<number>;
  /** The head of the section that a row stands in. */
  readonly over: ReadonlyMap<number, string>;
}

/** Labels alone in their row that wait for a total to name them; further up than this none is meant. */
const MOST_OPEN = 40;
const NUMBERED = /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])/;
/** A line of a form's print in which nothing was filled in: 指标2: heads nothing. */
const UNFILLED = /^(?:指标|目标)\d*[:：]?$/;
const GRAND = /总计$|^(?:总分|总得分|grand total)$/i;

interface Waiting {
  readonly row: number;
  readonly text: string;
  readonly name: string;
}

/**
 * Sections of a body. What heads one: a line across the table; a numbered label (一、) alone in its row where all labels
 * numbered like it stand alone; a label alone in its row that ends in a colon, or that a total further down names (Assets …
 * Total assets). It goes on until the next head, the total that names it, or a total of the whole table.
 */
export function sectionsOf(
  lattice: Lattice,
  area: Area,
  body: readonly number[],
  labels: readonly number[],
  figures: readonly number[],
): Sections {
  const heads = new Map<number, string>();
  const ends = new Set<number>();
  const totals = new Map<number, string>();
  const alone = new Map<number, string>();
  let waiting: Waiting[] = [];
  let numbered = 0;
  for (const [order, row] of body.entries()) {
    const cells = lattice.begins(row, area.left, area.right).filter(filled);
    const first = cells[0];
    if (!first) continue;
    const label = cells.find(({ column, kind }) => kind === "text" && (labels.includes(column) || column === area.left))?.text ?? "";
    if (cells.length > 1 && totalWords(label) !== undefined) {
      totals.set(row, label);
      const at = waiting.findLastIndex(({ name }) => names(label, name));
      if (at < 0) continue;
      heads.set(waiting[at]!.row, waiting[at]!.text);
      ends.add(row);
      waiting = waiting.slice(0, at);
      continue;
    }
    if (NUMBERED.test(first.text)) numbered++;
    if (cells.length !== 1 || first.kind !== "text" || order === body.length - 1 || /^其中/.test(key(first.text))) continue;
    if (UNFILLED.test(key(first.text))) continue;
    if (first.width >= Math.max(2, area.right - area.left - 1)) heads.set(row, first.text);
    else if (figures.length > 0 && (labels.includes(first.column) || first.column === area.left)) {
      if (/[:：]$/.test(first.text)) heads.set(row, first.text);
      else if (NUMBERED.test(first.text)) alone.set(row, first.text);
      const name = unnumbered(first.text).toLowerCase();
      if (name.length > 1) waiting = [...waiting.slice(-MOST_OPEN), { row, text: first.text, name }];
    }
  }
  if (alone.size > 1 && alone.size === numbered) for (const [row, text] of alone) heads.set(row, text);
  return { heads: new Set(heads.keys()), over: spread(body, heads, ends, totals) };
}

/** 流动资产合计 names 流动资产, Total assets names Assets; 负债和净资产总计 does not name 净资产. */
const names = (total: string, name: string): boolean => {
  const label = unnumbered(total).toLowerCase();
  return label.startsWith(name) || label === `total${name}`;
};

function spread(
  body: readonly number[],
  heads: ReadonlyMap<number, string>,
  ends: ReadonlySet<number>,
  totals: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const over = new Map<number, string>();
  const many = heads.size > 1;
  let current: string | undefined;
  let before = false;
  for (const row of body) {
    const head = heads.get(row);
    const total = totals.get(row);
    if (head !== undefined) current = head;
    else if (total !== undefined && !ends.has(row)) {
      const grand =
        GRAND.test(key(total)) || before || (many && row === body.at(-1) && totalWords(total) === "total" && onlyTotal(totals, ends, row));
      if (grand) current = undefined;
    }
    if (current !== undefined && head === undefined) over.set(row, current);
    if (ends.has(row)) current = undefined;
    before = total !== undefined;
  }
  return over;
}

/** No section but perhaps the last has a 合计 of its own. */
const onlyTotal = (totals: ReadonlyMap<number, string>, ends: ReadonlySet<number>, last: number): boolean =>
  [...totals].every(([row, label]) => row === last || ends.has(row) || totalWords(label) !== "total");
