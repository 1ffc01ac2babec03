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

interface Sight {
  stamp: string;
  /** When it was first seen like this, in milliseconds of a clock that only goes forward. */
  since: number;
  isTaken: boolean;
}

/** What lies in the inbox, how long it has stood still, and what of it was taken. */
export class Waiting {
  readonly #quiet: number;
  readonly #seen = new Map<string, Sight>();

  /** `quiet`: for how long everything of a submission must stand still, in milliseconds. */
  constructor(quiet: number) {
    this.#quiet = quiet;
  }

  /** Takes in a scan: which entries are ready and now count as taken, and which went away before they were. */
  look(entries: readonly Entry[], now: number): { ready: Entry[]; arrived: Entry[]; gone: string[] } {
    const ready: Entry[] = [];
    const arrived: Entry[] = [];
    const here = new Set<string>();
    for (const entry of entries) {
      const { source } = entry.submission;
      here.add(source);
      let sight = this.#seen.get(source);
      if (!sight) arrived.push(entry);
      if (sight?.stamp !== entry.stamp) {
        sight = { stamp: entry.stamp, since: now, isTaken: false };
        this.#seen.set(source, sight);
      }
      if (sight.isTaken || (!entry.isDone && now - sight.since < this.#quiet)) continue;
      sight.isTaken = true;
      ready.push(entry);
    }
    const gone: string[] = [];
    for (const [source, { isTaken }] of this.#seen) {
      if (here.has(source)) continue;
      this.#seen.delete(source);
      if (!isTaken) gone.push(source);
    }
    return { ready, arrived, gone };
  }

  /** It changed while it was being taken, or could not be dealt with: it waits again, from now. */
  again(source: string, now: number): void {
    const sight = this.#seen.get(source);
    if (sight) Object.assign(sight, { since: now, isTaken: false });
  }

  /** It is being dealt with after all: it counts as taken unless it changes. */
  taken(source: string): void {
    const sight = this.#seen.get(source);
    if (sight) sight.isTaken = true;
  }

  /** What has been seen and not taken yet. */
  get waiting(): number {
    return [...this.#seen.values()].filter(({ isTaken }) => !isTaken).length;
  }

  /** Milliseconds until the next entry can be ready, if nothing changes; undefined where none waits. */
  next(now: number): number | undefined {
    let first: number | undefined;
    for (const { isTaken, since } of this.#seen.values()) if (!isTaken && since < (first ?? Number.POSITIVE_INFINITY)) first = since;
    return first === undefined ? undefined : Math.max(0, first + this.#quiet - now);
  }
}
