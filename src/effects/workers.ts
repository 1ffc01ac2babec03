import { availableParallelism } from "node:os";
import type { Done, Job } from "./job.ts";
import { type Task, WorkerProcess } from "./worker-process.ts";

/** The most that reading one file may take: seconds of time, megabytes of memory. */
export interface WorkLimits {
  readonly seconds: number;
  readonly megabytes: number;
}

export const WORK_LIMITS: WorkLimits = { seconds: 120, megabytes: 2048 };
/** With less, a process cannot start. */
export const LEAST_MEGABYTES = 128;

/** Starting takes half a second itself: another process pays only where a job has waited so long (ms). */
const WORTH_ANOTHER = 500;
const MOST = 8;

/**
 * Processes in which submitted files are read and examined: whatever a file does to one, this one and the other files go
 * on. The first starts at once, more where there is work and a processor for them.
 */
export class Workers {
  readonly limits: WorkLimits;
  readonly #most = Math.min(availableParallelism(), MOST);
  readonly #workers = new Set<WorkerProcess>();
  readonly #waiting: Task[] = [];
  #another: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(limits: WorkLimits) {
    this.limits = limits;
    this.#start();
  }

  /**
   * Does a job in another process, in at most so many times the time limit. `began` is called when its turn comes. A job
   * that a used process did not survive is tried once more in a new one, so that no file pays for another's leavings.
   */
  run<J extends Job>(job: J, times = 1, began = (): void => {}): Promise<Done<J>> {
    return new Promise((ended, failed) => {
      // A job's answer is of the job's kind; the compiler cannot follow it through the queue.
      const task: Task = { job, seconds: this.limits.seconds * times, began, ended: ended as Task["ended"], failed };
      this.#waiting.push(task);
      this.#give();
    });
  }

  /** Ends all processes, also those at work; their jobs never end. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#another);
    for (const worker of this.#workers) worker.end();
    this.#workers.clear();
  }

  #start(): WorkerProcess {
    const worker = new WorkerProcess(this.limits.megabytes, (from, again) => {
      if (from.isGone) this.#workers.delete(from);
      if (this.#isClosed) return;
      if (again) this.#start().take(again);
      this.#give();
    });
    this.#workers.add(worker);
    return worker;
  }

  #give(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (!next) return;
      const free = [...this.#workers].find(({ isFree }) => isFree) ?? (this.#workers.size === 0 ? this.#start() : undefined);
      if (!free) break;
      this.#waiting.shift();
      free.take(next);
    }
    if (this.#workers.size >= this.#most) return;
    this.#another ??= setTimeout(() => {
      this.#another = undefined;
      if (this.#waiting.length > 0 && this.#workers.size < this.#most) this.#start();
      this.#give();
    }, WORTH_ANOTHER);
  }
}
