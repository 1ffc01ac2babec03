import { dirname, join } from "node:path";
import type { OutputFile } from "../model/report.ts";
import { CHECKPOINT_FILE, LOG_FILE, type SealedLog } from "./audit-log.ts";
import { entriesOf, makeFolder, move, remove, statusOf, syncFolder, writeNew } from "./disk.ts";
import { nameOf } from "./intake.ts";

const workOf = (out: string): string => join(out, ".work");

/** A path that a report asked for, inside its folder. A report that asks for anything else is a fault of ours. */
function inside(folder: string, path: string): string {
  if (path.split("/").some((part) => part === "" || part === "." || part === "..") || /[\\:\0]/.test(path))
    throw new Error(`a report asks for a file outside its folder: ${JSON.stringify(path)}`);
  return join(folder, ...path.split("/"));
}

/**
 * Puts the outputs and the log of a submission in place as `out/folder`, whole or not at all: written beside it, made
 * durable, renamed. What stood there goes to `keep` (an earlier version), or away where `keep` is null.
 */
export async function publish(
  out: string,
  folder: string,
  outputs: readonly OutputFile[],
  { bytes, checkpoint }: SealedLog,
  keep: string | null,
): Promise<void> {
  const fresh = join(workOf(out), `${folder}.new`);
  const old = join(workOf(out), `${folder}.old`);
  const target = join(out, folder);
  await remove(fresh);
  try {
    await writeAll(fresh, [...outputs, { path: LOG_FILE, content: bytes }, { path: CHECKPOINT_FILE, content: checkpoint }]);
  } catch (error) {
    // What is half written must not fill a disk that is full already; what made it fail is what is to be told.
    await remove(fresh).catch(() => {});
    throw error;
  }
  if (await statusOf(target)) {
    await remove(old);
    if (keep) await makeFolder(dirname(keep));
    await move(target, keep ?? old);
  }
  await move(fresh, target);
  await remove(old);
}

/** Writes files below a new folder and makes them, and the names of all folders, durable. */
async function writeAll(fresh: string, files: readonly OutputFile[]): Promise<void> {
  const folders = new Set([fresh]);
  await makeFolder(fresh);
  for (const { path, content } of files) {
    const place = inside(fresh, path);
    if (!folders.has(dirname(place))) {
      await makeFolder(dirname(place));
      folders.add(dirname(place));
    }
    await writeNew(place, content);
  }
  for (const one of [...folders].reverse()) await syncFolder(one);
}

/** Drafts in the output folder that only the holder of its lock writes; a crash leaves them behind. */
const DRAFT = /^(?:checkpoint\.txt|index\.html)\.[0-9a-f]+\.tmp$/;
/** Drafts of locks belong to whoever is trying to take it, for a moment. */
const LOCK_DRAFT = /^\.lock(?:\.[0-9a-f]{12,16})+$/;
const MOMENT = 60_000;

/** Clears what a crash left half done: a folder that was moved aside and not replaced goes back, drafts go away. */
export async function recover(out: string): Promise<void> {
  const work = workOf(out);
  await makeFolder(work);
  for (const { name } of await entriesOf(work)) {
    const left = nameOf(name);
    const target = join(out, left.replace(/\.old$/, ""));
    if (left.endsWith(".old") && !(await statusOf(target))) await move(join(work, left), target);
    else await remove(join(work, left));
  }
  for (const { name, kind } of await entriesOf(out)) {
    const path = join(out, nameOf(name));
    if (kind !== "file") continue;
    if (DRAFT.test(nameOf(name))) await remove(path);
    else if (LOCK_DRAFT.test(nameOf(name)) && Date.now() - Number(((await statusOf(path))?.modified ?? 0n) / 1_000_000n) > MOMENT)
      await remove(path);
  }
  const archive = join(out, ".archive");
  if (!(await statusOf(archive))) return;
  for (const { name, kind } of await entriesOf(archive))
    if (kind === "file" && nameOf(name).endsWith(".tmp")) await remove(join(archive, nameOf(name)));
}
