import type { PlacedCell, TableOnPage } from "./lattice.ts";
import { goesOnOver } from "./lines.ts";
import { isFigure, isRestOfFigure } from "./parts.ts";

export type Row = readonly PlacedCell[];
/** The part of a table on one page, in the columns of the whole: its rows and, where lines tell them, their heights. */
export interface Part {
  readonly rows: readonly Row[];
  readonly heights: TableOnPage["heights"];
}

/** What the end of a page cut: the last row as a whole, or, of cells that are merged, those in these columns. */
export interface Cut {
  readonly isRow: boolean;
  readonly columns: ReadonlySet<number>;
}

/** A cell at the end of a page, `upper`, and the one below it on the next: they begin in one column and take as many. */
interface Pair {
  readonly column: number;
  readonly width: number;
  readonly upper: PlacedCell;
  readonly lower: PlacedCell;
  /** One of them reaches over several rows. */
  readonly isTall: boolean;
}

/** What no label ends or begins with: it goes on, or has begun before. A remark in brackets belongs to what it stands below. */
const OPEN = /(?:(?<!普)及|(?<!总)和|[与或、，,（(“《/]|[（(][^）)]*)$/;
const REST = /^(?:[，。；、）)”》％%,;]|[（(][^（(）)]*[）)]$|[^（(]*[）)])/;
/** What begins a row: its number, or that it is a total. */
const START = /^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]\S|其中|合计|小计|总计)/;
/** Heights (points) that differ by more are not those of two rows of one form. */
const LOWER = 2;

/** Finds what goes on over the end of a page, from how cells end and begin there and how the table is made elsewhere. */
export function cutBetween(above: Part, below: Part): Cut {
  if (isRestOfRow(above, below)) return { isRow: true, columns: new Set() };
  const columns = new Set<number>();
  for (const pair of pairsOf(above.rows, below.rows)) {
    const isInside = pair.column === 0 || columns.has(pair.column - 1);
    if (!isOneCell(pair, above.rows, below.rows, isInside)) continue;
    for (let at = 0; at < pair.width; at += 1) columns.add(pair.column + at);
  }
  return { isRow: false, columns };
}

/** The place of the cell that a place belongs to. */
export const ownerOf = (rows: readonly Row[], row: number, column: number): readonly [row: number, column: number] =>
  rows[row]![column]!.anchor ?? [row, column];

function ownerAt(rows: readonly Row[], row: number, column: number): PlacedCell {
  const [r, c] = ownerOf(rows, row, column);
  return rows[r]![c]!;
}

/** How many columns the cell takes that begins in this one; 0 where none does. */
function widthAt(rows: readonly Row[], row: number, column: number): number {
  const [r, c] = ownerOf(rows, row, column);
  if (c !== column) return 0;
  return rows[row]!.filter((_, at) => ownerOf(rows, row, at)[0] === r && ownerOf(rows, row, at)[1] === c).length;
}

/** Cells above and below the cut that begin in one column and end in one. */
function pairsOf(above: readonly Row[], below: readonly Row[]): Pair[] {
  const last = above.length - 1;
  return below[0]!.flatMap((lower, column): Pair[] => {
    const width = widthAt(below, 0, column);
    if (width === 0 || width !== widthAt(above, last, column)) return [];
    const isTall = ownerOf(above, last, column)[0] < last || below[1]?.[column]?.anchor?.[0] === 0;
    return [{ column, width, upper: ownerAt(above, last, column), lower, isTall }];
  });
}

/**
 * Whether the row is the lower half of the last one: what stands in it goes on from there, other cells are at their end
 * already, and none begins with a figure, for columns of figures are as narrow as these.
 */
function isRestOfRow(above: Part, below: Part): boolean {
  const pairs = below.rows[0]!.map((lower, column) => ({ lower, upper: ownerAt(above.rows, above.rows.length - 1, column)! }));
  const going = pairs.filter(({ lower }) => lower.lines);
  const ended = pairs.some(({ upper, lower }) => upper.lines && !lower.lines);
  if (going.length === 0 || !ended || START.test(going[0]!.lower.text)) return false;
  const isNew = ({ upper, lower }: { upper: PlacedCell; lower: PlacedCell }): boolean =>
    isFigure(lower.lines![0]!) && !isRestOfFigure(upper.text, lower.text);
  if (going.some((pair) => !pair.upper.lines || isNew(pair))) return false;
  return (
    going.some(({ upper, lower }) => isBroken(upper.text, lower.text)) ||
    going.filter(({ upper, lower }) => isRestOf(upper, lower)).length * 2 >= going.length ||
    isLow(above, below)
  );
}

/** The end of a label and what follows, where neither could stand by itself. */
const isBroken = (upper: string, lower: string): boolean => OPEN.test(upper) || REST.test(lower);

/** Whether one of the two rows at the cut is lower than any other row of the table is: a form sets the least height of its rows. */
function isLow(above: Part, below: Part): boolean {
  const [upper, lower] = [above.heights.at(-1), below.heights[0]];
  const others = [...above.heights.slice(0, -1), ...below.heights.slice(1)];
  return upper !== undefined && lower !== undefined && others.length >= 3 && Math.min(upper, lower) < Math.min(...others) - LOWER;
}

/** Whether what stands in a cell begins with the next line of another. */
function isRestOf({ lines = [], column }: PlacedCell, rest: PlacedCell): boolean {
  const [end, start] = [lines.at(-1), rest.lines?.[0]];
  return end !== undefined && start !== undefined && column !== undefined && goesOnOver(end, start, column);
}

/**
 * Whether two cells are one that reaches over the cut. A tall one with words only above it is. Else the column must be one
 * of merged labels that are never blank, inside a merged cell to its left, and what is blank or broken off belongs together.
 */
function isOneCell(pair: Pair, above: readonly Row[], below: readonly Row[], isInside: boolean): boolean {
  const { upper, lower, isTall } = pair;
  const hasFigure = isFigure(upper) || isFigure(lower);
  const hasLabels = isInside && !hasFigure && isColumnOfLabels(pair, above, below);
  if (upper.text !== "" && lower.text === "") return (isTall && !hasFigure) || hasLabels;
  if (upper.text === "") return hasLabels;
  return hasLabels && isBroken(upper.text, lower.text);
}

/** Whether cells of this column and width are merged elsewhere too and none, but for those at the ends of pages, is blank. */
function isColumnOfLabels({ column, width, isTall }: Pair, above: readonly Row[], below: readonly Row[]): boolean {
  const cells = [above, below].flatMap((rows) => {
    const ends = [ownerOf(rows, 0, column)[0], ownerOf(rows, rows.length - 1, column)[0]];
    return rows.flatMap((row, r) => (widthAt(rows, r, column) === width ? [{ ...row[column]!, isEnd: ends.includes(r) }] : []));
  });
  return (isTall || cells.some(({ anchor }) => anchor)) && cells.every(({ anchor, text, isEnd }) => anchor || text !== "" || isEnd);
}
