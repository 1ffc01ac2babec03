import type { Cell } from "../model/grid.ts";
import { isFigure, type Look, looksOf } from "./restore-look.ts";

/** Blank columns that must be left over, so that a lone value is seen to run across them. */
const ROOM = 2;
/** Rows above and below that show whether a column holds figures. */
const NEIGHBOURS = 6;

/**
 * Rows of a table whose columns are as printed that hold but a label and one value (说明 | 无, 总分 | 94): the label takes the
 * blank columns up to its value, the value those behind it. A figure does so only where its column holds none near by.
 */
export function acrossTheRest(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const looks = looksOf(rows);
  return rows.map((row, index) => {
    const value = loneValue(looks[index]!);
    if (value === undefined || value > 2 || row.length - value <= ROOM) return row;
    if (isFigure(looks[index]![value]!) && hasFigures(looks, index, value)) return row;
    return row.map((cell, column) => {
      if (column === 0 || column === value) return cell;
      return { ...cell, text: "", anchor: [index, column < value ? 0 : value] };
    });
  });
}

/** Column of the only cell besides a label in the first column. */
function loneValue(row: readonly Look[]): number | undefined {
  if (row[0]?.kind !== "words") return undefined;
  const value = row.findIndex(({ kind }, column) => column > 0 && kind !== "blank");
  return value > 0 && row.every(({ kind }, column) => column === 0 || column === value || kind === "blank") ? value : undefined;
}

function hasFigures(looks: readonly (readonly Look[])[], index: number, column: number): boolean {
  const near = looks.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
  return near.some((row) => row !== looks[index] && isFigure(row[column]!));
}
