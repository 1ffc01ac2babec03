import type { Level, List, Lists } from "../word/numbering.ts";
import type { Bytes } from "./bytes.ts";
import type { Extent } from "./header.ts";

/** Number formats by their code, as the numerals are called. */
const FORMATS: readonly string[] = (
  "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital japaneseCounting " +
  "aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 " +
  "aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen " +
  "decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional " +
  "taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified " +
  "chineseCountingThousand"
).split(" ");
const IN_DASHES = 57;
const NONE = 255;

const formatOf = (code: number): string =>
  code === IN_DASHES ? "numberInDash" : code === NONE ? "none" : (FORMATS[code] ?? `format ${code}`);

const LIST = 28;
const LEVEL = 28;
const USE = 16;
const LEGAL = 0x04;
const NO_RESTART = 0x08;
const SIMPLE = 0x01;
const STARTS = 0x10;
const REFORMATS = 0x20;

/** A level and the place after it. Its text has the number of a level in place of each number. */
function levelAt(table: Bytes, at: number): { level: Level; next: number } {
  const flags = table.u8(at + 5);
  const text = at + LEVEL + table.u8(at + 24) + table.u8(at + 25);
  const characters = table.u16(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the numbers of levels are stored as characters.
  const words = table.text(text + 2, characters).replace(/[\u0000-\u0008]/g, (mark) => `%${mark.charCodeAt(0) + 1}`);
  const level: Level = { start: Math.max(0, table.i32(at)), format: formatOf(table.u8(at + 4)), text: words, legal: (flags & LEGAL) !== 0 };
  if (flags & NO_RESTART) level.restart = table.u8(at + 26);
  return { level, next: text + 2 + characters * 2 };
}

/** The lists of a document, by the number of their use. Where they are damaged, those before the damage. */
export function listsOf(table: Bytes, lists: Extent, uses: Extent): Lists {
  const levels = new Map<string, Map<number, Level>>();
  const found = new Map<string, List>();
  if (lists.length < 2 || lists.at + lists.length > table.length) return { levels, lists: found };
  const count = Math.min(table.u16(lists.at), Math.floor((lists.length - 2) / LIST));
  let next = lists.at + lists.length;
  for (let index = 0; index < count && !table.overran(); index += 1) {
    const at = lists.at + 2 + index * LIST;
    const own = new Map<number, Level>();
    const most = table.u8(at + 26) & SIMPLE ? 1 : 9;
    for (let level = 0; level < most && !table.overran(); level += 1) {
      const read = levelAt(table, next);
      own.set(level, read.level);
      next = read.next;
    }
    levels.set(String(table.u32(at)), own);
  }
  if (uses.length < 4 || uses.at + uses.length > table.length) return { levels, lists: found };
  const used = Math.min(table.u32(uses.at), Math.floor((uses.length - 4) / USE));
  let more = uses.at + 4 + used * USE;
  for (let index = 0; index < used && !table.overran(); index += 1) {
    const at = uses.at + 4 + index * USE;
    const starts = new Map<number, number>();
    // A first number that no longer means anything stands before the changed levels.
    more += 4;
    for (let change = 0; change < table.u8(at + 12) && !table.overran(); change += 1) {
      const flags = table.u32(more + 4);
      let start = table.u32(more);
      more += 8;
      if (flags & REFORMATS) {
        // A level of its own, whose first number holds.
        const { level, next: after } = levelAt(table, more);
        start = level.start;
        more = after;
      }
      if (flags & STARTS) starts.set(flags & 0xf, start);
    }
    found.set(String(index + 1), { abstract: String(table.u32(at)), starts });
  }
  return { levels, lists: found };
}
