import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from "yauzl";
import type { Limits } from "../model/parser.ts";
import { damaged, type Fault, isFault, tooLarge } from "./fault.ts";

/** A zip archive whose directory is sound and inside the limits. Nothing is unpacked before it is asked for. */
export interface Archive {
  /** Names of its files as stored, folders left out, in directory order. */
  readonly names: readonly string[];
  /**
   * The bytes of a part, checked against their size and checksum while unpacking. `undefined` where there is no such part.
   * Office ignores the case of part names, so this does too. What all calls unpack together is limited.
   */
  readonly read: (name: string) => Promise<Uint8Array | Fault | undefined>;
}

/** Smaller parts may shrink as they like: blank tables of ordinary files do so a hundredfold. */
const RATIO_FREE_BYTES = 1_000_000;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** A file inside a zip, by the name that its writer gave it: any text, which leads nowhere, for nothing is written to a disk. */
export interface ZipEntry {
  readonly name: string;
  /** Its bytes, checked against their size and checksum. */
  readonly read: () => Promise<Uint8Array | Fault>;
}

/** Opens a zip that people packed: names in whatever encoding, any number of times. Sizes are judged before unpacking. */
export async function openZip(bytes: Uint8Array, limits: Limits): Promise<readonly ZipEntry[] | Fault> {
  const opened = await entriesOf(bytes, limits);
  if (isFault(opened)) return opened;
  const { zip, buffer, entries } = opened;
  return entries.map((entry) => {
    const name = nameOf(entry);
    return { name, read: () => inflate(zip, entry, buffer, name) };
  });
}

/**
 * Opens a package of parts, as Office writes them. Sizes, number of entries and names are judged before anything is
 * unpacked; a name that leads out of it, or that two parts have, is a fault.
 */
export async function openArchive(bytes: Uint8Array, limits: Limits): Promise<Archive | Fault> {
  const opened = await entriesOf(bytes, limits);
  if (isFault(opened)) return opened;
  const { zip, buffer } = opened;
  const entries = new Map<string, Entry>();
  for (const entry of opened.entries) {
    const name = partName(entry);
    if (validateFileName(name) !== null)
      return damaged(`压缩包内的名称“${name}”指向包外，不安全`, `the name "${name}" inside the package leads out of it, which is not safe`);
    if (entries.has(name.toLowerCase())) return damaged(`压缩包里有两个同名部件“${name}”`, `the package holds two parts named "${name}"`);
    entries.set(name.toLowerCase(), entry);
  }
  let spent = 0;
  const read = async (name: string): Promise<Uint8Array | Fault | undefined> => {
    const entry = entries.get(name.toLowerCase().replace(/^\//, ""));
    if (!entry) return undefined;
    const part = await inflate(zip, entry, buffer, partName(entry));
    if (isFault(part)) return part;
    spent += part.length;
    return spent > limits.unpackedBytes ? tooBig(limits) : part;
  };
  return { names: opened.entries.map(partName), read };
}

interface Opened {
  readonly zip: ZipFile;
  readonly buffer: Buffer;
  /** Folders left out. */
  readonly entries: readonly Entry[];
}

async function entriesOf(bytes: Uint8Array, limits: Limits): Promise<Opened | Fault> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Entry[] = [];
  try {
    // Names are decoded here: the library takes Chinese ones for those of an American machine of 1981.
    const zip = await fromBufferPromise(buffer, { validateEntrySizes: true, decodeStrings: false });
    if (zip.entryCount > limits.entries) return tooMany(zip.entryCount, limits.entries);
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      const fault = unpacked > limits.unpackedBytes ? tooBig(limits) : oversized(entry, limits);
      if (fault) return fault;
      if (entry.fileNameRaw.at(-1) !== FOLDER) entries.push(entry);
    }
    return { zip, buffer, entries };
  } catch (error) {
    return unreadable(error);
  }
}

const FOLDER = 0x2f;
const UTF8_NAME = 0x800;
const UNICODE_NAME = 0x7075;

const partName = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);

/** The name as its writer meant it: where it does not say that it is Unicode, UTF-8, else GBK, else as the format has it. */
function nameOf(entry: Entry): string {
  const isTold = (entry.generalPurposeBitFlag & UTF8_NAME) !== 0 || entry.extraFields.some(({ id }) => id === UNICODE_NAME);
  if (!isTold)
    for (const encoding of ["utf-8", "gb18030"]) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(entry.fileNameRaw).replaceAll("\\", "/");
      } catch {
        // The next one.
      }
    }
  return partName(entry);
}

async function inflate(zip: ZipFile, entry: Entry, buffer: Buffer, name: string): Promise<Uint8Array | Fault> {
  if (entry.generalPurposeBitFlag & ENCRYPTED)
    return { fault: "encrypted", why: { "zh-CN": `部件“${name}”已加密`, en: `part "${name}" is encrypted` } };
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return damaged(`部件“${name}”的压缩方式不常见，无法解开`, `part "${name}" is packed in a way that is not known`);
  let part: Uint8Array;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    // One byte more than stated is room enough to see that the statement is untrue.
    const maxOutputLength = entry.uncompressedSize + 1;
    part = entry.compressionMethod === STORED ? packed : inflateRawSync(packed, { maxOutputLength, chunkSize: chunkFor(entry) });
  } catch {
    // The library's words ("incorrect data check") help nobody; which part is damaged does.
    return broken(name);
  }
  return part.length === entry.uncompressedSize && crc32(part) === entry.crc32 ? part : broken(name);
}

/** One chunk for parts of usual size: unpacking in 16 kB steps takes three times as long. */
const chunkFor = (entry: Entry): number => Math.min(Math.max(entry.uncompressedSize + 1, 1024), 16_777_216);

const broken = (name: string): Fault =>
  damaged(`部件“${name}”已损坏（大小或校验码不符）`, `part "${name}" is damaged (its size or checksum is wrong)`);

function oversized(entry: Entry, { ratio }: Limits): Fault | undefined {
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize <= RATIO_FREE_BYTES || uncompressedSize <= compressedSize * ratio) return undefined;
  return tooLarge(
    `部件“${partName(entry)}”解开后是压缩时的 ${ratio} 倍以上，疑似压缩炸弹`,
    `part "${partName(entry)}" would unpack to more than ${ratio} times its packed size, as a zip bomb does`,
  );
}

const tooMany = (entries: number, most: number): Fault =>
  tooLarge(`压缩包内有 ${entries} 个部件，超过上限 ${most}`, `the package holds ${entries} parts, more than the limit of ${most}`);

const tooBig = ({ unpackedBytes }: Limits): Fault =>
  tooLarge(`解开后超过上限 ${unpackedBytes} 字节`, `it would unpack to more than the limit of ${unpackedBytes} bytes`);

function unreadable(error: unknown): Fault {
  const said = error instanceof Error ? error.message : "";
  if (said === "strong encryption is not supported")
    return { fault: "encrypted", why: { "zh-CN": "压缩包已加密", en: "the package is encrypted" } };
  return damaged("压缩包目录不完整，文件可能被截断", "the package's directory is incomplete: the file may have been cut short");
}
