import { type Area, filled, type Lattice } from "./lattice.ts";
import { key, totalWords, unnumbered } from "./words.ts";

export interface Sections {
  /** Rows that only head the rows below, with what they say. */
  readonly heads: ReadonlyMap<number, string>;
  /** Total rows after which the section they name is over. */
  readonly ends: ReadonlySet<number>;
}

/** Labels alone in their row that wait for a total to name them; further up than this none is meant. */
const MOST_OPEN = 40;

/**
 * Sections of a body: a line across the table; a numbered label (一、) alone in its row where all labels numbered like it
 * stand alone; a label alone in its row (流动资产：) that a total further down names (流动资产合计).
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
  const alone = new Map<number, string>();
  const open: { readonly row: number; readonly text: string; readonly name: string }[] = [];
  let numbered = 0;
  for (const [order, row] of body.entries()) {
    const cells = lattice.begins(row, area.left, area.right).filter(filled);
    const first = cells[0];
    if (!first) continue;
    const label = cells.find(({ column, kind }) => kind === "text" && labels.includes(column))?.text ?? "";
    if (cells.length > 1 && totalWords(label) !== undefined) {
      const at = open.findLastIndex(({ name }) => key(label).toLowerCase().includes(name));
      if (at >= 0) {
        heads.set(open[at]!.row, open[at]!.text);
        ends.add(row);
        open.splice(at);
      }
    }
    const han = /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])/.test(first.text);
    if (han) numbered++;
    if (cells.length !== 1 || first.kind !== "text" || order === body.length - 1) continue;
    if (first.width >= Math.max(2, area.right - area.left - 1)) heads.set(row, first.text);
    else if ((labels.includes(first.column) || first.column === area.left) && figures.length > 0) {
      if (han) alone.set(row, first.text);
      const name = unnumbered(first.text).toLowerCase();
      if (name.length > 1) open.push({ row, text: first.text, name });
      if (open.length > MOST_OPEN) open.shift();
    }
  }
  if (alone.size > 1 && alone.size === numbered) for (const [row, text] of alone) heads.set(row, text);
  return { heads, ends };
}
