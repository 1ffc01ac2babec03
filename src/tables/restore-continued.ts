import type { Cell } from "../model/grid.ts";
import { type Look, looksOf } from "./restore-look.ts";

/** A label that cells below may go on with: where it stands, and the last column it fills. */
interface Root {
  readonly row: number;
  readonly to: number;
  readonly kind: Look["kind"];
}

/**
 * Blank cells at the head of a row stand for the group labels above them: they get the label's cell as their anchor.
 * Only where that is certain: the row goes on with words of its own, the label is just as wide, and nothing blank stands
 * between. Blank cells further to the right are just blank. `base`: row of the grid that the first of these is.
 */
export function continued(rows: readonly (readonly Cell[])[], base: number): (readonly Cell[])[] {
  const looks = looksOf(rows);
  const heads = rows.map((row, index) => headOf(row, looks[index]!, base + index));
  const deepest = heads.reduce((most, head) => Math.max(most, head), 0);
  const last = looks.findLastIndex((row) => row.some(({ kind }) => kind !== "blank"));
  const roots: (Root | undefined)[] = [];
  return rows.map((row, index) => {
    const look = looks[index]!;
    const spare = row.every((cell, column) => cell.anchor === undefined && look[column]!.kind === "blank");
    const head = index === last && closes(look[heads[index]!]) ? 0 : heads[index]!;
    const anchored = withAnchors(row, base + index, roots, spare ? deepest : head);
    for (const column of row.keys()) roots[column] = rootAt(anchored, look, base + index, column, roots[column]);
    return anchored;
  });
}

/** The last column that the cell at a column covers. */
function reach(row: readonly Cell[], index: number, column: number): number {
  let to = column;
  while (row[to + 1]?.anchor?.[0] === index && row[to + 1]?.anchor?.[1] === column) to += 1;
  return to;
}

/** Columns of blank cells before the first words of a row; 0 where a figure or a cell from above comes first. */
function headOf(row: readonly Cell[], look: readonly Look[], index: number): number {
  let column = 0;
  while (column < row.length && !row[column]!.anchor && look[column]!.kind === "blank") column = reach(row, index, column) + 1;
  return column < row.length && !row[column]!.anchor && look[column]!.kind === "words" ? column : 0;
}

/** The total of the whole table has no group: a blank before it is no label that goes on. */
const closes = (look: Look | undefined): boolean => /^(?:合计|总计|共计|总分)$/.test(look?.label ?? "");

/** One blank below a number is a line without its own number, not part of the numbered one. */
function isGroup(roots: readonly (Root | undefined)[], count: number): boolean {
  return roots[0]?.kind === "words" || (count > 1 && roots[1]?.kind === "words");
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
function rootAt(row: readonly Cell[], look: readonly Look[], index: number, column: number, before: Root | undefined): Root | undefined {
  const { anchor } = row[column]!;
  const { kind } = look[column]!;
  if (anchor) return before && anchor[0] === before.row && anchor[1] === column ? before : undefined;
  if (kind === "blank") return undefined;
  const alone = column === 0 && look.slice(1).every((other) => other.kind === "blank");
  return alone ? undefined : { row: index, to: reach(row, index, column), kind };
}
