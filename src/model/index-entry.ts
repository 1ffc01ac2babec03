import type { Summary } from "./examination.ts";

/** A moment: as the log has it (ISO 8601, UTC), and in words of the place where it is read. */
export interface Moment {
  readonly iso: string;
  readonly local: string;
}

/** One submission as the index over an output folder shows it. */
export interface IndexEntry {
  /** What it was called when it came. */
  readonly name: string;
  /** Its folder in the output folder. */
  readonly folder: string;
  /** `failed`: not examined, through a fault of ours. `working`: received, and not done yet. */
  readonly state: "published" | "failed" | "working";
  readonly version: number;
  readonly received: Moment;
  /** When it was published or given up; null while it is being worked on. */
  readonly done: Moment | null;
  /** Times that the same bytes came again. */
  readonly again: number;
  /** Null where there is none: it is not published, or the log of an earlier release did not hold it. */
  readonly summary: Summary | null;
}
