import { join } from "node:path";
import type { EventType, LogHead, Payloads } from "../model/event.ts";
import { VERSION } from "../model/version.ts";
import { LOG_FILE } from "./audit-log.ts";
import { errorCode, makeFolder, resolved, statusOf } from "./disk.ts";
import { type Examined, examineSubmission, type Received, type Settings } from "./examine-submission.ts";
import { folderName } from "./folder-name.ts";
import { IndexWriter } from "./index-writer.ts";
import { Journal } from "./journal.ts";
import { folderKey, State } from "./journal-state.ts";
import { type Holder, type Lock, takeLock } from "./lock.ts";
import { besides } from "./previous.ts";
import { publish, recover } from "./publish.ts";
import type { Problem } from "./verify-log.ts";
import { verifyAlone } from "./verify-submission.ts";

/** Why an output folder cannot be written to: another process has it, or its journal is not what was written. */
export type Closed = { readonly held: Holder } | { readonly problems: readonly Problem[] };

/** A submission with its place in the output folder. */
export interface Placed {
  readonly received: Received;
  readonly folder: string;
  readonly version: number;
}

/** What became of a submission. `fault` is an error of ours, never of the submission. */
export type Outcome =
  | { readonly is: "published"; readonly placed: Placed; readonly examined: Examined }
  | { readonly is: "failed"; readonly placed: Placed; readonly fault: unknown };

/** A folder of outputs with its journal, open for one writer. */
export class OutputFolder {
  /** Real absolute path. */
  readonly path: string;
  readonly #command: "check" | "watch";
  readonly #lock: Lock;
  readonly #settings: Settings;
  readonly #counts = { published: 0, again: 0, failed: 0 };
  readonly #index: IndexWriter;
  #journal: Journal | null = null;
  #state = new State();
  #isReady = false;
  #isUnsealed = false;
  #before = 0;

  private constructor(path: string, command: "check" | "watch", lock: Lock, settings: Settings) {
    this.path = path;
    this.#command = command;
    this.#lock = lock;
    this.#settings = settings;
    this.#index = new IndexWriter(path, settings.language, settings.workers, () => this.#state.known);
  }

  /** Takes the one writer's place in a folder, which is made where it is not there. Nothing is written before `begin`. */
  static async take(asked: string, command: "check" | "watch", settings: Settings): Promise<OutputFolder | { readonly held: Holder }> {
    await makeFolder(asked);
    const path = (await resolved(asked)) ?? asked;
    const lock = await takeLock(path);
    return "holder" in lock ? { held: lock.holder } : new OutputFolder(path, command, lock, settings);
  }

  /** Takes the folder and begins a run in it. */
  static async open(asked: string, command: "check" | "watch", settings: Settings): Promise<OutputFolder | Closed> {
    const out = await OutputFolder.take(asked, command, settings);
    if (!(out instanceof OutputFolder)) return out;
    try {
      const problems = await out.begin();
      if (problems.length === 0) return out;
      await out.close();
      return { problems };
    } catch (error) {
      await out.close();
      throw error;
    }
  }

