import { relative, sep } from "node:path";
import { type FSWatcher, watch as watchFolder } from "chokidar";
import PQueue from "p-queue";
import type { Payloads } from "../model/event.ts";
import { archive, archived } from "./archive.ts";
import { type CheckedSubmission, resultOf } from "./check.ts";
import { errorCode, resolved, statusOf } from "./disk.ts";
import { type Received, receive, type Settings } from "./examine-submission.ts";
import { type Entry, entriesIn, Waiting } from "./inbox.ts";
import { stampOf, submissionAt } from "./intake.ts";
import { type Closed, OutputFolder, type Placed } from "./output-folder.ts";

/** What a watcher does, as it does it. */
export type WatchEvent =
  | { readonly is: "watching"; readonly inbox: string; readonly out: string }
  | { readonly is: "arrived" | "unsettled" | "withdrawn"; readonly name: string }
  | { readonly is: "received"; readonly name: string; readonly files: number; readonly version: number }
  | { readonly is: "resumed"; readonly name: string }
  | { readonly is: "file"; readonly name: string; readonly path: string; readonly number: number; readonly of: number }
  | { readonly is: "again"; readonly name: string; readonly folder: string }
  | { readonly is: "examined"; readonly result: CheckedSubmission }
  | { readonly is: "trouble"; readonly what: "inbox" | "events" | "submission"; readonly name: string; readonly detail: string }
  | { readonly is: "stopping"; readonly waiting: number };

export interface WatchOptions extends Settings {
  readonly inbox: string;
  readonly out: string;
  /** For how long a submission must stand still before it is taken, in milliseconds. */
  readonly quiet: number;
  /** Do without the system's events and only look: for network shares that tell nothing. */
  readonly poll: boolean;
  /** Submissions examined at a time. */
  readonly concurrency: number;
  /** Aborted when the watcher is to end: it finishes what it is at, and ends. */
  readonly stop: AbortSignal;
  readonly onEvent: (event: WatchEvent) => void;
}

export type WatchResult =
  | { readonly is: "stopped"; readonly counts: Readonly<Payloads["run-finished"]> }
  | { readonly is: "no-inbox" | "inbox-in-output" }
  | { readonly is: "closed"; readonly closed: Closed };

/** Longest pause between two scans of the whole inbox, in milliseconds; a slow share gets ten times what a scan takes. */
const RESCAN = 1000;
const SHORTEST = 20;
/** Events come in bursts: the scan that they ask for waits this long for more of them. */
const BURST = 50;

class Watcher {
  readonly #options: WatchOptions;
  readonly #inbox: string;
  readonly #out: OutputFolder;
  readonly #waiting: Waiting;
  readonly #queue: PQueue;
  /** Sources that this process has dealt with: what is there when it starts is no new receipt. */
  readonly #met = new Set<string>();
  readonly #underway = new Map<string, Promise<void>>();
  #wake: () => void = () => {};
  #trouble = "";
  #fatal: unknown;

