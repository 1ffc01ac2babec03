import { type Area, filled, type Lattice, type Piece, wordy } from "./lattice.ts";
import { fieldWords, headingLike, headingWords, key, nothingWords, sentence } from "./words.ts";

/** Rows looked at below a row of words to learn whether it heads columns of figures. */
const LOOKAHEAD = 8;
const NUMBERED = /^\(?(\d{1,2})\)?(?:=.*)?$/;
const LETTERED = /^\(?[A-Z]\)?(?:=.*)?$/;
const STEMS = /^[甲乙丙丁戊己]$/;
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
  let last = 0;
  let count = 0;
  let named = false;
  for (const { text } of cells) {
    const label = key(text);
    const number = NUMBERED.exec(label);
    if (number) {
      const value = Number.parseInt(number[1]!, 10);
      if (value !== last + 1) return false;
      last = value;
      count++;
    } else if (ROW_OF_NUMBERS.test(label) || STEMS.test(label)) named = true;
    else if (LETTERED.test(label)) count++;
    else return false;
  }
  return named ? count > 0 : count >= 3 && count === cells.length;
}

/** A row of units under the headings: `万元 | 万元 | %`. */
const unitsOnly = (cells: readonly Piece[]): boolean => cells.length > 1 && cells.every(({ text }) => UNIT_ONLY.test(key(text)));

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
    if (cells.length === 1 && cells[0]!.kind === "text" && cells[0]!.width > 1 && cells[0]!.width >= area.right - area.left - 1) {
      if (seen > 0) break;
      continue;
    }
    for (const cell of cells) {
      const count = counts[cell.column - area.left]!;
      if (cell.kind === "figure" || (cell.kind === "period" && cell.column > area.left)) count.figures++;
      else if (cell.kind === "text" && !nothingWords(cell.text)) count.words++;
    }
  }
  return counts;
}

/** Whether `row` goes on with the headings above it (rows `top` … `row − 1`). */
function continues(lattice: Lattice, area: Area, top: number, row: number): boolean {
  const cells = own(lattice, area, row);
  const above = lattice.across(row - 1, area.left, area.right);
  if (cells.length === 0) {
    // Nothing of its own: the second line of headings that are merged over two lines.
    const here = lattice.across(row, area.left, area.right);
    return (
      here.some((piece) => filled(piece) && piece.row >= top && piece.row < row) &&
      here.every((piece) => piece.row < row || !filled(piece)) &&
      above.every((piece) => !filled(piece) || piece.row + piece.height > row)
    );
  }
  if (numbersColumns(lattice, area, row) || unitsOnly(cells)) return true;
  if (!cells.every(wordy) || cells.some(({ text }) => sentence(text))) return false;
  const under = (heading: Piece) => cells.filter(({ column }) => column >= heading.column && column < heading.column + heading.width);
  const wide = above.filter((heading) => filled(heading) && heading.width > 1 && heading.row >= top);
  const placed = wide.flatMap(under);
  const full = wide.length === 1 && wide[0]!.width >= area.right - area.left;
  if (!full && wide.some((heading) => under(heading).length > 1) && placed.length === cells.length) return true;
  // A single part under a wide heading, beside headings that are merged over both lines.
  if (
    !full &&
    placed.length === cells.length &&
    above.some((piece) => filled(piece) && piece.row + piece.height > row && piece.row + piece.height <= row + 3)
  )
    return true;
  if (cells.length > 1 && cells.filter(({ kind }) => kind === "period").length >= cells.length - 1) return true;
  const figures = below(lattice, area, row + 1);
  const pure = (piece: Piece) => figures[piece.column - area.left]!.figures > 0 && figures[piece.column - area.left]!.words === 0;
  const first = cells[0]!;
  const leads = lattice.kind(row - 1, area.left) !== "blank" && first.column > area.left;
  if (
    leads &&
    cells.every((piece) => lattice.kind(row - 1, piece.column) === "blank" || under(lattice.piece(row - 1, piece.column)).length > 0) &&
    cells.filter(pure).length * 2 >= cells.length
  )
    return true;
  const valued = cells.filter(({ column }) => column > area.left);
  // Bilingual headings: whole rows of words without a digit.
  if (cells.some(({ text, kind }) => kind === "text" && /\d/.test(text))) return false;
  return valued.length > 1 && valued.every(pure) && figures.some(({ figures: count }) => count > 1);
}

