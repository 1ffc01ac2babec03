import * as XLSX from "xlsx";
import { fixtures, noise, random, type Specimen } from "./specimen.ts";

const SECTOR = 512;
const [HEAD_FAT, HEAD_DIRECTORY, HEAD_MINI_FAT, HEAD_DIFAT] = [76, 48, 60, 68] as const;

const whole = (): Buffer => Buffer.from([...fixtures()].find(([path]) => path.endsWith(".xls"))![1]);

/** The workbook with some of its bytes set. */
function changed(change: (bytes: Buffer, sector: (number: number) => number) => void): Uint8Array {
  const bytes = whole();
  change(bytes, (number) => (number + 1) * SECTOR);
  return bytes;
}

const fatOf = (bytes: Buffer, sector: (number: number) => number): number => sector(bytes.readUInt32LE(HEAD_FAT));
const directoryOf = (bytes: Buffer, sector: (number: number) => number): number => sector(bytes.readUInt32LE(HEAD_DIRECTORY));

/** The stream of the workbook inside its container, rewritten. */
function rewritten(change: (records: Buffer) => Buffer): Uint8Array {
  const { read, write, find } = XLSX.CFB;
  const container = read(whole(), { type: "buffer" });
  const stream = find(container, "/Workbook")!;
  const content = change(Buffer.from(stream.content as Uint8Array));
  stream.content = content;
  stream.size = content.length;
  return new Uint8Array(write(container, { type: "buffer" }) as Uint8Array);
}

/** Calls for each record of a stream: where its type stands, its type, its length. */
function records(stream: Buffer, see: (at: number, type: number, length: number) => void): Buffer {
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2))
    see(at, stream.readUInt16LE(at), stream.readUInt16LE(at + 2));
  return stream;
}

/** Sets bytes in every record of a type. */
const inRecords = (type: number, set: (stream: Buffer, at: number, length: number) => void): Uint8Array =>
  rewritten((stream) =>
    records(stream, (at, found, length) => {
      if (found === type) set(stream, at + 4, length);
    }),
  );

/** Workbooks of the old format: their container in circles, their records saying absurd things, bytes changed by chance. */
export function binaries(): Specimen[] {
  const book = (name: string, bytes: Uint8Array): Specimen => ({ kind: "binary workbook", name: `${name}.xls`, bytes, fate: "other" });
  const next = random(97);
  const byChance = Array.from({ length: 40 }, (_, number) =>
    book(
      `records-${number}`,
      rewritten((stream) => {
        for (let times = 0; times < 1 + (number % 5); times++) stream[next(stream.length)] = next(256);
        return stream;
      }),
    ),
  );
  return [
    book(
      "fat-in-a-circle",
      changed((bytes, sector) => {
        for (let entry = 0; entry < 128; entry++) bytes.writeUInt32LE(entry, fatOf(bytes, sector) + entry * 4);
      }),
    ),
    book(
      "fat-of-two",
      changed((bytes, sector) => {
        for (let entry = 0; entry < 128; entry++) bytes.writeUInt32LE(entry ^ 1, fatOf(bytes, sector) + entry * 4);
      }),
    ),
    book(
      "fat-outside",
      changed((bytes, sector) => {
        for (let entry = 0; entry < 128; entry++) bytes.writeUInt32LE(0x7ffffff0, fatOf(bytes, sector) + entry * 4);
      }),
    ),
    book(
      "directory-in-a-circle",
      changed((bytes, sector) => {
        for (let entry = 0; entry < 4; entry++)
          bytes.fill(0, directoryOf(bytes, sector) + entry * 128 + 68, directoryOf(bytes, sector) + entry * 128 + 80);
      }),
    ),
    book(
      "directory-outside",
      changed((bytes) => bytes.writeUInt32LE(0x00ffffff, HEAD_DIRECTORY)),
    ),
    book(
      "mini-fat-in-a-circle",
      changed((bytes) => bytes.writeUInt32LE(0, HEAD_MINI_FAT)),
    ),
    book(
      "difat-in-a-circle",
      changed((bytes) => {
        bytes.writeUInt32LE(0, HEAD_DIFAT);
        bytes.writeUInt32LE(0xffff, HEAD_DIFAT + 4);
      }),
    ),
    book(
      "no-sectors",
      changed((bytes) => bytes.writeUInt16LE(0, 30)),
    ),
    book(
      "sectors-of-a-gigabyte",
      changed((bytes) => bytes.writeUInt16LE(30, 30)),
    ),
    book(
      "stream-of-four-gigabytes",
      changed((bytes, sector) => {
        for (let entry = 0; entry < 4; entry++) bytes.writeUInt32LE(0xffffffff, directoryOf(bytes, sector) + entry * 128 + 120);
      }),
    ),
    book(
      "many-fat-sectors",
      changed((bytes) => bytes.writeUInt32LE(0xffffffff, 44)),
    ),
    book(
      "dimensions",
      inRecords(0x0200, (stream, at, length) => stream.fill(0xff, at, at + length)),
    ),
    book(
      "merged-everything",
      inRecords(0x00e5, (stream, at, length) => stream.fill(0xff, at, at + length)),
    ),
    book(
      "strings-counted-wrongly",
      inRecords(0x00fc, (stream, at) => stream.fill(0xff, at, at + 8)),
    ),
    book(
      "strings-cut",
      inRecords(0x00fc, (stream, at, length) => stream.fill(0x7f, at + 8, at + Math.min(length, 40))),
    ),
    book(
      "sheets-elsewhere",
      inRecords(0x0085, (stream, at) => stream.writeUInt32LE(0xfffffff0, at)),
    ),
    book(
      "sheets-at-the-start",
      inRecords(0x0085, (stream, at) => stream.writeUInt32LE(0, at)),
    ),
    book(
      "string-out-of-range",
      inRecords(0x00fd, (stream, at) => stream.writeUInt32LE(0xffffffff, at + 6)),
    ),
    book(
      "rows-out-of-range",
      inRecords(0x0203, (stream, at) => stream.writeUInt16LE(0xffff, at)),
    ),
    book(
      "columns-out-of-range",
      inRecords(0x0203, (stream, at) => stream.writeUInt16LE(0xffff, at + 2)),
    ),
    book(
      "records-of-no-length",
      rewritten((stream) => {
        stream.fill(0, 100);
        return stream;
      }),
    ),
    book(
      "records-too-long",
      rewritten((stream) => {
        stream.writeUInt16LE(0xffff, 2);
        return stream;
      }),
    ),
    book(
      "records-cut",
      rewritten((stream) => stream.subarray(0, 301)),
    ),
    book(
      "noise-in-stream",
      rewritten((stream) => Buffer.from(noise(stream.length, 5))),
    ),
    ...byChance,
  ];
}