  constructor(options: WatchOptions, inbox: string, out: OutputFolder) {
    this.#options = options;
    this.#inbox = inbox;
    this.#out = out;
    this.#waiting = new Waiting(options.quiet);
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  async run(): Promise<void> {
    const { stop, onEvent } = this.#options;
    const hints = this.#hints();
    const wake = (): void => this.#wake();
    stop.addEventListener("abort", wake);
    onEvent({ is: "watching", inbox: this.#inbox, out: this.#out.path });
    for (const { received } of this.#out.state.unfinished)
      if (received.archived) this.#enqueue(received.source, () => this.#resume(received));
    try {
      while (!stop.aborted && this.#fatal === undefined) {
        const began = performance.now();
        await this.#scan();
        await this.#pause(performance.now() - began);
      }
      if (this.#queue.pending + this.#queue.size > 0) onEvent({ is: "stopping", waiting: this.#queue.size });
      this.#queue.clear();
      await this.#queue.onIdle();
    } finally {
      stop.removeEventListener("abort", wake);
      await hints?.close();
    }
    if (this.#fatal !== undefined) throw this.#fatal;
  }

  /** Events of the system, as hints that a scan is worth while. None where it was asked to poll. */
  #hints(): FSWatcher | undefined {
    const { poll, onEvent } = this.#options;
    if (poll) return undefined;
    const hints = watchFolder(this.#inbox, {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path) => path === this.#out.path || path.startsWith(`${this.#out.path}${sep}`),
    });
    hints.on("all", () => setTimeout(() => this.#wake(), BURST));
    hints.on("error", (error) => onEvent({ is: "trouble", what: "events", name: "", detail: String(error) }));
    return hints;
  }

  /** Waits for a hint, for the next entry to be ready, for the end, or for the time of the next scan. */
  async #pause(took: number): Promise<void> {
    if (this.#options.stop.aborted || this.#fatal !== undefined) return;
    const longest = Math.max(RESCAN, took * 10);
    const wait = Math.max(SHORTEST, Math.min(this.#waiting.next(performance.now()) ?? longest, longest));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  async #scan(): Promise<void> {
    const { onEvent } = this.#options;
    let entries: Entry[];
    try {
      entries = await entriesIn(this.#inbox, this.#out.path);
      this.#trouble = "";
    } catch (error) {
      // A share that is away for a while is not an inbox that was emptied: what was seen stays seen.
      if (errorCode(error) === "") throw error;
      if (this.#trouble !== errorCode(error)) onEvent({ is: "trouble", what: "inbox", name: this.#inbox, detail: String(error) });
      this.#trouble = errorCode(error);
      return;
    }
    const { ready, arrived, gone } = this.#waiting.look(entries, performance.now());
    for (const { submission } of arrived)
      if (!this.#out.state.settled.has(submission.source)) onEvent({ is: "arrived", name: submission.name });
    for (const source of gone) {
      const name = relative(this.#inbox, source);
      await this.#out.append("withdrawn", { entry: name, source });
      onEvent({ is: "withdrawn", name });
    }
    for (const entry of ready) this.#enqueue(entry.submission.source, () => this.#take(entry));
  }

  /** Puts work in the queue. A failing disk delays the submission; a journal that cannot be written ends the watcher. */
  #enqueue(source: string, work: () => Promise<void>): void {
    void this.#queue.add(async () => {
      try {
        await work();
      } catch (error) {
        if (errorCode(error) === "" || this.#out.isBroken) {
          this.#fatal ??= error;
          this.#queue.clear();
          this.#wake();
          return;
        }
        this.#options.onEvent({ is: "trouble", what: "submission", name: relative(this.#inbox, source), detail: String(error) });
        this.#waiting.again(source, performance.now());
      }
    });
  }

  async #take(entry: Entry): Promise<void> {
    const { onEvent } = this.#options;
    const { name, source } = entry.submission;
    const received = await receive(entry.submission);
    if (!(await this.#isStill(entry, received))) return this.#unsettled(name, source);
    const { identity } = received;
    const isFirst = !this.#met.has(source);
    this.#met.add(source);
    await this.#underway.get(identity);
    if (isFirst && this.#out.state.settled.get(source) === identity) return;
    // Empty folders are all alike, and yet each is another submission of which nothing came.
    const isEmpty = received.files.length + received.refused.length === 0;
    const standing = isEmpty ? undefined : await this.#out.folderOf(identity);
    if (standing !== undefined) {
      await this.#out.append("received-again", { entry: name, source, folder: standing, identity });
      onEvent({ is: "again", name, folder: standing });
      return;
    }
    const kept = await archive(this.#out.path, received);
    if (!kept) return this.#unsettled(name, source);
    const placed = await this.#out.receive(kept, true);
    onEvent({ is: "received", name, files: received.files.length + received.refused.length, version: placed.version });
    await this.#examine(placed);
  }

  /** Whether an entry is, after it was read, as it was when it was found ready. */
  async #isStill({ submission, stamp }: Entry, { refused }: Received): Promise<boolean> {
    if (refused.some(({ reason }) => reason === "changed" || reason === "vanished")) return false;
    const now = await submissionAt(submission.location, submission.name, this.#out.path);
    return stampOf(now) === stamp;
  }

  async #unsettled(name: string, source: string): Promise<void> {
    await this.#out.append("unsettled", { entry: name, source });
    this.#waiting.again(source, performance.now());
    this.#options.onEvent({ is: "unsettled", name });
  }

  /** Goes on with what an earlier run had received, from the archive, whether or not it still lies in the inbox. */
  async #resume(payload: Payloads["received"]): Promise<void> {
    const { entry, source, identity, folder, version, refused, ignored } = payload;
    const files = payload.files.map((file) => ({ ...file, location: archived(this.#out.path, file.sha256) }));
    this.#options.onEvent({ is: "resumed", name: entry });
    await this.#examine({ received: { name: entry, source, identity, files, refused, ignored }, folder, version });
  }

  async #examine(placed: Placed): Promise<void> {
    const { identity, name } = placed.received;
    const work = this.#out.examine(placed, (path, number, of) => this.#options.onEvent({ is: "file", name, path, number, of }));
    const ended = work.then(
      () => {},
      () => {},
    );
    this.#underway.set(identity, ended);
    try {
      this.#options.onEvent({ is: "examined", result: resultOf(this.#out.path, await work) });
    } finally {
      this.#underway.delete(identity);
    }
  }
}

/** Takes every submission dropped into the inbox, once each, until it is told to stop. */
export async function watch(options: WatchOptions): Promise<WatchResult> {
  const inbox = await resolved(options.inbox);
  if (inbox === undefined || (await statusOf(inbox))?.kind !== "folder") return { is: "no-inbox" };
  const out = await OutputFolder.open(options.out, "watch", options);
  if (!(out instanceof OutputFolder)) return { is: "closed", closed: out };
  try {
    if (inbox === out.path || inbox.startsWith(`${out.path}${sep}`)) return { is: "inbox-in-output" };
    await new Watcher(options, inbox, out).run();
  } finally {
    await out.close();
  }
  return { is: "stopped", counts: out.counts };
}
