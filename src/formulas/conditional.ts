import { Decimal } from "../model/decimal.ts";
import type { Compute, Desk } from "./desk.ts";
import type { Tree } from "./tree.ts";
import {
  criterion,
  DIVISION,
  type ErrorValue,
  isArea,
  isError,
  isNumber,
  isUnknown,
  type Scalar,
  UNKNOWN,
  type Unknown,
  WRONG_TYPE,
} from "./value.ts";

type Stop = ErrorValue | Unknown;

/** The cells of the summed range (or of the first condition's) on every place where all conditions hold. */
function chosen(values: Tree | undefined, conditions: readonly Tree[], desk: Desk): readonly Scalar[] | Stop {
  const areas: (readonly (readonly Scalar[])[])[] = [];
  const tests: ((value: Scalar) => boolean)[] = [];
  for (let pair = 0; pair + 1 < conditions.length; pair += 2) {
    const area = desk.evaluate(conditions[pair]!);
    if (!isArea(area)) return isUnknown(area) || isError(area) ? area : WRONG_TYPE;
    const test = criterion(desk.scalar(conditions[pair + 1]!));
    if (typeof test !== "function") return test;
    areas.push(area.area);
    tests.push(test);
  }
  const [first] = areas;
  if (!first || conditions.length % 2 !== 0) return UNKNOWN;
  const [height, width] = [first.length, first[0]!.length];
  if (areas.some((area) => area.length !== height || area[0]!.length !== width)) return UNKNOWN;
  const summed = values === undefined ? first : areaFor(values, desk, height, width);
  if (!Array.isArray(summed)) return summed as Stop;
  const found: Scalar[] = [];
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const cells = areas.map((area) => area[row]![column]);
      if (cells.some(isUnknown)) return UNKNOWN;
      if (cells.every((cell, index) => tests[index]!(cell))) found.push(summed[row]?.[column]);
    }
  return found;
}

/** The range summed: as high and wide as the one tested, whatever is written. */
function areaFor(values: Tree, desk: Desk, height: number, width: number): readonly (readonly Scalar[])[] | Stop {
  const area = desk.evaluate(values);
  if (!isArea(area)) return isUnknown(area) || isError(area) ? area : WRONG_TYPE;
  // A range that reaches below the last cell is cut there: blanks are missing, nothing else.
  if (area.area.length <= height && area.area[0]!.length <= width) return area.area;
  return area.area.slice(0, height).map((line) => line.slice(0, width));
}

function numbersOf(cells: readonly Scalar[] | Stop): readonly Decimal[] | Stop {
  if (!Array.isArray(cells)) return cells as Stop;
  const stop = cells.find((cell): cell is Stop => isUnknown(cell) || isError(cell));
  return stop ?? cells.filter(isNumber);
}

const folding =
  (several: boolean, fold: (numbers: readonly Decimal[]) => Scalar): Compute =>
  (args, desk) => {
    // SUMIF(tested, criterion, summed) but SUMIFS(summed, tested, criterion …).
    const cells = several ? chosen(args[0], args.slice(1), desk) : chosen(args[2], args.slice(0, 2), desk);
    const numbers = numbersOf(cells);
    if (!Array.isArray(numbers)) return numbers as Stop;
    const total = fold(numbers);
    if (isNumber(total)) desk.met(total);
    return total;
  };

const sum = (numbers: readonly Decimal[]): Decimal => numbers.reduce((total, number) => total.plus(number), new Decimal(0));
const average = (numbers: readonly Decimal[]): Scalar => (numbers.length === 0 ? DIVISION : sum(numbers).div(numbers.length));

const counting: Compute = (args, desk) => {
  const cells = chosen(undefined, args, desk);
  return Array.isArray(cells) ? new Decimal(cells.length) : (cells as Stop);
};

/** Functions that choose cells by criteria. */
export const conditional: readonly (readonly [string, Compute])[] = [
  ["SUMIF", folding(false, sum)],
  ["SUMIFS", folding(true, sum)],
  ["AVERAGEIF", folding(false, average)],
  ["AVERAGEIFS", folding(true, average)],
  ["COUNTIF", counting],
  ["COUNTIFS", counting],
];
