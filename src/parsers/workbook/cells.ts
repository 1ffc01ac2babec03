import type { CellObject } from "xlsx";
import { Decimal } from "../../model/decimal.ts";
import type { Cell } from "../../model/grid.ts";

/** Whether a number format shows dates or times. */
export type IsDate = (format: string) => boolean;

/** Digits of a number that a workbook vouches for; what a stored binary fraction says beyond them is noise. */
const SIGNIFICANT = 15;

/**
 * A cell as the file shows it, with what is stored behind it. `undefined` for a cell that holds nothing.
 * `uncalculated`: the formula has no saved result, so there is no value, least of all 0.
 */
export function cellOf(source: CellObject, isDate: IsDate, uncalculated: boolean): Cell | undefined {
  const formula = source.f === undefined || source.f === "" ? {} : { formula: source.f };
  if (uncalculated) return source.f === undefined ? undefined : { text: "", ...formula };
  const { v: value, w: shown } = source;
  switch (source.t) {
    case "n":
      return typeof value === "number" ? { ...numberOf(value, shown, String(source.z ?? "General"), isDate), ...formula } : undefined;
    case "s": {
      const text = typeof value === "string" ? value : String(value ?? "");
      if (text === "") return source.f === undefined ? undefined : { text: "", ...formula };
      // A format may show nothing of a text (;;;): it is there all the same.
      return shown === "" ? { text, ...formula, hidden: true } : { text: shown ?? text, ...formula };
    }
    case "b":
      return { text: shown ?? (value === true ? "TRUE" : "FALSE"), ...formula, not: "boolean" };
    case "e":
      return { text: shown ?? String(value ?? ""), ...formula, not: "error" };
    case "d":
      return { text: shown ?? String(value ?? ""), ...formula, not: "date" };
    default:
      return undefined;
  }
}

function numberOf(value: number, shown: string | undefined, format: string, isDate: IsDate): Cell {
  if (!Number.isFinite(value)) return { text: shown ?? String(value), not: "error" };
  if (isDate(format)) return { text: shown ?? storedOf(value), format, not: "date" };
  const stored = storedOf(value);
  const text = shown === undefined || isShortened(shown, format) ? stored : shown.trim();
  // Nothing to see of a number that is not zero: a format hides it.
  return text === "" && value !== 0 ? { text, stored, format, hidden: true } : { text, stored, format };
}

/** The saved value to 15 significant digits, as plain decimal text. */
function storedOf(value: number): string {
  const shortest = String(value === 0 ? 0 : value);
  // No more characters than 15 digits and a mark: nothing to round, and by far the most figures.
  if (shortest.length <= SIGNIFICANT + 1 && !shortest.includes("e")) return shortest;
  return new Decimal(value).toSignificantDigits(SIGNIFICANT).toFixed();
}

/** 1.23457E+13 is how a narrow General cell abbreviates, no format that anyone chose: the digits are shown instead. */
const isShortened = (shown: string, format: string): boolean => format === "General" && /\dE[+-]?\d/.test(shown);
