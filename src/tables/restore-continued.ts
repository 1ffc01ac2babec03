import type { Cell } from "../model/grid.ts";
import { isVoid, lookAt } from "./restore-look.ts";

/** A label that cells below may go on with: its row, the last column it fills, and its text. */
interface Root {
  readonly row: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Blank cells at the head of a row stand for the group labels above them: they get the label's cell as their anchor.
 * Only where that is certain: the row goes on with words of its own, the label is just as wide, and nothing blank stands
 * between. Blank cells further to the right are just blank. `base`: row of the grid that the first of these is.
 */
export function continued(rows: readonly (readonly Cell[])[], base: number): (readonly Cell[])[] {
  const heads = rows.map((row, index) => headOf(row, base + index));
  const deepest = heads.reduce((most, head) => Math.max(most, head), 0);
  const last = rows.findLastIndex((row) => row.some((cell) => !isVoid(cell)));
  const roots: (Root | undefined)[] = [];
  return rows.map((row, index) => {
    const spare = row.every((cell) => cell.anchor === undefined && isVoid(cell));
    const head = index === last && closes(row[heads[index]!]) ? 0 : heads[index]!;
    const anchored = withAnchors(row, base + index, roots, spare ? deepest : head);
    for (const column of row.keys()) roots[column] = rootAt(anchored, base + index, column, roots[column]);
    return anchored;
  });
}

/** The last column that the cell at a column covers. */
function reach(row: readonly Cell[], index: number, column: number): number {
  let to = column;
  while (row[to + 1]?.anchor?.[0] === index && row[to + 1]?.anchor?.[1] === column) to += 1;
  return to;
}

const isWords = (text: string): boolean => lookAt(text).kind === "words";

/** Columns of blank cells before the first words of a row; 0 where a figure or a cell from above comes first. */
function headOf(row: readonly Cell[], index: number): number {
  let column = 0;
  while (column < row.length && !row[column]!.anchor && isVoid(row[column]!)) column = reach(row, index, column) + 1;
  const first = row[column];
  return column > 0 && first && !first.anchor && isWords(first.text) ? column : 0;
}

/** The total of the whole table has no group: a blank before it is no label that goes on. */
const closes = (cell: Cell | undefined): boolean => cell !== undefined && /^(?:合计|总计|共计|总分)$/.test(lookAt(cell.text).label);

/** One blank below a number is a line without its own number, not part of the numbered one. */
function isGroup(roots: readonly (Root | undefined)[], count: number): boolean {
  return isWords(roots[0]?.text ?? "") || (count > 1 && isWords(roots[1]?.text ?? ""));
}

function withAnchors(row: readonly Cell[], index: number, roots: readonly (Root | undefined)[], count: number): readonly Cell[] {
  if (count === 0 || !isGroup(roots, count)) return row;
  const out = [...row];
  for (let column = 0; column < count; ) {
    const to = reach(row, index, column);
    const root = row[column]!.anchor ? undefined : roots[column];
    if (root?.to === to)
      for (let covered = column; covered <= to; covered += 1) out[covered] = { ...row[covered]!, text: "", anchor: [root.row, column] };
    column = to + 1;
  }
  return out;
}

/** The label at a column after this row: its own, or the one above that it goes on with. One alone in its row is a title. */
function rootAt(row: readonly Cell[], index: number, column: number, before: Root | undefined): Root | undefined {
  const cell = row[column]!;
  const { anchor, text } = cell;
  if (anchor) return before && anchor[0] === before.row && anchor[1] === column ? before : undefined;
  if (isVoid(cell)) return undefined;
  const alone = column === 0 && row.every((other, at) => at === 0 || isVoid(other));
  return alone ? undefined : { row: index, to: reach(row, index, column), text };
}
