import { Decimal } from "../model/decimal.ts";

/** A value that cannot be told from what was submitted: a date, a formula never calculated, a function not known here. */
export const UNKNOWN = { unknown: true } as const;
export type Unknown = typeof UNKNOWN;

/** An error that a cell or a computation gives, such as `#DIV/0!`. */
export interface ErrorValue {
  readonly error: string;
}

/** What one cell gives to a formula; a blank one `undefined`. */
export type Scalar = Decimal | string | boolean | undefined | ErrorValue | Unknown;

/** The cells of a range, row by row. */
export interface Area {
  readonly area: readonly (readonly Scalar[])[];
  /** Where it stands, if it is a range of the workbook: sheet, and first row and column from 0. */
  readonly place?: { readonly sheet: string; readonly row: number; readonly column: number };
}

export type Value = Scalar | Area;

export const isUnknown = (value: Value): value is Unknown => typeof value === "object" && "unknown" in value;
export const isError = (value: Value): value is ErrorValue => typeof value === "object" && "error" in value;
export const isArea = (value: Value): value is Area => typeof value === "object" && "area" in value;
export const isNumber = (value: Value): value is Decimal => Decimal.isDecimal(value);

export const DIVISION: ErrorValue = { error: "#DIV/0!" };
export const WRONG_TYPE: ErrorValue = { error: "#VALUE!" };
export const NOT_FOUND: ErrorValue = { error: "#N/A" };
export const NOT_A_NUMBER: ErrorValue = { error: "#NUM!" };
export const NO_REFERENCE: ErrorValue = { error: "#REF!" };

/** What stops a computation: the first error or unknown value among its arguments. */
export const stopOf = (...values: readonly Value[]): ErrorValue | Unknown | undefined =>
  values.find((value): value is ErrorValue | Unknown => isUnknown(value) || isError(value));

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,3})?\s*$/;

/** A scalar as arithmetic takes it: blank is nought, truth one, a text that is a number that number. */
export function numberFrom(value: Scalar): Decimal | ErrorValue | Unknown {
  if (value === undefined) return new Decimal(0);
  if (typeof value === "boolean") return new Decimal(value ? 1 : 0);
  if (typeof value !== "string") return value;
  if (NUMBER.test(value)) return new Decimal(value.trim());
  // 1,200 or 5% or a date as text: Excel may take it for a number by the rules of the place it runs in.
  return /\d/.test(value) ? UNKNOWN : WRONG_TYPE;
}

/** A scalar as `&` and text functions take it; `UNKNOWN` for numbers that a workbook may write otherwise. */
export function textFrom(value: Scalar): string | ErrorValue | Unknown {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (isNumber(value)) return value.precision() <= 10 && value.abs().lt(1e11) ? value.toString() : UNKNOWN;
  return value;
}

/** A scalar as a condition takes it. */
export function truthFrom(value: Scalar): boolean | ErrorValue | Unknown {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : WRONG_TYPE;
  const number = numberFrom(value);
  return isNumber(number) ? !number.isZero() : number;
}

const RANK = (value: Scalar): number => (typeof value === "boolean" ? 3 : typeof value === "string" ? 2 : 1);

/** Orders two scalars as `<` does: numbers before texts before truth; a blank is like the other's nothing. */
export function compared(a: Scalar, b: Scalar): number {
  const left = a === undefined ? (typeof b === "string" ? "" : typeof b === "boolean" ? false : new Decimal(0)) : a;
  const right = b === undefined ? (typeof a === "string" ? "" : typeof a === "boolean" ? false : new Decimal(0)) : b;
  if (isNumber(left) && isNumber(right)) return left.comparedTo(right);
  if (typeof left === "string" && typeof right === "string") {
    const [first, second] = [left.toLowerCase(), right.toLowerCase()];
    return first < second ? -1 : first > second ? 1 : 0;
  }
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  return RANK(left) - RANK(right);
}

/** What Excel may read as a number, a date, a truth value or an error where a criterion says it. */
const READ_OTHERWISE = /^(?:.*\d.*[%/:年月日].*|\d+-\d+.*|[¥$€].*|true|false|#.*)$/is;

/**
 * Whether a cell meets a criterion of SUMIF and its kin: `">=10"`, `"甲*"`, 5. `UNKNOWN` for the corners where programs
 * differ: blanks, truth values, per cents and dates as text, texts in order.
 */
export function criterion(wanted: Scalar): ((value: Scalar) => boolean) | Unknown {
  const numberIn = (value: Scalar): Decimal | undefined =>
    isNumber(value) ? value : typeof value === "string" && NUMBER.test(value) ? new Decimal(value.trim()) : undefined;
  if (isNumber(wanted)) return (value) => numberIn(value)?.eq(wanted) === true;
  if (typeof wanted !== "string") return UNKNOWN;
  const [, operator = "=", rest = ""] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(wanted) ?? [];
  if (NUMBER.test(rest)) {
    const bound = new Decimal(rest.trim());
    if (operator === "=") return (value) => numberIn(value)?.eq(bound) === true;
    if (operator === "<>") return (value) => numberIn(value)?.eq(bound) !== true;
    return (value) => isNumber(value) && holds(operator, value.comparedTo(bound));
  }
  if (/^[*?]*$/.test(rest) || READ_OTHERWISE.test(rest) || (operator !== "=" && operator !== "<>")) return UNKNOWN;
  const pattern = new RegExp(`^${patternOf(rest)}$`, "is");
  const matches = (value: Scalar): boolean => typeof value === "string" && pattern.test(value);
  return operator === "=" ? matches : (value) => !matches(value);
}

export function holds(operator: string, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    default:
      return order >= 0;
  }
}

/** `*` and `?` stand for any characters, `~` takes that from them. */
export const patternOf = (words: string): string =>
  words.replace(/~([*?~])|[*]|[?]|[.+^${}()|[\]\\~]/g, (mark, plain?: string) => {
    if (plain !== undefined) return `\\${plain}`;
    return mark === "*" ? ".*" : mark === "?" ? "." : `\\${mark}`;
  });
