import { Decimal } from "../model/decimal.ts";
import type { Compute, Desk } from "./desk.ts";
import type { Tree } from "./tree.ts";
import {
  DIVISION,
  type ErrorValue,
  isArea,
  isError,
  isNumber,
  isUnknown,
  NOT_A_NUMBER,
  numberFrom,
  type Scalar,
  UNKNOWN,
  type Unknown,
  WRONG_TYPE,
} from "./value.ts";

type Stop = ErrorValue | Unknown;
const isStop = (value: readonly Decimal[] | Stop): value is Stop => !Array.isArray(value);

/** The numbers of ranges and of single arguments: in a range texts and truth values are passed over. */
function numbersIn(args: readonly Tree[], desk: Desk): readonly Decimal[] | Stop {
  const numbers: Decimal[] = [];
  for (const arg of args) {
    const value = desk.evaluate(arg);
    if (isArea(value)) {
      for (const line of value.area)
        for (const cell of line) {
          if (isNumber(cell)) numbers.push(cell);
          else if (isUnknown(cell) || isError(cell)) return cell;
        }
      continue;
    }
    const number = numberFrom(value);
    if (!isNumber(number)) return number;
    numbers.push(number);
  }
  return numbers;
}

const sum = (numbers: readonly Decimal[], desk: Desk): Decimal =>
  numbers.reduce((total, number) => {
    const next = total.plus(number);
    desk.met(next);
    return next;
  }, new Decimal(0));

type Fold = (numbers: readonly Decimal[], desk: Desk) => Scalar;

const FOLDS: { readonly [name: string]: Fold } = {
  SUM: sum,
  AVERAGE: (numbers, desk) => (numbers.length === 0 ? DIVISION : sum(numbers, desk).div(numbers.length)),
  COUNT: (numbers) => new Decimal(numbers.length),
  MAX: (numbers) => (numbers.length === 0 ? new Decimal(0) : numbers.reduce((a, b) => Decimal.max(a, b))),
  MIN: (numbers) => (numbers.length === 0 ? new Decimal(0) : numbers.reduce((a, b) => Decimal.min(a, b))),
  PRODUCT: (numbers) => (numbers.length === 0 ? new Decimal(0) : numbers.reduce((all, number) => all.times(number))),
  SUMSQ: (numbers, desk) =>
    sum(
      numbers.map((number) => number.times(number)),
      desk,
    ),
  MEDIAN: (numbers) => {
    if (numbers.length === 0) return NOT_A_NUMBER;
    const sorted = [...numbers].sort((a, b) => a.comparedTo(b));
    const half = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[half] : sorted[half]!.plus(sorted[half - 1]!).div(2);
  },
};

const folding =
  (fold: Fold): Compute =>
  (args, desk) => {
    const numbers = numbersIn(args, desk);
    return isStop(numbers) ? numbers : fold(numbers, desk);
  };

/** COUNT passes over errors too, so it counts for itself. */
const counting =
  (counts: (cell: Scalar) => boolean): Compute =>
  (args, desk) => {
    let count = 0;
    for (const arg of args) {
      const value = desk.evaluate(arg);
      for (const cell of isArea(value) ? value.area.flat() : [value]) {
        if (isUnknown(cell)) return UNKNOWN;
        if (counts(cell)) count += 1;
      }
    }
    return new Decimal(count);
  };

/** The k-th largest or smallest. */
const ranked =
  (order: 1 | -1): Compute =>
  (args, desk) => {
    const numbers = numbersIn(args.slice(0, 1), desk);
    const place = args.length === 2 ? numberFrom(desk.scalar(args[1]!)) : UNKNOWN;
    if (isStop(numbers)) return numbers;
    if (!isNumber(place)) return place;
    return [...numbers].sort((a, b) => order * a.comparedTo(b))[place.toNumber() - 1] ?? NOT_A_NUMBER;
  };

const sumProduct: Compute = (args, desk) => {
  const areas = args.map((arg) => {
    const value = desk.evaluate(arg);
    return isArea(value) ? value.area : [[value]];
  });
  const [first] = areas;
  if (!first) return UNKNOWN;
  if (areas.some((area) => area.length !== first.length || area[0]!.length !== first[0]!.length)) return WRONG_TYPE;
  let total = new Decimal(0);
  for (const [row, line] of first.entries())
    for (const column of line.keys()) {
      let product = new Decimal(1);
      for (const area of areas) {
        const cell = area[row]![column];
        if (isUnknown(cell) || isError(cell)) return cell;
        // What is no number counts as nought here, a truth value too unless it was computed with.
        product = isNumber(cell) ? product.times(cell) : new Decimal(0);
      }
      total = total.plus(product);
      desk.met(total);
    }
  return total;
};

const KINDS: readonly (readonly [number, string])[] = [
  [1, "AVERAGE"],
  [2, "COUNT"],
  [4, "MAX"],
  [5, "MIN"],
  [6, "PRODUCT"],
  [9, "SUM"],
];

/** Leaves out other subtotals; from 101 on also hidden rows, and below that those hidden by a filter, which cannot be told apart. */
const subtotal: Compute = (args, desk) => {
  const [kindArg, ...ranges] = args;
  const kind = kindArg === undefined ? UNKNOWN : numberFrom(desk.scalar(kindArg));
  if (!isNumber(kind)) return kind;
  const name = KINDS.find(([number]) => number === kind.toNumber() || number + 100 === kind.toNumber())?.[1];
  if (name === undefined || ranges.length === 0) return UNKNOWN;
  const numbers: Decimal[] = [];
  for (const range of ranges) {
    const value = desk.evaluate(range);
    if (!isArea(value) || !value.place) return UNKNOWN;
    const { sheet, row, column } = value.place;
    for (const [r, line] of value.area.entries())
      for (const [c, scalar] of line.entries()) {
        const cell = desk.cellAt(sheet, row + r, column + c);
        if (cell?.formula !== undefined && /^(?:.*[^A-Z])?(?:SUBTOTAL|AGGREGATE)\(/i.test(cell.formula)) continue;
        if (cell?.hidden === true) return UNKNOWN;
        if (isUnknown(scalar) || isError(scalar)) return scalar;
        if (isNumber(scalar)) numbers.push(scalar);
      }
  }
  return FOLDS[name]!(numbers, desk);
};

/** Functions that gather ranges. */
export const aggregate: readonly (readonly [string, Compute])[] = [
  ...Object.entries(FOLDS).flatMap(([name, fold]) => (name === "COUNT" ? [] : [[name, folding(fold)] as const])),
  ["COUNT", counting(isNumber)],
  ["COUNTA", counting((cell) => cell !== undefined)],
  ["COUNTBLANK", counting((cell) => cell === undefined || cell === "")],
  ["LARGE", ranked(-1)],
  ["SMALL", ranked(1)],
  ["SUMPRODUCT", sumProduct],
  ["SUBTOTAL", subtotal],
];
