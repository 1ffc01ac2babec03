/** Text of a file and how it was encoded. `replaced` counts characters that could not be read and show as U+FFFD. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  readonly replaced: number;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** One unreadable character in this many, and what was read is no longer text. */
const REPLACED_SHARE = 10;
/** Of sound Chinese text, the least share of characters that are among the everyday ones of its encoding. */
const EVERYDAY = 0.9;
/** Below this share the bytes only happen to be valid: chance gives a fifth. */
const NOISE = 0.3;
/** How much of a file is looked at where a guess has to be made. */
const HEAD = 65_536;

const LOST = /\ufffd/g;
const NOT_ASCII = /[^\p{ASCII}\ufffd]/gu;
/** ASCII, Latin, general and Chinese punctuation, marks of numbering, Han, full-width forms. */
const USUAL = /[\t\n\r -\u024f\u2000-\u27bf\u3000-\u303f\u3200-\u33ff\u3400-\u9fff\uff00-\uffef]/g;
/** Han, its punctuation and full-width forms: three bytes in UTF-8, which bytes of another encoding seldom form by chance. */
const HAN = /[\u3000-\u9fff\uff00-\uffef]/g;
/** So many of them to one that is lost leave no doubt that the text is UTF-8. */
const SURE = 3;
const RARE = /[\u0250-\u1fff]/g;
/** Control characters that no text holds; tab, line ends, form feed and the end mark of DOS programs are none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const CONTROL = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/g;
/** One of them in this many characters, and the file is no text. */
const CONTROL_SHARE = 100;
/** Where Word has a form field, a footnote, a comment or a drawing; programs that save its text leave these marks in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const PLACES = /[\u0001\u0002\u0005\u0008]/g;

/**
 * Text from bytes, or `undefined` where they are no text: byte order mark, else UTF-16 by its zero bytes, else strict
 * UTF-8, else strict GB18030 against Big5. Damaged text is read as far as it goes and `replaced` says how much was lost.
 * Many control characters are no text: a binary file that happens to decode is refused. A few are lost characters.
 */
export async function decode(bytes: Uint8Array): Promise<Decoded | undefined> {
  for (const [encoding, mark] of MARKS)
    if (mark.every((byte, index) => bytes[index] === byte)) return asText(encoding, lenient(encoding, bytes.subarray(mark.length)));
  const wide = wideOrder(bytes);
  if (wide) {
    const text = lenient(wide, bytes);
    if (count(text, USUAL) >= text.length * EVERYDAY) return asText(wide, text);
  }
  const utf8 = strict("utf-8", bytes);
  if (utf8 !== undefined && !mistaken(utf8, bytes)) return asText("utf-8", utf8);
  // Before the legacy encodings: they read damaged UTF-8 as sound text of other characters.
  const damaged = lenient("utf-8", bytes);
  const [kept, lost] = [count(damaged, HAN), count(damaged, LOST)];
  if (utf8 === undefined && kept >= lost * SURE) return asText("utf-8", damaged);
  const gb = strict("gb18030", bytes);
  const big5 = strict("big5", bytes);
  const everyday = everydayIn(bytes);
  if (big5 !== undefined && everyday < EVERYDAY && (gb === undefined || (await isBig5(bytes)))) return asText("big5", big5);
  return everyday < NOISE ? undefined : asText("gb18030", gb ?? lenient("gb18030", bytes));
}

/** The text if it is one: few enough control characters, and few enough lost ones. */
function asText(encoding: Encoding, raw: string): Decoded | undefined {
  if (count(raw, CONTROL) * CONTROL_SHARE > raw.length) return undefined;
  const text = raw.replace(PLACES, "").replace(CONTROL, "\ufffd");
  const replaced = count(text, LOST);
  const lost = replaced > 1 && replaced * REPLACED_SHARE > text.length;
  return lost ? undefined : { text: text.endsWith("\u{1a}") ? text.slice(0, -1) : text, encoding, replaced };
}

function strict(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not valid in this encoding: the next one is tried.
    return undefined;
  }
}

const lenient = (encoding: Encoding, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);

const count = (text: string, marks: RegExp): number => text.match(marks)?.length ?? 0;

/** A few short Chinese words in GBK (元) are also valid UTF-8, of letters that no submission is written in. */
const mistaken = (utf8: string, bytes: Uint8Array): boolean =>
  bytes.length < HEAD && count(utf8, RARE) * 2 > count(utf8, NOT_ASCII) && strict("gb18030", bytes) !== undefined;

/** UTF-16 without its mark: ASCII characters (digits, commas, line ends) leave zero bytes, all at the same parity. */
function wideOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const zeros: [even: number, odd: number] = [0, 0];
  for (let index = 0; index < Math.min(bytes.length, HEAD); index += 1) if (bytes[index] === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  if (odd > 0 && even * 20 <= odd) return "utf-16le";
  return even > 0 && odd * 20 <= even ? "utf-16be" : undefined;
}

/**
 * The share of two-byte characters that are among GB 2312's everyday ones: those of its first half, whose second bytes are
 * all high. Most GBK text is also formally valid Big5 and the other way round, but of Big5 text far fewer fall there.
 */
function everydayIn(bytes: Uint8Array): number {
  let pairs = 0;
  let everyday = 0;
  const head = bytes.subarray(0, HEAD);
  for (let index = 0; index < head.length; index += 1) {
    const lead = head[index]!;
    if (lead < 0x80) continue;
    const trail = head[index + 1] ?? 0;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7))) everyday += 1;
    index += 1;
  }
  return pairs === 0 ? 1 : everyday / pairs;
}

/** Where the bytes are valid in both and neither is plainly right, a statistical detector decides. */
async function isBig5(bytes: Uint8Array): Promise<boolean> {
  const { detect } = await import("jschardet");
  return detect(bytes.subarray(0, HEAD)).encoding?.toLowerCase() === "big5";
}
