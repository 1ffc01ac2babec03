import { unitInLabel } from "../model/unit.ts";
import { answers, couplet } from "./couplet.ts";
import { type Area, filled, type Lattice, numeric, type Piece, wordy } from "./lattice.ts";
import { answerWords, fieldWords, headingLike, headingWords, key, nothingWords, preambleWords, sentence, totalWords } from "./words.ts";

/** Rows looked at below a row of words to learn whether it heads columns of figures. */
const LOOKAHEAD = 8;
const NUMBERED = /^\(?(\d{1,2})\)?(?:=.*)?$/;
const LETTERED = /^\(?[A-Z]\)?(?:=.*)?$/;
const STEM = /^[甲乙丙丁戊己类款项目]$/;
const ROW_OF_NUMBERS = /^(?:序号|栏次|列次|行次|栏号|项次)$/;
const UNIT_ONLY = /^\(?(?:[十百千万亿]*元|[十百千万]*(?:人|户|人次|个|件)|[%％‰]|元\/.{1,4})\)?$/;

export const own = (lattice: Lattice, area: Area, row: number): readonly Piece[] =>
  lattice.begins(row, area.left, area.right).filter(filled);

/** The first row from `row` on with something in it; `area.bottom` where there is none. */
export function nextFilled(lattice: Lattice, area: Area, row: number): number {
  for (let next = row; next < area.bottom; next++)
    for (let column = area.left; column < area.right; column++) if (lattice.kind(next, column) !== "blank") return next;
  return area.bottom;
}

/** A row that numbers the columns: `1 2 3`, `栏次 | 1 | 2`, `A | B | C`, `甲 | 1 | 3=1+2`. */
export function numbersColumns(lattice: Lattice, area: Area, row: number): boolean {
  const cells = own(lattice, area, row);
  const total = cells.length > 2 && totalWords(cells.at(-1)!.text) !== undefined ? cells.at(-1) : undefined;
  let last = 0;
  let count = 0;
  let named = false;
  let stems = 0;
  for (const cell of cells) {
    if (cell === total) continue;
    const label = key(cell.text);
    const number = NUMBERED.exec(label);
    if (number) {
      const value = Number.parseInt(number[1]!, 10);
      if (value !== last + 1) return false;
      last = value;
      count++;
    } else if ((named || count === 0) && ROW_OF_NUMBERS.test(label)) named = true;
    else if (STEM.test(label)) stems++;
    else if (LETTERED.test(label)) count++;
    else return false;
  }
  if (named) return count > 0;
  if (stems > 0 && stems + count === cells.length) {
    // 甲 1 2 3 numbers columns; 甲 1 2 3 over 乙 3 4 7 does not.
    const next = own(lattice, area, nextFilled(lattice, area, row + 1))[0];
    return count > 1 && !(next && STEM.test(key(next.text)));
  }
  return count >= 3 && count === cells.length;
}

/** A row of units under the headings: `万元 | 万元 | %`. */
export const unitsOnly = (cells: readonly Piece[]): boolean => cells.length > 1 && cells.every(({ text }) => UNIT_ONLY.test(key(text)));

/** What the next rows hold in a column: figures, words, and how many cells begin under a wide heading. */
interface Below {
  readonly figures: number;
  readonly words: number;
}

function below(lattice: Lattice, area: Area, from: number): Below[] {
  const counts = Array.from({ length: area.right - area.left }, () => ({ figures: 0, words: 0 }));
  let row = from;
  for (let seen = 0; seen < LOOKAHEAD; seen++, row++) {
    row = nextFilled(lattice, area, row);
    if (row >= area.bottom) break;
    const cells = own(lattice, area, row);
    const only = cells.length === 1 && cells[0]!.kind === "text" ? cells[0]! : undefined;
    if (only && only.width > 1 && only.width >= area.right - area.left - 1) {
      // A section right under the headings; a title, where words follow it.
      const next = nextFilled(lattice, area, row + 1);
      if (seen > 0 || next >= area.bottom || !own(lattice, area, next).some(({ kind }) => kind === "figure")) break;
      continue;
    }
    for (const cell of cells) {
      const count = counts[cell.column - area.left]!;
      if (cell.kind === "figure" || (numeric(cell) && cell.column > area.left)) count.figures++;
      else if (cell.kind === "text" && !nothingWords(cell.text)) count.words++;
    }
  }
  return counts;
}

