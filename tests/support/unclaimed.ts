import type { Grid } from "../../src/model/grid.ts";
import { readFigure } from "../../src/model/read-figure.ts";
import { cellAt, type Table } from "../../src/model/table.ts";

const PERIOD = /^\s*(?:(?:19|20)\d{2}\s*年.*|\d{1,2}\s*月)\s*$/;

/**
 * The law of the tables stage: each cell that holds a figure is read exactly once, as a row and figure column of a table,
 * unless it heads, numbers or names something. Gives the cells that break it, in words.
 */
export function unclaimed(grid: Grid, tables: readonly Table[]): string[] {
  const read = new Map<string, number>();
  const named = new Set<string>();
  for (const table of tables) {
    for (const row of table.headerRows) for (const column of grid.rows[row]!.keys()) named.add(`${row},${column}`);
    for (const { role, index } of table.columns) if (role === "serial") for (const row of grid.rows.keys()) named.add(`${row},${index}`);
    for (const row of table.rows)
      for (const column of table.columns) {
        const place = cellAt(table, row.index, column.index).join(",");
        if (column.role === "figure") read.set(place, (read.get(place) ?? 0) + 1);
        else named.add(place);
      }
  }
  const broken: string[] = [];
  for (const [row, cells] of grid.rows.entries())
    for (const [column, cell] of cells.entries()) {
      if (cell.anchor || PERIOD.test(cell.text) || !readFigure(cell.text)) continue;
      const place = `${row},${column}`;
      const times = read.get(place) ?? 0;
      if (times > 1) broken.push(`${place} ${cell.text}: ${times} times`);
      if (times === 0 && !named.has(place)) broken.push(`${place} ${cell.text}: lost`);
    }
  return broken;
}
