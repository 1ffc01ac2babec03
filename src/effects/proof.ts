import { join } from "node:path";
import { z } from "zod";
import type { LogHead, Payloads } from "../model/event.ts";
import type { Finding } from "../model/finding.ts";
import { CHECKPOINT_FILE, LOG_FILE, type LogKind, linesOf } from "./audit-log.ts";
import { type NoteKey, type ReadCheckpoint, readCheckpoint, type Signature, signatureOf } from "./checkpoint.ts";
import { readOwn } from "./disk.ts";
import type { FoundFinding } from "./explain.ts";
import { inclusionPath, lineHash, rootThrough, sha256 } from "./merkle.ts";
import { eventIn } from "./read-event.ts";

// A proof holds texts as they were hashed: nothing in it is serialised again to be verified.

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** A line of a log, and the hashes by which it leads to the root that the log's checkpoint seals. */
const inclusion = z.strictObject({
  line: z.string().describe("The line as it stands in the log, without its line feed."),
  number: z.int().min(1).describe("Its number in the log, from 1."),
  path: z.array(hash).describe("Merkle path (RFC 6962), nearest first, in hexadecimal."),
  checkpoint: z.string().describe("The log's checkpoint.txt."),
});

/** `proof.json`: one finding, provable without the output folder it came from. */
export const proofSchema = z
  .strictObject({
    schema: z.literal("urn:crossfoot:schema:proof:1"),
    finding: z.string().describe("The finding as in findings.json, as one line of JSON: its SHA-256 stands in the line of the log."),
    submission: inclusion.describe("The line of the finding in the submission's own log."),
    journal: inclusion
      .nullable()
      .describe("The line of the journal that seals the submission's log; null where the journal's checkpoint does not cover it."),
  })
  .meta({ title: "crossfoot proof.json", description: "The proof of one finding; `crossfoot verify proof.json` holds it against itself." });

export type Proof = z.infer<typeof proofSchema>;
type Inclusion = Proof["journal"] & object;

interface Log {
  readonly lines: ReturnType<typeof linesOf>;
  readonly checkpoint: string;
  readonly sealed: ReadCheckpoint | undefined;
}

async function logIn(folder: string): Promise<Log> {
  const checkpoint = (await readOwn(join(folder, CHECKPOINT_FILE))) ?? Buffer.alloc(0);
  return {
    lines: linesOf((await readOwn(join(folder, LOG_FILE))) ?? Buffer.alloc(0)),
    checkpoint: checkpoint.toString("utf8"),
    sealed: readCheckpoint(checkpoint),
  };
}

/** The inclusion of a line, counted from 0, in what the checkpoint seals; nothing where it lies beyond it. */
function inclusionOf({ lines, checkpoint, sealed }: Log, index: number): Inclusion | undefined {
  const line = lines[index];
  if (!sealed || !line || index >= sealed.size || lines.length < sealed.size) return undefined;
  const leaves = lines.slice(0, sealed.size).map(({ bytes }) => lineHash(bytes));
  const path = inclusionPath(leaves, index).map((each) => each.toString("hex"));
  return { line: line.bytes.toString("utf8"), number: index + 1, path, checkpoint };
}

/** The proof of a finding in an output folder whose logs verify; nothing where the log of its submission does not hold it. */
export async function proofOf(out: string, { finding, folder }: FoundFinding): Promise<Proof | undefined> {
  const text = JSON.stringify(finding);
  const log = await logIn(folder);
  const index = log.lines.findIndex(({ event }) => event?.type === "finding" && event.payload.sha256 === sha256(text));
  const submission = inclusionOf(log, index);
  if (!submission || !log.sealed) return undefined;
  const head: LogHead = { size: log.sealed.size, root: log.sealed.root.toString("hex") };
  const journal = await logIn(out);
  const at = journal.lines.findLastIndex(({ event }) => event?.type === "published" && isHead(event.payload.log, head));
  return { schema: "urn:crossfoot:schema:proof:1", finding: text, submission, journal: inclusionOf(journal, at) ?? null };
}

const isHead = (a: LogHead, b: LogHead): boolean => a.size === b.size && a.root === b.root;

/** What does not hold in a proof. */
export type ProofProblem = "finding" | "line" | "checkpoint" | "sealing" | "journal" | "signature";

export interface ProofVerdict {
  readonly problems: readonly ProofProblem[];
  /** Only where nothing is wrong is there any reason to believe these. */
  readonly finding: Finding | null;
  readonly examined: string | null;
  readonly published: Payloads["published"] | null;
  /** Of the checkpoint that covers most: the journal's, where it is there. `unchecked`: signed, but no public key was given. */
  readonly signature: Signature | "unchecked";
}

/** Reads a proof; nothing where a text is none. */
export function readProof(text: string): Proof | undefined {
  try {
    return proofSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whether a line leads to the root in its checkpoint, and the checkpoint is one of a log of this kind. */
function holds(kind: LogKind, { line, number, path, checkpoint }: Inclusion): { sealed: ReadCheckpoint | undefined; isLed: boolean } {
  const read = readCheckpoint(Buffer.from(checkpoint));
  const sealed = read?.origin.startsWith(`crossfoot/${kind}/`) ? read : undefined;
  const steps = path.map((each) => Buffer.from(each, "hex"));
  const root = sealed && rootThrough(lineHash(Buffer.from(line)), number - 1, sealed.size, steps);
  return { sealed, isLed: root !== undefined && sealed?.root.equals(root) === true };
}

function signatureIn(checkpoint: ReadCheckpoint | undefined, key: NoteKey | null): ProofVerdict["signature"] {
  if (!checkpoint || checkpoint.signatures.length === 0) return "absent";
  return key ? signatureOf(checkpoint, key) : "unchecked";
}

/** Holds a proof against itself, and against a public key where one is given. */
export function verifyProof({ finding, submission, journal }: Proof, key: NoteKey | null): ProofVerdict {
  const problems = new Set<ProofProblem>();
  const event = eventIn(Buffer.from(submission.line));
  const own = holds("submission", submission);
  if (event?.type !== "finding" || event.payload.sha256 !== sha256(finding)) problems.add("finding");
  if (!own.sealed) problems.add("checkpoint");
  else if (!own.isLed) problems.add("line");
  const sealing = journal && eventIn(Buffer.from(journal.line));
  const above = journal && holds("journal", journal);
  if (above && !above.sealed) problems.add("checkpoint");
  else if (above && !above.isLed) problems.add("journal");
  const published = sealing?.type === "published" ? sealing.payload : null;
  const head = own.sealed && { size: own.sealed.size, root: own.sealed.root.toString("hex") };
  if (journal && !(published && head && isHead(published.log, head))) problems.add("sealing");
  const signature = signatureIn(above?.sealed ?? own.sealed, key);
  if (key && signature !== "valid") problems.add("signature");
  return {
    problems: [...problems],
    // The text is the one that was hashed into the log, where it was written from a finding.
    finding: problems.has("finding") ? null : (JSON.parse(finding) as Finding),
    examined: event?.time ?? null,
    published,
    signature,
  };
}