/** Whether `row` goes on with the headings above it (rows `top` … `row − 1`). */
function continues(lattice: Lattice, area: Area, top: number, row: number): boolean {
  const cells = own(lattice, area, row);
  if (cells.length === 0) return onlyCovered(lattice, area, top, row);
  if (numbersColumns(lattice, area, row) || unitsOnly(cells)) return true;
  if (!cells.every(wordy) || cells.some(({ text }) => sentence(text))) return false;
  const above = lattice.across(row - 1, area.left, area.right).filter(filled);
  if (splitsMerged(area, top, row, above, cells)) return true;
  const years = cells.filter(({ kind }) => kind === "period").length;
  if (cells.length > 1 && years >= cells.length - 1 && !amountsAmong(cells)) return true;
  const figures = below(lattice, area, row + 1);
  return splitsGaps(lattice, area, row, cells, figures) || splitsSome(area, row, above, cells, figures) || translates(area, cells, figures);
}

/** Nothing of its own: the second line of headings that are merged over two lines. */
function onlyCovered(lattice: Lattice, area: Area, top: number, row: number): boolean {
  const here = lattice.across(row, area.left, area.right).filter(filled);
  const above = lattice.across(row - 1, area.left, area.right).filter(filled);
  return (
    here.some((piece) => piece.row >= top) &&
    here.every((piece) => piece.row < row) &&
    above.every((piece) => piece.row + piece.height > row)
  );
}

/** Each cell stands under a heading merged over several columns, and parts one of them. */
function splitsMerged(area: Area, top: number, row: number, above: readonly Piece[], cells: readonly Piece[]): boolean {
  const wide = above.filter((heading) => heading.width > 1 && heading.row >= top);
  if (wide.length === 1 && wide[0]!.width >= area.right - area.left) return false;
  const under = (heading: Piece): readonly Piece[] =>
    cells.filter(({ column }) => column >= heading.column && column < heading.column + heading.width);
  if (wide.flatMap(under).length !== cells.length) return false;
  if (wide.some((heading) => under(heading).length > 1)) return true;
  // A single part under a wider heading, beside headings that are merged over both lines.
  const narrower = wide.some((heading) => under(heading).some(({ width }) => width < heading.width));
  return narrower && above.some((piece) => piece.row + piece.height > row && piece.row + piece.height <= row + 3);
}

/**
 * Nothing is merged: the cells fill the blanks that group headings above left to their right, two or more to a group, and
 * figures stand below, or nearly all are in the words of headings.
 */
function splitsGaps(lattice: Lattice, area: Area, row: number, cells: readonly Piece[], figures: readonly Below[]): boolean {
  const above = lattice.across(row - 1, area.left, area.right);
  const groups = above.filter(filled);
  if (groups.length === 0 || groups.some(({ width }) => width > 1)) return false;
  if (!cells.some(({ column }) => lattice.kind(row - 1, column) === "blank")) return false;
  const members = new Map<number, number>();
  for (const { column } of cells) {
    const group = groups.findLast((each) => each.column <= column)?.column ?? -1;
    members.set(group, (members.get(group) ?? 0) + 1);
  }
  // A lone cell right under a heading is no part of it.
  if (groups.some(({ column }) => members.get(column) === 1 && cells.some((cell) => cell.column === column))) return false;
  if (![...members].some(([group, count]) => group >= 0 && count > 1)) return false;
  const counted = cells.filter(({ column }) => figures[column - area.left]!.figures > 0).length;
  return counted * 2 >= cells.length || (counted > 0 && wordsShare(lattice, area, row, row + 1, true) >= 0.75);
}

/** One heading above is parted in two or more, the others are followed by one word each or reach down; figures stand below. */
function splitsSome(area: Area, row: number, around: readonly Piece[], cells: readonly Piece[], figures: readonly Below[]): boolean {
  const above = around.filter((piece) => piece.row + piece.height === row);
  const under = (heading: Piece): readonly Piece[] =>
    cells.filter(({ column }) => column >= heading.column && column < heading.column + heading.width);
  const counted = ({ column }: Piece): boolean => figures[column - area.left]!.figures > 0;
  if (around.length < 2 || above.flatMap(under).length !== cells.length || above.some((heading) => under(heading).length === 0))
    return false;
  const parted = above.filter((heading) => under(heading).length > 1);
  return (
    parted.length > 0 &&
    parted.every((heading) => heading.kind === "period" || !answers(heading)) &&
    cells.filter(counted).length * 2 >= cells.length
  );
}

