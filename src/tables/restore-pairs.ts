import type { Cell } from "../model/grid.ts";
import { isFigure, looksOf, namesTotal } from "./restore-look.ts";

/** Blank columns that must be left over, so that a lone value is seen to run across them. */
const ROOM = 2;

/**
 * Rows of a table whose columns are as printed that hold but a label and one value (说明 | 无, 总分 | 94): the label takes the
 * blank columns up to its value, the value those behind it. A figure does so only where its column holds none in other rows.
 */
export function acrossTheRest(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const looks = looksOf(rows);
  const figures = new Map<number, number>();
  let whole = 0;
  for (const look of looks) {
    if (look.filter(({ kind }) => kind !== "blank").length < 3) continue;
    whole += 1;
    for (const [column, cell] of look.entries()) if (isFigure(cell)) figures.set(column, (figures.get(column) ?? 0) + 1);
  }
  return rows.map((row, index) => {
    const look = looks[index]!;
    const [first, second, third] = [...look.keys()].filter((column) => look[column]!.kind !== "blank");
    if (first !== 0 || second === undefined || third !== undefined || look[0]!.kind !== "words") return row;
    if (second > 2 || row.length - second <= ROOM) return row;
    const figureColumn = (figures.get(second) ?? 0) > whole * 0.3;
    if (isFigure(look[second]!) && (figureColumn || !namesTotal(look[0]!))) return row;
    return row.map((cell, column) => {
      if (column === 0 || column === second) return cell;
      return { ...cell, text: "", anchor: [index, column < second ? 0 : second] };
    });
  });
}
