import { unitOf } from "../model/unit.ts";
import { type Headings, headingPath } from "./heading-path.ts";
import { type Area, filled, type Lattice } from "./lattice.ts";
import { key, sentence, signatureWords, totalWords } from "./words.ts";

/** What the body of a column holds, and its headings. */
export interface Holding {
  readonly index: number;
  readonly path: readonly string[];
  /** The lowest heading; `""` where there is none. */
  readonly leaf: string;
  /** Cells with anything in them. */
  readonly said: number;
  readonly figures: number;
  /** Figures that are years, months or spans (2016, 3月, 1年以内). */
  readonly periods: number;
  /** Figures that are numbers and nothing else (60岁以上 is not). */
  readonly plain: number;
  /** Figures that are whole numbers, in brackets or not: what lines are numbered with. */
  readonly whole: number;
  readonly words: number;
  /** Words that are running text. */
  readonly long: number;
  /** Words that are units. */
  readonly units: number;
  /** Words of a few letters or signs that are no Chinese, as units of measure are: mm, kW, m/min. */
  readonly short: number;
  /** Numbers that count up by one. */
  readonly sequence: boolean;
  /** Codes that grow by their parent's digits. */
  readonly codes: boolean;
  /** Every word is a numbering by itself: 一, (1), 1.2. */
  readonly numbering: boolean;
  /** Words that name several rows: merged down, or followed by blanks. */
  readonly groups: boolean;
  /** Words that come again and again. */
  readonly repeated: boolean;
  /** Nothing but what closes the table (合计, 总分). */
  readonly onlyTotals: boolean;
  /** Numbers of an outline: 1, 1.1, 1.1.1, 2 …. */
  readonly outline: boolean;
  /** A heading reaches down beside the rows and names them all. */
  readonly hung: boolean;
}

const CODE = /^\d{3,12}$/;
/** Lengths that codes of accounts have, shortest first. */
const CODE_LENGTHS = [3, 5, 7];
const PLAIN = /^[-+(]?[\d,.]+[%)]?$/;
const NUMBERED_LINE = /^(?:[一二三四五六七八九十]+|[(（][一二三四五六七八九十\d]+[)）]|\d{1,3}(?:\.\d+)*)[、.．]?$/;
/** Nothing but points in brackets: the tail of a heading that fell into the rows. */
const POINTS_ONLY = /^[(（]\s*\d+\s*分\s*[)）]$/;

/** Looks through one column of a block. */
export function holding(lattice: Lattice, area: Area, headings: Headings, rows: readonly number[], index: number): Holding {
  const path = headingPath(lattice, area, headings, index);
  const figures: string[] = [];
  const words: string[] = [];
  const unlike = { periods: 0, long: 0, units: 0, short: 0 };
  let said = 0;
  let blank = 0;
  let merged = 0;
  let hung = false;
  for (const row of rows) {
    const kind = lattice.kind(row, index);
    const text = lattice.text(row, index);
    if (kind === "blank" || kind === "mark") {
      blank++;
      const piece = lattice.piece(row, index);
      if (piece.row === row || !filled(piece)) continue;
      merged++;
      if (piece.row < rows[0]! && piece.column === index) hung = true;
      continue;
    }
    said++;
    if (kind !== "text") {
      figures.push(key(text));
      if (kind !== "figure") unlike.periods++;
    } else if (!POINTS_ONLY.test(text) && !signatureWords(text)) {
      words.push(key(text));
      if (sentence(text)) unlike.long++;
      if (unitOf(text)) unlike.units++;
      if (text.length <= 8 && !/[\u4e00-\u9fff]/.test(text)) unlike.short++;
    }
  }
  const numberings = words.filter((text) => NUMBERED_LINE.test(text)).length;
  return {
    index,
    path,
    leaf: path.at(-1) ?? "",
    said,
    figures: figures.length,
    plain: figures.filter((text) => PLAIN.test(text)).length,
    whole: figures.filter((text) => /^\(?\d+\)?$/.test(text)).length,
    words: words.length,
    ...unlike,
    sequence: countsUp(figures),
    codes: areCodes(figures),
    outline: isOutline(lattice, rows, index),
    numbering: numberings > 1 && numberings >= words.length - 1,
    groups: merged * 4 >= rows.length || (words.length > 1 && blank * 4 >= rows.length && blank + words.length === rows.length),
    repeated: words.length > 2 && new Set(words).size * 2 <= words.length,
    onlyTotals: figures.length === 0 && words.length === said && words.every((text) => totalWords(text) !== undefined),
    hung,
  };
}

/** 1, 2, 3 … with at most one number out of line. */
function countsUp(figures: readonly string[]): boolean {
  if (figures.length < 2 || !/^\d{1,5}$/.test(figures[0]!)) return false;
  let counting = 0;
  let last: number | undefined;
  for (const text of figures) {
    if (!/^\d{1,5}$/.test(text)) continue;
    const value = Number.parseInt(text, 10);
    if (last === undefined ? value <= 1 : value === last + 1) counting++;
    last = value;
  }
  return counting >= Math.max(2, figures.length - 1);
}

const OUTLINE_NUMBER = /^\d{1,2}(?:\.\d{1,2}){0,5}\.?$/;

/** Numbers that may be out of order: 1.10 saved as a number is 1.1 again. */
const OUT_OF_ORDER = 0.2;

/** 1, 1.1, 1.1.1, 1.2, 2 …: each number comes after the one above it, and some have points. A total has none. */
function isOutline(lattice: Lattice, rows: readonly number[], index: number): boolean {
  const said = rows.filter((row) => lattice.kind(row, index) !== "blank").map((row) => key(lattice.text(row, index)));
  const numbers = said.filter((text) => totalWords(text) === undefined);
  if (numbers.length < 2 || !numbers.some((text) => text.includes(".")) || !numbers.every((text) => OUTLINE_NUMBER.test(text)))
    return false;
  const steps = numbers.map((text) => text.replace(/\.$/, "").split(".").map(Number));
  return steps.filter((each, at) => at > 0 && !comesAfter(each, steps[at - 1]!)).length <= OUT_OF_ORDER * steps.length;
}

function comesAfter(number: readonly number[], before: readonly number[]): boolean {
  const parting = number.findIndex((step, level) => step !== before[level]);
  return parting >= 0 && number[parting]! > (before[parting] ?? -1);
}

/** Codes of accounts, some of which begin with others: 201, 20101. */
function areCodes(figures: readonly string[]): boolean {
  if (figures.length < 2 || !figures.every((text) => CODE.test(text))) return false;
  const known = new Set(figures);
  return figures.some((code) => CODE_LENGTHS.some((length) => code.length > length && known.has(code.slice(0, length))));
}