/** The headings again in another language: whole rows of words without a digit, over columns of nothing but figures. */
function translates(area: Area, cells: readonly Piece[], figures: readonly Below[]): boolean {
  if (cells.some(({ text, kind }) => kind === "text" && /\d/.test(text))) return false;
  const valued = cells.filter(({ column }) => column > area.left);
  const pure = valued.every(({ column }) => figures[column - area.left]!.figures > 0 && figures[column - area.left]!.words === 0);
  return valued.length > 1 && pure && figures.some((each) => each.figures > 1);
}

/** Fields of a form and what was filled in: 主管部门 | 某某局 | 实施单位 | 某某站. */
export const fieldsAnswered = (cells: readonly Piece[]): boolean =>
  cells.length % 2 === 0 &&
  cells.every(({ text, kind }, order) =>
    order % 2 === 0 ? fieldWords(text) : kind === "text" && !headingLike(text) && !fieldWords(text) && unitInLabel(text) === undefined,
  );

/** A field with one answer to the end of the row, and below it headings of their own: 绩效目标 | 保障基本生活. */
function answeredOver(lattice: Lattice, area: Area, row: number, cells: readonly Piece[]): boolean {
  const [label, value] = cells;
  if (cells.length !== 2 || value!.width < 3 || value!.column + value!.width < area.right || value!.kind !== "text") return false;
  if (label!.height > 1 || headingLike(value!.text) || row + 1 >= area.bottom) return false;
  const next = own(lattice, area, row + 1);
  return next.length > 2 && next[0]!.column === area.left && wordsShare(lattice, area, row + 1, row + 2) >= 0.5;
}

/** 项目名称 | 投资规模（万元） over nothing but figures: names and what is measured of them, no field and its answer. */
function measures({ text, column }: Piece, counts: readonly Below[], area: Area): boolean {
  const { figures, words } = counts[column - area.left]!;
  return figures > 1 && words === 0 && (unitInLabel(text) !== undefined || headingLike(text));
}

/** Where the headings that begin in `row` end (first row of the body), if headings begin there. */
export function headingsEnd(lattice: Lattice, area: Area, row: number): number | undefined {
  const cells = own(lattice, area, row);
  const numbers = cells.length > 2 && cells[0]!.kind === "text" && numbersColumns(lattice, area, row);
  if (isPreamble(cells) || (cells.length === 1 && cells[0]!.column === area.left)) return undefined;
  if (
    cells.length === 0 ||
    (cells.some(({ kind }) => kind === "figure") && !numbers) ||
    cells.filter(({ text }) => sentence(text)).length * 5 > cells.length ||
    fieldsAnswered(cells) ||
    answeredOver(lattice, area, row, cells) ||
    cells.some(({ text, column }) => column > area.left && answerWords(text))
  )
    return undefined;
  let end = row + 1;
  while (end < area.bottom && end < row + 6 && continues(lattice, area, row, end)) end++;
  if (end >= area.bottom) return cells.length > 2 && wordsShare(lattice, area, row, end) >= 0.6 ? end : undefined;
  const counts = below(lattice, area, end);
  const leaf = lattice.across(end - 1, area.left, area.right).filter((piece) => filled(piece) && piece.row >= row);
  const heads = (piece: Piece): boolean => {
    let begun = 0;
    for (let column = piece.column; column < piece.column + piece.width; column++) {
      const count = counts[column - area.left];
      if (count && count.figures + count.words > 0) begun++;
    }
    return begun <= 1;
  };
  const count = (holds: (figures: number, words: number) => boolean): number =>
    leaf.filter((piece) => {
      const { figures, words } = counts[piece.column - area.left]!;
      return heads(piece) && holds(figures, words);
    }).length;
  const over = count((figures, words) => figures > 0 && words === 0);
  if (cells.length === 1) {
    const only = cells[0]!;
    if (end > row + 1) return over > 0 && only.width < area.right - area.left ? end : undefined;
    return only.column > area.left &&
      only.width === 1 &&
      over > 0 &&
      counts.some(({ words }, column) => words > 0 && column + area.left < only.column)
      ? end
      : undefined;
  }
  if (cells.length === 2 && fieldWords(cells[0]!.text) && !headingWords(cells[1]!.text) && !measures(cells[1]!, counts, area))
    return undefined;
  if (end > row + 1 && (over > 0 || partedBelow(lattice, area, row, end, cells))) return end;
  if (numbers) return end;
  const share = wordsShare(lattice, area, row, end);
  if (cells.length === 2) {
    const second = cells[1]!;
    if (second.width > 2 && share < 1) return undefined;
    if (share === 1 && heads(second)) return end;
    return heads(second) && over > 0 && leaf.length > 1 ? end : undefined;
  }
  if (share >= 0.75 || comesAgain(cells)) return end;
  if (cells.length % 2 === 0 && cells.every(({ text }, order) => order % 2 === 1 || fieldWords(text))) return undefined;
  if (share >= 0.5 || cells.filter(({ text }) => headingLike(text)).length * 5 >= cells.length * 3) return end;
  if (over > 0 && over * 2 >= leaf.length - 1) return end;
  // Many columns of figures, beside some in which nothing is filled in.
  if (over > 4 && over * 2 >= count((figures, words) => figures + words > 0)) return end;
  if (end === row + 1 && headsOneLine(lattice, area, row)) return end;
  const mostly = count((figures, words) => figures > 0 && figures >= words);
  if (mostly > 1 && mostly > count((figures, words) => words > figures)) return end;
  return sameShape(lattice, area, row, end) ? end : undefined;
}

