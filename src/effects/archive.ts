import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { copySubmitted, hashOf, makeFolder, move, remove, statusOf, syncFolder } from "./disk.ts";
import type { Received, ReceivedFile } from "./examine-submission.ts";

const ANY_SIZE = Number.MAX_SAFE_INTEGER;

/** Where the archive of an output folder keeps the bytes with this hash. */
export const archived = (out: string, sha256: string): string => join(out, ".archive", sha256.slice(0, 2), sha256);

/**
 * Copies a received file into the archive, under its hash: hashed where it lay, hashed while it is copied, hashed again
 * where it was put. False where the three are not one: then it changed, and is not in the archive.
 */
async function keep(out: string, file: ReceivedFile): Promise<boolean> {
  const place = archived(out, file.sha256);
  if (await statusOf(place)) {
    const kept = await hashOf(place, ANY_SIZE);
    // What no longer has its hash (a failing disk) is written anew.
    if ("sha256" in kept && kept.sha256 === file.sha256) return true;
    await remove(place);
  }
  const folder = dirname(place);
  if (!(await statusOf(folder))) {
    await makeFolder(folder);
    await syncFolder(dirname(folder));
  }
  const draft = join(out, ".archive", `${randomBytes(8).toString("hex")}.tmp`);
  try {
    const copied = await copySubmitted(file.location, draft, ANY_SIZE);
    if (!("sha256" in copied) || copied.sha256 !== file.sha256) return false;
    const written = await hashOf(draft, ANY_SIZE);
    if (!("sha256" in written) || written.sha256 !== file.sha256) return false;
    await move(draft, place);
    return true;
  } finally {
    await remove(draft);
  }
}

/** The submission with every file in the archive and read from there; `undefined` where one changed on the way. */
export async function archive(out: string, received: Received): Promise<Received | undefined> {
  const files: ReceivedFile[] = [];
  for (const file of received.files) {
    if (!(await keep(out, file))) return undefined;
    files.push({ ...file, location: archived(out, file.sha256) });
  }
  return { ...received, files };
}
