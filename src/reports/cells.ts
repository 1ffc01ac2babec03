import type { Grid, GridOrigin } from "../model/grid.ts";
import type { Place } from "../model/place.ts";

/** What tells a grid's origin from the others of its submission. */
export const originKey = (document: string, origin: GridOrigin): string =>
  origin.in === "sheet"
    ? [document, "sheet", origin.sheet].join("\u001f")
    : origin.in === "csv"
      ? [document, "csv"].join("\u001f")
      : [document, "table", origin.table].join("\u001f");

/** The same for the grid that a place is in. */
export const placeKey = ({ document, a1, sheet, table }: Place): string =>
  a1 !== undefined
    ? [document, "sheet", sheet ?? ""].join("\u001f")
    : table === undefined
      ? [document, "csv"].join("\u001f")
      : [document, "table", table].join("\u001f");

/** `C7` → row 7, column 3. */
function readA1(a1: string): readonly [row: number, column: number] | undefined {
  const match = /^\$?([A-Z]{1,4})\$?(\d+)$/.exec(a1);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return [Number.parseInt(match[2]!, 10), column];
}

/** The cell a place means in a grid, the top left one of a merged region; `undefined` where the grid does not hold it. */
export function cellOf(grid: Grid, place: Place): readonly [row: number, column: number] | undefined {
  const counted = place.a1 === undefined ? ([place.row, place.col] as const) : readA1(place.a1);
  if (counted?.[0] === undefined || counted[1] === undefined) return undefined;
  const [row, column] = [counted[0] - grid.firstRow, counted[1] - grid.firstColumn];
  const cell = grid.rows[row]?.[column];
  return cell && (cell.anchor ?? [row, column]);
}
