import { type Line, sizeOf, type Word } from "./shapes.ts";

/** Words farther apart than this share of their height have a space between them. */
const SPACE = 0.25;

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
    const isApart = last !== undefined && word.left - last.right > sizeOf(word) * SPACE;
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

const middle = ({ top, bottom }: Word): number => (top + bottom) / 2;

/** Where lines are broken: between two edges, with so much room kept free at each side. */
export interface Column {
  readonly left: number;
  readonly right: number;
  readonly padding: number;
}

/**
 * Lines as paragraphs: a line goes on in the next one where what that begins with would not have fitted any more, unless
 * that is set in. Lines between Latin words are joined by a space. Gives the text of each paragraph and its first line.
 */
export function paragraphsOf(lines: readonly Line[], column: Column): { text: string; first: Line }[] {
  const paragraphs: { text: string; first: Line; last: Line }[] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1);
    if (!before || !goesOn(before.last, line, column)) {
      paragraphs.push({ text: line.text, first: line, last: line });
      continue;
    }
    const space = /[A-Za-z]$/.test(before.text) && /^[A-Za-z]/.test(line.text) ? " " : "";
    before.text += space + line.text;
    before.last = line;
  }
  return paragraphs;
}

/** Whether a line is broken off and goes on in the next. */
export function goesOn(line: Line, next: Line, { left, right, padding }: Column): boolean {
  const size = sizeOf(next);
  if (next.top - line.bottom > size * 1.5) return false;
  // Set in, as the first line of a paragraph is.
  if (next.left - left > padding + size * 1.4 && next.left - line.left > size * 0.5 && right - line.right > padding) return false;
  // Text in the middle or at the right has room before it too.
  const free = Math.min(right - line.right - padding, right - left - padding * 2 - (line.right - line.left));
  return free < size * unit(next.text) + 1;
}

/** How wide is what a line begins with and cannot be cut in: a word, or a character with the marks after it, in heights of a character. */
function unit(text: string): number {
  const [start = ""] = /^(?:[\x21-\x7e]+|.)[，。；：、）》”％%]*/u.exec(text) ?? [];
  return Array.from(start).reduce((sum, character) => sum + (character < "\u2000" ? 0.5 : 1), 0);
}
