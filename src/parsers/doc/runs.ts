import type { Bytes } from "./bytes.ts";
import type { Extent } from "./header.ts";

/** Bytes of the text that have one set of properties; `list` as stored (of a paragraph: its style in two bytes, then the list). */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly list: Uint8Array;
}

const PAGE = 512;
/** Bytes for each run of a page: where its properties are; of a paragraph also measures of its lines. */
const ENTRY = { characters: 1, paragraphs: 13 } as const;

/** The runs of all pages of formatting, in order of place. */
export function runsOf(kind: keyof typeof ENTRY, word: Bytes, table: Bytes, { at, length }: Extent): Run[] {
  const pages = Math.max(0, Math.floor((length - 4) / 8));
  const runs: Run[] = [];
  if (at + length > table.length) return runs;
  for (let index = 0; index < pages; index += 1) {
    const start = (table.u32(at + (pages + 1) * 4 + index * 4) & 0x3fffff) * PAGE;
    if (start + PAGE > word.length) continue;
    const count = word.u8(start + PAGE - 1);
    if ((count + 1) * 4 + count * ENTRY[kind] >= PAGE) continue;
    for (let run = 0; run < count; run += 1) {
      const offset = word.u8(start + (count + 1) * 4 + run * ENTRY[kind]) * 2;
      runs.push({
        from: word.u32(start + run * 4),
        to: word.u32(start + run * 4 + 4),
        list: offset === 0 ? NONE : kind === "paragraphs" ? paragraphList(word, start, offset) : characterList(word, start, offset),
      });
    }
  }
  return runs.sort((a, b) => a.from - b.from);
}

const NONE = new Uint8Array();

const inPage = (word: Bytes, start: number, from: number, length: number): Uint8Array =>
  from + length <= PAGE ? word.part(start + from, length) : NONE;

const characterList = (word: Bytes, start: number, offset: number): Uint8Array => inPage(word, start, offset + 1, word.u8(start + offset));

/** The count is in words, less one byte; where it is zero the next byte counts words. */
function paragraphList(word: Bytes, start: number, offset: number): Uint8Array {
  const words = word.u8(start + offset);
  return words === 0 ? inPage(word, start, offset + 2, word.u8(start + offset + 1) * 2) : inPage(word, start, offset + 1, words * 2 - 1);
}

/** Finds the run that a byte of the text is in. Text is read forwards, so the run found last, or the next, is looked at first. */
export function finder(runs: readonly Run[]): (at: number) => Run | undefined {
  let last = 0;
  return (at) => {
    for (const index of [last, last + 1]) {
      const run = runs[index];
      if (run && at >= run.from && at < run.to) {
        last = index;
        return run;
      }
    }
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const run = runs[middle]!;
      if (at < run.from) high = middle - 1;
      else if (at >= run.to) low = middle + 1;
      else {
        last = middle;
        return run;
      }
    }
    return undefined;
  };
}
