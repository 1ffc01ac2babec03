import { createHash } from "node:crypto";
import { type BiffRecord, FILE_PASS, recordsOf } from "./biff.ts";

/**
 * Excel encrypts a workbook that is merely protected against changes with this password, and opens it without asking:
 * a file so encrypted is open to everyone, and many offices submit such files without knowing.
 */
const PASSWORD = Buffer.from("VelvetSweatshop", "utf16le");

/** The key stream starts anew, with another key, for each block of the workbook stream. */
const BLOCK = 1024;
/** Records that are never encrypted: beginnings, the encryption itself, and what may be changed while it is shared. */
const PLAIN: ReadonlySet<number> = new Set([0x0809, FILE_PASS, 0x00e1, 0x0194, 0x0195, 0x0196, 0x0138]);
const BOUND_SHEET = 0x0085;
/** The place of a sheet in the stream stays readable in the record that names it. */
const SHEET_PLACE = 4;
/** No record that has a meaning: what the decrypted stream has in place of the one that says it is encrypted. */
const NOTHING = 0x0fff;

type KeyOf = (block: number) => Uint8Array;

/** The stream decrypted with the built-in password; `undefined` where it has another, or another kind of encryption. */
export function opened(stream: Uint8Array): Uint8Array | undefined {
  const { records } = recordsOf(stream);
  const lock = records.find(({ type }) => type === FILE_PASS);
  const keyOf = lock && keysOf(Buffer.from(stream.subarray(lock.at, lock.at + lock.length)));
  if (!lock || !keyOf) return undefined;
  const plain = stream.slice();
  let block = -1;
  let pad: Uint8Array = new Uint8Array();
  for (const { type, at, length } of records) {
    if (PLAIN.has(type)) continue;
    for (let place = type === BOUND_SHEET ? at + SHEET_PLACE : at; place < at + length; place += 1) {
      const wanted = Math.floor(place / BLOCK);
      if (wanted !== block) pad = keyStream(keyOf(wanted), BLOCK);
      block = wanted;
      plain[place]! ^= pad[place % BLOCK]!;
    }
  }
  mark(plain, lock);
  return plain;
}

const mark = (stream: Uint8Array, { at }: BiffRecord): void => stream.set([NOTHING & 0xff, NOTHING >> 8], at - 4);

/** The keys by block, if the built-in password fits. `lock` is what the record of the encryption holds. */
function keysOf(lock: Buffer): KeyOf | undefined {
  if (lock.length < 6 || lock.readUInt16LE(0) !== 1) return undefined;
  const [major, minor] = [lock.readUInt16LE(2), lock.readUInt16LE(4)];
  if (major === 1 && minor === 1 && lock.length >= 54) {
    const keyOf = standardKeys(lock.subarray(6, 22));
    return fits(keyOf, lock.subarray(22, 38), lock.subarray(38, 54), "md5") ? keyOf : undefined;
  }
  if (minor !== 2 || major < 2 || major > 4 || lock.length < 14) return undefined;
  const header = lock.subarray(14, 14 + lock.readUInt32LE(10));
  const verifier = lock.subarray(14 + header.length);
  if (header.length < 20 || verifier.length < 60 || verifier.readUInt32LE(0) !== 16) return undefined;
  const keyOf = providerKeys(verifier.subarray(4, 20), header.readUInt32LE(16) || 40);
  return fits(keyOf, verifier.subarray(20, 36), verifier.subarray(40, 60), "sha1") ? keyOf : undefined;
}

const hash = (algorithm: "md5" | "sha1", ...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((digest, part) => digest.update(part), createHash(algorithm)).digest();

const littleEndian = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** Excel 97: MD5, 40 bits that count. */
function standardKeys(salt: Uint8Array): KeyOf {
  const short = hash("md5", PASSWORD).subarray(0, 5);
  const base = hash("md5", ...Array.from({ length: 16 }, () => [short, salt]).flat()).subarray(0, 5);
  return (block) => hash("md5", base, littleEndian(block));
}

/** Excel 2002 and 2003: SHA-1 and as many bits as are stated; 40 are filled up with zeros. */
function providerKeys(salt: Uint8Array, bits: number): KeyOf {
  const base = hash("sha1", salt, PASSWORD);
  return (block) => {
    const key = hash("sha1", base, littleEndian(block)).subarray(0, Math.min(bits / 8, 20));
    return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
  };
}

/** Whether the key is right: what the lock holds encrypted and the hash of it, also encrypted, agree. */
function fits(keyOf: KeyOf, verifier: Uint8Array, verifierHash: Uint8Array, algorithm: "md5" | "sha1"): boolean {
  const pad = keyStream(keyOf(0), verifier.length + verifierHash.length);
  const decrypt = (bytes: Uint8Array, from: number): Buffer => Buffer.from(bytes.map((byte, index) => byte ^ pad[from + index]!));
  return hash(algorithm, decrypt(verifier, 0)).equals(decrypt(verifierHash, verifier.length));
}

/** RC4, which the runtime's own library no longer offers. */
function keyStream(key: Uint8Array, length: number): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b]!, state[a]!];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    swap(i, j);
  }
  let j = 0;
  return Uint8Array.from({ length }, (_, index) => {
    const i = (index + 1) & 0xff;
    j = (j + state[i]!) & 0xff;
    swap(i, j);
    return state[(state[i]! + state[j]!) & 0xff]!;
  });
}
