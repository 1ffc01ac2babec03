import { Decimal } from "../../model/decimal.ts";

/** The part of the workbook library that knows number formats. */
export interface NumberFormats {
  readonly is_date: (format: string) => boolean;
  readonly format: (format: string, value: number | string, options: { readonly date1904: boolean }) => string;
  readonly load: (format: string, id: number) => void;
}

/** What one number format makes of numbers (`stored` is the value in plain decimal text) and of words. */
export interface Display {
  readonly isDate: boolean;
  readonly number: (value: number, stored: string) => string;
  readonly words: (text: string) => string;
}

/** Longer General numbers are abbreviated; these are shown as they are stored. */
const GENERAL_LENGTH = 10;
/** Words around a General number, which the library drops. */
const GENERAL = /^((?:"[^"]*"|\\.)*)General((?:"[^"]*"|\\.)*)$/i;
/** Digits, a point that is only a mark, digits, commas that divide by thousands, words. */
const MARKED_POINT = /^[#0]*0(?:\\\.|"\.")(0+)(,*)((?:"[^"]*"|\\.|_.)*)$/;

/**
 * How a number format shows a cell, as Excel does where the library does not: halves are rounded away from zero by their
 * decimal digits (8.075 is 8.08, its binary fraction is less), languages and Chinese numerals in brackets are no text, bare
 * Chinese characters are, and a point that is a mere mark (`0!.0,`, a custom for 万元) stands where it is put.
 */
export function displayOf(format: string, formats: NumberFormats, since1904: boolean): Display {
  const tidy = tidied(format);
  const isDate = formats.is_date(tidy);
  const sections = sectionsOf(tidy);
  const write = (code: string, value: number | string, otherwise: string): string => {
    try {
      return formats.format(code, value, { date1904: since1904 });
    } catch {
      // The library does not know the format: the digits are what can be shown.
      return otherwise;
    }
  };
  const hidesWords = sections?.[3] === "";
  const words = (text: string): string => (hidesWords ? "" : tidy.includes("@") && tidy !== "@" ? write(tidy, text, text) : text);
  // Nothing is shown of a date before the calendar begins; Excel fills such a cell with marks.
  if (isDate) return { isDate, words, number: (value, stored) => write(tidy, value, stored) || stored };

  const [, before = "", after = ""] = GENERAL.exec(tidy) ?? [];
  if (GENERAL.test(tidy))
    return { isDate, words, number: (value, stored) => literal(before) + general(value, stored, formats) + literal(after) };
  const number = (value: number, stored: string): string => {
    // The value itself chooses the section, not what rounding makes of it: −0.004 is (0.00).
    const index = sections === undefined ? 0 : value < 0 && sections.length > 1 ? 1 : value === 0 && sections.length > 2 ? 2 : 0;
    const section = sections?.[index];
    if (section === undefined) return write(tidy, value, stored);
    const bare = section.replace(BRACKETS, "");
    const marked = MARKED_POINT.exec(bare);
    if (marked) return (value < 0 && index === 0 ? "-" : "") + withMark(stored, marked);
    const places = placesOf(bare);
    const amount = places === undefined || decimalsOf(stored) <= places ? new Decimal(stored).toNumber() : rounded(stored, places);
    return sections?.length === 1 ? write(tidy, amount, stored) : write(section, index === 1 ? Math.abs(amount) : amount, stored);
  };
  return { isDate, words, number };
}

const decimalsOf = (stored: string): number => stored.split(".")[1]?.length ?? 0;

/** To as many places, below zero to tens and hundreds; halves away from zero. */
function rounded(stored: string, places: number): number {
  const scale = new Decimal(10).pow(places);
  return new Decimal(stored).times(scale).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).div(scale).toNumber();
}

/** 1.23457E+13 is how a narrow General cell abbreviates, no format that anyone chose: the digits are shown instead. */
function general(value: number, stored: string, formats: NumberFormats): string {
  if (stored.length <= GENERAL_LENGTH) return stored;
  const shown = formats.format("General", value, { date1904: false });
  return shown.includes("E") ? stored : new Decimal(stored).toDecimalPlaces(decimalsOf(shown), Decimal.ROUND_HALF_UP).toFixed();
}

/** The format with what only confuses the library taken out or put in its words. */
function tidied(format: string): string {
  return format
    .replace(/G\/通用格式/g, "General")
    .replace(/\[(?:DBNum\d|\$-[^\]]*)\]/gi, "")
    .replace(/("[^"]*"|\\.|\[[^\]]*\])|!(.)|([^\p{ASCII}]+)/gu, (_, kept?: string, mark?: string, words?: string) => {
      if (kept !== undefined) return kept;
      return mark === undefined ? `"${words}"` : `\\${mark}`;
    });
}

/** Colours and currencies. */
const BRACKETS = /\[[^\]]*\]/g;

/** The sections of a format; `undefined` where conditions in brackets choose among them. */
function sectionsOf(format: string): readonly string[] | undefined {
  if (/\[[<>=]/.test(format)) return undefined;
  const sections = [""];
  for (const [piece] of format.matchAll(/"[^"]*"|\\.|\[[^\]]*\]|./gs))
    if (piece === ";") sections.push("");
    else sections[sections.length - 1] += piece;
  return sections;
}

/** Decimal places of the value that a section shows: percent shows two more, each dividing comma three fewer. */
function placesOf(section: string): number | undefined {
  const bare = section.replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/[Ee][+-]|\/|@/.test(bare) || !/[0#?]/.test(bare)) return undefined;
  const [, whole = "", decimals = ""] = /^([^.]*)(?:\.(.*))?$/s.exec(bare) ?? [];
  const shown = decimals.match(/[0#?]/g)?.length ?? 0;
  const percent = bare.match(/%/g)?.length ?? 0;
  const thousands = /[0#?](,+)[^0#?,]*$/.exec(shown === 0 ? whole : decimals)?.[1]?.length ?? 0;
  return shown + percent * 2 - thousands * 3;
}

function withMark(stored: string, [, after = "", commas = "", words = ""]: RegExpExecArray): string {
  const thousands = new Decimal(1000).pow(commas.length);
  const digits = new Decimal(stored)
    .abs()
    .div(thousands)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toFixed()
    .padStart(after.length + 1, "0");
  return `${digits.slice(0, -after.length)}.${digits.slice(-after.length)}${literal(words)}`;
}

/** The words of a format: quoted, escaped, or a gap as wide as a character. */
const literal = (words: string): string =>
  words.replace(/"([^"]*)"|\\(.)|_./g, (_, quoted?: string, single?: string) => quoted ?? single ?? " ");
