import type { LogHead } from "../model/event.ts";
import { type LogKind, type LogLine, linesOf, NO_LINE, originOf } from "./audit-log.ts";
import { type NoteKey, type ReadCheckpoint, readCheckpoint, type Signature, signatureOf } from "./checkpoint.ts";
import { lineHash, merkleRoot } from "./merkle.ts";

/** What is wrong with a log. Lines are counted from 1; `size` is what the checkpoint states, `lines` what is there. */
export type Problem =
  | { readonly kind: "altered"; readonly line: number }
  /** Before this line, lines are missing that the numbers in the log say were there. */
  | { readonly kind: "gap"; readonly line: number; readonly missing: number }
  | { readonly kind: "longer"; readonly lines: number; readonly size: number }
  | { readonly kind: "shorter"; readonly lines: number; readonly size: number }
  /** The last line has no end: a crash or a cut in the middle of it. */
  | { readonly kind: "torn"; readonly line: number }
  | { readonly kind: "rewritten" }
  | { readonly kind: "bad-checkpoint" }
  | { readonly kind: "no-checkpoint" }
  | { readonly kind: "bad-signature"; readonly signature: Exclude<Signature, "valid"> }
  | { readonly kind: "empty" };

export interface LogVerdict {
  readonly lines: readonly LogLine[];
  /** The head computed from the lines there are. */
  readonly head: LogHead;
  /** What the checkpoint states; null where there is none to read. */
  readonly sealed: LogHead | null;
  readonly problems: readonly Problem[];
  /** `unchecked`: signed, but no public key was given. */
  readonly signature: Signature | "unchecked";
}

/** What one line of a log states of another: its hash. `by` is the line (counted from 0) that states it. */
interface Statement {
  readonly by: number | null;
  readonly hash: Buffer;
}

/** The lines of a log with their hashes, and what other lines and the checkpoint state about each. */
class Chainwork {
  readonly lines: readonly LogLine[];
  readonly hashes: readonly Buffer[];
  readonly #sealed: ReadCheckpoint | null;
  /** By line: what states its hash. The line after it, as a rule. */
  readonly #stated = new Map<number, Statement>();
  readonly #repaired = new Set<number>();

  constructor(lines: readonly LogLine[], sealed: ReadCheckpoint | null) {
    this.lines = lines;
    this.hashes = lines.map(({ bytes }) => lineHash(bytes));
    this.#sealed = sealed;
    for (const [index, { event }] of lines.entries()) {
      if (event) this.#stated.set(index - 1, { by: index, hash: Buffer.from(event.prev, "hex") });
      if (event?.type === "log-repaired") this.#repair(index, event.payload.after, event.payload.torn);
    }
    const last = lines.length - 1;
    if (sealed?.last && lines.length === sealed.size && (lines[last]?.whole || this.isEndChanged()))
      this.#stated.set(last, { by: null, hash: sealed.last });
  }

