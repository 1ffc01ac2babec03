import type { RulePackSummary, Summary } from "./examination.ts";
import type { Code, Severity } from "./finding.ts";

/** A file as it arrived: its path inside the submission, its size in bytes and the SHA-256 of its bytes in hexadecimal. */
export interface FileReceipt {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Why a file could not be taken: it went away or changed while it was read, is a link that leads out of the submission,
 * no ordinary file, may not be opened, is larger than the limit or lies too deep in archives, the disk failed, its reader has a fault of ours, took too
 * much time or memory, or ended without a word.
 */
export type Refusal =
  | "vanished"
  | "too-deep"
  | "changed"
  | "link"
  | "special"
  | "denied"
  | "too-large"
  | "failed"
  | "fault"
  | "time"
  | "memory"
  | "crash";

export interface RefusedFile {
  readonly path: string;
  readonly reason: Refusal;
  /** The target of a link, the message of the system; `""` where there is nothing more to say. */
  readonly detail: string;
}

/** A file left aside on purpose, and why: a lock file, a system's own file, a link to a file that is read itself. */
export interface IgnoredFile {
  readonly path: string;
  readonly why: "lock file" | "temporary file" | "system file" | "marker" | "link inside the submission";
}

/** Size (lines) and Merkle root (hexadecimal) of a sealed log. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

/** One relation as tried: the figure judged, by its label, the verdict, the amount it is out by, or why it could not be tested. */
export interface RelationOutcome {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly of: string;
  readonly formula: string;
  readonly verdict: string;
  readonly difference?: string;
  readonly because?: string;
}

/** What each type of event says. The first group is written to a submission's own log, the second to the journal of the output folder. */
export interface Payloads {
  readonly "submission-received": {
    readonly submission: string;
    readonly identity: string;
    readonly tool: string;
    readonly version: string;
    readonly rules: readonly RulePackSummary[];
  };
  readonly "file-received": FileReceipt;
  readonly "file-ignored": IgnoredFile;
  /** A file inside another that was received: of an archive, attached to a message, embedded in a document. */
  readonly "file-unpacked": FileReceipt;
  readonly "file-refused": { readonly path: string; readonly findings: readonly { readonly code: Code; readonly why: string }[] };
  /** A fault of ours while this file was read: the file was not examined, the others were. */
  readonly "file-failed": { readonly path: string; readonly reason: string };
  readonly "file-parsed": {
    readonly path: string;
    readonly format: string;
    readonly encoding: string | null;
    readonly grids: number;
    readonly paragraphs: number;
    readonly losses: readonly { readonly what: string; readonly count: number }[];
  };
  /** `table` is null for what was checked in running text. */
  readonly "table-checked": {
    readonly table: string | null;
    readonly document: string;
    readonly title: string;
    readonly figures: number;
    readonly verified: number;
    readonly disputed: number;
    readonly untested: number;
    readonly reasons: { readonly [reason: string]: number };
    readonly relations: readonly RelationOutcome[];
  };
  readonly finding: {
    readonly id: string;
    readonly code: Code;
    readonly severity: Severity;
    readonly root: string;
    readonly document: string;
    readonly label: string;
    readonly reported: string | null;
    readonly expected: string | null;
    readonly relation: string | null;
    /** Of the finding as it stands in findings.json, as one line of JSON. */
    readonly sha256: string;
  };
  readonly "output-written": FileReceipt;
  readonly completed: { readonly submission: string; readonly summary: Summary };

  readonly "run-started": {
    readonly tool: string;
    readonly version: string;
    readonly command: "check" | "watch";
    readonly rules: readonly RulePackSummary[];
    /** What the checkpoint covered when the run began; null where there was none. */
    readonly sealed: LogHead | null;
  };
  /**
   * The lines right before this one were cut short by a crash and stand as they were left. `hash` is that of each as it
   * stands, `after` that of the last whole line before them.
   */
  readonly "log-repaired": {
    readonly after: string;
    readonly torn: readonly { readonly line: number; readonly bytes: number; readonly hash: string }[];
  };
  /** The clock of this machine stands before the time of the event before, `latest`: from here on times are compared with care. */
  readonly "clock-set-back": { readonly latest: string };
  readonly received: {
    readonly entry: string;
    readonly source: string;
    readonly folder: string;
    readonly identity: string;
    readonly version: number;
    /** A copy of each file is in the archive, under its hash. */
    readonly archived: boolean;
    readonly files: readonly FileReceipt[];
    readonly refused: readonly RefusedFile[];
    readonly ignored: readonly IgnoredFile[];
  };
  readonly "received-again": { readonly entry: string; readonly source: string; readonly folder: string; readonly identity: string };
  /** It changed while it was being taken, and waits until it stands still again. */
  readonly unsettled: { readonly entry: string; readonly source: string };
  readonly withdrawn: { readonly entry: string; readonly source: string };
  readonly parsed: { readonly folder: string; readonly identity: string; readonly read: number; readonly refused: number };
  readonly checked: { readonly folder: string; readonly identity: string; readonly log: LogHead };
  /** `recovered`: an earlier run had put the folder in place and was stopped before it could say so. */
  readonly published: {
    readonly folder: string;
    readonly identity: string;
    readonly version: number;
    readonly log: LogHead;
    readonly summary: Summary | null;
    readonly recovered: boolean;
  };
  readonly failed: { readonly entry: string; readonly folder: string; readonly identity: string; readonly reason: string };
  readonly "run-finished": { readonly published: number; readonly again: number; readonly failed: number };
}

export type EventType = keyof Payloads;

/** One line of a log. `prev` is the hash of the line before as it was written; 64 zeros on the first line. */
export type AuditEvent = {
  readonly [type in EventType]: {
    readonly seq: number;
    readonly time: string;
    readonly type: type;
    readonly payload: Payloads[type];
    readonly prev: string;
  };
}[EventType];
