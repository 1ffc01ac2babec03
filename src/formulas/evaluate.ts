import { Decimal, decimal } from "../model/decimal.ts";
import type { Cell } from "../model/grid.ts";
import type { Book, FormulaCell } from "./book.ts";
import type { Desk, Rectangle, Setting } from "./desk.ts";
import { FUNCTIONS } from "./functions.ts";
import type { Edge, Reference, Tree } from "./tree.ts";
import {
  type Area,
  compared,
  DIVISION,
  holds,
  isArea,
  isNumber,
  NOT_A_NUMBER,
  numberFrom,
  type Scalar,
  stopOf,
  textFrom,
  UNKNOWN,
  type Value,
} from "./value.ts";

/** What a formula gives when it is computed again from the saved values of the cells it reads. */
export interface Result {
  readonly value: Scalar;
  /** The largest amount met on the way: what binary noise is measured by. */
  readonly size: Decimal;
  /** Half of what a rounding that stood on the edge may have gone the other way. */
  readonly edge: Decimal;
}

/** Computes a formula again, exactly; `UNKNOWN` where it asks for what was not submitted or is not known here. */
export function evaluate(tree: Tree, setting: Setting): Result {
  let size = new Decimal(0);
  let edge = new Decimal(0);
  const met = (amount: Decimal): void => {
    if (amount.abs().gt(size)) size = amount.abs();
  };
  const desk: Desk = {
    setting,
    evaluate: (one) => valueIn(one, desk),
    scalar: (one) => {
      const value = valueIn(one, desk);
      return isArea(value) ? single(value) : value;
    },
    placeOf: (reference) => placeIn(reference, setting),
    cellAt: (sheet, row, column) => setting.book.sheets.get(sheet.toLowerCase())?.at(row, column)?.cell,
    met,
    onEdge: (unit) => {
      if (unit.gt(edge)) edge = unit;
    },
  };
  const value = desk.scalar(tree);
  return { value, size, edge };
}

/** The formula of a cell computed again where it stands. */
export const recomputed = (book: Book, { tree, sheet }: FormulaCell, budget: { left: number }): Result =>
  evaluate(tree, { book, sheet, down: 0, across: 0, budget });

/** One cell as a range gives that cell; of several, which one is meant depends on the program. */
const single = ({ area }: Area): Scalar => (area.length === 1 && area[0]!.length === 1 ? area[0]![0] : UNKNOWN);

function valueIn(tree: Tree, desk: Desk): Value {
  switch (tree.is) {
    case "number":
      return tree.value;
    case "text":
      return tree.text;
    case "truth":
      return tree.value;
    case "error":
      return { error: tree.error };
    case "unknown":
      return UNKNOWN;
    case "array":
      return { area: tree.rows.map((row) => row.map(desk.scalar)) };
    case "reference":
      return areaOf(tree, desk);
    case "operation":
      return operation(tree.operator, tree.args, desk);
    case "call": {
      const known = FUNCTIONS.get(tree.name);
      return known ? known(tree.args, desk) : UNKNOWN;
    }
  }
}

/** A reference as the place it stands for, moved as the setting says; `undefined` off the sheet. */
export function placeIn(reference: Reference, { book, sheet: own, down, across }: Setting): Rectangle | undefined {
  const sheet = reference.sheet === undefined ? own : book.sheets.get(reference.sheet.toLowerCase());
  if (!sheet) return undefined;
  const moved = (edge: Edge | undefined, by: number): number | undefined => edge && (edge.fixed ? edge.at : edge.at + by);
  const [top, bottom] = [moved(reference.top, down) ?? 0, moved(reference.bottom, down) ?? sheet.bottom];
  const [left, right] = [moved(reference.left, across) ?? 0, moved(reference.right, across) ?? sheet.right];
  if (top < 0 || left < 0) return undefined;
  return { sheet, top, left, bottom, right };
}

function areaOf(reference: Reference, desk: Desk): Area | typeof UNKNOWN {
  const place = placeIn(reference, desk.setting);
  if (!place) return UNKNOWN;
  const { sheet, top, left } = place;
  // Nothing stands beyond the last cell of a sheet; one cell there is still a blank.
  const bottom = Math.max(top, Math.min(place.bottom, sheet.bottom));
  const right = Math.max(left, Math.min(place.right, sheet.right));
  const { budget } = desk.setting;
  budget.left -= (bottom - top + 1) * (right - left + 1);
  if (budget.left < 0) return UNKNOWN;
  const area: Scalar[][] = [];
  for (let row = top; row <= bottom; row += 1) {
    const line: Scalar[] = [];
    for (let column = left; column <= right; column += 1) line.push(scalarOf(sheet.at(row, column)?.cell, desk));
    area.push(line);
  }
  return { area, place: { sheet: sheet.name, row: top, column: left } };
}