  /** Lines that a crash cut short state nothing; the repair after them states their hashes and that of the line before them. */
  #repair(index: number, after: string, torn: readonly { readonly hash: string }[]): void {
    const first = index - torn.length;
    const isAsLeft = torn.every(({ hash }, at) => {
      const line = this.lines[first + at];
      return line !== undefined && !line.event && this.hashes[first + at]!.toString("hex") === hash;
    });
    if (!isAsLeft || torn.length === 0) return;
    for (const [at, { hash }] of torn.entries()) {
      this.#repaired.add(first + at);
      this.#stated.set(first + at, { by: index, hash: Buffer.from(hash, "hex") });
    }
    this.#stated.set(first - 1, { by: index, hash: Buffer.from(after, "hex") });
  }

  /** The line that states the hash of a line; null where none does. */
  recorder(index: number): number | null {
    return this.#stated.get(index)?.by ?? null;
  }

  /** The hash that was recorded for a line: in the log, or of the last one in the checkpoint. */
  recorded(index: number): Buffer | null {
    return this.#stated.get(index)?.hash ?? null;
  }

  /** One byte after a whole last line: its line feed was changed, not its end cut off. */
  isEndChanged(): boolean {
    const last = this.lines.at(-1);
    const isSize = this.lines.length === this.#sealed?.size;
    return last?.whole === false && isSize && this.#sealed.last?.equals(lineHash(last.bytes.subarray(0, -1))) === true;
  }

  /** Whether the lines there are give the root that was sealed. */
  gives({ size, root }: ReadCheckpoint): boolean {
    return merkleRoot(this.hashes.slice(0, size)).equals(root);
  }

  /** Whether a line is as recorded; null where nothing is recorded. */
  holds(index: number): boolean | null {
    return this.recorded(index)?.equals(this.hashes[index]!) ?? null;
  }

  /** A piece of a line left by a crash, which a line after it owns up to. */
  isRepaired(index: number): boolean {
    return this.#repaired.has(index);
  }

  /**
   * A piece of a line at the end of the log, which nothing owns up to yet: the last line where it has no end, and pieces
   * before it that are not sealed.
   */
  isTorn(index: number): boolean {
    const rest = this.lines.slice(index);
    if (rest.length === 1 && !rest[0]!.whole) return !this.isEndChanged();
    return index >= (this.#sealed?.size ?? 0) && rest.every(({ event, bytes }) => !event && isPiece(bytes));
  }
}

/** Whether bytes can be the beginning of a line of ours, and not all of it. */
function isPiece(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString("utf8"));
    return false;
  } catch {
    return true;
  }
}

interface Faults {
  /** Lines that are not what was written, counted from 0. */
  readonly altered: Set<number>;
  readonly gaps: ReadonlyMap<number, number>;
}

/** Faults that the chain itself shows. */
function chainFaults(chain: Chainwork): Faults {
  const { lines } = chain;
  const altered = new Set<number>();
  const gaps = new Map<number, number>();
  let expected: number | null = 1;
  for (const [index, { event }] of lines.entries()) {
    if (!event) {
      if (chain.isRepaired(index)) {
        expected = expected === null ? null : expected + 1;
        continue;
      }
      if (!chain.isTorn(index)) altered.add(index);
      expected = null;
      continue;
    }
    if (expected !== null && event.seq !== expected) {
      if (event.seq > expected && chain.holds(index) === true) gaps.set(index, event.seq - expected);
      else altered.add(index);
    }
    if (index === 0 && event.prev !== NO_LINE && !gaps.has(0)) altered.add(index);
    expected = altered.has(index) ? null : event.seq + 1;
  }
  for (const [index] of lines.entries()) {
    if (chain.holds(index) !== false || gaps.has(index + 1)) continue;
    // What is recorded for this line is wrong. If the line that records it is itself not as recorded, that explains it.
    const recorder = chain.recorder(index);
    altered.add(recorder !== null && (altered.has(recorder) || chain.holds(recorder) === false) ? recorder : index);
  }
  return { altered, gaps };
}

/**
 * Which of the sealed lines differ from what was sealed, where the recorded hashes together give the sealed root:
 * then each line that is not as recorded is wrong, and no other. `undefined` where they do not: more was rewritten.
 */
function against(chain: Chainwork, sealed: ReadCheckpoint, altered: ReadonlySet<number>): readonly number[] | undefined {
  const found = chain.hashes.slice(0, sealed.size);
  const all = found.map((hash, index) => chain.recorded(index) ?? hash);
  // A changed line may record a wrong hash for the one before it.
  const trusted = found.map((hash, index) => (altered.has(chain.recorder(index) ?? -1) ? hash : (chain.recorded(index) ?? hash)));
  const original = [found, all, trusted].find((leaves) => merkleRoot(leaves).equals(sealed.root));
  return original?.flatMap((hash, index) => (hash.equals(found[index]!) ? [] : [index]));
}

