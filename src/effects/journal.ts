import { join } from "node:path";
import type { AuditEvent, EventType, LogHead, Payloads } from "../model/event.ts";
import { CHECKPOINT_FILE, Chain, LOG_FILE } from "./audit-log.ts";
import type { NoteKey } from "./checkpoint.ts";
import { type AppendOnly, openAppendOnly, readOwn, replaceFile } from "./disk.ts";
import { lineHash } from "./merkle.ts";
import { type Problem, verifyLog } from "./verify-log.ts";

/** Faults that a crash leaves behind; with any other the log was tampered with or damaged, and is not written on. */
const OF_A_CRASH = new Set<Problem["kind"]>(["longer", "torn", "no-checkpoint", "empty"]);

/** The journal of an output folder: only ever appended to, each event on the disk before the next step is taken. */
export class Journal {
  readonly #folder: string;
  readonly #file: AppendOnly;
  readonly #chain: Chain;
  readonly #key: NoteKey | null;
  readonly #now: () => Date;
  #latest: number;
  #writing: Promise<unknown> = Promise.resolve();
  #isBroken = false;

  private constructor(folder: string, file: AppendOnly, chain: Chain, key: NoteKey | null, now: () => Date, latest: number) {
    this.#folder = folder;
    this.#file = file;
    this.#chain = chain;
    this.#key = key;
    this.#now = now;
    this.#latest = latest;
  }

  /**
   * Opens the journal in a folder, or begins one. A last line that a crash cut short is ended and owned up to by the next
   * event; bytes already written stay. Gives the events so far, the time of the
   * latest in milliseconds since 1970, and what the checkpoint covered, or what is wrong.
   */
  static async open(
    folder: string,
    key: NoteKey | null,
    now: () => Date,
  ): Promise<{ journal: Journal; events: AuditEvent[]; latest: number; sealed: LogHead | null } | { problems: readonly Problem[] }> {
    const path = join(folder, LOG_FILE);
    const bytes = (await readOwn(path)) ?? Buffer.alloc(0);
    const checkpoint = await readOwn(join(folder, CHECKPOINT_FILE));
    const { lines, problems, sealed } = verifyLog("journal", bytes, checkpoint, key);
    // A key that is new, or was changed, is no fault: the next checkpoint is signed with it.
    const faults = problems.filter(
      (problem) => !(OF_A_CRASH.has(problem.kind) || (problem.kind === "bad-signature" && problem.signature !== "invalid")),
    );
    if (bytes.length === 0 && checkpoint) faults.push({ kind: "empty" });
    if (faults.length > 0) return { problems: faults };
    const chain = new Chain();
    const events = lines.flatMap(({ event }) => event ?? []);
    const latest = Date.parse(events.at(-1)?.time ?? "") || 0;
    const file = await openAppendOnly(path);
    const journal = new Journal(folder, file, chain, key, now, latest);
    const whole = lines.findLastIndex(({ event }) => event) + 1;
    let after = chain.last;
    for (const [index, { bytes: line }] of lines.entries()) {
      chain.add(line);
      if (index < whole) after = chain.last;
    }
    const torn = lines.slice(whole).map(({ bytes: piece }, index) => ({
      line: whole + index + 1,
      bytes: piece.length,
      hash: lineHash(piece).toString("hex"),
    }));
    const isOpenEnded = lines.at(-1)?.whole === false;
    try {
      if (isOpenEnded) await file.append("\n");
      if (isOpenEnded || torn.length > 0) await journal.append("log-repaired", { after, torn });
    } catch (error) {
      await file.close();
      throw error;
    }
    return { journal, events, latest, sealed };
  }

  /**
   * Writes an event and waits until it is on the disk. Calls from several sides are written in order. Times are the clock's
   * own; where it was set back since the event before, an event says so. Gives the time of the event.
   */
  append<T extends EventType>(type: T, payload: Payloads[T]): Promise<string> {
    const write = this.#writing.then(async () => {
      const time = this.#now();
      const lines: Buffer[] = [];
      if (time.getTime() < this.#latest - JITTER)
        lines.push(this.#chain.next("clock-set-back", { latest: new Date(this.#latest).toISOString() }, time), LINE_FEED);
      this.#latest = time.getTime();
      lines.push(this.#chain.next(type, payload, time), LINE_FEED);
      await this.#file.append(Buffer.concat(lines));
      return time.toISOString();
    });
    // A failed write ends the journal for good: what follows would not chain to what is on the disk.
    this.#writing = write;
    write.catch(() => {
      this.#isBroken = true;
    });
    return write;
  }

  /** A write has failed: nothing more can be written in this run. The next one finds the torn line and owns up to it. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Seals all lines so far in the checkpoint. */
  async seal(): Promise<void> {
    await this.#writing;
    await replaceFile(join(this.#folder, CHECKPOINT_FILE), this.#chain.checkpoint("journal", this.#key));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Steps back of a clock that is being kept right by the network, in milliseconds: nothing to speak of. */
const JITTER = 1000;
const LINE_FEED = Buffer.from("\n");
