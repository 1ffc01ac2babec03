import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Done, type Job, TOO_MUCH, type Told } from "./job.ts";

/** A job on its way: what hears that it began, and how it ended. */
export interface Task {
  readonly job: Job;
  /** The most that it may take. */
  readonly seconds: number;
  readonly began: () => void;
  readonly ended: (done: Done<Job>) => void;
  readonly failed: (error: Error) => void;
}

/** V8's last words when its heap is full; a process that is killed unasked was in the way of a system short of memory. */
const FULL = /heap out of memory|Allocation failed|heap limit|invalid (?:table|array) (?:size|length)/i;
/** A timer set for longer than this (ms) goes off at once. */
const LONGEST = 2 ** 31 - 1;
/** What a process holds before it has done anything (MB). */
const OURSELVES = 120;
/** How much is kept of what a process says, in characters. */
const LAST_WORDS = 4000;

const extension = extname(import.meta.url);
const ENTRY = fileURLToPath(new URL(`./worker${extension}`, import.meta.url));

/** Run from source, a process needs the loader of TypeScript, which this one may have got by its arguments or otherwise. */
function loader(): string[] {
  if (extension !== ".ts" || process.execArgv.some((word) => word.includes("tsx"))) return [];
  return ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href];
}

/**
 * A process that does jobs, one at a time. Not a thread: V8 ends the whole process when the heap of a thread is full in the
 * middle of growing a map or an array, which no limit on threads prevents.
 */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #megabytes: number;
  #task: Task | undefined;
  #timer: NodeJS.Timeout | undefined;
  #state: "starting" | "ready" | "late" | "gone" = "starting";
  #jobs = 0;
  #said = "";

  /** `onEnd` hears of the end of each job; what is handed to it was cut short in a process that had done others, and is to be tried in a new one. */
  constructor(megabytes: number, onEnd: (worker: WorkerProcess, again: Task | undefined) => void) {
    this.#megabytes = megabytes;
    const child = fork(ENTRY, [`${process.pid}`, `${megabytes}`], {
      serialization: "advanced",
      execArgv: [...process.execArgv, ...loader(), `--max-old-space-size=${megabytes}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child = child;
    child.stderr?.on("data", (piece: Buffer) => {
      this.#said = `${this.#said}${piece}`.slice(-LAST_WORDS);
    });
    child.on("message", (told: Told) => onEnd(this, this.#hear(told)));
    child.on("error", (error) => onEnd(this, this.#gone(error.message, null)));
    child.on("close", (code, signal) => onEnd(this, this.#gone(signal ?? `exit ${code}`, signal)));
    this.#hold(false);
  }

  get isFree(): boolean {
    return this.#task === undefined && (this.#state === "starting" || this.#state === "ready");
  }

  get isGone(): boolean {
    return this.#state === "gone";
  }

  take(task: Task): void {
    this.#task = task;
    this.#hold(true);
    if (this.#state === "ready") this.#send(task);
  }

  /** Ends it: at once where it is at work. */
  end(): void {
    if (this.#task) this.#child.kill("SIGKILL");
    else if (this.#child.connected) this.#child.disconnect();
  }

  #send(task: Task): void {
    const limit = Math.min(task.seconds * 1000, LONGEST);
    this.#timer = setTimeout(() => {
      this.#state = "late";
      this.#child.kill("SIGKILL");
    }, limit);
    task.began();
    // Where the process is gone, its end says so.
    this.#child.send(task.job, () => {});
  }

  #hear(told: Told): undefined {
    if (told.is === "ready") {
      this.#state = "ready";
      if (this.#task) this.#send(this.#task);
      return;
    }
    const task = this.#release();
    this.#jobs++;
    // Memory that a large file took comes back late, if at all: the next one gets a process that starts small.
    if (told.resident > (this.#megabytes / 2 + OURSELVES) * 1_000_000) {
      this.#state = "gone";
      this.end();
    }
    task?.ended(told.done);
  }

  #gone(how: string, signal: NodeJS.Signals | null): Task | undefined {
    const was = this.#state;
    this.#state = "gone";
    const task = this.#release();
    if (!task) return undefined;
    if (was === "starting") task.failed(new Error(`a process to examine files in could not be started (${how}): ${this.#said}`));
    else if (was === "late") task.ended({ is: "time" });
    else if (this.#jobs > 0) return task;
    else if (signal === TOO_MUCH || signal === "SIGKILL" || FULL.test(this.#said)) task.ended({ is: "memory" });
    else task.ended({ is: "crash", detail: how });
    return undefined;
  }

  #release(): Task | undefined {
    const task = this.#task;
    this.#task = undefined;
    clearTimeout(this.#timer);
    this.#hold(false);
    return task;
  }

  /** Whether the process keeps this one from ending. */
  #hold(holds: boolean): void {
    const { stderr, channel } = this.#child;
    const parts = [this.#child, channel, stderr];
    for (const part of parts) if (part && "ref" in part) holds ? part.ref() : part.unref();
  }
}