function scalarOf(cell: Cell | undefined, desk: Desk): Scalar {
  if (!cell) return undefined;
  if (cell.not === "error") return { error: cell.text };
  if (cell.not === "boolean") return /^true$/i.test(cell.text);
  if (cell.not !== undefined) return UNKNOWN;
  if (cell.stored === undefined) return cell.text === "" && cell.formula === undefined ? undefined : cell.text;
  const number = decimal(cell.stored);
  desk.met(number);
  return number;
}

const ARITHMETIC: ReadonlyMap<string, (a: Decimal, b: Decimal) => Scalar> = new Map([
  ["+", (a, b) => a.plus(b)],
  ["-", (a, b) => a.minus(b)],
  ["*", (a, b) => a.times(b)],
  ["/", (a, b) => (b.isZero() ? DIVISION : a.div(b))],
  ["^", power],
]);

/** Powers beyond this are not a statement's. */
const HIGHEST = 1000;

function power(base: Decimal, exponent: Decimal): Scalar {
  if (base.isZero() && exponent.isZero()) return NOT_A_NUMBER;
  if (base.isZero() && exponent.isNegative()) return DIVISION;
  if (base.isNegative() && !exponent.isInteger()) return NOT_A_NUMBER;
  if (exponent.abs().gt(HIGHEST)) return UNKNOWN;
  return base.pow(exponent);
}

function operation(operator: string, args: readonly Tree[], desk: Desk): Value {
  if (operator === ":" || operator === " " || operator === "," || operator === "unary #" || operator === "unary @") return UNKNOWN;
  const values = args.map(desk.evaluate);
  const [first, second] = values;
  if (values.some((value) => isArea(value) && (value.area.length > 1 || value.area[0]!.length > 1))) return spread(operator, values, desk);
  const [a, b] = [first, second].map((value) => (value !== undefined && isArea(value) ? single(value) : value));
  return scalarOperation(operator, a, b, desk);
}

/** Operators on ranges work cell by cell; only functions that take arrays can use what comes of it. */
function spread(operator: string, values: readonly Value[], desk: Desk): Value {
  const height = Math.max(...values.map((value) => (isArea(value) ? value.area.length : 1)));
  const width = Math.max(...values.map((value) => (isArea(value) ? value.area[0]!.length : 1)));
  const at = (value: Value | undefined, row: number, column: number): Scalar => {
    if (value === undefined || !isArea(value)) return value;
    const line = value.area[value.area.length === 1 ? 0 : row];
    return line === undefined ? UNKNOWN : line.length === 1 ? line[0] : column < line.length ? line[column] : UNKNOWN;
  };
  return {
    area: Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_, column) => scalarOperation(operator, at(values[0], row, column), at(values[1], row, column), desk)),
    ),
  };
}

function scalarOperation(operator: string, a: Scalar, b: Scalar, desk: Desk): Scalar {
  const stop = stopOf(a, b);
  if (stop) return stop;
  if (["=", "<>", "<", ">", "<=", ">="].includes(operator)) return holds(operator, compared(a, b));
  if (operator === "&") {
    const [left, right] = [textFrom(a), textFrom(b)];
    return stopOf(left, right) ?? `${left}${right}`;
  }
  const left = numberFrom(a);
  if (!isNumber(left)) return left;
  if (operator === "unary -") return left.neg();
  if (operator === "unary +") return a;
  if (operator === "unary %") return left.div(100);
  const right = numberFrom(b);
  if (!isNumber(right)) return right;
  const compute = ARITHMETIC.get(operator);
  const result = compute ? compute(left, right) : UNKNOWN;
  if (isNumber(result)) desk.met(result);
  return result;
}

/** Whether a saved number is what a formula gives, binary noise and roundings on the edge aside. */
export function agrees(saved: Decimal, { value, size, edge }: Result): boolean {
  if (!isNumber(value)) return false;
  const noise = Decimal.max(size, saved.abs(), value.abs()).times(NOISE);
  return saved.minus(value).abs().lte(noise.plus(edge));
}

/** Of the largest amount met: a long sum of binary fractions is off by no more. */
const NOISE = new Decimal("1e-13");
