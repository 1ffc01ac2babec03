import type { CellObject } from "xlsx";
import { Decimal } from "../../model/decimal.ts";
import type { Cell } from "../../model/grid.ts";
import { type Display, displayOf, type NumberFormats } from "./display.ts";

/** Digits of a number that a workbook vouches for; what a stored binary fraction says beyond them is noise. */
const SIGNIFICANT = 15;

/** Error values by their code. */
const ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0x00, "#NULL!"],
  [0x07, "#DIV/0!"],
  [0x0f, "#VALUE!"],
  [0x17, "#REF!"],
  [0x1d, "#NAME?"],
  [0x24, "#NUM!"],
  [0x2a, "#N/A"],
  [0x2b, "#GETTING_DATA"],
]);

/** `uncalculated`: the formula has no saved result, so there is no value, least of all 0. */
export type CellReader = (source: CellObject, uncalculated: boolean) => Cell | undefined;

/**
 * Reads the cells of one workbook as the file shows them, with what is stored behind. A cell that holds nothing is
 * `undefined`. `since1904`: dates count from 1904, as in workbooks from old Macs.
 */
export function newCellReader(formats: NumberFormats, since1904: boolean): CellReader {
  const displays = new Map<string, Display>();
  const display = (format: string): Display => {
    const known = displays.get(format) ?? displayOf(format, formats, since1904);
    displays.set(format, known);
    return known;
  };
  const numberOf = (value: number, format: string): Cell => {
    if (!Number.isFinite(value)) return { text: String(value), not: "error" };
    const stored = storedOf(value);
    const { isDate, number } = display(format);
    const text = number(value, stored).trim();
    if (isDate) return { text, format, not: "date" };
    // Nothing to see of a number that is not zero: a format hides it.
    return text === "" && value !== 0 ? { text, stored, format, hidden: true } : { text, stored, format };
  };
  const textOf = (text: string, format: string): Cell => {
    const shown = display(format).words(text);
    // A format may show nothing of a text (;;;): it is there all the same.
    return shown === "" ? { text, hidden: true } : { text: shown };
  };

  return (source, uncalculated) => {
    const formula = source.f === undefined || source.f === "" ? undefined : { formula: source.f };
    if (uncalculated) return formula && { text: "", ...formula, not: "uncalculated" };
    const { v: value } = source;
    const format = String(source.z ?? "General");
    switch (source.t) {
      case "n":
        return typeof value === "number" ? { ...numberOf(value, format), ...formula } : undefined;
      case "s": {
        const text = String(value ?? "");
        return text === "" ? formula && { text, ...formula } : { ...textOf(text, format), ...formula };
      }
      case "b":
        return { text: value === true ? "TRUE" : "FALSE", ...formula, not: "boolean" };
      case "e":
        return { text: ERRORS.get(value) ?? "#ERROR!", ...formula, not: "error" };
      default:
        return undefined;
    }
  };
}

/** The saved value to 15 significant digits, as plain decimal text. */
export function storedOf(value: number): string {
  const shortest = String(value === 0 ? 0 : value);
  // No more characters than 15 digits and a mark: nothing to round, and by far the most figures.
  if (shortest.length <= SIGNIFICANT + 1 && !shortest.includes("e")) return shortest;
  return new Decimal(value).toSignificantDigits(SIGNIFICANT).toFixed();
}