function chainProblems(chain: Chainwork, sealed: ReadCheckpoint | null): Problem[] {
  const { lines } = chain;
  const { altered, gaps } = chainFaults(chain);
  const torn = lines.flatMap((_, index) => (chain.isTorn(index) ? index : []));
  const others: Problem[] = [];
  if (sealed) {
    const whole = lines.slice(0, torn[0]);
    const end = whole.at(-1);
    // The numbers in the lines count better than the lines, where a line feed was changed into something else or back.
    const length = end?.event && !altered.has(whole.length - 1) ? end.event.seq : whole.length;
    const ended = lines.filter((line) => line.whole).length;
    let isLonger = length > sealed.size && !altered.has(whole.length - 1);
    if (length === whole.length && length >= sealed.size) {
      const known = against(chain, sealed, altered);
      // Where each sealed line is accounted for, whatever stands after them was added, be it a line of ours or not.
      if (known && ended > sealed.size) isLonger = true;
      const wrong = known ?? [...chainFaults(new Chainwork(lines, { ...sealed, last: null })).altered];
      for (const index of altered) if (index < sealed.size) altered.delete(index);
      for (const index of wrong) altered.add(index);
      // The lines chain, and yet they are not what was sealed.
      if (!chain.gives(sealed) && !wrong.some((index) => index < sealed.size)) others.push({ kind: "rewritten" });
    }
    if (isLonger) others.push({ kind: "longer", lines: Math.max(length, ended), size: sealed.size });
    if (length < sealed.size && (whole.length === 0 || !altered.has(whole.length - 1)))
      others.push({ kind: "shorter", lines: length, size: sealed.size });
  }
  for (const index of torn) others.push({ kind: "torn", line: index + 1 });
  const named: Problem[] = [...altered].map((index) => ({ kind: "altered", line: index + 1 }));
  for (const [index, missing] of gaps) named.push({ kind: "gap", line: index + 1, missing });
  return [...named.sort((a, b) => lineOf(a) - lineOf(b)), ...others];
}

const lineOf = (problem: Problem): number => ("line" in problem ? problem.line : 0);

/**
 * Holds the bytes of a log against its checkpoint and, if a public key is given, the checkpoint against its signature.
 * Reads bytes as they are; nothing is written again to be compared.
 */
export function verifyLog(kind: LogKind, log: Buffer, checkpoint: Buffer | undefined, key: NoteKey | null): LogVerdict {
  const lines = linesOf(log);
  const sealed = (checkpoint && readCheckpoint(checkpoint)) ?? null;
  const chain = new Chainwork(lines, sealed);
  const { hashes } = chain;
  const problems = lines.length === 0 ? [{ kind: "empty" } as const] : chainProblems(chain, sealed);
  if (!checkpoint) problems.push({ kind: "no-checkpoint" });
  else if (!sealed) problems.push({ kind: "bad-checkpoint" });
  else if (problems.every(({ kind: found }) => found === "longer" || found === "torn") && !isOfThisLog(kind, sealed, hashes))
    problems.push({ kind: "bad-checkpoint" });
  const signature = !sealed || sealed.signatures.length === 0 ? "absent" : key ? signatureOf(sealed, key) : "unchecked";
  if (key && sealed && signature !== "valid" && signature !== "unchecked") problems.push({ kind: "bad-signature", signature });
  return {
    lines,
    head: { size: lines.length, root: merkleRoot(hashes).toString("hex") },
    sealed: sealed ? { size: sealed.size, root: sealed.root.toString("hex") } : null,
    problems,
    signature,
  };
}

/** Whether the rest of the checkpoint, its name and the hash of the last line, agrees with a log whose root agrees. */
function isOfThisLog(kind: LogKind, { origin, size, last }: ReadCheckpoint, hashes: readonly Buffer[]): boolean {
  const first = hashes[0];
  return first !== undefined && size > 0 && origin === originOf(kind, first) && last?.equals(hashes[size - 1]!) === true;
}
