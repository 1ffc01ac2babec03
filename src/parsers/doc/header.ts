import { damaged, type Fault } from "../../containers/fault.ts";
import type { Bytes } from "./bytes.ts";

/** Where a structure lies in the table stream. */
export interface Extent {
  readonly at: number;
  readonly length: number;
}

/** The stories of a document in the order in which they share one sequence of characters. */
const STORIES = ["body", "footnotes", "margins", "macros", "comments", "endnotes", "boxes", "marginBoxes"] as const;
export type StoryName = (typeof STORIES)[number];

/** The file information block: how the text is cut into stories and where everything else lies. */
export interface Header {
  readonly tableStream: "0Table" | "1Table";
  /** First and last-but-one character of each story. */
  readonly stories: { readonly [name in StoryName]: readonly [from: number, to: number] };
  /** Its language is one of China's. */
  readonly isChinese: boolean;
  readonly extent: (structure: keyof typeof STRUCTURES) => Extent;
}

/** Places in the list of structures, by what they hold. */
const STRUCTURES = {
  styles: 1,
  footnoteMarks: 2,
  footnoteTexts: 3,
  commentMarks: 4,
  commentTexts: 5,
  runPages: 12,
  paragraphPages: 13,
  fonts: 15,
  pieces: 33,
  drawings: 40,
  endnoteMarks: 46,
  endnoteTexts: 47,
  boxTexts: 56,
  lists: 73,
  listUses: 74,
} as const;

const WORD_97 = 0x00c1;
/** What a header begins with: since Word 97, and before. */
const MAGIC = 0xa5ec;
const OLD_MAGIC = 0xa5dc;
/** Languages by Windows' numbers: mainland, Singapore. */
const CHINESE = new Set([0x0804, 0x1004]);
const SECOND_TABLE = 0x0200;
/** Where the counts of characters stand, and the list of structures. */
const COUNTS = 0x4c;
const LIST_LENGTH = 0x98;
const LIST = 0x9a;

/** Reads the header of a `WordDocument` stream; `undefined` where it was written by Word 95 or before, in another format altogether. */
export function headerOf(word: Bytes): Header | Fault | undefined {
  if (word.u16(0) === OLD_MAGIC) return undefined;
  if (word.u16(0) !== MAGIC) return damaged("文件头无法识别", "its header is not one of a Word document");
  if (word.u16(2) < WORD_97) return undefined;
  const entries = word.u16(LIST_LENGTH);
  let from = 0;
  const ranges = STORIES.map((name, index) => {
    // Between the counts of the margins' and the comments' characters stands that of macros, always zero.
    const count = Math.max(0, word.i32(COUNTS + index * 4));
    const range = [from, from + count] as const;
    from += count;
    return [name, range] as const;
  });
  if (word.overran()) return damaged("文件头不完整", "its header is cut short");
  return {
    tableStream: word.u16(0x0a) & SECOND_TABLE ? "1Table" : "0Table",
    stories: Object.fromEntries(ranges) as Header["stories"], // Built from all names, one by one.
    isChinese: CHINESE.has(word.u16(6)),
    extent: (structure) => {
      const index = STRUCTURES[structure];
      return index < entries ? { at: word.u32(LIST + index * 8), length: word.u32(LIST + index * 8 + 4) } : { at: 0, length: 0 };
    },
  };
}
