import { type Line, sizeOf, type Word } from "./shapes.ts";

/**
 * Words farther apart than this share of their height have a space between them: the narrowest that fonts have is wider,
 * what programs leave between Chinese and Latin characters of their own accord is not. Two figures are never run together.
 */
const SPACE = 0.215;
const BETWEEN_FIGURES = 0.1;

/** A line whose room at both sides differs by less (points) stands in the middle. */
const CENTRED = 2;

/** Words put into lines from top to bottom, each from left to right. */
export function linesOf(words: readonly Word[]): Line[] {
  const lines: Word[][] = [];
  for (const word of [...words].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && Math.abs(middle(word) - middle(first)) < Math.min(sizeOf(word), sizeOf(first)) * 0.5) line.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => lineOf(line));
}

/** One line of some words. */
export function lineOf(words: readonly Word[]): Line {
  const sorted = [...words].sort((a, b) => a.left - b.left);
  let text = "";
  let last: Word | undefined;
  for (const word of sorted) {
    const share = /\d$/.test(text) && /^\d/.test(word.text) ? BETWEEN_FIGURES : SPACE;
    const isApart = last !== undefined && word.left - last.right > sizeOf(word) * share;
    text += (isApart && !/\s$/.test(text) && !/^\s/.test(word.text) ? " " : "") + word.text;
    last = word;
  }
  return {
    words: sorted,
    text: text.trim(),
    left: Math.min(...sorted.map(({ left }) => left)),
    right: Math.max(...sorted.map(({ right }) => right)),
    top: Math.min(...sorted.map(({ top }) => top)),
    bottom: Math.max(...sorted.map(({ bottom }) => bottom)),
  };
}

/** How far down a page the middle of a word or a line stands. */
export const middle = ({ top, bottom }: Word): number => (top + bottom) / 2;

/** Where lines are broken: between two edges, with so much room kept free at each side. */
export interface Column {
  readonly left: number;
  readonly right: number;
  readonly padding: number;
  /** Paragraphs begin at the left edge: where a sentence ends at the right one, so does the paragraph. */
  readonly isFlush?: boolean;
}

/** A paragraph: its text, its first line and its last. */
export interface Passage {
  readonly text: string;
  readonly first: Line;
  readonly last: Line;
}

/** Lines as paragraphs: a line goes on in the next one where what that begins with would not have fitted any more. */
export function paragraphsOf(lines: readonly Line[], column: Column): Passage[] {
  const paragraphs: Passage[] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1);
    const one = { text: line.text, first: line, last: line };
    if (before && goesOn(before.last, line, column)) paragraphs[paragraphs.length - 1] = joinedPassage(before, one, column);
    else paragraphs.push(one);
  }
  return paragraphs;
}

/** Two paragraphs as one. Between Latin characters a line is broken at a space, unless not one more would have fitted. */
export function joinedPassage(before: Passage, after: Passage, column: Column): Passage {
  const [end, start] = [before.text.at(-1)!, after.text[0]!];
  const isSpaced = /[A-Za-z]/.test(end) && /[A-Za-z]/.test(start);
  const hasRoom = !isWide(end) && !isWide(start) && freeAfter(before.last, column) > sizeOf(before.last) / 2;
  return { text: before.text + (isSpaced || hasRoom ? " " : "") + after.text, first: before.first, last: after.last };
}

/** Whether the last line of a page goes on in the first of the next: how far apart they stand says nothing. */
export const goesOnOver = (line: Line, next: Line, column: Column): boolean =>
  goesOn(line, { ...next, top: line.bottom, bottom: line.bottom + sizeOf(next) }, column);

/** Whether a line is broken off and goes on in the next. */
function goesOn(line: Line, next: Line, column: Column): boolean {
  const { left, right, padding, isFlush } = column;
  const size = sizeOf(next);
  if (next.top - line.bottom > size * 1.5 || Math.abs(sizeOf(line) - size) > size * OTHER_SIZE) return false;
  // A sentence is at its end and a number begins the next part.
  const isEnded = ENDED.test(line.text);
  if (isEnded && (isFlush || NUMBERED.test(next.text))) return false;
  // Set in, as the first line of a paragraph is; what is left of a line in the middle is not.
  const isMiddle = (one: Line): boolean => Math.abs(one.left - left - (right - one.right)) < CENTRED;
  const isCentred = isMiddle(next) && (padding > 0 || (isMiddle(line) && !isEnded));
  const isSetIn =
    next.left - left > padding + size * 1.4 && next.left - line.left > size * 0.5 && (isEnded || right - line.right > padding);
  if (isSetIn && !isCentred) return false;
  // Between Chinese and Latin characters a little room is left.
  const apart = isWide(line.text.at(-1)!) === isWide(next.text[0]!) ? 0 : 0.25;
  return freeAfter(line, column) < size * (unit(next.text) + apart) + 1;
}

/** The room left in a line. Text in the middle or at the right has room before it too. */
const freeAfter = (line: Line, { left, right, padding }: Column): number =>
  Math.min(right - line.right - padding, right - left - padding * 2 - (line.right - line.left));

/** A character of another size, by more than this share, is of another paragraph. */
const OTHER_SIZE = 0.15;
const ENDED = /(?:[。；：:;！？!?]|[a-z)]\.)$/i;
const NUMBERED =
  /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、)](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]+[章节条])/;

/** Characters as wide as they are high, between which a line may be broken. */
const isWide = (character: string): boolean => WIDE.test(character);
const WIDE = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]/;
const UNIT = /^[（(《〈“‘「『【〔]*(?:[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+|.)[，。；：、！？）)》〉”’」』】〕％%]*/u;

/** How wide is what a line begins with and cannot be cut in: a word, or a character with its marks, in heights of a character. */
function unit(text: string): number {
  const [start = ""] = UNIT.exec(text) ?? [];
  return Array.from(start).reduce((sum, character) => sum + (character < "\u2000" ? 0.5 : 1), 0);
}
