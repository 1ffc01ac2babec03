import type { Document, Paragraph } from "../../model/grid.ts";

/** Where a paragraph begins in the text of its passage. */
export interface Piece {
  readonly start: number;
  readonly paragraph: Paragraph;
}

/** Running text that belongs together: one paragraph, or several that a page break tore apart. */
export interface Passage {
  readonly document: Document;
  /** Half width, tags and invisible marks blanked out, of the same length as the source, character for character. */
  readonly text: string;
  /** As submitted. */
  readonly raw: string;
  readonly pieces: readonly Piece[];
  /** Number of the report in a file that holds several, from 0. */
  readonly chapter: number;
}

const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
/** What each mark outside plain text becomes: one character for one, so that places stay true. */
const PLAIN: ReadonlyMap<number, string> = new Map([
  ...Array.from({ length: 0x5e }, (_, at) => [0xff01 + at, String.fromCharCode(0x21 + at)] as const),
  ...[0x09, 0xa0, 0xad, 0x200b, 0x200c, 0x200d, 0x3000, 0xfeff].map((code) => [code, " "] as const),
  ...[0x2212, 0xfe63].map((code) => [code, "-"] as const),
]);
const FIRST_ODD = 0xa0;
const TAB = 0x09;

/** Half width with the same length: places in it are places in the submitted text. Tags and invisible marks are blanks. */
export function plainText(raw: string): string {
  let text = "";
  let from = 0;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if ((code < FIRST_ODD && code !== TAB) || (code > 0x3000 && code < 0xfe00)) continue;
    const plain = PLAIN.get(code);
    if (plain === undefined) continue;
    text += raw.slice(from, at) + plain;
    from = at + 1;
  }
  const whole = from === 0 ? raw : text + raw.slice(from);
  return whole.includes("<") ? whole.replace(TAG, (tag) => " ".repeat(tag.length)) : whole;
}

const NEW_CHAPTER = /^\s*附\s*[件表录]\s*\d*(?:[-—–]\d+)*\s*[:.]?\s*$/;
const LONGEST_MARK = 40;
const LINE_OF_ITS_OWN = /^\s*(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]|第[\d一二三四五六七八九十]+[章节条部]|附\s*[件表]|[①-⑳])/;
const OPEN_END = /[,、（(《“]\s*$/;
/** A sentence goes over a page or two, not over twenty. */
const MOST_PIECES = 8;
const PAGE_NUMBER = /^[-—\s\d]{1,6}$/;
const RUNNING = /[,。;]/;
const ENDED = /[。!?;:…”’)》】]\s*$/;

/** Whether a paragraph goes on in the next one: it breaks off in the middle of running text and the next is no heading. */
function goesOn(text: string, next: string): boolean {
  if (LINE_OF_ITS_OWN.test(next) || next.length === 0) return false;
  if (OPEN_END.test(text) || (text.length >= 20 && text.lastIndexOf("(") > text.lastIndexOf(")"))) return true;
  return text.length >= 20 && RUNNING.test(text) && !ENDED.test(text) && RUNNING.test(next);
}

/**
 * The chapter that each block of a document is in, from 0: a file may hold several reports, each behind its own 附件
 * line, and figures of one say nothing about another.
 */
export function chaptersOf(document: Document): readonly number[] {
  let chapter = 0;
  let begun = false;
  return document.blocks.map((block) => {
    if (block.kind === "paragraph") {
      const { text } = block.paragraph;
      if (text.trim() === "") return chapter;
      if (begun && text.length <= LONGEST_MARK && text.includes("附") && NEW_CHAPTER.test(plainText(text).trim())) chapter++;
    }
    begun = true;
    return chapter;
  });
}

/** Names one chapter of one document. */
export const chapterKey = (document: string, chapter: number): string => `${chapter}\u001f${document}`;

interface Open {
  raw: string;
  text: string;
  /** Its last paragraph, without blanks around it. */
  last: string;
  readonly pieces: Piece[];
  readonly chapter: number;
}

/** The running text of the documents, in order. A table ends a passage; a page number alone does not. */
export function passages(documents: readonly Document[]): readonly Passage[] {
  const found: Passage[] = [];
  for (const document of documents) {
    const chapters = chaptersOf(document);
    let open: Open | undefined;
    const close = (): void => {
      if (open) found.push({ document, ...open });
      open = undefined;
    };
    for (const [index, block] of document.blocks.entries()) {
      if (block.kind === "grid") {
        close();
        continue;
      }
      const { paragraph } = block;
      const text = plainText(paragraph.text);
      const bare = text.trim();
      if (bare === "" || PAGE_NUMBER.test(bare)) continue;
      if (open && open.pieces.length < MOST_PIECES && goesOn(open.last, bare)) {
        open.last = bare;
        open.pieces.push({ start: open.raw.length, paragraph });
        open.raw += paragraph.text;
        open.text += text;
      } else {
        close();
        open = { raw: paragraph.text, text, last: bare, pieces: [{ start: 0, paragraph }], chapter: chapters[index] ?? 0 };
      }
    }
    close();
  }
  return found;
}
