import type { Bytes } from "./bytes.ts";
import type { Extent, Header, StoryName } from "./header.ts";

/** By the character of the body that each is anchored at: the range of characters where its words stand. */
type Ranges = ReadonlyMap<number, readonly [from: number, to: number]>;

export interface Anchors {
  readonly footnotes: Ranges;
  readonly endnotes: Ranges;
  readonly comments: Ranges;
  readonly boxes: Ranges;
  /** Words of boxes that no drawing in the body is told to hold. */
  readonly loose: readonly (readonly [from: number, to: number])[];
}

export type Anchored = Exclude<keyof Anchors, "loose">;

/** Bytes that stand for each character in a list of places. */
const NOTE_MARK = 2;
const COMMENT_MARK = 30;
const DRAWING = 26;
const BOX = 22;
const BOX_SHAPE = 14;

export function anchorsOf(table: Bytes, { extent, stories }: Header): Anchors {
  const notes = (marks: Extent, size: number, texts: Extent, story: StoryName): Ranges => {
    const at = charactersOf(table, marks, size);
    const ranges = charactersOf(table, texts, 0);
    const [first] = stories[story];
    return new Map(
      at.slice(0, -1).map((character, index) => [character, [first + (ranges[index] ?? 0), first + (ranges[index + 1] ?? 0)]]),
    );
  };
  return {
    footnotes: notes(extent("footnoteMarks"), NOTE_MARK, extent("footnoteTexts"), "footnotes"),
    endnotes: notes(extent("endnoteMarks"), NOTE_MARK, extent("endnoteTexts"), "endnotes"),
    comments: notes(extent("commentMarks"), COMMENT_MARK, extent("commentTexts"), "comments"),
    ...boxesOf(table, extent("drawings"), extent("boxTexts"), stories.boxes[0]),
  };
}

/** Text boxes: the drawing at a character and the words of a box name the same shape. */
function boxesOf(table: Bytes, drawings: Extent, texts: Extent, first: number): Pick<Anchors, "boxes" | "loose"> {
  const words = new Map<number, readonly [number, number]>();
  const ranges = charactersOf(table, texts, BOX);
  for (let index = 0; index + 1 < ranges.length; index += 1) {
    const shape = table.u32(texts.at + ranges.length * 4 + index * BOX + BOX_SHAPE);
    words.set(shape, [first + ranges[index]!, first + ranges[index + 1]!]);
  }
  const found = new Map<number, readonly [number, number]>();
  const at = charactersOf(table, drawings, DRAWING);
  for (const [index, character] of at.slice(0, -1).entries()) {
    const range = words.get(table.u32(drawings.at + at.length * 4 + index * DRAWING));
    if (range) found.set(character, range);
  }
  const taken = new Set(found.values());
  return { boxes: found, loose: [...words.values()].filter((range) => !taken.has(range)) };
}

/** The characters of a list of places, one more than it has entries of `size` bytes. */
function charactersOf(table: Bytes, { at, length }: Extent, size: number): number[] {
  if (length < 4 || at + length > table.length) return [];
  const count = Math.floor((length - 4) / (4 + size)) + 1;
  return Array.from({ length: count }, (_, index) => table.u32(at + index * 4));
}
