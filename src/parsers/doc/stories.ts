import type { Marked, Token } from "../word/marked.ts";
import { symbolOf } from "../word/symbols.ts";
import type { Anchored } from "./anchors.ts";
import type { Bytes } from "./bytes.ts";
import { formShown } from "./form-field.ts";
import { type ParagraphFormat, paragraphFormat, type RunFormat, runFormat } from "./formats.ts";
import { NOTHING, type Piece, textAt } from "./pieces.ts";
import { finder, type Run } from "./runs.ts";
import type { Styles } from "./styles.ts";

/** Everything that turns characters into paragraphs. */
export interface Text {
  readonly word: Bytes;
  readonly data: Bytes;
  readonly pieces: readonly Piece[];
  readonly runs: readonly Run[];
  readonly paragraphs: readonly Run[];
  readonly isChinese: boolean;
  readonly styles: Styles;
  readonly fonts: readonly string[];
  readonly lose: (what: string) => void;
}

/** What is anchored at a character of the story that is read: a text box, a note, a comment; `undefined` where nothing is. */
export type AnchoredAt = (character: number, what: Anchored) => readonly Marked[] | undefined;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what paragraphs, cells and fields end with.
const CONTROL = /[\u0000-\u001f]|\(/g;
const FIELD: { readonly [code: number]: "begin" | "separate" | "end" } = { 19: "begin", 20: "separate", 21: "end" };
const PLAIN: { readonly [code: number]: string } = { 9: "\t", 11: "\n", 30: "-" };

/** The paragraphs of a range of characters. */
export function readStory(text: Text, from: number, to: number, anchored: AnchoredAt): Marked[] {
  const { word, data, pieces, styles, fonts, lose } = text;
  const runAt = finder(text.runs);
  const paragraphAt = finder(text.paragraphs);
  const formats = new Map<string, RunFormat>();
  const lines: Marked[] = [];
  let tokens: Token[] = [];

  const formatAt = (at: number, piece: Piece): RunFormat => {
    const run = runAt(at);
    const style = styleOf(paragraphAt(at));
    if (!run || piece.over.length > 0) return runFormat(run, piece, style, styles);
    const key = `${run.from} ${style}`;
    const format = formats.get(key) ?? runFormat(run, piece, style, styles);
    formats.set(key, format);
    return format;
  };

  const add = (words: string, format: RunFormat): void => {
    const plain = words.replaceAll(NOTHING, "");
    if (plain === "") return;
    const { hidden, white, inserted, deleted, font } = format;
    const look = { hidden, white, font: fonts[font] ?? "" };
    tokens.push(deleted ? { is: "deleted", text: plain } : { is: "text", text: plain, look, inserted });
  };

  const end = (isCell: boolean, at: number, piece: Piece, format: RunFormat): void => {
    const paragraph = paragraphFormat(paragraphAt(at), piece, data);
    const { level, shape } = paragraph;
    const ends = paragraph.ends === "paragraph" && isCell && level > 0 ? "cell" : paragraph.ends;
    const isRow = ends === "row";
    lines.push({
      level,
      ends,
      tokens,
      joinsNext: format.deleted && ends === "paragraph",
      ...(isRow ? { shape, deleted: format.deleted } : { numbered: numberedBy(paragraph) }),
    });
    tokens = [];
  };

  const special = (code: number, character: number, format: RunFormat): void => {
    const aside = (what: Anchored, kind: "box" | "footnote", lost: string): void => {
      const found = anchored(character, what);
      if (found) tokens.push({ is: "aside", kind, lines: found });
      else if (lost !== "") lose(lost);
    };
    if (code === 0x01) {
      if (!format.isData) lose("picture");
      else if (format.picture !== undefined) tokens.push({ is: "form", shows: formShown(data, format.picture) });
    } else if (code === 0x08) aside("boxes", "box", "drawing");
    else if (code === 0x02) {
      aside("footnotes", "footnote", "");
      aside("endnotes", "footnote", "");
    } else if (code === 0x05) {
      const comment = anchored(character, "comments");
      if (comment) tokens.push({ is: "aside", kind: "comment", lines: comment });
    } else if (code === 0x28) {
      const [font, value] = format.symbol ?? [0, 0];
      const symbol = symbolOf(fonts[font] ?? "", value.toString(16));
      if (symbol === undefined) lose("symbol that is not known");
      add(symbol ?? "\ufffd", format);
    }
  };

  for (const piece of pieces) {
    const first = Math.max(piece.from, from);
    const last = Math.min(piece.to, to);
    for (let character = first; character < last; ) {
      const at = piece.at + (character - piece.from) * piece.width;
      const format = formatAt(at, piece);
      // As far as the formatting reaches, or one character where it is not told.
      const limit = Math.min(runAt(at)?.to ?? 0, paragraphAt(at)?.to ?? 0);
      const count = Math.max(1, Math.min(last - character, Math.floor((limit - at) / piece.width)));
      const words = textAt(word, piece, at, count, text.isChinese);
      let done = 0;
      for (const { index, 0: mark } of words.matchAll(CONTROL)) {
        const code = mark.charCodeAt(0);
        if (code === 0x28 && !format.symbol) continue;
        add(words.slice(done, index), format);
        done = index + 1;
        const place = at + index * piece.width;
        const field = FIELD[code];
        const plain = PLAIN[code];
        if (code === 0x0d || code === 0x07) end(code === 0x07, place, piece, format);
        // The end of a section ends a paragraph too, the end of a page does not.
        else if (code === 0x0c && paragraphAt(place)?.to === place + piece.width) end(false, place, piece, format);
        else if (field) {
          if (!format.deleted) tokens.push({ is: "field", mark: field });
        } else if (plain !== undefined) add(plain, format);
        else if (format.special || format.symbol) special(code, character + index, format);
      }
      add(words.slice(done), format);
      character += count;
    }
  }
  if (tokens.length > 0) lines.push({ level: 0, ends: "paragraph", tokens, joinsNext: false });
  return lines;
}

const styleOf = (run: Run | undefined): number => (run?.list[0] ?? 0) | ((run?.list[1] ?? 0) << 8);

/** Uses of lists above this are settings of Word 6 that no list stands behind. */
const LAST_LIST = 0x7fe;

const numberedBy = ({ style, list, listLevel }: ParagraphFormat) => ({
  style: String(style),
  list: list === undefined || list > LAST_LIST ? undefined : String(list),
  level: listLevel,
});
