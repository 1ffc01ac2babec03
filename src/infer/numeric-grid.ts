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
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const kept = `${whole}${fraction.slice(0, scale).padEnd(scale, "0")}`;
  const size = Number(kept) + ((fraction[scale] ?? "0") >= "5" ? 1 : 0);
  return negative ? -size : size;
}

/** Decimals without the noughts at their end. */
const carried = (text: string): number => (text.split(".")[1] ?? "").replace(/0+$/, "").length;
const sizeOf = (text: string): number => text.replace(/^[+-]?0*/, "").split(".")[0]!.length;

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

/** Decimals that a line usually prints: the most that a fair share of its figures do (trailing noughts are often dropped). */
function usualDecimals(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + (count ?? 0), 0);
  for (let decimals = counts.length - 1; decimals > 0; decimals -= 1)
    if ((counts[decimals] ?? 0) >= 2 && (counts[decimals] ?? 0) >= 0.15 * all) return decimals;
  return 0;
}

/** Brings figures to one scale. `at` gives the figure of a cell, or none; figures too large for exact sums are left out. */
export function numericGrid(rows: number, columns: number, at: (row: number, column: number) => NumericCell | undefined): NumericGrid {
  const cells = Array.from({ length: rows * columns }, (_, index) => at(Math.floor(index / columns), index % columns));
  const scale = scaleFor(cells);
  const value = new Float64Array(rows * columns).fill(Number.NaN);
  const unit = new Float64Array(rows * columns);
  const grain = new Float64Array(rows * columns);
  const printed = usual(rows, columns, cells, ({ decimals }) => decimals);
  const carrying = usual(rows, columns, cells, (cell) => carried(cell.value));
  cells.forEach((cell, index) => {
    if (!cell) return;
    const size = scaled(cell.value, scale);
    if (Math.abs(size) > LARGEST_SUM / cells.length) return;
    value[index] = size;
    unit[index] = 10 ** (scale - Math.min(scale, Math.max(cell.decimals, printed(index))));
    grain[index] = 10 ** (scale - Math.min(scale, Math.max(carried(cell.value), carrying(index))));
  });
  for (let column = 0; column < columns; column += 1) coarsen({ rows, columns, scale, value, unit, grain }, column);
  return { rows, columns, scale, value, unit, grain };
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
  const places = Array.from({ length: rows }, (_, row) => row * columns + column).filter(
    (at) => value[at]! !== 0 && !Number.isNaN(value[at]!),
  );
  if (new Set(places.map((at) => value[at]!)).size < FEWEST_ROUNDED) return;
  const isRound = (at: number, base: number): boolean => unit[at]! >= 10 ** scale && value[at]! % (base * unit[at]!) === 0;
  const base = BASES.find((each) => places.filter((at) => isRound(at, each)).length >= MOST_ROUND * places.length);
  const step = STEPS.find((each) => places.filter((at) => value[at]! % (each * 10 ** scale) === 0).length >= MOST_EVEN * places.length);
  if (step !== undefined)
    for (const at of places) if (value[at]! % (step * 10 ** scale) === 0) grain[at] = Math.max(grain[at]!, step * 10 ** scale);
  if (base === undefined) return;
  for (const at of places) {
    if (!isRound(at, base)) continue;
    unit[at] = unit[at]! * base;
    grain[at] = Math.max(grain[at]!, unit[at]!);
  }
}

/** The decimals that are the custom both of a cell's row and of its column. */
function usual(
  rows: number,
  columns: number,
  cells: readonly (NumericCell | undefined)[],
  decimalsOf: (cell: NumericCell) => number,
): (index: number) => number {
  const ofRow = Array.from({ length: rows }, (): number[] => []);
  const ofColumn = Array.from({ length: columns }, (): number[] => []);
  const count = (into: number[], decimals: number): void => {
    for (let each = into.length; each <= decimals; each += 1) into[each] = 0;
    into[decimals] = (into[decimals] ?? 0) + 1;
  };
  cells.forEach((cell, index) => {
    if (!cell) return;
    count(ofRow[Math.floor(index / columns)]!, decimalsOf(cell));
    count(ofColumn[index % columns]!, decimalsOf(cell));
  });
  const usualOfRow = ofRow.map(usualDecimals);
  const usualOfColumn = ofColumn.map(usualDecimals);
  return (index) => Math.min(usualOfRow[Math.floor(index / columns)]!, usualOfColumn[index % columns]!);
}
