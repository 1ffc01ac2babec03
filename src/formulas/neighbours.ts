import type { Book, FormulaCell, Sheet } from "./book.ts";
import type { Rectangle } from "./desk.ts";
import { evaluate, placeIn, type Result } from "./evaluate.ts";
import { type Edge, type Reference, referencesIn, type Tree } from "./tree.ts";
import { isNumber } from "./value.ts";

/** Along a row or down a column. */
export type Axis = "row" | "column";

/** The formula that most of the cells beside one share. */
export interface Pattern {
  readonly axis: Axis;
  /** The nearest cell with it. */
  readonly leader: FormulaCell;
  /** How many of the cells beside have it, and how many there are. */
  readonly count: number;
  readonly of: number;
  readonly onBothSides: boolean;
}

/** A pattern tried where it is broken. */
export interface Tried extends Pattern {
  /** What it gives if it is copied to the cell. */
  readonly result: Result;
}

/** How many figures on each side are looked at, and how many cells without one may lie between. */
const SIDE = 4;
const GAP = 2;
/** The share of the cells beside that makes a pattern, where there are enough of them. */
const SHARE = 0.75;
const ENOUGH = 3;

interface Beside {
  readonly row: number;
  readonly column: number;
  readonly formula: FormulaCell | undefined;
}

function side(book: Book, sheet: Sheet, row: number, column: number, axis: Axis, step: 1 | -1): readonly Beside[] {
  const found: Beside[] = [];
  let gap = 0;
  for (let by = step; found.length < SIDE && gap <= GAP; by += step) {
    const [r, c] = axis === "row" ? [row, column + by] : [row + by, column];
    const cell = sheet.at(r, c)?.cell;
    if (r < 0 || c < 0 || r > sheet.bottom || c > sheet.right) break;
    const formula = cell?.formula === undefined ? undefined : book.formulaAt(sheet, r, c);
    if (formula === undefined && (cell?.stored === undefined || cell.anchor !== undefined)) gap += 1;
    else {
      found.push({ row: r, column: c, formula });
      gap = 0;
    }
  }
  return found;
}

/** The shapes of the formulas beside a cell on one axis. */
function shapesBeside(book: Book, sheet: Sheet, row: number, column: number, axis: Axis): ReadonlySet<string> {
  const sides = [side(book, sheet, row, column, axis, -1), side(book, sheet, row, column, axis, 1)].flat();
  return new Set(sides.flatMap(({ formula }) => formula?.shape ?? []));
}

/** One more than the cell beside: a number of the line, no figure. */
const isCounter = (tree: Tree): boolean =>
  tree.is === "operation" &&
  (tree.operator === "+" || tree.operator === "-") &&
  tree.args.length === 2 &&
  tree.args.some(({ is }) => is === "reference") &&
  tree.args.some(({ is }) => is === "number");

/** Whether a formula reads a cell of its own sheet. */
const reads = ({ tree, row: ownRow, column: ownColumn }: FormulaCell, row: number, column: number): boolean =>
  referencesIn(tree).some(({ sheet, top, left, bottom, right }) => {
    const isInside = (at: number, from: Edge | undefined, to: Edge | undefined, own: number): boolean =>
      from === undefined || to === undefined ? at !== own : at >= from.at && at <= to.at;
    return sheet === undefined && isInside(row, top, bottom, ownRow) && isInside(column, left, right, ownColumn);
  });

/** The pattern on one axis that a cell stands in, or breaks; `undefined` where the cells beside it have none. */
function patternAt(book: Book, sheet: Sheet, row: number, column: number, axis: Axis): Pattern | undefined {
  const sides = ([-1, 1] as const).map((step) => side(book, sheet, row, column, axis, step));
  const counts = new Map<string, number>();
  for (const { formula } of sides.flat()) if (formula) counts.set(formula.shape, (counts.get(formula.shape) ?? 0) + 1);
  const [shape, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < 2) return undefined;
  // A total that adds up the cell is none of its like; that it adds up those beside as well shows that these are.
  const totals = sides.flat().filter(({ formula }) => formula && formula.shape !== shape && reads(formula, row, column));
  const [before, behind] = sides.map((some) => some.filter((each) => !totals.includes(each))) as [Beside[], Beside[]];
  const of = before.length + behind.length;
  if (count < of * SHARE) return undefined;
  const has = (some: readonly Beside[]): FormulaCell | undefined => some.find(({ formula }) => formula?.shape === shape)?.formula;
  const [left, right] = [has(before), has(behind)];
  const leader = left ?? right;
  if (!leader) return undefined;
  const isSummed = totals.some(({ formula }) => formula && reads(formula, leader.row, leader.column));
  if (count < ENOUGH && !(of === 2 && (isSummed || (left && right)))) return undefined;
  if (!(left && right) && count < of) return undefined;
  const references = referencesIn(leader.tree);
  if (isCounter(leader.tree)) return undefined;
  if (references.every(({ top, left: first }) => top?.fixed !== false && first?.fixed !== false)) return undefined;
  return { axis, leader, count, of, onBothSides: left !== undefined && right !== undefined };
}

