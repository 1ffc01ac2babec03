import { Decimal } from "../model/decimal.ts";
import type { Compute, Desk } from "./desk.ts";
import type { Tree } from "./tree.ts";
import {
  compared,
  type ErrorValue,
  isArea,
  isError,
  isNumber,
  isUnknown,
  NO_REFERENCE,
  NOT_FOUND,
  numberFrom,
  patternOf,
  type Scalar,
  truthFrom,
  UNKNOWN,
  type Unknown,
} from "./value.ts";

type Stop = ErrorValue | Unknown;
type Cells = readonly (readonly Scalar[])[];

function areaIn(tree: Tree | undefined, desk: Desk): Cells | Stop {
  const value = tree === undefined ? UNKNOWN : desk.evaluate(tree);
  if (isArea(value)) return value.area;
  return isUnknown(value) || isError(value) ? value : [[value]];
}

/** The place of a value in a row or column, or −1: `exact`, else the last one not above it in an ascending one. */
function placeIn(cells: readonly Scalar[], wanted: Scalar, match: "exact" | "ascending" | "descending"): number | Stop {
  if (cells.some(isUnknown)) return UNKNOWN;
  const like = (a: Scalar, b: Scalar): boolean => typeof a === typeof b && isNumber(a) === isNumber(b);
  if (match === "exact") {
    const pattern = typeof wanted === "string" && /[*?~]/.test(wanted) ? new RegExp(`^${patternOf(wanted)}$`, "is") : undefined;
    return cells.findIndex((cell) =>
      pattern ? typeof cell === "string" && pattern.test(cell) : like(cell, wanted) && compared(cell, wanted) === 0,
    );
  }
  const order = match === "ascending" ? 1 : -1;
  let found = -1;
  let last: Scalar;
  for (const [index, cell] of cells.entries()) {
    if (!like(cell, wanted)) continue;
    // Excel halves its way through such a list: in one that is not in order, where it ends depends on that.
    if (last !== undefined && order * compared(last, cell) > 0) return UNKNOWN;
    last = cell;
    if (order * compared(cell, wanted) <= 0) found = index;
  }
  return found;
}

const table =
  (isVertical: boolean): Compute =>
  (args, desk) => {
    const wanted = args[0] === undefined ? UNKNOWN : desk.scalar(args[0]);
    if (isUnknown(wanted) || isError(wanted)) return wanted;
    const area = areaIn(args[1], desk);
    if (!Array.isArray(area)) return area as Stop;
    const index = args[2] === undefined ? UNKNOWN : numberFrom(desk.scalar(args[2]));
    if (!isNumber(index)) return index;
    const isNear = args[3] === undefined ? true : truthFrom(desk.scalar(args[3]));
    if (typeof isNear !== "boolean") return isNear;
    const cells: Cells = area;
    const keys = isVertical ? cells.map(([first]) => first) : cells[0]!;
    const place = placeIn(keys, wanted === undefined ? new Decimal(0) : wanted, isNear ? "ascending" : "exact");
    if (typeof place !== "number") return place;
    if (place < 0) return NOT_FOUND;
    const [row, column] = isVertical ? [place, index.toNumber() - 1] : [index.toNumber() - 1, place];
    const line = cells[row];
    return line === undefined || column < 0 || column >= line.length ? NO_REFERENCE : nought(line[column]);
  };

/** A blank that is looked up comes as nought. */
const nought = (value: Scalar): Scalar => (value === undefined ? new Decimal(0) : value);

const match: Compute = (args, desk) => {
  const wanted = args[0] === undefined ? UNKNOWN : desk.scalar(args[0]);
  if (isUnknown(wanted) || isError(wanted)) return wanted;
  const area = areaIn(args[1], desk);
  if (!Array.isArray(area)) return area as Stop;
  const kind = args[2] === undefined ? new Decimal(1) : numberFrom(desk.scalar(args[2]));
  if (!isNumber(kind)) return kind;
  const cells: Cells = area;
  if (cells.length > 1 && cells[0]!.length > 1) return NOT_FOUND;
  const place = placeIn(cells.flat(), wanted, kind.isZero() ? "exact" : kind.isPositive() ? "ascending" : "descending");
  if (typeof place !== "number") return place;
  return place < 0 ? NOT_FOUND : new Decimal(place + 1);
};

const index: Compute = (args, desk) => {
  const area = areaIn(args[0], desk);
  if (!Array.isArray(area)) return area as Stop;
  const cells: Cells = area;
  const asked = args.slice(1).map((arg) => numberFrom(desk.scalar(arg)));
  const stop = asked.find((each): each is Stop => !isNumber(each));
  if (stop) return stop;
  const [first, second] = asked.filter(isNumber).map((number) => number.trunc().toNumber());
  if (first === undefined || asked.length > 2) return UNKNOWN;
  const isLine = cells.length === 1 && second === undefined;
  const [row, column] = isLine ? [1, first] : [first, second ?? 1];
  // Nought means the whole row or column.
  if (row === 0 || column === 0) return UNKNOWN;
  const line = cells[row - 1];
  return line === undefined || column > line.length || row < 0 || column < 0 ? NO_REFERENCE : nought(line[column - 1]);
};

const choose: Compute = (args, desk) => {
  const place = args[0] === undefined ? UNKNOWN : numberFrom(desk.scalar(args[0]));
  if (!isNumber(place)) return place;
  const chosen = args[place.trunc().toNumber()];
  return place.lt(1) || chosen === undefined ? UNKNOWN : desk.evaluate(chosen);
};

/** How many rows or columns a range has, and where it begins. */
const ofPlace =
  (measure: (place: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }) => number): Compute =>
  (args, desk) => {
    const [arg] = args;
    if (arg?.is !== "reference") return UNKNOWN;
    const place = desk.placeOf(arg);
    return place ? new Decimal(measure(place)) : UNKNOWN;
  };

/** Functions that find cells. */
export const lookup: readonly (readonly [string, Compute])[] = [
  ["VLOOKUP", table(true)],
  ["HLOOKUP", table(false)],
  ["MATCH", match],
  ["INDEX", index],
  ["CHOOSE", choose],
  ["ROW", ofPlace(({ top }) => top + 1)],
  ["COLUMN", ofPlace(({ left }) => left + 1)],
  ["ROWS", ofPlace(({ top, bottom }) => bottom - top + 1)],
  ["COLUMNS", ofPlace(({ left, right }) => right - left + 1)],
];
