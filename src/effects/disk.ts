import { createHash, randomBytes } from "node:crypto";
import { constants, watch } from "node:fs";
import { type FileHandle, link, lstat, mkdir, open, readdir, readlink, realpath, rename, rm, stat, statfs, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Refusal } from "../model/event.ts";

// Every step that touches the file system is in this file, so that faults can be injected in one place.

/** A path as the system knows it. Bytes, not text: a name on Linux need not be valid UTF-8. */
export type Location = string | Buffer;

export interface FolderEntry {
  readonly name: Buffer;
  readonly kind: "file" | "folder" | "link" | "other";
}

export interface FileStatus {
  readonly kind: FolderEntry["kind"];
  readonly bytes: number;
  /** Nanoseconds since 1970. */
  readonly modified: bigint;
  readonly mode: number;
}

/** Bytes of a submitted file with their hash, or why it could not be taken. */
export type Contents = { readonly bytes: Uint8Array; readonly sha256: string } | { readonly reason: Refusal; readonly detail: string };

/** At most these permissions, whatever the umask: nobody but the owner writes to what we write. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
const CHUNK = 1 << 20;
const RETRIES = [10, 50, 200, 500, 1000];
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;

/** The code of a system error (`ENOENT`), or `""` for any other failure. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Joins a folder and a name in bytes. */
export const within = (folder: Location, name: Buffer): Buffer => Buffer.concat([Buffer.from(folder), Buffer.from("/"), name]);

const kindOf = (entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): FolderEntry["kind"] =>
  entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";

/** What a folder holds, in order of the names' bytes. */
export async function entriesOf(folder: Location): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
  // @types/node 20 says that the name is text here, though with this encoding it is bytes.
  const named = entries.map((entry) => ({ name: entry.name as unknown as Buffer, kind: kindOf(entry) }));
  return named.sort((a, b) => a.name.compare(b.name));
}

/** What stands at a place (links not followed, unless asked); `undefined` where nothing does. */
export async function statusOf(location: Location, follow = false): Promise<FileStatus | undefined> {
  try {
    const found = follow ? await stat(location, { bigint: true }) : await lstat(location, { bigint: true });
    return { kind: kindOf(found), bytes: Number(found.size), modified: found.mtimeNs, mode: Number(found.mode) };
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(errorCode(error))) return undefined;
    throw error;
  }
}

export const targetOf = (location: Location): Promise<string> => readlink(location, "utf8");

/** The place behind every link; `undefined` where a link leads nowhere. */
export async function resolved(location: Location): Promise<string | undefined> {
  try {
    return await realpath(location);
  } catch {
    return undefined;
  }
}

function refusalOf(error: unknown): { reason: Refusal; detail: string } {
  const code = errorCode(error);
  if (code === "") throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return { reason: "vanished", detail: "" };
  if (code === "EACCES" || code === "EPERM") return { reason: "denied", detail: code };
  if (code === "ELOOP") return { reason: "link", detail: "" };
  return { reason: code === "ENXIO" ? "special" : "failed", detail: code };
}

/** Opens a submitted file without following a link and without waiting at a pipe; hands its bytes on in pieces. */
async function readSubmitted(
  location: Location,
  most: number,
  take: (piece: Uint8Array) => Promise<void> | void,
): Promise<{ bytes: number } | { reason: Refusal; detail: string }> {
  let handle: FileHandle;
  try {
    handle = await open(location, constants.O_RDONLY | NO_FOLLOW | NO_WAIT);
  } catch (error) {
    return refusalOf(error);
  }
  try {
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) return { reason: "special", detail: "" };
    if (before.size > BigInt(most)) return { reason: "too-large", detail: `${before.size}` };
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Number(before.size) + 1));
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      bytes += bytesRead;
      // A file that grows faster than it is read must not keep us here.
      if (bytes > Number(before.size)) return { reason: "changed", detail: "" };
      await take(buffer.subarray(0, bytesRead));
    }
    const after = await handle.stat({ bigint: true });
    const same = after.size === before.size && after.mtimeNs === before.mtimeNs && bytes === Number(before.size);
    return same ? { bytes } : { reason: "changed", detail: "" };
  } catch (error) {
    return refusalOf(error);
  } finally {
    await handle.close();
  }
}

/** All bytes of a submitted file, or why not: larger than `most` bytes, gone, changing under the reader … */
export async function contentsOf(location: Location, most: number): Promise<Contents> {
  const hash = createHash("sha256");
  const pieces: Buffer[] = [];
  const read = await readSubmitted(location, most, (piece) => {
    hash.update(piece);
    pieces.push(Buffer.from(piece));
  });
  return "reason" in read ? read : { bytes: pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces), sha256: hash.digest("hex") };
}

