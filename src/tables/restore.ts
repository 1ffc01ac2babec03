import { BLANK, type Cell, type Grid } from "../model/grid.ts";
import { continued } from "./restore-continued.ts";
import { acrossTheRest } from "./restore-pairs.ts";
import { unslipped } from "./restore-slipped.ts";
import { spread } from "./restore-spread.ts";

/**
 * A grid whose rows hold just the cells they print → a rectangular one with every cell in its true column. Spans that the
 * source lost come back as `Cell.anchor`: of headings over their columns, of total labels, of titles, and of labels that go
 * on down over rows. No cell is lost or changed. A grid that is not ragged comes back as it is.
 */
export function restoreSpans(grid: Grid): Grid {
  if (!grid.ragged) return grid;
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { ...grid, rows: restored(grid, width), ragged: false };
}

/** No form has more columns than these: what is wider is data, or no table at all. */
const MOST_COLUMNS = 200;

function restored({ origin, rows }: Grid, width: number): Grid["rows"] {
  const asPrinted = origin.in === "csv" || origin.in === "sheet" || width > MOST_COLUMNS;
  if (!asPrinted && !printedInRows(rows)) return spread(rows, width);
  const whole = rows.map((row) => padded(row, width));
  return asPrinted ? whole : continued(acrossTheRest(unslipped(whole)), 0);
}

/** Rows printed one a line keep blank cells in the place of spans: their columns are true as they stand. */
function printedInRows(rows: Grid["rows"]): boolean {
  let together = 0;
  let apart = 0;
  for (const [first, second] of rows) {
    if (!first || !second) continue;
    if (first.line !== undefined && first.line === second.line) together += 1;
    else apart += 1;
  }
  return together > apart;
}

function padded(row: readonly Cell[], width: number): Cell[] {
  return row.length === width ? [...row] : [...row, ...new Array<Cell>(width - row.length).fill(BLANK)];
}
