import type { FileReceipt, IgnoredFile, RefusedFile } from "../model/event.ts";
import type { Summary } from "../model/examination.ts";
import type { Finding } from "../model/finding.ts";
import type { Limits } from "../model/parser.ts";
import type { OutputFile } from "../model/report.ts";
import type { Language } from "../model/text.ts";
import { VERSION } from "../model/version.ts";
import { type SealedLog, SubmissionLog } from "./audit-log.ts";
import type { NoteKey } from "./checkpoint.ts";
import { hashOf, type Location } from "./disk.ts";
import { emptySubmission } from "./empty-submission.ts";
import { examineApart } from "./examine-apart.ts";
import { identityOf, type Submission } from "./intake.ts";
import type { DocumentSummary, LoadedPack, PreviousSource, ReadDocument } from "./job.ts";
import { sha256 } from "./merkle.ts";
import { refusedDocument } from "./refused-document.ts";
import { documentsOf, type Opened } from "./unpack.ts";
import type { Workers } from "./workers.ts";

/** What every submission of a run is examined with. */
export interface Settings {
  readonly packs: readonly LoadedPack[];
  /** Submissions of the years before that a person named. */
  readonly previous?: readonly PreviousSource[];
  readonly language: Language;
  readonly limits: Limits;
  readonly workers: Workers;
  readonly key: NoteKey | null;
  readonly now: () => Date;
}

export interface ReceivedFile extends FileReceipt {
  readonly location: Location;
}

/** A submission whose files have been hashed: from now on its content is fixed, and a file that no longer has it is refused. */
export interface Received {
  readonly name: string;
  readonly source: string;
  readonly identity: string;
  readonly files: readonly ReceivedFile[];
  readonly refused: readonly RefusedFile[];
  readonly ignored: readonly IgnoredFile[];
}

/** Hashes every file of a submission where it lies. */
export async function receive({ name, source, files, refused, ignored }: Submission): Promise<Received> {
  const taken: ReceivedFile[] = [];
  const left = [...refused];
  for (const { path, location } of files) {
    // However large: what arrived is proved even where it is too large to be examined.
    const read = await hashOf(location, Number.MAX_SAFE_INTEGER);
    if ("reason" in read) left.push({ path, ...read });
    else taken.push({ path, location, ...read });
  }
  left.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { name, source, identity: identityOf(taken, left), files: taken, refused: left, ignored };
}

/** Everything one submission gives: what was found, the files of its output folder, its log. */
export interface Examined {
  readonly summary: Summary;
  /** The worst findings, one a cause, few. */
  readonly worst: readonly Finding[];
  readonly outputs: readonly OutputFile[];
  readonly log: SealedLog;
}

/** What hears how far an examination is: before each file is read (counted from 1), and when all have been. */
export interface Progress {
  readonly file: (path: string, number: number, of: number) => void;
  readonly parsed: (read: number, refused: number) => Promise<void>;
}

/**
 * Reads, examines and renders one submission, all of it in other processes. Writes nothing. `beside`: other submissions whose
 * outputs stand in the same folder.
 */
export async function examineSubmission(
  received: Received,
  { packs, previous = [], language, limits, workers, key, now }: Settings,
  progress?: Progress,
  beside: readonly PreviousSource[] = [],
): Promise<Examined> {
  const log = new SubmissionLog(now);
  const rules = packs.map(({ id, version, sha256: hash }) => ({ id, version, sha256: hash }));
  log.append("submission-received", {
    submission: received.name,
    identity: received.identity,
    tool: "crossfoot",
    version: VERSION,
    rules,
  });
  for (const { path, bytes, sha256: hash } of received.files) log.append("file-received", { path, bytes, sha256: hash });
  for (const ignored of received.ignored) log.append("file-ignored", ignored);
  const arrived = [...received.files, ...received.refused].sort((a, b) => (a.path < b.path ? -1 : 1));
  const reading = arrived.map((file, index): readonly Opened[] | Promise<readonly Opened[]> => {
    const began = (): void => progress?.file(file.path, index + 1, arrived.length);
    return "reason" in file ? [{ document: refusedDocument(file) }] : documentsOf(file, limits, workers, began);
  });
  const documents: ReadDocument[] = [];
  for (const { document, fault, receipt, ignored = [] } of (await Promise.all(reading)).flat()) {
    if (receipt) log.append("file-unpacked", receipt);
    for (const inside of ignored) log.append("file-ignored", inside);
    if (fault !== undefined) log.append("file-failed", { path: document.summary.path, reason: fault });
    documents.push(document);
    logDocument(log, document.summary);
  }
  const refused = documents.filter(({ summary }) => isRefused(summary)).length;
  await progress?.parsed(documents.length - refused, refused);
  const findings = arrived.length > 0 ? [] : [emptySubmission(received.name, received.ignored)];
  const { answer, setAside } = await examineApart(
    { submission: received.name, packs, previous: [...previous, ...beside], findings, language },
    documents,
    workers,
  );
  for (const { document, fault } of setAside) {
    if (fault !== undefined) log.append("file-failed", { path: document.summary.path, reason: fault });
    logRefused(log, document.summary);
  }
  for (const { type, payload } of answer.logged) log.append(type, payload);
  for (const { path, content } of answer.outputs)
    log.append("output-written", { path, bytes: Buffer.byteLength(content), sha256: sha256(content) });
  log.append("completed", { submission: received.name, summary: answer.summary });
  const { summary, worst, outputs } = answer;
  return { summary, worst, outputs, log: log.seal(key) };
}

const isRefused = ({ format }: DocumentSummary): boolean => format === "unknown";

function logDocument(log: SubmissionLog, document: DocumentSummary): void {
  const { path, format, encoding, grids, paragraphs, losses } = document;
  if (isRefused(document)) logRefused(log, document);
  else log.append("file-parsed", { path, format, encoding, grids, paragraphs, losses });
}

function logRefused(log: SubmissionLog, { path, findings }: DocumentSummary): void {
  log.append("file-refused", { path, findings: findings.map(({ code, message }) => ({ code, why: message["zh-CN"] })) });
}