/** Where the headings that begin in `row` end (first row of the body), if headings begin there. */
export function headingsEnd(lattice: Lattice, area: Area, row: number): number | undefined {
  const cells = own(lattice, area, row);
  const numbers = cells.length > 2 && cells[0]!.kind === "text" && numbersColumns(lattice, area, row);
  if (
    cells.length === 0 ||
    (cells.some(({ kind }) => kind === "figure") && !numbers) ||
    cells.filter(({ text }) => sentence(text)).length * 5 > cells.length
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
    if (end > row + 1) return over > 0 ? end : undefined;
    return only.column > area.left &&
      only.width === 1 &&
      over > 0 &&
      counts.some(({ words }, column) => words > 0 && column + area.left < only.column)
      ? end
      : undefined;
  }
  if (cells.length === 2 && fieldWords(cells[0]!.text) && !headingWords(cells[1]!.text)) return undefined;
  if (end > row + 1 && over > 0) return end;
  if (numbers) return end;
  const share = wordsShare(lattice, area, row, end);
  if (cells.length === 2) {
    const second = cells[1]!;
    if (share === 1 && heads(second)) return end;
    return heads(second) && over > 0 && leaf.length > 1 ? end : undefined;
  }
  if (share >= 0.75) return end;
  if (cells.length % 2 === 0 && cells.every(({ text }, index) => index % 2 === 1 || fieldWords(text))) return undefined;
  if (share >= 0.5 || cells.filter(({ text }) => headingLike(text)).length * 5 >= cells.length * 3) return end;
  if (over > 0 && over * 2 >= leaf.length - 1) return end;
  const mostly = count((figures, words) => figures > 0 && figures >= words);
  if (mostly > 1 && mostly > count((figures, words) => words > figures)) return end;
  return sameShape(lattice, area, row, end) ? end : undefined;
}

/** The share of cells in rows `top` … `end − 1` whose words are those of headings. */
export function wordsShare(lattice: Lattice, area: Area, top: number, end: number): number {
  let words = 0;
  let all = 0;
  for (let row = top; row < end; row++)
    for (const { text, kind } of own(lattice, area, row)) {
      if (kind === "figure") continue;
      all++;
      if (kind === "period" || headingWords(text)) words++;
    }
  return all === 0 ? 0 : words / all;
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

/** Headings from the top down for one column. Column numbers and lone units are left out. */
export function headingPath(lattice: Lattice, area: Area, rows: readonly number[], column: number): readonly string[] {
  const path: string[] = [];
  let last: Piece | undefined;
  for (const [order, row] of rows.entries()) {
    if (numbersColumns(lattice, area, row) || unitsOnly(own(lattice, area, row))) continue;
    const piece = reaching(lattice, area, rows, order, column);
    if (!piece || piece.text === "" || (last && piece.row === last.row && piece.column === last.column)) continue;
    if (path.length > 0 && key(path.at(-1)!) === key(piece.text)) continue;
    path.push(piece.text);
    last = piece;
  }
  return path;
}

/** The heading above a column in one heading row; where nothing is merged, a group heading reaches over the blanks beside it. */
function reaching(lattice: Lattice, area: Area, rows: readonly number[], order: number, column: number): Piece | undefined {
  const row = rows[order]!;
  const here = lattice.piece(row, column);
  if (filled(here)) return here;
  if (here.row !== row || here.width > 1) return undefined;
  const lower = rows.slice(order + 1);
  const said = (at: number) => lower.some((next) => lattice.kind(next, at) !== "blank" && lattice.kind(next, at) !== "figure");
  if (!said(column)) return undefined;
  for (let left = column - 1; left >= area.left; left--) {
    const beside = lattice.piece(row, left);
    if (!filled(beside)) continue;
    if (beside.row !== row || beside.width > 1 || beside.height > 1 || !said(left)) return undefined;
    // The group of the row above ends before this column: so does everything in it.
    if (order > 0) {
      const upper = reaching(lattice, area, rows, order - 1, column);
      const upperLeft = reaching(lattice, area, rows, order - 1, left);
      if (upper && (upper.column !== upperLeft?.column || upper.row !== upperLeft.row)) return undefined;
    }
    return beside;
  }
  return undefined;
}

/** The unit printed under a heading in a row of units, if there is one. */
export function unitBelowHeading(lattice: Lattice, area: Area, rows: readonly number[], column: number): string | undefined {
  for (const row of rows) {
    const cells = own(lattice, area, row);
    if (!unitsOnly(cells)) continue;
    const text = lattice.piece(row, column).text;
    if (text !== "") return text.replace(/^[(（](.*)[)）]$/, "$1");
  }
  return undefined;
}