/** The same names in the same order twice or more, side by side: 项目 | 金额 | 项目 | 金额. */
function comesAgain(cells: readonly Piece[]): boolean {
  const names = cells.map(({ text }) => key(text));
  if (cells.some(answers)) return false;
  for (let period = 2; period * 2 <= names.length; period++)
    if (names.length % period === 0 && new Set(names).size === period && names.every((name, order) => name === names[order % period]))
      return true;
  return false;
}

/** A heading at the left edge reaches down over all lines of headings, and another is parted in them. */
const partedBelow = (lattice: Lattice, area: Area, row: number, end: number, cells: readonly Piece[]): boolean =>
  cells[0]!.column === area.left &&
  cells[0]!.row + cells[0]!.height === end &&
  cells.some(({ column, width }) => width > 1 && own(lattice, { ...area, left: column, right: column + width }, row + 1).length > 1);

/** Names over answers, in this row and the next. */
export const headsOneLine = (lattice: Lattice, area: Area, row: number): boolean => {
  const next = nextFilled(lattice, area, row + 1);
  return next < area.bottom && couplet(own(lattice, area, row), own(lattice, area, next));
};

/** The share of cells in rows `top` … `end − 1` whose words are those of headings. */
export function wordsShare(lattice: Lattice, area: Area, top: number, end: number, strict = false): number {
  let words = 0;
  let all = 0;
  for (let row = top; row < end; row++)
    for (const { text, kind } of own(lattice, area, row)) {
      if (kind === "figure") continue;
      all++;
      if (kind === "period" || (kind === "span" && !strict) || headingWords(text)) words++;
    }
  return all === 0 ? 0 : words / all;
}

const YEAR = /^(?:19|20)\d{2}$/;

/** The cells hold an amount: a figure, or a number that only looks like a year. Years in a row count up or down. */
export function amountsAmong(cells: readonly Piece[]): boolean {
  if (cells.some(({ kind }) => kind === "figure")) return true;
  const years = cells.filter(({ text }) => YEAR.test(text)).map(({ text }) => Number.parseInt(text, 10));
  if (years.length < 2)
    return years.length === 1 && cells.length > 1 && cells.every(({ text, kind }) => kind !== "period" || YEAR.test(text));
  return years.some((year, index) => index > 0 && Math.abs(year - years[index - 1]!) > 1);
}

/** A table of words: at least two rows below begin their cells exactly where this one does. */
function sameShape(lattice: Lattice, area: Area, row: number, end: number): boolean {
  const starts = own(lattice, area, row).map(({ column }) => column);
  let next = end;
  for (let seen = 0; seen < 2; seen++, next++) {
    next = nextFilled(lattice, area, next);
    if (next >= area.bottom) return false;
    const cells = own(lattice, area, next);
    if (cells.some(({ column }) => !starts.includes(column)) || cells.length < Math.max(2, starts.length - 1)) return false;
  }
  return true;
}

/** Lines that stand above a table: unit, period, who filled it in. Two years side by side are headings. */
export function isPreamble(cells: readonly Piece[]): boolean {
  const says = ({ text, kind }: Piece): boolean => kind !== "figure" && preambleWords(text);
  const fills = ({ text }: Piece): boolean => /^[\u4e00-\u9fff]{2,8}[:：]/.test(text);
  if (cells.length === 0 || !cells.some(says) || !cells.every((cell) => says(cell) || fills(cell))) return false;
  const periods = cells.filter(({ kind }) => kind === "period").length;
  if (periods === cells.length) return periods === 1 && cells[0]!.width === 1;
  return !unitsOnly(cells);
}