  /**
   * Clears what a crash left, restores the state from the journal, and says that a run begins: at the start, and again after
   * a write to the journal failed. Gives what is wrong where the journal is not what was written; throws where the disk fails.
   */
  async begin(): Promise<readonly Problem[]> {
    this.#isReady = false;
    await this.#journal?.close();
    this.#journal = null;
    const { key, now, packs } = this.#settings;
    const opened = await Journal.open(this.path, key, now);
    if ("problems" in opened) return opened.problems;
    this.#journal = opened.journal;
    this.#before = opened.latest;
    await recover(this.path);
    this.#state = new State();
    for (const event of opened.events) this.#state.add(event);
    const rules = packs.map(({ id, version, sha256 }) => ({ id, version, sha256 }));
    await this.append("run-started", { tool: "crossfoot", version: VERSION, command: this.#command, rules, sealed: opened.sealed });
    await this.#adopt();
    this.#index.changed();
    this.#isReady = true;
    return [];
  }

  get state(): State {
    return this.#state;
  }

  get counts(): Readonly<Payloads["run-finished"]> {
    return this.#counts;
  }

  /** The journal is not open for writing: not yet, or a write to it failed. */
  get isBroken(): boolean {
    return !this.#isReady || this.#opened.isBroken;
  }

  get #opened(): Journal {
    if (!this.#journal) throw new Error("the journal is not open");
    return this.#journal;
  }

  /** Time of the latest event before this run, in milliseconds since 1970. */
  get before(): number {
    return this.#before;
  }

  /** Writes an event to the journal, and takes it into the state once it is on the disk. */
  async append<T extends EventType>(type: T, payload: Payloads[T]): Promise<void> {
    const time = await this.#opened.append(type, payload);
    this.#isUnsealed = true;
    // The compiler does not follow that a type and its payload, each generic, make one event.
    this.#state.add({ type, payload, time } as Parameters<State["add"]>[0]);
    if (type === "published" || type === "failed" || type === "received-again") this.#index.changed();
    if (type === "received-again") this.#counts.again++;
  }

  /** The folder in which this very content stands published, if it does. */
  async folderOf(identity: string): Promise<string | undefined> {
    for (const holding of this.#state.published.values()) {
      if (holding.identity !== identity) continue;
      const status = await statusOf(join(this.path, holding.folder));
      if (status?.kind === "folder") return holding.folder;
    }
    return undefined;
  }

  /** Finds the submission its folder, and says in the journal that it is there. `archived`: its files are in the archive. */
  async receive(received: Received, isArchived: boolean): Promise<Placed> {
    const { folder, version } = await this.#place(received);
    const { name, source, identity, refused, ignored } = received;
    const files = received.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
    await this.append("received", { entry: name, source, folder, identity, version, archived: isArchived, files, refused, ignored });
    return { received, folder, version };
  }

  /** A folder of its own for every source: one name from two places gets a number. The same content may go where it stands. */
  async #place({ name, source, identity }: Received): Promise<{ folder: string; version: number }> {
    const wanted = folderName(name);
    for (let number = 1; ; number++) {
      const folder = number === 1 ? wanted : `${wanted}-${number}`;
      const holding = this.#state.holdings.get(folderKey(folder));
      if (holding && (holding.source === source || holding.identity === identity))
        return { folder: holding.folder, version: holding.identity === identity ? holding.version : holding.version + 1 };
      if (holding) continue;
      // What stands there without an entry in the journal may be anything; only outputs of ours may be replaced.
      const standing = await statusOf(join(this.path, folder));
      if (!standing || (await statusOf(join(this.path, folder, LOG_FILE)))) return { folder, version: 1 };
    }
  }

  /** Examines a submission and publishes its outputs. A fault of ours ends this submission, not the run. */
  async examine(placed: Placed, onFile: (path: string, number: number, of: number) => void): Promise<Outcome> {
    const { received, folder, version } = placed;
    const { identity } = received;
    let examined: Examined;
    try {
      const progress = {
        file: onFile,
        parsed: (read: number, refused: number) => this.append("parsed", { folder, identity, read, refused }),
      };
      examined = await examineSubmission(received, this.#settings, progress, besides(this.path, folder, this.#state.published.values()));
    } catch (fault) {
      const reason = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      await this.append("failed", { entry: received.name, folder, identity, reason });
      this.#counts.failed++;
      return { is: "failed", placed, fault };
    }
    const { head } = examined.log;
    await this.append("checked", { folder, identity, log: head });
    await publish(this.path, folder, examined.outputs, examined.log, await this.#keep(folder, identity));
    await this.#published(folder, identity, version, head, examined.summary, false);
    return { is: "published", placed, examined };
  }

  /**
   * Where what stands in a folder is kept when something else takes its place. Null where nothing would be lost: the same
   * content, and every file in it is as we wrote it.
   */
  async #keep(folder: string, identity: string): Promise<string | null> {
    const place = join(this.path, folder);
    const standing = this.#state.published.get(folderKey(folder));
    if (!(await statusOf(place))) return null;
    if (standing?.identity === identity) {
      const { problems, unnamed } = await verifyAlone(place);
      if (unnamed.length === 0 && !problems.some(({ kind }) => kind === "output-altered")) return null;
    }
    const version = `v${standing?.version ?? 0}`;
    for (let number = 1; ; number++) {
      const kept = join(this.path, ".versions", folder, number === 1 ? version : `${version}-${number}`);
      if (!(await statusOf(kept))) return kept;
    }
  }

  async #published(
    folder: string,
    identity: string,
    version: number,
    log: LogHead,
    summary: Payloads["published"]["summary"],
    recovered: boolean,
  ): Promise<void> {
    await this.append("published", { folder, identity, version, log, summary, recovered });
    this.#counts.published++;
    // It is published. That the checkpoint lags behind is put right later, and no reason to do it again.
    await this.seal().catch((error: unknown) => {
      if (errorCode(error) === "") throw error;
    });
  }

  /** Seals what is in the journal and not in its checkpoint yet. */
  async seal(): Promise<void> {
    if (!this.#isUnsealed) return;
    await this.#opened.seal();
    this.#isUnsealed = false;
  }

  /**
   * What an earlier run put in place and was stopped before it could say so is published: it says so now. What cannot be
   * gone on with, because its files are not in the archive, is given up.
   */
  async #adopt(): Promise<void> {
    for (const { received, log } of this.#state.unfinished) {
      const { entry, folder, identity, version, archived } = received;
      const sealed = log && (await this.#inPlace(folder, log));
      if (sealed) await this.#published(folder, identity, version, log, sealed.summary, true);
      else if (!archived) await this.append("failed", { entry, folder, identity, reason: "interrupted" });
    }
  }

  /** What the log in a folder says in the end, where it is whole and the one that was sealed. */
  async #inPlace(folder: string, { size, root }: LogHead): Promise<Payloads["completed"] | undefined> {
    if (!(await statusOf(join(this.path, folder, LOG_FILE)))) return undefined;
    const { problems, log } = await verifyAlone(join(this.path, folder));
    if (problems.length > 0 || log.sealed?.size !== size || log.sealed.root !== root) return undefined;
    return log.lines.flatMap(({ event }) => (event?.type === "completed" ? event.payload : [])).at(-1);
  }

  /** Says that the run is over, seals the journal, gives the folder back. */
  async close(): Promise<void> {
    try {
      await this.#index.flush();
      if (this.isBroken) return;
      await this.append("run-finished", this.#counts);
      await this.seal();
    } finally {
      await this.#journal?.close();
      await this.#lock.release();
    }
  }
}
