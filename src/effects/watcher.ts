import { type FSWatcher, watch as watchFolder } from "chokidar";
import PQueue from "p-queue";
import type { Payloads } from "../model/event.ts";
import { archive, archived } from "./archive.ts";
import { resultOf } from "./check.ts";
import { errorCode } from "./disk.ts";
import { type Received, receive } from "./examine-submission.ts";
import { type Entry, entriesIn, type Gone, Waiting } from "./inbox.ts";
import { type Submission, stampOf, submissionAt } from "./intake.ts";
import type { OutputFolder, Placed } from "./output-folder.ts";
import type { Troubles } from "./troubles.ts";
import type { Problem } from "./verify-log.ts";
import type { WatchOptions } from "./watch-event.ts";

/** Longest pause between two scans of the whole inbox, in milliseconds; a slow share gets ten times what a scan takes. */
const RESCAN = 1000;
const SHORTEST = 20;
/** Events come in bursts: the scan that they ask for waits this long for more of them. */
const BURST = 50;
/** The system's events are asked for again after so many pauses. */
const HINTS_AGAIN = 12;
/** Failures that have nothing to do with the submission at hand. */
const OF_THE_DISK = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "ESTALE", "EMFILE", "ENFILE"]);
/** A clock that the network keeps right may step back this far, in milliseconds. */
const JITTER = 1000;

/** A watcher at work: looks, waits until things stand still, takes each, and goes on when the system would not have it for a while. */
export class Watcher {
  readonly #options: WatchOptions;
  readonly #inbox: string;
  readonly #out: OutputFolder;
  readonly #troubles: Troubles;
  readonly #waiting: Waiting;
  readonly #queue: PQueue;
  /** Sources in the queue or being dealt with. */
  readonly #queued = new Set<string>();
  /** Sources that this process has dealt with: what is there when it starts is no new receipt. */
  readonly #met = new Set<string>();
  /** Identities that are being dealt with: the same bytes twice at a time wait for each other. */
  readonly #underway = new Set<string>();
  /** What went away, until the journal says so. */
  readonly #gone: Gone[] = [];
  #hints: FSWatcher | undefined;
  #hintsAt = 0;
  #isAway = false;
  #resumeAt = 0;
  #mendAt = 0;
  #restUntil = 0;
  #clock = 0;
  /** The system told of something that no scan has looked at yet. */
  #isHinted = false;
  #wake: () => void = () => {};
  #fatal: unknown;

