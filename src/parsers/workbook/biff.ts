import { damaged, type Fault } from "../../containers/fault.ts";
import { areStringsSound } from "./biff-strings.ts";

/** Record types of the workbook stream (Excel 97–2003) that its frame is made of. */
const BOF: ReadonlySet<number> = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const EOF = 0x000a;
/** Says that the stream is encrypted, and how. */
export const FILE_PASS = 0x002f;
const BOUND_SHEET = 0x0085;

const SHARED_STRINGS = 0x00fc;
const CONTINUE = 0x003c;
const EXTERN_SHEET = 0x0017;
const MERGED = 0x00e5;

/**
 * Least lengths of records with a count or a length in them, up to and with that. The library reads on past a shorter one
 * and never comes back.
 */
const LEAST: ReadonlyMap<number, number> = new Map([
  [0x0006, 22],
  [0x0206, 22],
  [0x0406, 22],
  [0x0018, 14],
  [0x0218, 14],
  [0x0021, 14],
  [0x0221, 14],
  [0x04bc, 10],
  [EXTERN_SHEET, 1],
  [MERGED, 2],
  [SHARED_STRINGS, 8],
]);

/** A record of the stream: where its content begins, and how long that is. */
export interface BiffRecord {
  readonly type: number;
  readonly at: number;
  readonly length: number;
}

/** The records of a workbook stream, one after the other; `whole` is false where the last one does not end in the stream. */
export function recordsOf(stream: Uint8Array): { readonly records: readonly BiffRecord[]; readonly whole: boolean } {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const records: BiffRecord[] = [];
  let depth = 0;
  let at = 0;
  while (at + 4 <= stream.length) {
    const record = { type: view.getUint16(at, true), at: at + 4, length: view.getUint16(at + 2, true) };
    // After the last end the stream is filled up with anything.
    if (depth === 0 && !BOF.has(record.type)) return { records, whole: true };
    if (record.at + record.length > stream.length) return { records, whole: false };
    records.push(record);
    if (BOF.has(record.type)) depth += 1;
    if (record.type === EOF) depth -= 1;
    at = record.at + record.length;
  }
  return { records, whole: depth === 0 };
}

/**
 * What is wrong with the frame of a workbook stream: cut short, or a sheet that is not where the list of sheets says.
 * There is no checksum in such files: a digit that was changed inside a record cannot be told.
 */
export function faultIn(stream: Uint8Array): Fault | undefined {
  const broken = damaged("工作簿数据流不完整或已损坏", "its workbook stream is incomplete or damaged");
  const { records, whole } = recordsOf(stream);
  if (!whole || records.length === 0) return broken;
  if (records.some(({ type }) => type === FILE_PASS))
    return { fault: "encrypted", why: { "zh-CN": "工作簿设有密码", en: "the workbook is protected by a password" } };
  if (records.some(({ type, length }) => length < (LEAST.get(type) ?? 0))) return broken;
  const begins = new Set(records.filter(({ type }) => BOF.has(type)).map(({ at }) => at - 4));
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const isLost = records.some(({ type, at, length }) => type === BOUND_SHEET && (length < 6 || !begins.has(view.getUint32(at, true))));
  if (isLost || records.some(({ type, at, length }) => type === MERGED && length < 2 + view.getUint16(at, true) * 8)) return broken;
  return records.every((record, index) => record.type !== SHARED_STRINGS || areStringsSound(continued(stream, records, index)))
    ? undefined
    : broken;
}

/** The contents of a record and of those that continue it. */
function continued(stream: Uint8Array, records: readonly BiffRecord[], first: number): Uint8Array[] {
  const end = records.findIndex(({ type }, index) => index > first && type !== CONTINUE);
  return records.slice(first, end < 0 ? undefined : end).map(({ at, length }) => stream.subarray(at, at + length));
}
