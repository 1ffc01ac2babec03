import { lineOf } from "./lines.ts";
import { type Line, sizeOf, type Word } from "./shapes.ts";

/** A gap of so many heights of a character parts columns: between figures the least, between words the most. */
const GAPS = [1, 0.8, 0.45] as const;
const FIGURE = /^[-+−(（]?[\d,，.．]+\s*[%％)）]?$/;

export const isFigure = ({ text }: { readonly text: string }): boolean => FIGURE.test(text);

/** Whether a figure was broken over two lines of a narrow cell: one of them could not end or begin so. */
export const isRestOfFigure = (upper: string, lower: string): boolean =>
  /^[\d,.，．]+[%％]?$/.test(lower) && (/\d[.,]$|,\d{1,2}$/.test(upper) || (/\d$/.test(upper) && /^[.,]\d/.test(lower)));

/** A gap of at least so many heights may part two columns, where it is at one place in so many rows or more. */
const NARROW = 0.1;
const ROWS = 3;
/** Places (points) that far apart are one. */
const NEAR = 2;

/** A line cut where it has gaps, or one at a place where columns meet. */
export function partsOf(line: Line, gutters: readonly number[] = []): Line[] {
  const groups: Word[][] = [];
  let last: Word | undefined;
  for (const word of line.words.flatMap(pieces)) {
    const figures = last ? Number(isFigure(last)) + Number(isFigure(word)) : 0;
    const isCut = last !== undefined && gutters.some((place) => place > last!.right - NEAR && place < word.left + NEAR);
    if (last && !isCut && word.left - last.right < sizeOf(word) * GAPS[figures as 0 | 1 | 2]) groups.at(-1)!.push(word);
    else groups.push([word]);
    last = word;
  }
  return groups.map((group) => lineOf(group));
}

/** What a figure before it counts or numbers: the two are not of two columns. */
const COUNTED = /^[年月日岁季度人元万亿个项户家次级类条款章号、，。；：.．)）%％‰]/;
const isClose = (before: Word | undefined, word: Word): boolean =>
  before !== undefined && !isFigure(before) && word.left - before.right < sizeOf(word) * GAPS[1];

/** Where figures end close to the text of another column, row for row at one place that no words reach over. */
export function guttersOf(lines: readonly Line[]): number[] {
  const rows = lines.map(({ words }) => words.flatMap(pieces));
  const places = rows.flatMap((words) =>
    words.flatMap((word, index) => {
      const last = words[index - 1];
      const gap = last ? word.left - last.right : 0;
      const isOne = last && isFigure(last) && !isFigure(word) && !COUNTED.test(word.text) && !isClose(words[index - 2], last);
      return isOne && gap > sizeOf(word) * NARROW && gap < sizeOf(word) * GAPS[1] ? [(last.right + word.left) / 2] : [];
    }),
  );
  const isFree = (place: number): boolean =>
    rows.filter((words) => words.some(({ left, right }) => left < place - NEAR && right > place + NEAR)).length * 5 < rows.length;
  return places.filter((place) => places.filter((other) => Math.abs(other - place) <= NEAR).length >= ROWS && isFree(place));
}

/** A word cut where spaces were written to part what stands in columns. */
function pieces(word: Word): Word[] {
  const { text, left, right } = word;
  if (!/\S(?:\s{2,}|\u3000)\S/.test(text)) return [word];
  const widths = Array.from(text, (character) => (character < "\u2000" ? 0.5 : 1));
  const each = (right - left) / widths.reduce((sum, width) => sum + width, 0);
  const place = (index: number): number =>
    left + each * widths.slice(0, Array.from(text.slice(0, index)).length).reduce((sum, width) => sum + width, 0);
  return Array.from(text.matchAll(/\S+(?:[ \t]\S+)*/g), ({ 0: part, index }) => ({
    ...word,
    text: part,
    left: place(index),
    right: place(index + part.length),
  }));
}

/** A column of what stands one below the other. */
export interface Band {
  readonly left: number;
  readonly right: number;
}

const overlaps = (a: Band, b: Band): boolean => a.left < b.right - 1 && a.right > b.left + 1;

/** The bands that a part stands over, or else the nearest one. */
export function bandsUnder(part: Band, bands: readonly Band[]): number[] {
  const under = bands.flatMap((band, index) => (overlaps(part, band) ? [index] : []));
  if (under.length > 0) return under;
  const distances = bands.map(({ left, right }) => Math.abs(left + right - part.left - part.right));
  return [distances.indexOf(Math.min(...distances))];
}

/** Stretches that overlap as one, from the left. */
function joinedBands(parts: readonly Band[]): Band[] {
  const bands: { left: number; right: number }[] = [];
  for (const { left, right } of [...parts].sort((a, b) => a.left - b.left)) {
    const band = bands.at(-1);
    if (band && left < band.right) band.right = Math.max(band.right, right);
    else bands.push({ left, right });
  }
  return bands;
}

/** A part over two of another row, in so large a share of the rows, is a heading over several columns. */
const OVER = 0.3;

/** The columns that the parts of rows stand in, from the left. */
export function bandsOf(rows: readonly (readonly Line[])[]): Band[] {
  const several = rows.filter((row) => row.length > 1);
  const isOver = (part: Line): boolean =>
    several.filter((row) => row.filter((other) => other !== part && overlaps(part, other)).length > 1).length >
    Math.max(1, several.length - 1) * OVER;
  // Headings above others may be over several columns without reaching to all.
  const lowest = rows.findIndex((row) => row.some(isFigure)) - 1;
  const isUpper = (row: readonly Line[], at: number): boolean => at < lowest && row.length < rows[lowest]!.length;
  const bands = joinedBands(rows.flatMap((row, at) => (isUpper(row, at) ? [] : row.filter((each) => !isOver(each)))));
  const alone = rows.flatMap((row, at) => (isUpper(row, at) ? row.filter((part) => !bands.some((band) => overlaps(part, band))) : []));
  return met(joinedBands([...bands, ...alone]), rows);
}

const PAIRS: readonly string[] = ["heading figures", "figures heading"];

/** Bands with those beside them that are of one column: its heading at one side, above the first figures, its figures at the other. */
function met(bands: readonly Band[], rows: readonly (readonly Line[])[]): Band[] {
  const first = rows.findIndex((row) => row.some(isFigure));
  const kinds = bands.map((band) => {
    const inside = (some: typeof rows): readonly Line[] => some.flatMap((row) => row.filter((part) => overlaps(part, band)));
    const [above, below] = [inside(rows.slice(0, first)), inside(rows.slice(first))];
    if (above.length > 0) return below.length > 0 ? "both" : "heading";
    return below.filter(isFigure).length * 2 > below.length ? "figures" : "both";
  });
  const lowest = rows[first - 1] ?? [];
  const columns: Band[] = [];
  for (let at = 0; at < bands.length; at += 1) {
    const isOne = PAIRS.includes(`${kinds[at]} ${kinds[at + 1]}`);
    const isBetween = at > 0 && at < bands.length - 1 && !lowest.some((part) => overlaps(part, bands[at]!));
    // It is over the columns at its sides.
    if (!isOne && kinds[at] === "heading" && isBetween) continue;
    columns.push(isOne ? { left: bands[at]!.left, right: bands[at + 1]!.right } : bands[at]!);
    if (isOne) at += 1;
  }
  return columns;
}
