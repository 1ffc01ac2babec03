import { Decimal } from "../model/decimal.ts";
import { aggregate } from "./aggregates.ts";
import { conditional } from "./conditional.ts";
import type { Compute, Desk } from "./desk.ts";
import { lookup } from "./lookups.ts";
import type { Tree } from "./tree.ts";
import {
  DIVISION,
  isError,
  isNumber,
  isUnknown,
  NOT_A_NUMBER,
  numberFrom,
  type Scalar,
  stopOf,
  textFrom,
  truthFrom,
  UNKNOWN,
} from "./value.ts";

/** The numbers that arguments give, or what stops them. */
const numbers = (args: readonly Tree[], desk: Desk): readonly Decimal[] | Scalar => {
  const values = args.map((arg) => numberFrom(desk.scalar(arg)));
  const stop = stopOf(...values);
  return stop ?? values.filter(isNumber);
};

/** A function of a fixed range of numbers. */
const ofNumbers =
  (least: number, most: number, compute: (numbers: readonly Decimal[], desk: Desk) => Scalar): Compute =>
  (args, desk) => {
    if (args.length < least || args.length > most) return UNKNOWN;
    const found = numbers(args, desk);
    if (!Array.isArray(found)) return found as Scalar;
    return compute(found, desk);
  };

/** Most decimals or noughts that a number is rounded to. */
const FURTHEST = 30;

/** Whether a number so near is on an edge, as binary noise would have it. */
const NEAR = new Decimal("1e-9");

/** `edge`: where between two units a rounding turns, as a fraction of one. */
const rounding =
  (mode: 0 | 1 | 3 | 4, edge: "0.5" | "0"): Compute =>
  (args, desk) =>
    ofNumbers(1, 2, ([value, places = new Decimal(0)]) => {
      const digits = places.trunc().toNumber();
      if (value === undefined || Math.abs(digits) > FURTHEST) return UNKNOWN;
      const unit = new Decimal(10).pow(-digits);
      const scaled = value.div(unit);
      const off = scaled.minus(edge).minus(scaled.minus(edge).round()).abs();
      // A computed amount is a binary fraction: it may lie on the other side of the edge that its decimal stands on.
      if (off.lt(NEAR) && args[0]?.is !== "reference") desk.onEdge(unit);
      return scaled.toDecimalPlaces(0, mode).times(unit);
    })(args, desk);

const choice: Compute = (args, desk) => {
  if (args.length < 2 || args.length > 3) return UNKNOWN;
  const condition = truthFrom(desk.scalar(args[0]!));
  if (typeof condition !== "boolean") return condition;
  const chosen = condition ? args[1] : args[2];
  return chosen === undefined ? false : desk.scalar(chosen);
};

const otherwise =
  (catches: (error: string) => boolean): Compute =>
  (args, desk) => {
    if (args.length < 1 || args.length > 2) return UNKNOWN;
    const value = desk.scalar(args[0]!);
    return isError(value) && catches(value.error) ? (args[1] === undefined ? "" : desk.scalar(args[1])) : value;
  };

/** AND and OR look at every cell, texts and blanks in ranges aside. */
const all =
  (isAll: boolean): Compute =>
  (args, desk) => {
    const found: boolean[] = [];
    for (const arg of args) {
      const value = desk.evaluate(arg);
      const cells =
        typeof value === "object" && "area" in value
          ? value.area.flat().filter((each) => each !== undefined && typeof each !== "string")
          : [value as Scalar];
      for (const cell of cells) {
        const truth = truthFrom(cell);
        if (typeof truth !== "boolean") return truth;
        found.push(truth);
      }
    }
    if (found.length === 0) return UNKNOWN;
    return isAll ? found.every(Boolean) : found.some(Boolean);
  };

const is =
  (test: (value: Scalar) => boolean): Compute =>
  (args, desk) => {
    const value = args.length === 1 ? desk.scalar(args[0]!) : UNKNOWN;
    return isUnknown(value) ? UNKNOWN : test(value);
  };

