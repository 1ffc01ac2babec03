/** What rich text is written in: groups, control words with a number, and bytes of text. */
export interface RtfHandlers {
  readonly open: () => void;
  readonly close: () => void;
  readonly word: (word: string, value: number | undefined) => void;
  readonly byte: (byte: number) => void;
}

const BACKSLASH = 0x5c;
const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const MOST_DIGITS = 10;

/** Goes through rich text. Gives false where it ends inside a group: the file was cut short. */
export function readTokens(bytes: Uint8Array, { open, close, word, byte }: RtfHandlers): boolean {
  let depth = 0;
  let at = 0;
  const control = (): void => {
    const first = bytes[at] ?? 0;
    if (!isLetter(first)) {
      at += 1;
      if (first === 0x27) {
        const code = Number.parseInt(String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0), 16);
        if (!Number.isNaN(code)) byte(code);
        at += 2;
      } else if (first === BACKSLASH || first === 0x7b || first === 0x7d) byte(first);
      // A line end after a backslash is the end of a paragraph.
      else word(first === 0x0a || first === 0x0d ? "par" : String.fromCharCode(first), undefined);
      return;
    }
    const start = at;
    while (isLetter(bytes[at] ?? 0)) at += 1;
    const name = Buffer.from(bytes.subarray(start, at)).toString("latin1");
    const digits = at;
    if (bytes[at] === 0x2d && isDigit(bytes[at + 1] ?? 0)) at += 1;
    while (isDigit(bytes[at] ?? 0) && at - digits <= MOST_DIGITS) at += 1;
    const number = Buffer.from(bytes.subarray(digits, at)).toString("latin1");
    const value = number === "" ? undefined : Number.parseInt(number, 10);
    if (bytes[at] === 0x20) at += 1;
    // So many bytes of anything follow, which are no text.
    if (name === "bin") at += Math.max(0, value ?? 0);
    else word(name, value);
  };
  while (at < bytes.length) {
    const next = bytes[at] ?? 0;
    at += 1;
    if (next === 0x7b) {
      depth += 1;
      open();
    } else if (next === 0x7d) {
      depth -= 1;
      close();
      if (depth <= 0) return depth === 0;
    } else if (next === BACKSLASH) control();
    else if (next !== 0x0a && next !== 0x0d && next !== 0) byte(next);
  }
  return depth === 0;
}