/** Hash and size of a submitted file, or why not. */
export async function hashOf(
  location: Location,
  most: number,
): Promise<{ sha256: string; bytes: number } | { reason: Refusal; detail: string }> {
  const hash = createHash("sha256");
  const read = await readSubmitted(location, most, (piece) => void hash.update(piece));
  return "reason" in read ? read : { sha256: hash.digest("hex"), bytes: read.bytes };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
}

/** Copies a submitted file to a new place, safe on the disk; gives the hash of what was read. */
export async function copySubmitted(
  from: Location,
  to: string,
  most: number,
): Promise<{ sha256: string; bytes: number } | { reason: Refusal; detail: string }> {
  const hash = createHash("sha256");
  const target = await open(to, "wx", FILE_MODE);
  try {
    let fault: unknown;
    const read = await readSubmitted(from, most, async (piece) => {
      hash.update(piece);
      await writeAll(target, piece).catch((error: unknown) => {
        fault = error;
        throw error;
      });
    });
    // A disk that does not take the copy is no fault of the file.
    if (fault !== undefined) throw fault;
    await target.sync();
    return "reason" in read ? read : { sha256: hash.digest("hex"), bytes: read.bytes };
  } finally {
    await target.close();
  }
}

/** Bytes of a file of our own; `undefined` where there is none. */
export async function readOwn(path: string): Promise<Buffer | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return undefined;
    throw error;
  }
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and those above it, where it is not there. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  } catch (error) {
    const parent = dirname(path);
    if (errorCode(error) !== "ENOENT" || parent === path) throw error;
    // On a read-only disk Node says that the path is not there: made one by one, the disk says what is wrong with it.
    await makeFolder(parent);
    await mkdir(path, { mode: FOLDER_MODE });
  }
}

/** Writes a new file and waits until it is on the disk. `mode`: who may read and write it. */
export async function writeNew(path: string, bytes: Uint8Array | string, mode = FILE_MODE): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await writeAll(handle, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable. Systems that cannot open a folder (Windows) do this by themselves. */
export async function syncFolder(path: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    await handle.sync();
  } catch (error) {
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(errorCode(error))) throw error;
  } finally {
    await handle?.close();
  }
}

/** Renames; tries again for a while where a virus scanner or a viewer holds the file (Windows: EPERM, EBUSY, EACCES). */
export async function move(from: string, to: string): Promise<void> {
  for (const wait of [...RETRIES, -1]) {
    try {
      await rename(from, to);
      break;
    } catch (error) {
      if (wait < 0 || !["EPERM", "EBUSY", "EACCES"].includes(errorCode(error))) throw error;
      await pause(wait);
    }
  }
  await syncFolder(dirname(to));
}

/** Puts a file in place in one step: readers see the old one or the new one, never half of it. */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    await writeNew(draft, bytes);
    await move(draft, path);
  } catch (error) {
    await remove(draft).catch(() => {});
    throw error;
  }
}

export const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });

/** Bytes that are free for us on the disk that holds a place. */
export async function spaceAt(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** Tries a folder by writing a file and removing it again; throws as any write would. */
export async function tryWriting(folder: string): Promise<void> {
  const draft = join(folder, `.crossfoot-${randomBytes(4).toString("hex")}.tmp`);
  try {
    await writeNew(draft, "");
  } finally {
    await remove(draft).catch(() => {});
  }
}

/** Tries whether the system has an event of a folder to give; throws where it has none left. */
export const tryEvents = (folder: string): void => watch(folder).close();

/** A file that only ever grows. Each `append` is on the disk when it returns. */
export interface AppendOnly {
  readonly append: (bytes: Uint8Array | string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openAppendOnly(path: string): Promise<AppendOnly> {
  const handle = await open(path, "a", FILE_MODE);
  await syncFolder(dirname(path));
  return {
    append: async (bytes) => {
      await writeAll(handle, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

/** Creates a file with its content in one step; false where one stands there already. */
export async function claim(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeNew(draft, content);
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(errorCode(error))) throw error;
    return await claimPlainly(path, content);
  } finally {
    // A draft left behind is untidy; to say that nothing was claimed when it was would be wrong.
    await remove(draft).catch(() => {});
  }
}

/** For file systems without hard links (FAT, some shares). */
async function claimPlainly(path: string, content: string): Promise<boolean> {
  try {
    await writeNew(path, content);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Sets the times of a file to now; false where it is gone. */
export async function touch(path: string): Promise<boolean> {
  const now = new Date();
  try {
    await utimes(path, now, now);
    return true;
  } catch {
    return false;
  }
}
