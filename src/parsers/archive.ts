import { gunzipSync } from "node:zlib";
import { attachmentPaths } from "../containers/attachment-path.ts";
import { damaged, type Fault, isFault, tooLarge } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import { unpackSevenZip } from "../containers/seven-zip.ts";
import { isTar } from "../containers/sniff.ts";
import { openZip } from "../containers/zip.ts";
import type { Attachment, Limits, Parser, Reading } from "../model/parser.ts";

/** A file taken out of an archive, by the name it has there. */
interface Taken {
  readonly name: string;
  readonly content: Uint8Array | Fault;
}

const archive = (id: string, unpack: (path: string, bytes: Uint8Array, limits: Limits) => Promise<readonly Taken[] | Fault>): Parser => ({
  id,
  parse: async (path, bytes, limits): Promise<Reading> => {
    const taken = await unpack(path, bytes, limits);
    const refuse = (fault: Fault): Reading => ({ blocks: [], findings: [isFaulty(path, fault)], losses: [] });
    if (isFault(taken)) return refuse(taken);
    if (taken.length === 0) return refuse(damaged("压缩包里没有任何文件", "there is no file in the archive"));
    const pathOf = attachmentPaths(path);
    const attachments = taken.map(({ name, content }): Attachment => {
      const own = pathOf(name);
      return isFault(content) ? { path: own, finding: isFaulty(own, content) } : { path: own, bytes: content };
    });
    return { blocks: [], findings: [], losses: [], attachments };
  },
});

/** Zip archives, whatever encoding their names are in. */
export const zip: Parser = archive("zip", async (_, bytes, limits) => {
  const entries = await openZip(bytes, { ...limits, unpackedBytes: limits.attachedBytes });
  if (isFault(entries)) return entries;
  const taken: Taken[] = [];
  for (const { name, read } of entries) taken.push({ name, content: await read() });
  return taken;
});

const unpacked = (_: string, bytes: Uint8Array, limits: Limits): Promise<readonly Taken[] | Fault> => unpackSevenZip(bytes, limits);

export const sevenZip: Parser = archive("7z", unpacked);
export const rar: Parser = archive("rar", unpacked);
export const tar: Parser = archive("tar", unpacked);

/** What gzip packed: a single file, or a tar archive, whose files are then those of the whole. */
export const gzip: Parser = archive("gz", async (path, bytes, limits) => {
  const most = Math.min(limits.attachedBytes, Math.max(bytes.length * limits.ratio, SMALL));
  let inner: Uint8Array;
  try {
    inner = gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isTooLarge
      ? tooLarge(`解开后超过上限 ${most} 字节`, `it would unpack to more than the limit of ${most} bytes`)
      : damaged("压缩数据不完整或已损坏", "its packed data are incomplete or damaged");
  }
  if (isTar(inner)) return unpackSevenZip(inner, limits);
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.gz$/i, "");
  return [{ name, content: inner }];
});

/** Packed text shrinks as it likes below this size. */
const SMALL = 10_000_000;
