import { sep } from "node:path";
import type { Payloads } from "../model/event.ts";
import { errorCode, resolved, statusOf } from "./disk.ts";
import { type Closed, OutputFolder } from "./output-folder.ts";
import { Troubles } from "./troubles.ts";
import type { WatchOptions } from "./watch-event.ts";
import { Watcher } from "./watcher.ts";

export type WatchResult =
  | { readonly is: "stopped"; readonly counts: Readonly<Payloads["run-finished"]> }
  | { readonly is: "no-inbox" | "inbox-in-output" }
  | { readonly is: "closed"; readonly closed: Closed };

/** Failures of the system that pass, or that somebody can put right while the watcher waits. */
const PASSING = new Set([
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EIO",
  "EACCES",
  "EPERM",
  "EBUSY",
  "EMFILE",
  "ENFILE",
  "ESTALE",
  "ETIMEDOUT",
  "ENOENT",
]);

/** Takes the output folder, trying again for as long as the disk will not have it; nothing where it is told to stop meanwhile. */
async function taken(options: WatchOptions, troubles: Troubles): Promise<OutputFolder | Closed | undefined> {
  for (;;) {
    try {
      const out = await OutputFolder.take(options.out, "watch", options);
      troubles.over("output", options.out);
      return out;
    } catch (error) {
      if (!PASSING.has(errorCode(error))) throw error;
      troubles.tell("output", options.out, error);
    }
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        options.stop.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, options.retry);
      options.stop.addEventListener("abort", end);
    });
    if (options.stop.aborted) return undefined;
  }
}

/** Takes every submission dropped into the inbox, once each, until it is told to stop. */
export async function watch(options: WatchOptions): Promise<WatchResult> {
  const inbox = await resolved(options.inbox);
  if (inbox === undefined || (await statusOf(inbox))?.kind !== "folder") return { is: "no-inbox" };
  const troubles = new Troubles(options.onEvent);
  const out = await taken(options, troubles);
  if (!out) return { is: "stopped", counts: { published: 0, again: 0, failed: 0 } };
  if (!(out instanceof OutputFolder)) return { is: "closed", closed: out };
  try {
    if (inbox === out.path || inbox.startsWith(`${out.path}${sep}`)) return { is: "inbox-in-output" };
    const problems = await new Watcher(options, inbox, out, troubles).run();
    if (problems.length > 0) return { is: "closed", closed: { problems } };
  } finally {
    await out.close();
  }
  return { is: "stopped", counts: out.counts };
}
