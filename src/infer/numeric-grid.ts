/** A figure as the search sees it: plain decimal text and the digits printed after the point. */
export interface NumericCell {
  readonly value: string;
  readonly decimals: number;
}

/**
 * The figures of a table as whole numbers of one common unit, `10^-scale`, so that sums are exact. Row-major.
 * `value` is NaN where there is no figure. `unit` is the size of the last digit printed: what rounding may have hidden.
 * `grain` is the size of the last digit that carries anything: in a column of `25.00`, `30.00` a figure says no more than 25.
 */
export interface NumericGrid {
  readonly rows: number;
  readonly columns: number;
  readonly scale: number;
  readonly value: Float64Array;
  readonly unit: Float64Array;
  readonly grain: Float64Array;
}

/** Decimals beyond these are left to the kernel: the search works to the sixth. */
const MOST_DECIMALS = 6;
/** Figures of one line, added up, stay exact whole numbers below this. */
const LARGEST_SUM = Number.MAX_SAFE_INTEGER;

/** `12.5` at scale 2 as 1250; digits beyond the scale are rounded off (half away from nought). */
function scaled(text: string, scale: number): number {
  const point = text.indexOf(".");
  if (point < 0) return Number(text) * 10 ** scale;
  const end = point + 1 + scale;
  const kept = Number(text.slice(0, point) + text.slice(point + 1, end).padEnd(scale, "0"));
  if (!(text.charCodeAt(end) >= DIGIT_FIVE)) return kept;
  return text.startsWith("-") ? kept - 1 : kept + 1;
}

const DIGIT_NOUGHT = "0".charCodeAt(0);
const DIGIT_FIVE = "5".charCodeAt(0);

/** Decimals without the noughts at their end. */
function carried(text: string): number {
  const point = text.indexOf(".");
  if (point < 0) return 0;
  let end = text.length;
  while (text.charCodeAt(end - 1) === DIGIT_NOUGHT) end -= 1;
  return end - point - 1;
}

/** Digits before the point, without a sign and noughts in front. */
function sizeOf(text: string): number {
  const point = text.indexOf(".");
  const end = point < 0 ? text.length : point;
  let start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  while (start < end && text.charCodeAt(start) === DIGIT_NOUGHT) start += 1;
  return end - start;
}

/** The scale at which the sum of the absolute figures still is an exact whole number. */
function scaleFor(cells: readonly (NumericCell | undefined)[]): number {
  let decimals = 0;
  let digits = 1;
  let count = 1;
  for (const cell of cells) {
    if (!cell) continue;
    decimals = Math.max(decimals, cell.decimals);
    digits = Math.max(digits, sizeOf(cell.value));
    count += 1;
  }
  const room = Math.floor(Math.log10(LARGEST_SUM / count)) - digits;
  return Math.max(0, Math.min(decimals, MOST_DECIMALS, room));
}

/** Brings figures to one scale. `at` gives the figure of a cell, or none; figures too large for exact sums are left out. */
export function numericGrid(rows: number, columns: number, at: (row: number, column: number) => NumericCell | undefined): NumericGrid {
  const cells: (NumericCell | undefined)[] = [];
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) cells.push(at(row, column));
  const scale = scaleFor(cells);
  const value = new Float64Array(rows * columns).fill(Number.NaN);
  const unit = new Float64Array(rows * columns);
  const grain = new Float64Array(rows * columns);
  const printed = cells.map((cell) => cell?.decimals ?? NO_FIGURE);
  const carrying = cells.map((cell) => (cell ? carried(cell.value) : NO_FIGURE));
  const custom = customOf(rows, columns, printed);
  const customCarrying = customOf(rows, columns, carrying);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const index = row * columns + column;
      const cell = cells[index];
      if (!cell) continue;
      const size = scaled(cell.value, scale);
      if (Math.abs(size) > LARGEST_SUM / cells.length) continue;
      value[index] = size;
      unit[index] = 10 ** (scale - Math.min(scale, Math.max(printed[index]!, custom(row, column))));
      grain[index] = 10 ** (scale - Math.min(scale, Math.max(carrying[index]!, customCarrying(row, column))));
    }
  const grid: NumericGrid = { rows, columns, scale, value, unit, grain };
  for (let column = 0; column < columns; column += 1) coarsen(grid, column);
  return grid;
}

/** Stands for the decimals of a cell without a figure. */
const NO_FIGURE = -1;

/** The decimals that are the custom both of a cell's row and of its column. `decimals`: of each figure, row-major. */
function customOf(rows: number, columns: number, decimals: readonly number[]): (row: number, column: number) => number {
  const ofRow = Array.from({ length: rows }, (): number[] => []);
  const ofColumn = Array.from({ length: columns }, (): number[] => []);
  const count = (into: number[], each: number): void => {
    while (into.length <= each) into.push(0);
    into[each] = into[each]! + 1;
  };
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const each = decimals[row * columns + column]!;
      if (each === NO_FIGURE) continue;
      count(ofRow[row]!, each);
      count(ofColumn[column]!, each);
    }
  const usualOfRow = ofRow.map(usualDecimals);
  const usualOfColumn = ofColumn.map(usualDecimals);
  return (row, column) => Math.min(usualOfRow[row]!, usualOfColumn[column]!);
}

/** Decimals that a line usually prints: the most that a fair share of its figures do (trailing noughts are often dropped). */
function usualDecimals(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  for (let decimals = counts.length - 1; decimals > 0; decimals -= 1)
    if (counts[decimals]! >= 2 && counts[decimals]! >= 0.15 * all) return decimals;
  return 0;
}

/** Bases that offices round to beyond their last digit: whole hundreds, fives, or threes to protect persons counted. */
const BASES = [1000, 100, 10, 5, 3];
/** Steps in which figures are chosen rather than measured: they prove no more than their multiples. */
const STEPS = [5000, 1000, 500, 100, 50, 10, 5];
const MOST_EVEN = 0.8;
const FEWEST_ROUNDED = 8;
/** Share of a column's figures that must be: a year or a share may stand among them. */
const MOST_ROUND = 0.9;

/** Where every figure of a column is a multiple of such a base, that is its unit. */
function coarsen({ rows, columns, scale, value, unit, grain }: NumericGrid, column: number): void {
  const places: number[] = [];
  const different = new Set<number>();
  for (let at = column; at < rows * columns; at += columns) {
    if (Number.isNaN(value[at]!) || value[at] === 0) continue;
    places.push(at);
    if (different.size < FEWEST_ROUNDED) different.add(value[at]!);
  }
  if (different.size < FEWEST_ROUNDED) return;
  const one = 10 ** scale;
  const isRound = (at: number, base: number): boolean => unit[at]! >= one && value[at]! % (base * unit[at]!) === 0;
  const base = BASES.find((each) => isShare(places, MOST_ROUND, (at) => isRound(at, each)));
  const step = STEPS.find((each) => isShare(places, MOST_EVEN, (at) => value[at]! % (each * one) === 0));
  if (step !== undefined) for (const at of places) if (value[at]! % (step * one) === 0) grain[at] = Math.max(grain[at]!, step * one);
  if (base === undefined) return;
  for (const at of places) {
    if (!isRound(at, base)) continue;
    unit[at] = unit[at]! * base;
    grain[at] = Math.max(grain[at]!, unit[at]!);
  }
}

/** Whether so many of the places are as asked; over as soon as too many are not. */
function isShare(places: readonly number[], share: number, isSo: (at: number) => boolean): boolean {
  let left = places.length;
  for (const at of places) {
    if (isSo(at)) continue;
    left -= 1;
    if (left < share * places.length) return false;
  }
  return true;
}
