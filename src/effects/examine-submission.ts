import type { FileReceipt, IgnoredFile, RefusedFile, RelationOutcome } from "../model/event.ts";
import type { Examination } from "../model/examination.ts";
import type { Document } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import type { Limits } from "../model/parser.ts";
import type { Recalculation } from "../model/relation.ts";
import type { OutputFile } from "../model/report.ts";
import type { RulePack } from "../model/rule-pack.ts";
import type { Language } from "../model/text.ts";
import { examine, readDocument, render, VERSION } from "../pipeline.ts";
import { type SealedLog, SubmissionLog } from "./audit-log.ts";
import type { NoteKey } from "./checkpoint.ts";
import { contentsOf, hashOf, type Location } from "./disk.ts";
import { emptySubmission, withFinding } from "./empty-submission.ts";
import { identityOf, type Submission } from "./intake.ts";
import { sha256 } from "./merkle.ts";
import { refusedDocument } from "./refused-document.ts";

/** What every submission of a run is examined with. */
export interface Settings {
  readonly packs: readonly RulePack[];
  readonly language: Language;
  readonly limits: Limits;
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
  readonly examination: Examination;
  readonly outputs: readonly OutputFile[];
  readonly log: SealedLog;
}

/** One file's document. A fault of ours in reading it must not take the other files down: it is logged as what it is. */
async function documentOf(file: ReceivedFile, limits: Limits, log: SubmissionLog): Promise<Document> {
  const contents = await contentsOf(file.location, limits.fileBytes);
  if ("reason" in contents) return refusedDocument({ path: file.path, ...contents }, file.bytes, file.sha256);
  if (contents.sha256 !== file.sha256) return refusedDocument({ path: file.path, reason: "changed", detail: "" }, file.bytes, file.sha256);
  try {
    return await readDocument(file.path, contents.sha256, contents.bytes, limits);
  } catch (fault) {
    log.append("file-failed", { path: file.path, reason: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
    return refusedDocument({ path: file.path, reason: "fault", detail: "" }, file.bytes, file.sha256);
  }
}

/** What hears how far an examination is: before each file is read (counted from 1), and when all have been. */
export interface Progress {
  readonly file: (path: string, number: number, of: number) => void;
  readonly parsed: (read: number, refused: number) => Promise<void>;
}

/** Reads, examines and renders one submission. Writes nothing. */
export async function examineSubmission(
  received: Received,
  { packs, language, limits, key, now }: Settings,
  progress?: Progress,
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
  const documents: Document[] = [];
  const arrived = [...received.files, ...received.refused].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [index, file] of arrived.entries()) {
    progress?.file(file.path, index + 1, arrived.length);
    const document = "reason" in file ? refusedDocument(file) : await documentOf(file, limits, log);
    documents.push(document);
    logDocument(log, document);
  }
  const refused = documents.filter(isRefused).length;
  await progress?.parsed(documents.length - refused, refused);
  const examined = examine(received.name, documents, packs);
  const examination = arrived.length > 0 ? examined : withFinding(examined, emptySubmission(received.name, received.ignored));
  logExamination(log, examination);
  const outputs = render(examination, language);
  for (const { path, content } of outputs)
    log.append("output-written", { path, bytes: Buffer.byteLength(content), sha256: sha256(content) });
  log.append("completed", { submission: received.name, summary: examination.summary });
  return { examination, outputs, log: log.seal(key) };
}

const isRefused = ({ blocks, findings }: Document): boolean => blocks.length === 0 && findings.length > 0;

function logDocument(log: SubmissionLog, document: Document): void {
  const { path, format, encoding, blocks, findings, losses } = document;
  if (isRefused(document)) {
    log.append("file-refused", { path, findings: findings.map(({ code, message }) => ({ code, why: message["zh-CN"] })) });
    return;
  }
  const grids = blocks.filter(({ kind }) => kind === "grid").length;
  log.append("file-parsed", { path, format, encoding: encoding ?? null, grids, paragraphs: blocks.length - grids, losses });
}

function outcomeOf({ relation, verdict }: Recalculation, of: string): RelationOutcome {
  return {
    id: relation.id,
    kind: relation.kind,
    source: relation.source,
    of,
    formula: relation.formula,
    verdict: verdict.is,
    ...("difference" in verdict ? { difference: verdict.difference.toFixed() } : {}),
    ...("because" in verdict ? { because: verdict.because } : {}),
  };
}

/** One event a table with every relation tried in it, one for running text of each document, then the findings. */
function logExamination(log: SubmissionLog, { tables, records, recalculations, coverage, findings }: Examination): void {
  const tableOf = new Map(records.map(({ id, tableId, document }) => [id, tableId ?? `text of ${document}`]));
  const labels = new Map(records.map(({ id, at }) => [id, at.label]));
  const relations = grouped(recalculations, ({ relation }) => tableOf.get(relation.total) ?? "");
  const cells = grouped(coverage, ({ record }) => tableOf.get(record) ?? "");
  const places = [
    ...tables.map(({ id, document, title }) => ({ key: id, table: id, document, title })),
    ...[...new Set(records.filter(({ tableId }) => tableId === null).map(({ document }) => document))].map((document) => ({
      key: `text of ${document}`,
      table: null,
      document,
      title: "",
    })),
  ];
  for (const { key, table, document, title } of places) {
    const here = cells.get(key) ?? [];
    const count = (state: string): number => here.filter((cell) => cell.state === state).length;
    const reasons: { [reason: string]: number } = {};
    for (const { reason } of here) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
    log.append("table-checked", {
      table,
      document,
      title,
      figures: here.length,
      verified: count("verified"),
      disputed: count("disputed"),
      untested: count("untested"),
      reasons,
      relations: (relations.get(key) ?? []).map((each) => outcomeOf(each, labels.get(each.relation.total) ?? "")),
    });
  }
  for (const { id, code, severity, root, at, reported, expected, relation } of findings)
    log.append("finding", {
      id,
      code,
      severity,
      root,
      document: at.document,
      label: at.label,
      reported,
      expected,
      relation: relation?.id ?? null,
    });
}
