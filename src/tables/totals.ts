import type { Column } from "../model/table.ts";
import { type Area, filled, type Lattice } from "./lattice.ts";
import type { Moved } from "./slips.ts";
import { scoreWords, totalWords } from "./words.ts";

/**
 * Total rows whose one figure stands in a column of words (总分 | 94 across the table): the figure is read under the column
 * of scores, or under the only column of figures.
 */
export function totalsMoved(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): Moved {
  const moved: Moved = new Map();
  const figures = columns.filter(({ role }) => role === "figure");
  const target = figures.findLast(({ path }) => path.some(scoreWords)) ?? (figures.length === 1 ? figures[0] : undefined);
  if (!target) return moved;
  for (const row of body) {
    const cells = lattice.begins(row, area.left, area.right).filter(filled);
    const [label, value] = cells;
    if (cells.length !== 2 || !label || !value || totalWords(label.text) === undefined || value.kind !== "figure") continue;
    const column = columns.find(({ index }) => index === value.column);
    if (column?.role !== "figure" || value.width > 2)
      if (value.column !== target.index) moved.set(`${row},${target.index}`, [row, value.column]);
  }
  return moved;
}