const text =
  (compute: (words: string, numbers: readonly number[]) => Scalar): Compute =>
  (args, desk) => {
    const [first, ...rest] = args;
    const words = first === undefined ? UNKNOWN : textFrom(desk.scalar(first));
    if (typeof words !== "string") return words;
    const found = numbers(rest, desk);
    if (!Array.isArray(found)) return found as Scalar;
    return compute(
      words,
      found.map((number: Decimal) => number.trunc().toNumber()),
    );
  };

const joined: Compute = (args, desk) => {
  let words = "";
  for (const arg of args) {
    const part = textFrom(desk.scalar(arg));
    if (typeof part !== "string") return part;
    words += part;
  }
  return words;
};

/** The functions that statements use. Any other makes a formula unknown: better not recalculated than wrongly. */
export const FUNCTIONS: ReadonlyMap<string, Compute> = new Map<string, Compute>([
  ...aggregate,
  ...conditional,
  ...lookup,
  ["ROUND", rounding(Decimal.ROUND_HALF_UP, "0.5")],
  ["ROUNDUP", rounding(Decimal.ROUND_UP, "0")],
  ["ROUNDDOWN", rounding(Decimal.ROUND_DOWN, "0")],
  ["TRUNC", rounding(Decimal.ROUND_DOWN, "0")],
  ["INT", ofNumbers(1, 1, ([value]) => value?.floor())],
  ["ABS", ofNumbers(1, 1, ([value]) => value?.abs())],
  ["SIGN", ofNumbers(1, 1, ([value]) => (value === undefined ? UNKNOWN : new Decimal(value.comparedTo(0))))],
  ["SQRT", ofNumbers(1, 1, ([value]) => (value?.isNegative() ? NOT_A_NUMBER : value?.sqrt()))],
  ["MOD", ofNumbers(2, 2, ([value, by]) => (by === undefined || by.isZero() ? DIVISION : value?.minus(by.times(value.div(by).floor()))))],
  ["IF", choice],
  ["IFERROR", otherwise(() => true)],
  ["IFNA", otherwise((error) => error === "#N/A")],
  ["AND", all(true)],
  ["OR", all(false)],
  [
    "NOT",
    (args, desk) => {
      const truth = args.length === 1 ? truthFrom(desk.scalar(args[0]!)) : UNKNOWN;
      return typeof truth === "boolean" ? !truth : truth;
    },
  ],
  ["TRUE", () => true],
  ["FALSE", () => false],
  ["NA", () => ({ error: "#N/A" })],
  ["ISNUMBER", is(isNumber)],
  ["ISTEXT", is((value) => typeof value === "string")],
  ["ISBLANK", is((value) => value === undefined)],
  ["ISERROR", is((value) => isError(value))],
  ["ISERR", is((value) => isError(value) && value.error !== "#N/A")],
  ["ISNA", is((value) => isError(value) && value.error === "#N/A")],
  ["N", (args, desk) => (args.length === 1 ? numberOrNought(desk.scalar(args[0]!)) : UNKNOWN)],
  ["VALUE", ofNumbers(1, 1, ([value]) => value)],
  ["LEN", text((words) => new Decimal(words.length))],
  ["LEFT", text((words, [count = 1]) => words.slice(0, Math.max(0, count)))],
  ["RIGHT", text((words, [count = 1]) => (count > 0 ? words.slice(-count) : ""))],
  ["MID", text((words, [from = 1, count = 0]) => words.slice(from - 1, from - 1 + count))],
  ["TRIM", text((words) => words.trim().replace(/ +/g, " "))],
  ["CONCATENATE", joined],
]);

const numberOrNought = (value: Scalar): Scalar => {
  if (isNumber(value) || stopOf(value)) return value;
  return new Decimal(value === true ? 1 : 0);
};
