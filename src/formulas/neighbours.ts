import type { Book, FormulaCell, Sheet } from "./book.ts";
import { evaluate, type Result } from "./evaluate.ts";
import { type Reference, referencesIn } from "./tree.ts";
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
  /** What it gives if it is copied to the cell. */
  readonly result: Result;
  /** It finds there what it finds in its own cells: figures where they read figures. */
  readonly fits: boolean;
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
export function shapesBeside(book: Book, sheet: Sheet, row: number, column: number, axis: Axis): ReadonlySet<string> {
  const sides = [side(book, sheet, row, column, axis, -1), side(book, sheet, row, column, axis, 1)].flat();
  return new Set(sides.flatMap(({ formula }) => formula?.shape ?? []));
}

/** The pattern on one axis that a cell stands in, or breaks; `undefined` where the cells beside it have none. */
export function patternAt(
  book: Book,
  sheet: Sheet,
  row: number,
  column: number,
  axis: Axis,
  budget: { left: number },
): Pattern | undefined {
  const [before, behind] = [side(book, sheet, row, column, axis, -1), side(book, sheet, row, column, axis, 1)];
  const all = [...before, ...behind];
  const counts = new Map<string, number>();
  for (const { formula } of all) if (formula) counts.set(formula.shape, (counts.get(formula.shape) ?? 0) + 1);
  const [shape, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < 2 || count < all.length * SHARE) return undefined;
  const has = (some: readonly Beside[]): FormulaCell | undefined => some.find(({ formula }) => formula?.shape === shape)?.formula;
  const [left, right] = [has(before), has(behind)];
  const leader = left ?? right;
  if (!leader || (count < ENOUGH && !(left && right && all.length === 2))) return undefined;
  if (!(left && right) && count < all.length) return undefined;
  const references = referencesIn(leader.tree);
  if (references.every(({ top, left: first }) => top?.fixed !== false && first?.fixed !== false)) return undefined;
  const [down, across] = [row - leader.row, column - leader.column];
  const setting = { book, sheet, down, across, budget };
  const result = evaluate(leader.tree, setting);
  const fits = isNumber(result.value) && references.every((reference) => findsFigures(book, sheet, reference, down, across, row, column));
  return { axis, leader, count, of: all.length, onBothSides: left !== undefined && right !== undefined, result, fits };
}

/** A cell that is read holds a figure, a range at least one; neither holds the cell itself. */
function findsFigures(book: Book, own: Sheet, reference: Reference, down: number, across: number, row: number, column: number): boolean {
  const sheet = reference.sheet === undefined ? own : book.sheets.get(reference.sheet.toLowerCase());
  const { top, left, bottom, right } = reference;
  if (!sheet || !top || !left || !bottom || !right) return sheet !== undefined;
  const [r0, r1] = [top.fixed ? top.at : top.at + down, bottom.fixed ? bottom.at : bottom.at + down];
  const [c0, c1] = [left.fixed ? left.at : left.at + across, right.fixed ? right.at : right.at + across];
  if (sheet === own && row >= r0 && row <= r1 && column >= c0 && column <= c1) return false;
  if (r0 < 0 || c0 < 0) return false;
  for (let r = r0; r <= Math.min(r1, sheet.bottom); r += 1)
    for (let c = c0; c <= Math.min(c1, sheet.right); c += 1) if (sheet.at(r, c)?.cell.stored !== undefined) return true;
  return false;
}

/** The pattern that a formula breaks: one that cells beside it share, and that nothing on the other axis excuses it from. */
export function outlier(book: Book, cell: FormulaCell, budget: { left: number }): Pattern | undefined {
  const { sheet, row, column, shape, skeleton } = cell;
  const found = (["column", "row"] as const).flatMap((axis) => {
    const pattern = patternAt(book, sheet, row, column, axis, budget);
    if (!pattern?.fits || pattern.leader.shape === shape) return [];
    // A row of subtotals is alike along the row, whatever stands above and below.
    if (shapesBeside(book, sheet, row, column, axis === "row" ? "column" : "row").has(shape)) return [];
    if (shapesBeside(book, sheet, row, column, axis).has(shape)) return [];
    const isSureSide = pattern.onBothSides && pattern.count >= ENOUGH;
    return isSureSide || pattern.leader.skeleton === skeleton ? [pattern] : [];
  });
  return found.sort((a, b) => Number(b.leader.skeleton === skeleton) - Number(a.leader.skeleton === skeleton) || b.count - a.count)[0];
}
