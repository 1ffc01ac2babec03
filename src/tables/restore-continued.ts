import type { Cell } from "../model/grid.ts";
import { type Look, looksOf } from "./restore-look.ts";

interface Root {
  readonly row: number;
  readonly kind: Look["kind"];
}

/**
 * Blank cells at the head of a row stand for the group labels above them: they get the label's cell as their anchor.
 * Only where that is certain: the row goes on with words of its own, the label fills one column, and nothing blank stands
 * between. Blank cells further to the right are just blank. `base`: row of the grid that the first of these is.
 */
export function continued(rows: readonly (readonly Cell[])[], base: number): (readonly Cell[])[] {
  const looks = looksOf(rows);
  const heads = rows.map((row, index) => headOf(row, looks[index]!));
  const deepest = heads.reduce((most, head) => Math.max(most, head), 0);
  const roots: (Root | undefined)[] = [];
  return rows.map((row, index) => {
    const look = looks[index]!;
    const spare = row.every((cell, column) => cell.anchor === undefined && look[column]!.kind === "blank");
    const count = spare ? deepest : closes(look, heads[index]!, index === lastFilled(looks)) ? 0 : heads[index]!;
    const anchored = count > 0 && isGroup(roots, count) ? withAnchors(row, roots, count) : row;
    for (const column of row.keys()) roots[column] = rootAt(anchored, look, base + index, column, roots[column]);
    return anchored;
  });
}

/** Blank cells before the first words of a row; 0 where a figure or a covered cell comes first. */
function headOf(row: readonly Cell[], look: readonly Look[]): number {
  const first = row.findIndex((cell, column) => cell.anchor !== undefined || look[column]!.kind !== "blank");
  return first > 0 && row[first]!.anchor === undefined && look[first]!.kind === "words" ? first : 0;
}

function lastFilled(looks: readonly (readonly Look[])[]): number {
  return looks.findLastIndex((row) => row.some(({ kind }) => kind !== "blank"));
}

/** The total of the whole table has no group: a blank before it is no label that goes on. */
const closes = (look: readonly Look[], head: number, last: boolean): boolean =>
  last && /^(?:合计|总计|共计|总分)$/.test(look[head]?.label ?? "");

/** One blank below a number is a line without its own number, not part of the numbered one. */
function isGroup(roots: readonly (Root | undefined)[], count: number): boolean {
  return roots[0]?.kind === "words" || (count > 1 && roots[1]?.kind === "words");
}

function withAnchors(row: readonly Cell[], roots: readonly (Root | undefined)[], count: number): Cell[] {
  return row.map((cell, column) => {
    const root = column < count && !cell.anchor ? roots[column] : undefined;
    return root ? { ...cell, text: "", anchor: [root.row, column] } : cell;
  });
}

/** The label that cells below may go on with: one that fills just its column and does not stand alone in its row. */
function rootAt(row: readonly Cell[], look: readonly Look[], index: number, column: number, before: Root | undefined): Root | undefined {
  const cell = row[column]!;
  const { kind } = look[column]!;
  if (cell.anchor) return before && cell.anchor[0] === before.row && cell.anchor[1] === column ? before : undefined;
  if (kind === "blank") return undefined;
  const spans = row[column + 1]?.anchor?.[0] === index;
  const alone = column === 0 && look.slice(1).every((other) => other.kind === "blank");
  return spans || alone ? undefined : { row: index, kind };
}