  constructor(options: WatchOptions, inbox: string, out: OutputFolder, troubles: Troubles) {
    this.#options = options;
    this.#inbox = inbox;
    this.#out = out;
    this.#troubles = troubles;
    this.#waiting = new Waiting(options.quiet);
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  /** Gives what is wrong with the journal where that is no longer what was written; otherwise nothing. */
  async run(): Promise<readonly Problem[]> {
    const { stop, onEvent } = this.#options;
    const wake = (): void => this.#wake();
    stop.addEventListener("abort", wake);
    onEvent({ is: "watching", inbox: this.#inbox, out: this.#out.path });
    let problems: readonly Problem[] = [];
    try {
      while (!stop.aborted && this.#fatal === undefined && problems.length === 0) {
        const began = performance.now();
        if (this.#out.isBroken) problems = await this.#mend(began);
        else await this.#round();
        await this.#pause(performance.now() - began);
      }
      if (this.#queue.pending + this.#queue.size > 0) onEvent({ is: "stopping", waiting: this.#queue.size });
      this.#queue.clear();
      await this.#queue.onIdle();
      if (this.#fatal === undefined && problems.length === 0) await this.#leave();
    } finally {
      stop.removeEventListener("abort", wake);
      await this.#hints?.close();
    }
    if (this.#fatal !== undefined) throw this.#fatal;
    return problems;
  }

  async #round(): Promise<void> {
    this.#listen();
    this.#heedClock();
    const now = performance.now();
    const isTime = now >= this.#resumeAt;
    if (isTime) {
      this.#resumeAt = now + this.#options.retry;
      for (const { received } of this.#out.state.unfinished)
        if (received.archived) this.#enqueue(received.source, received.entry, () => this.#resume(received));
    }
    try {
      await this.#scan();
      if (!isTime) return;
      await this.#out.seal();
      // While something waits, only its being done shows that the disk is well again.
      if (this.#isIdle()) this.#troubles.over("output", this.#out.path);
    } catch (error) {
      if (errorCode(error) === "") throw error;
      this.#troubles.tell("output", this.#out.path, error);
    }
  }

  #isIdle(): boolean {
    const isAtWork = this.#queue.size + this.#queue.pending > 0;
    return !isAtWork && !this.#out.isBroken && this.#waiting.waiting === 0 && this.#out.state.unfinished.length === 0;
  }

  /** Takes the journal up, at the start and after a write to it failed; what was under way is begun anew, from what the journal holds. */
  async #mend(now: number): Promise<readonly Problem[]> {
    if (now < this.#mendAt) return [];
    this.#mendAt = now + this.#options.retry;
    await this.#queue.onIdle();
    let problems: readonly Problem[];
    try {
      problems = await this.#out.begin();
    } catch (error) {
      if (errorCode(error) === "") throw error;
      this.#troubles.tell("output", this.#out.path, error);
      return [];
    }
    if (problems.length > 0) return problems;
    for (const { received } of this.#out.state.unfinished) this.#waiting.taken(received.source);
    this.#resumeAt = 0;
    this.#clock = Math.max(this.#clock, this.#out.before);
    return [];
  }

  /** Asks for events of the system, as hints that a scan is worth while. They may fail; the scans go on. */
  #listen(): void {
    if (this.#options.poll || this.#hints || this.#isAway || performance.now() < this.#hintsAt) return;
    // That something came or went is all there is to know: the scans see what. To be told of each by name, and of what goes on
    // in it, would take memory and a watch of the system for every entry of the inbox.
    const hints = watchFolder(this.#inbox, { ignoreInitial: true, depth: 0, ignored: (path) => path !== this.#inbox });
    this.#hints = hints;
    // What only changes will stand still in its time, and needs no look before that.
    hints.on("raw", (what) => {
      if (what !== "rename" || this.#isHinted) return;
      this.#isHinted = true;
      setTimeout(() => this.#wake(), BURST);
    });
    hints.on("ready", () => {
      if (this.#hints === hints) this.#troubles.over("events", this.#inbox);
    });
    hints.on("error", (error) => {
      if (this.#hints !== hints) return;
      this.#deafen();
      this.#hintsAt = performance.now() + HINTS_AGAIN * this.#options.retry;
      this.#troubles.tell("events", this.#inbox, error);
    });
  }

  #deafen(): void {
    void this.#hints?.close();
    this.#hints = undefined;
  }

  /** Waiting is measured by a clock that only goes forward; the journal has the other one, which people can set. */
  #heedClock(): void {
    const now = this.#options.now().getTime();
    if (now < this.#clock - JITTER) {
      const detail = `${new Date(now).toISOString()} < ${new Date(this.#clock).toISOString()}`;
      this.#troubles.tell("clock", "", Object.assign(new Error(detail), { code: "CLOCK" }));
      return;
    }
    this.#clock = Math.max(this.#clock, now);
    this.#troubles.over("clock", "");
  }

  /**
   * Waits for a hint, for the next entry to be ready, for the end, or for the time of the next scan. However many hints come:
   * at least for as long as the round before `took`, so that it does not look all the time.
   */
  async #pause(took: number): Promise<void> {
    if (this.#options.stop.aborted || this.#fatal !== undefined) return;
    const began = performance.now();
    const longest = Math.max(RESCAN, took * 10);
    const least = Math.max(SHORTEST, Math.min(took, RESCAN));
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, Math.max(SHORTEST, Math.min(this.#waiting.next(began) ?? longest, longest)));
      this.#wake = () => {
        clearTimeout(timer);
        const isOver = this.#options.stop.aborted || this.#fatal !== undefined;
        timer = setTimeout(resolve, isOver ? 0 : Math.max(0, began + least - performance.now()));
      };
      if (this.#isHinted) this.#wake();
    });
    this.#wake = () => {};
  }

  async #scan(): Promise<void> {
    const { onEvent } = this.#options;
    this.#isHinted = false;
    let entries: Entry[];
    try {
      entries = await entriesIn(this.#inbox, this.#out.path);
      this.#isAway = false;
      this.#troubles.over("inbox", this.#inbox);
    } catch (error) {
      // A share that is away for a while is not an inbox that was emptied: what was seen stays seen.
      if (errorCode(error) === "") throw error;
      // The folder that comes back is another one to the system: its events are asked for anew.
      this.#isAway = true;
      this.#deafen();
      this.#troubles.tell("inbox", this.#inbox, error);
      return;
    }
    const { ready, arrived, gone } = this.#waiting.look(entries, performance.now());
    for (const { submission } of arrived)
      if (!this.#out.state.settled.has(submission.source) && !this.#queued.has(submission.source))
        onEvent({ is: "arrived", name: submission.name });
    // The queue begins with the first that it is given, whatever comes after it.
    ready.sort((a, b) => this.#priorityOf(b.submission.source) - this.#priorityOf(a.submission.source));
    for (const { submission, stamp, isDone } of ready) {
      const { source, name } = submission;
      // Still at what it was before: its turn comes again.
      if (!this.#enqueue(source, name, () => this.#take({ submission, stamp, isDone }))) this.#waiting.again(source, performance.now());
    }
    this.#gone.push(...gone);
    await this.#noteGone();
  }

  /** Whatever was seen and went away before anything came of it has its line in the journal. */
  async #noteGone(): Promise<void> {
    for (let gone = this.#gone[0]; gone; gone = this.#gone[0]) {
      const { name, source } = gone;
      await this.#out.append("withdrawn", { entry: name, source });
      this.#gone.shift();
      this.#troubles.forget("submission", name);
      this.#options.onEvent({ is: "withdrawn", name });
    }
  }

  /** The last look, when nothing is under way any more: what still lies there waits for the next start, what does not never will. */
  async #leave(): Promise<void> {
    if (this.#out.isBroken) return;
    for (const source of this.#queued) this.#waiting.again(source, performance.now());
    try {
      this.#gone.push(...this.#waiting.look(await entriesIn(this.#inbox, this.#out.path), performance.now()).gone);
      await this.#noteGone();
    } catch (error) {
      if (errorCode(error) === "") throw error;
    }
  }

  /**
   * Puts work in the queue; false where something of its source is there. What the system would not do is done later; other
   * faults end the watcher.
   */
  #enqueue(source: string, name: string, work: () => Promise<void>): boolean {
    if (this.#queued.has(source)) return false;
    this.#queued.add(source);
    const task = async (): Promise<void> => {
      try {
        const isNoTime = this.#options.stop.aborted || this.#out.isBroken || performance.now() < this.#restUntil;
        if (isNoTime) return this.#postpone(source);
        await work();
        this.#waiting.done(source);
        this.#troubles.over("submission", name);
        if (!this.#out.isBroken) this.#troubles.over("output", this.#out.path);
      } catch (error) {
        if (errorCode(error) === "") {
          this.#fatal ??= error;
          this.#queue.clear();
        } else this.#later(source, name, error);
        this.#wake();
      } finally {
        this.#queued.delete(source);
      }
    };
    void this.#queue.add(task, { priority: this.#priorityOf(source) });
    return true;
  }

  /** At the start everything in the inbox is looked through for changes; what is new need not wait for that. */
  #priorityOf(source: string): number {
    return this.#met.has(source) || !this.#out.state.settled.has(source) ? 1 : 0;
  }

  #later(source: string, name: string, error: unknown): void {
    if (this.#out.isBroken || OF_THE_DISK.has(errorCode(error))) {
      // What ails the disk ails every submission: told once, and the others need not try before it has had time to pass.
      this.#troubles.tell("output", this.#out.path, error);
      this.#restUntil = performance.now() + this.#options.retry;
    } else this.#troubles.tell("submission", name, error);
    this.#postpone(source);
  }

  /** What has been received is resumed from the archive; what has not is taken once more. */
  #postpone(source: string): void {
    if (!this.#out.state.unfinished.some(({ received }) => received.source === source)) this.#waiting.again(source, performance.now());
  }

  async #take(entry: Entry): Promise<void> {
    const { name, source } = entry.submission;
    const received = await receive(entry.submission);
    const now = await submissionAt(entry.submission.location, name, this.#out.path);
    // Nothing is left of it: the next scan says so, unless it is the inbox that is away.
    if (now.files.length + now.refused.length === 0 && received.files.length + received.refused.length > 0)
      return this.#waiting.again(source, performance.now());
    const isMoving = received.refused.some(({ reason }) => reason === "changed" || reason === "vanished");
    if (isMoving || stampOf(now) !== entry.stamp) return this.#unsettled(name, source);
    const { identity } = received;
    // The same bytes from elsewhere, under way or not finished yet: they are published there, and noted here after it.
    const isElsewhere = this.#out.state.unfinished.some(({ received: other }) => other.identity === identity && other.source !== source);
    if (isElsewhere || this.#underway.has(identity)) return this.#waiting.again(source, performance.now());
    this.#underway.add(identity);
    try {
      await this.#decide(entry.submission, received);
    } finally {
      this.#underway.delete(identity);
    }
  }

  /** What becomes of content that nobody else is at: nothing, where it was dealt with; a receipt, where it stands published; else it is examined. */
  async #decide({ name, source }: Submission, received: Received): Promise<void> {
    const { onEvent } = this.#options;
    const { identity } = received;
    if (!this.#met.has(source) && this.#out.state.settled.get(source) === identity) {
      this.#met.add(source);
      return;
    }
    // Empty folders are all alike, and yet each is another submission of which nothing came.
    const isEmpty = received.files.length + received.refused.length === 0;
    const standing = isEmpty ? undefined : await this.#out.folderOf(identity);
    if (standing !== undefined) {
      await this.#out.append("received-again", { entry: name, source, folder: standing, identity });
      this.#met.add(source);
      onEvent({ is: "again", name, folder: standing });
      return;
    }
    const kept = await archive(this.#out.path, received);
    if (!kept) return this.#unsettled(name, source);
    const placed = await this.#out.receive(kept, true);
    this.#met.add(source);
    onEvent({ is: "received", name, files: received.files.length + received.refused.length, version: placed.version });
    await this.#examine(placed);
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
    if (this.#underway.has(identity)) return;
    this.#underway.add(identity);
    try {
      this.#options.onEvent({ is: "resumed", name: entry });
      await this.#examine({ received: { name: entry, source, identity, files, refused, ignored }, folder, version });
    } finally {
      this.#underway.delete(identity);
    }
  }

  async #examine(placed: Placed): Promise<void> {
    const { name } = placed.received;
    const outcome = await this.#out.examine(placed, (path, number, of) => this.#options.onEvent({ is: "file", name, path, number, of }));
    this.#options.onEvent({ is: "examined", result: resultOf(this.#out.path, outcome) });
  }
}