/** The pattern copied to the cell, if it finds there what it finds in its own cells: figures where those read figures. */
function tried(book: Book, sheet: Sheet, row: number, column: number, pattern: Pattern, budget: { left: number }): Tried | undefined {
  const { tree, row: ownRow, column: ownColumn } = pattern.leader;
  const [down, across] = [row - ownRow, column - ownColumn];
  const setting = { book, sheet, down, across, budget };
  const fits = referencesIn(tree).every(
    (reference) =>
      standsAt(book, sheet, reference, down, across) === standsAt(book, sheet, reference, 0, 0) &&
      !covers(placeIn(reference, setting), sheet, row, column),
  );
  if (!fits) return undefined;
  const result = evaluate(tree, setting);
  return isNumber(result.value) ? { ...pattern, result } : undefined;
}

/** Constants side by side that all stand beside formulas are a line of inputs or labels, not formulas typed over. */
function isOneOfMany(book: Book, sheet: Sheet, row: number, column: number, axis: Axis): boolean {
  const [down, across] = axis === "row" ? [1, 0] : [0, 1];
  return [1, -1].some((step) => {
    const [r, c] = [row + step * down, column + step * across];
    const cell = sheet.at(r, c)?.cell;
    return cell?.stored !== undefined && cell.formula === undefined && patternAt(book, sheet, r, c, axis) !== undefined;
  });
}

/** The pattern that a constant breaks, the one with more cells behind it first. */
export function brokenBy(book: Book, sheet: Sheet, row: number, column: number, budget: { left: number }): Tried | undefined {
  return (["column", "row"] as const)
    .flatMap((axis) => (isOneOfMany(book, sheet, row, column, axis) ? [] : (patternAt(book, sheet, row, column, axis) ?? [])))
    .flatMap((pattern) => tried(book, sheet, row, column, pattern, budget) ?? [])
    .sort((a, b) => b.count - a.count)[0];
}

const covers = (place: Rectangle | undefined, sheet: Sheet, row: number, column: number): boolean =>
  place !== undefined && place.sheet === sheet && row >= place.top && row <= place.bottom && column >= place.left && column <= place.right;

/** What stands where a formula reads: figures, or words only, or nothing; `undefined` off the sheet. */
function standsAt(
  book: Book,
  own: Sheet,
  { sheet: name, top, left, bottom, right }: Reference,
  down: number,
  across: number,
): string | undefined {
  const sheet = name === undefined ? own : book.sheets.get(name.toLowerCase());
  if (!sheet || !top || !left || !bottom || !right) return sheet && "whole lines";
  const [r0, r1] = [top.fixed ? top.at : top.at + down, bottom.fixed ? bottom.at : bottom.at + down];
  const [c0, c1] = [left.fixed ? left.at : left.at + across, right.fixed ? right.at : right.at + across];
  if (r0 < 0 || c0 < 0) return undefined;
  let found = "nothing";
  for (let r = r0; r <= Math.min(r1, sheet.bottom); r += 1)
    for (let c = c0; c <= Math.min(c1, sheet.right); c += 1) {
      const cell = sheet.at(r, c)?.cell;
      if (cell?.stored !== undefined) return "figures";
      if (cell !== undefined && cell.text !== "") found = "words";
    }
  return found;
}

/** Where a formula looks: along its row, down its column, elsewhere. A rate in a row of sums looks another way than they. */
function directions({ tree, row, column }: FormulaCell): string {
  const ways = referencesIn(tree).map(({ sheet, top, left, bottom, right }) => {
    if (sheet !== undefined) return "sheet";
    if (top?.at === row && bottom?.at === row) return "row";
    return left?.at === column && right?.at === column ? "column" : "else";
  });
  return [...new Set(ways)].sort().join();
}

/** The pattern that a formula breaks: one that cells beside it share, and that nothing on the other axis excuses it from. */
export function outlier(book: Book, cell: FormulaCell, budget: { left: number }): Tried | undefined {
  const { sheet, row, column, shape, skeleton } = cell;
  const found = (["column", "row"] as const).flatMap((axis) => {
    const pattern = patternAt(book, sheet, row, column, axis);
    if (!pattern || pattern.leader.shape === shape) return [];
    // A row of subtotals is alike along the row, whatever stands above and below.
    if (shapesBeside(book, sheet, row, column, axis === "row" ? "column" : "row").has(shape)) return [];
    if (shapesBeside(book, sheet, row, column, axis).has(shape)) return [];
    const isSureSide = pattern.onBothSides && pattern.count >= ENOUGH && directions(pattern.leader) === directions(cell);
    return isSureSide || pattern.leader.skeleton === skeleton ? (tried(book, sheet, row, column, pattern, budget) ?? []) : [];
  });
  return found.sort((a, b) => Number(b.leader.skeleton === skeleton) - Number(a.leader.skeleton === skeleton) || b.count - a.count)[0];
}
