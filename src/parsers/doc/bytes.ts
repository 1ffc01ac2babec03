/** Little-endian numbers out of a stream. What lies beyond its end reads as zero, and is remembered: the file was cut short or damaged. */
export interface Bytes {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number) => number;
  readonly i16: (at: number) => number;
  readonly u32: (at: number) => number;
  readonly i32: (at: number) => number;
  readonly part: (at: number, length: number) => Uint8Array;
  /** UTF-16 text of so many characters. */
  readonly text: (at: number, characters: number) => string;
  /** Something beyond the end was asked for. */
  readonly overran: () => boolean;
}

export function bytesOf(stream: Uint8Array): Bytes {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let beyond = false;
  const has = (at: number, length: number): boolean => {
    const inside = at >= 0 && length >= 0 && at + length <= stream.length;
    if (!inside) beyond = true;
    return inside;
  };
  const part = (at: number, length: number): Uint8Array => (has(at, length) ? stream.subarray(at, at + length) : new Uint8Array());
  return {
    length: stream.length,
    u8: (at) => (has(at, 1) ? view.getUint8(at) : 0),
    u16: (at) => (has(at, 2) ? view.getUint16(at, true) : 0),
    i16: (at) => (has(at, 2) ? view.getInt16(at, true) : 0),
    u32: (at) => (has(at, 4) ? view.getUint32(at, true) : 0),
    i32: (at) => (has(at, 4) ? view.getInt32(at, true) : 0),
    part,
    text: (at, characters) => UTF16.decode(part(at, characters * 2)),
    overran: () => beyond,
  };
}

/** Lone halves of a pair become U+FFFD; a byte order mark is a character like any other. */
const UTF16 = new TextDecoder("utf-16le", { ignoreBOM: true });
