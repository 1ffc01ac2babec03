import type { CheckedSubmission } from "./check.ts";
import type { Settings } from "./examine-submission.ts";

/** What a watcher does, as it does it. */
export type WatchEvent =
  | { readonly is: "watching"; readonly inbox: string; readonly out: string }
  | { readonly is: "arrived" | "unsettled" | "withdrawn"; readonly name: string }
  | { readonly is: "received"; readonly name: string; readonly files: number; readonly version: number }
  | { readonly is: "resumed"; readonly name: string }
  | { readonly is: "file"; readonly name: string; readonly path: string; readonly number: number; readonly of: number }
  | { readonly is: "again"; readonly name: string; readonly folder: string }
  | { readonly is: "examined"; readonly result: CheckedSubmission }
  | Trouble
  | { readonly is: "recovered"; readonly what: Trouble["what"]; readonly name: string }
  | { readonly is: "stopping"; readonly waiting: number };

/**
 * The world will not have it for now: the inbox, the system's events, the output folder, one submission, the clock. What it
 * concerns is tried again until it works. `code` is the system's (`ENOSPC`), `name` what it happened to.
 */
export interface Trouble {
  readonly is: "trouble";
  readonly what: "inbox" | "events" | "output" | "submission" | "clock";
  readonly name: string;
  readonly code: string;
  readonly detail: string;
}

export interface WatchOptions extends Settings {
  readonly inbox: string;
  readonly out: string;
  /** For how long a submission must stand still before it is taken, in milliseconds. */
  readonly quiet: number;
  /** Do without the system's events and only look: for network shares that tell nothing. */
  readonly poll: boolean;
  /** Submissions examined at a time. */
  readonly concurrency: number;
  /** Pause before what the system would not do is tried again, in milliseconds. */
  readonly retry: number;
  /** Aborted when the watcher is to end: it finishes what it is at, and ends. */
  readonly stop: AbortSignal;
  readonly onEvent: (event: WatchEvent) => void;
}
