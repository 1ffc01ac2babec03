import { decode } from "../../containers/decode.ts";
import { type BiffRecord, recordsOf } from "./biff.ts";

/** Says in which code page the texts of a workbook before Excel 97 are; often wrongly, where a program of another country wrote it. */
const CODE_PAGE = 0x0042;
/** Code pages that only such texts are said to be in as really are: Chinese, Japanese, Korean, Unicode. */
const TRUSTED: ReadonlySet<number> = new Set([932, 936, 949, 950, 1200, 1361]);
const PAGES: ReadonlyMap<string, number> = new Map([
  ["gb18030", 936],
  ["big5", 950],
]);

/** Records with a text: where its length stands, how many bytes that takes, and where the text begins. */
const TEXTS: ReadonlyMap<number, readonly [length: number, size: 1 | 2]> = new Map([
  [0x0204, [6, 2]],
  [0x0004, [7, 1]],
  [0x00d6, [6, 2]],
  [0x0207, [0, 2]],
  [0x0085, [6, 1]],
  [0x041e, [2, 1]],
]);

/**
 * The code page of the texts of a stream before Excel 97, where they tell a Chinese one: it is written into the stream in
 * place of the one that is stated. `undefined` where the statement stands.
 */
export async function mendCodePage(stream: Uint8Array): Promise<number | undefined> {
  const { records } = recordsOf(stream);
  const stated = records.find(({ type, length }) => type === CODE_PAGE && length >= 2);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (stated && TRUSTED.has(view.getUint16(stated.at, true))) return undefined;
  const texts = records.flatMap((record) => textIn(stream, record) ?? []);
  if (!texts.some((text) => text.some((byte) => byte > 0x7f))) return undefined;
  const page = PAGES.get((await decode(joined(texts)))?.encoding ?? "");
  if (page !== undefined && stated) view.setUint16(stated.at, page, true);
  return page;
}

function textIn(stream: Uint8Array, { type, at, length }: BiffRecord): Uint8Array | undefined {
  const [place, size] = TEXTS.get(type) ?? [0, 0];
  if (size === 0 || length < place + size) return undefined;
  const count = stream[at + place]! + (size === 2 ? stream[at + place + 1]! * 256 : 0);
  return place + size + count <= length ? stream.subarray(at + place + size, at + place + size + count) : undefined;
}

/** One after the other, a line each. */
function joined(texts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(texts.reduce((sum, text) => sum + text.length + 1, 0));
  let at = 0;
  for (const text of texts) {
    all.set(text, at);
    at += text.length;
    all[at] = 0x0a;
    at += 1;
  }
  return all;
}
