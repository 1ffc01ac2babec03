import type { Grid } from "../../model/grid.ts";
import type { GridView } from "./view.ts";

/** Grids up to this many rows are shown whole. */
const WHOLE = 240;
const FIRST = 100;
const LAST = 12;
/** Rows shown because something in them is judged; beyond them the findings' own list must do. */
const MOST_JUDGED = 150;
const MOST_COLUMNS = 64;
/** Blank rows in a run that are shown; a longer run is told by its length. */
const BLANK_RUN = 3;

/** Rows from `from` to `to`, both shown; or left out, and why. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shown: boolean;
  readonly blank: boolean;
}

const isBlank = (row: Grid["rows"][number]): boolean => row.every(({ text, anchor }) => text.trim() === "" && anchor === undefined);

/** Rows and columns up to the last that holds anything. */
export function extentOf(grid: Grid): { readonly rows: number; readonly columns: number } {
  let rows = grid.rows.length;
  while (rows > 0 && isBlank(grid.rows[rows - 1]!)) rows--;
  let columns = 0;
  for (const row of grid.rows)
    for (let column = row.length - 1; column >= columns; column--)
      if (row[column]!.text.trim() !== "" || row[column]!.anchor) {
        columns = column + 1;
        break;
      }
  return { rows, columns };
}

/** The columns of a grid that the page shows. */
export const shownColumns = (columns: number): number => Math.min(columns, MOST_COLUMNS);

/**
 * Which rows of a grid are shown: all of a small one; of a large one the first, the last and those in which something is
 * judged. `sparing` keeps to the judged ones, for when the page is already long. What is left out is a stretch of its own.
 */
export function stretchesOf({ grid, marks, tables }: GridView, sparing: boolean): readonly Stretch[] {
  const { rows } = extentOf(grid);
  const judged = new Set<number>();
  for (const [key, mark] of marks) {
    if (mark.causes.size === 0 && mark.suspects.size === 0) continue;
    if (judged.size >= MOST_JUDGED) break;
    judged.add(Number.parseInt(key, 10));
  }
  const headings = new Set(tables.flatMap(({ headerRows }) => headerRows));
  const large = sparing || rows > WHOLE;
  const first = sparing ? 8 : FIRST;
  const last = sparing ? 2 : LAST;
  const wanted = (row: number): boolean =>
    !large || row < first || row >= rows - last || headings.has(row) || judged.has(row) || judged.has(row - 1) || judged.has(row + 1);

  const stretches: Stretch[] = [];
  for (let row = 0; row < rows; row++) {
    const blank = isBlank(grid.rows[row]!);
    const shown = wanted(row);
    const before = stretches.at(-1);
    if (before && before.shown === shown && before.blank === blank) stretches[stretches.length - 1] = { ...before, to: row };
    else stretches.push({ from: row, to: row, shown, blank });
  }
  return joined(
    stretches.map((each) => (each.blank && each.to - each.from >= BLANK_RUN ? { ...each, shown: false } : { ...each, blank: false })),
  );
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const each of stretches) {
    const before = out.at(-1);
    if (before && before.shown === each.shown && before.blank === each.blank) out[out.length - 1] = { ...before, to: each.to };
    else out.push(each);
  }
  return out;
}
