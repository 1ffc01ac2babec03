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
  const folders = new Set([fresh]);
  await makeFolder(fresh);
  for (const { path, content } of [...outputs, { path: LOG_FILE, content: bytes }, { path: CHECKPOINT_FILE, content: checkpoint }]) {
    const place = inside(fresh, path);
    if (!folders.has(dirname(place))) {
      await makeFolder(dirname(place));
      folders.add(dirname(place));
    }
    await writeNew(place, content);
  }
  for (const one of [...folders].reverse()) await syncFolder(one);
  if (await statusOf(target)) {
    await remove(old);
    if (keep) await makeFolder(dirname(keep));
    await move(target, keep ?? old);
  }
  await move(fresh, target);
  await remove(old);
}

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
}
