import type { AuditEvent, EventType, LogHead, Payloads } from "../model/event.ts";
import { checkpointText, type NoteKey } from "./checkpoint.ts";
import { lineHash, MerkleTree } from "./merkle.ts";
import { eventIn } from "./read-event.ts";

export const LOG_FILE = "audit.jsonl";
export const CHECKPOINT_FILE = "checkpoint.txt";
/** `prev` of the first line. */
export const NO_LINE = "0".repeat(64);

export type LogKind = "submission" | "journal";

/** The name of a log in its checkpoint, from what it is and the hash of its first line: no two logs share it. */
export const originOf = (kind: LogKind, first: Uint8Array): string => `crossfoot/${kind}/${Buffer.from(first).toString("hex")}`;

/** A chain of lines under way: knows the hash of the last line and the Merkle root, and writes the next line. */
export class Chain {
  readonly #tree = new MerkleTree();
  #first: Buffer | null = null;
  #last: Buffer | null = null;

  get size(): number {
    return this.#tree.size;
  }

  /** Hash of the last line in hexadecimal, as the next line's `prev` has it. */
  get last(): string {
    return this.#last?.toString("hex") ?? NO_LINE;
  }

  get head(): LogHead {
    return { size: this.size, root: this.#tree.root().toString("hex") };
  }

  /** Takes in a line as it was written, without its line feed. */
  add(line: Uint8Array): void {
    const hash = lineHash(line);
    this.#first ??= hash;
    this.#last = hash;
    this.#tree.add(hash);
  }

  /** The next line for an event, without its line feed, already taken in. */
  next<T extends EventType>(type: T, payload: Payloads[T], time: Date): Buffer {
    const line = Buffer.from(JSON.stringify({ seq: this.size + 1, time: time.toISOString(), type, payload, prev: this.last }));
    this.add(line);
    return line;
  }

  /** The text of the checkpoint that seals the chain as it stands. */
  checkpoint(kind: LogKind, key: NoteKey | null): string {
    const none = Buffer.alloc(32);
    const origin = originOf(kind, this.#first ?? none);
    return checkpointText({ origin, size: this.size, root: this.#tree.root(), last: this.#last ?? none }, key);
  }
}

/** A finished log of one submission: the two files as they are to be written, and what the journal records of them. */
export interface SealedLog {
  readonly bytes: Buffer;
  readonly checkpoint: string;
  readonly head: LogHead;
}

/** The log of one submission, built in memory and written once, with its outputs. */
export class SubmissionLog {
  readonly #chain = new Chain();
  readonly #lines: Buffer[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  append<T extends EventType>(type: T, payload: Payloads[T]): void {
    this.#lines.push(this.#chain.next(type, payload, this.#now()), Buffer.from("\n"));
  }

  seal(key: NoteKey | null): SealedLog {
    return { bytes: Buffer.concat(this.#lines), checkpoint: this.#chain.checkpoint("submission", key), head: this.#chain.head };
  }
}

/** A line of a log file: its bytes without the line feed, and what they say where they are an event. */
export interface LogLine {
  readonly bytes: Buffer;
  readonly event: AuditEvent | undefined;
  /** False for a last line whose line feed is missing. */
  readonly whole: boolean;
}

/** The lines of a log as they stand in the file. */
export function linesOf(bytes: Buffer): LogLine[] {
  const lines: LogLine[] = [];
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const line = bytes.subarray(start, feed < 0 ? bytes.length : feed);
    lines.push({ bytes: line, event: eventIn(line), whole: feed >= 0 });
    start = feed < 0 ? bytes.length : feed + 1;
  }
  return lines;
}
