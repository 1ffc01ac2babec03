import { join } from "node:path";
import { entriesOf, resolved, within } from "./disk.ts";
import { ignoredName, nameFor, nameOf, type Submission, stampOf, submissionAt } from "./intake.ts";

/** Something lying directly in the inbox: a folder or a file, each one submission. */
export interface Entry {
  readonly submission: Submission;
  /** Tells whether it still is as it was, by paths, sizes and times. */
  readonly stamp: string;
  /** A `.done` marker in the folder, or `<file>.done` beside the file, says that it is complete. */
  readonly isDone: boolean;
}

/** Everything in the inbox that has a file in it, or is said to be complete without one, by name. `except` (the output folder) is left out. */
export async function entriesIn(inbox: string, except: string): Promise<Entry[]> {
  const listed = await entriesOf(inbox);
  const names = new Set(listed.map(({ name }) => nameOf(name)));
  const found: Entry[] = [];
  for (const { name: bytes, kind } of listed) {
    const name = nameOf(bytes);
    const location = within(inbox, bytes);
    if (ignoredName(name) || name === ".done" || (await resolved(location)) === except) continue;
    const submission = await submissionAt(location, nameFor(join(inbox, name), kind === "folder"), except);
    const isDone = kind === "folder" ? submission.ignored.some(({ path }) => path === ".done") : names.has(`${name}.done`);
    // Somebody is about to fill it, unless he says that this is all.
    if (submission.files.length === 0 && submission.refused.length === 0 && !isDone) continue;
    found.push({ submission, stamp: stampOf(submission), isDone });
  }
  return found;
}

/** A submission that went away again. */
export type Gone = Pick<Submission, "name" | "source">;

/** What is seen of an entry. `taken`: somebody is at it, and its fate is not decided yet. */
interface Sight {
  readonly name: string;
  /** `""` where it went away while somebody was at it. */
  stamp: string;
  /** When it was first seen like this, in milliseconds of a clock that only goes forward. */
  since: number;
  is: "waiting" | "taken" | "done";
  /** Its stamp when it was last taken. */
  tried: string | null;
}

/** What lies in the inbox, how long it has stood still, and what of it was taken. */
export class Waiting {
  readonly #quiet: number;
  readonly #seen = new Map<string, Sight>();

  /** `quiet`: for how long everything of a submission must stand still, in milliseconds. */
  constructor(quiet: number) {
    this.#quiet = quiet;
  }

  /** Takes in a scan: which entries are ready and now count as taken, and which went away without anything coming of them. */
  look(entries: readonly Entry[], now: number): { ready: Entry[]; arrived: Entry[]; gone: Gone[] } {
    const ready: Entry[] = [];
    const arrived: Entry[] = [];
    const here = new Set<string>();
    for (const entry of entries) {
      const { source, name } = entry.submission;
      here.add(source);
      let sight = this.#seen.get(source);
      if (!sight) arrived.push(entry);
      if (sight?.stamp !== entry.stamp) {
        sight = { name, stamp: entry.stamp, since: now, is: "waiting", tried: sight?.tried ?? null };
        this.#seen.set(source, sight);
      }
      if (sight.is !== "waiting" || (!entry.isDone && now - sight.since < this.#quiet)) continue;
      sight.is = "taken";
      sight.tried = sight.stamp;
      ready.push(entry);
    }
    const gone: Gone[] = [];
    for (const [source, sight] of this.#seen) {
      if (here.has(source)) continue;
      // Whoever is at it may have it already, or will find that it is gone.
      if (sight.is === "taken") {
        sight.stamp = "";
        continue;
      }
      this.#seen.delete(source);
      if (sight.is === "waiting") gone.push({ name: sight.name, source });
    }
    return { ready, arrived, gone };
  }

  /** It changed while it was being taken, or could not be dealt with: it waits again, from now. */
  again(source: string, now: number): void {
    const sight = this.#seen.get(source);
    if (sight) Object.assign(sight, { since: now, is: "waiting" });
  }

  /** Something came of what was taken: it counts as dealt with unless it changes, or has changed since. */
  done(source: string): void {
    const sight = this.#seen.get(source);
    if (sight?.is === "taken") sight.is = "done";
  }

  /** What was tried last is being dealt with after all; what has changed since goes on waiting. */
  taken(source: string): void {
    const sight = this.#seen.get(source);
    if (sight && (sight.tried === sight.stamp || sight.stamp === "")) sight.is = "taken";
  }

  /** What has been seen and not taken yet. */
  get waiting(): number {
    return [...this.#seen.values()].filter(({ is }) => is === "waiting").length;
  }

  /** Milliseconds until the next entry can be ready, if nothing changes; undefined where none waits. */
  next(now: number): number | undefined {
    let first: number | undefined;
    for (const { is, since } of this.#seen.values()) if (is === "waiting" && since < (first ?? Number.POSITIVE_INFINITY)) first = since;
    return first === undefined ? undefined : Math.max(0, first + this.#quiet - now);
  }
}
