import { damaged, type Fault } from "../../containers/fault.ts";
import { western } from "../word/western.ts";
import type { Bytes } from "./bytes.ts";
import type { Extent } from "./header.ts";

/** A stretch of text that lies in one place of the file. Quickly saved documents have many, in any order. */
export interface Piece {
  /** First and last-but-one character. */
  readonly from: number;
  readonly to: number;
  /** Byte where it begins, and bytes a character: 1 or 2. */
  readonly at: number;
  readonly width: 1 | 2;
  /** Properties that a quick save laid over the piece. */
  readonly over: Uint8Array;
}

const PROPERTIES = 1;
const TABLE = 2;
const NARROW = 0x40000000;
/** Properties so frequent that a quick save writes them in one byte and a value: their full codes. */
const SHORT: { readonly [index: number]: number } = {
  24: 0x2416,
  25: 0x2417,
  65: 0x0800,
  66: 0x0801,
  92: 0x083c,
};

/** The text of a document piece by piece, in the order of its characters. */
export function piecesOf(table: Bytes, { at, length }: Extent): Piece[] | Fault {
  const broken = damaged("文本分段表已损坏", "the table of its pieces of text is damaged");
  const lists: Uint8Array[] = [];
  const end = at + length;
  let next = at;
  while (next < end && table.u8(next) === PROPERTIES) {
    const size = table.u16(next + 1);
    lists.push(table.part(next + 3, size));
    next += 3 + size;
  }
  if (next >= end || table.u8(next) !== TABLE) return broken;
  const count = Math.floor((table.u32(next + 1) - 4) / 12);
  const first = next + 5;
  if (count < 1 || first + count * 12 > table.length) return broken;
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const [from, to] = [table.u32(first + index * 4), table.u32(first + index * 4 + 4)];
    if (to < from) return broken;
    const descriptor = first + (count + 1) * 4 + index * 8;
    const place = table.u32(descriptor + 2);
    const narrow = (place & NARROW) !== 0;
    const offset = place & 0x3fffffff;
    pieces.push({
      from,
      to,
      at: narrow ? offset >>> 1 : offset,
      width: narrow ? 1 : 2,
      over: overlay(table.u16(descriptor + 6), lists),
    });
  }
  return table.overran() ? broken : pieces;
}

/** One property in short, or the number of a list that stands before the pieces. */
function overlay(value: number, lists: readonly Uint8Array[]): Uint8Array {
  if (value & 1) return lists[value >>> 1] ?? new Uint8Array();
  const code = SHORT[(value >>> 1) & 0x7f];
  return code === undefined ? new Uint8Array() : Uint8Array.of(code & 0xff, code >>> 8, value >>> 8);
}

const CHINESE = new TextDecoder("gbk", { fatal: true });

/**
 * Text of one piece, as many characters as it has places. A byte a character means Western letters; only where the document
 * says it is Chinese and every high byte pairs up as in GBK, an older program wrote it so: second places are left empty.
 */
export function textAt(word: Bytes, { width }: Pick<Piece, "width">, at: number, characters: number, isChinese: boolean): string {
  if (width === 2) return word.text(at, characters);
  const bytes = word.part(at, characters);
  return (isChinese ? chinese(bytes) : undefined) ?? western(bytes);
}

/** Stands for nothing, in the place of a second byte. */
export const NOTHING = "\u0000";

function chinese(bytes: Uint8Array): string | undefined {
  let text = "";
  let pairs = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      text += String.fromCharCode(byte);
      continue;
    }
    if (byte < 0xa1 || (bytes[at + 1] ?? 0) < 0xa1) return undefined;
    try {
      text += CHINESE.decode(bytes.subarray(at, at + 2)) + NOTHING;
    } catch {
      // Not a character of GBK: so it is Western text after all.
      return undefined;
    }
    pairs += 1;
    at += 1;
  }
  return pairs > 0 ? text : undefined;
}
