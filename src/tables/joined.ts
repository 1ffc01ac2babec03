import { BLANK, type Block, type Grid } from "../model/grid.ts";
import { totalWords } from "./words.ts";

/**
 * The blocks with their grids restored. Text dumps part the last rows of a form from it (总分 | 94 after an empty line): such
 * a grid of two columns is put back under the one above. In other formats two tables are two tables.
 */
export function joined(blocks: readonly Block[], restore: (grid: Grid) => Grid): readonly Block[] {
  const out: Block[] = [];
  let last = -1;
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      out.push(block);
      if (block.paragraph.text.trim() !== "") last = -1;
      continue;
    }
    const grid = restore(block.grid);
    const above = last >= 0 ? out[last] : undefined;
    if (above?.kind === "grid" && endsForm(above.grid, grid)) {
      out[last] = { kind: "grid", grid: { ...above.grid, rows: [...above.grid.rows, ...placedUnder(above.grid, grid)] } };
      continue;
    }
    last = out.length;
    out.push({ kind: "grid", grid });
  }
  return out;
}

const widthOf = ({ rows }: Grid): number => rows.reduce((most, row) => Math.max(most, row.length), 0);

function endsForm(above: Grid, grid: Grid): boolean {
  if (above.origin.in !== "text" || grid.origin.in !== "text" || widthOf(grid) > 2 || widthOf(above) < 4) return false;
  return totalWords(grid.rows[0]?.[0]?.text ?? "") !== undefined;
}

/** The rows of a grid as wide as the one above, their anchors counted on. */
function placedUnder(above: Grid, grid: Grid): Grid["rows"] {
  const width = widthOf(above);
  const down = above.rows.length;
  return grid.rows.map((row) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column];
      if (!cell) return BLANK;
      return cell.anchor ? { ...cell, anchor: [cell.anchor[0] + down, cell.anchor[1]] as const } : cell;
    }),
  );
}
