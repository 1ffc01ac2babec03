import { basename, dirname, join, resolve } from "node:path";
import type { AuditEvent, FileReceipt, LogHead, Payloads } from "../model/event.ts";
import { grouped } from "../model/grouped.ts";
import { CHECKPOINT_FILE, LOG_FILE } from "./audit-log.ts";
import type { NoteKey } from "./checkpoint.ts";
import { entriesOf, readOwn, statusOf } from "./disk.ts";
import { nameOf } from "./intake.ts";
import { folderKey } from "./journal-state.ts";
import { sha256 } from "./merkle.ts";
import { type LogVerdict, type Problem, verifyLog } from "./verify-log.ts";

/** What is wrong with a folder of outputs beyond its log. */
export type FolderProblem =
  | Problem
  | { readonly kind: "output-altered" | "output-missing"; readonly path: string }
  /** The journal sealed another log for this folder, knows of none, or is itself not as it was written. */
  | { readonly kind: "journal-differs" | "journal-silent" | "journal-altered" };

/** Whether the journal beside a folder was there, and what it said. */
export type Sealing = "sealed" | "none" | "problem";

/** The one word for everything that was verified. `incomplete`: all there is agrees, but something that was sealed is gone. */
export type Overall = "as-written" | "incomplete" | "altered";

export interface SubmissionVerdict {
  readonly log: LogVerdict;
  readonly overall: Overall;
  readonly problems: readonly FolderProblem[];
  /** Output files that agree with the log, and files that it does not name. */
  readonly outputs: number;
  readonly unnamed: readonly string[];
  readonly sealing: Sealing;
}

const VERSIONS = ".versions";

const sealedHead = ({ sealed, head }: LogVerdict): LogHead => sealed ?? head;

const isPublished = (event: AuditEvent): event is AuditEvent & { type: "published"; payload: Payloads["published"] } =>
  event.type === "published";

/** Files below a folder, as paths with `/`. */
async function filesBelow(folder: string, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await entriesOf(folder)) {
    const path = `${prefix}${nameOf(name)}`;
    if (kind === "folder") found.push(...(await filesBelow(join(folder, nameOf(name)), `${path}/`)));
    else found.push(path);
  }
  return found;
}

async function checkOutputs(folder: string, receipts: readonly FileReceipt[]): Promise<FolderProblem[]> {
  const problems: FolderProblem[] = [];
  for (const { path, sha256: hash } of receipts) {
    const isInside = !path.split("/").some((part) => part === "" || part === "..");
    const status = isInside ? await statusOf(join(folder, path)) : undefined;
    const bytes = status?.kind === "file" ? await readOwn(join(folder, path)) : undefined;
    if (!bytes) problems.push({ kind: "output-missing", path });
    else if (sha256(bytes) !== hash) problems.push({ kind: "output-altered", path });
  }
  return problems;
}

type HeadEvent = Extract<AuditEvent, { type: "published" | "checked" }>;

/** A journal as it was read: what it sealed, by folder, and whether it is as it was written. */
interface Journal {
  readonly heads: ReadonlyMap<string, readonly HeadEvent[]>;
  readonly isIntact: boolean;
}

const TELLING = new Set<Problem["kind"]>(["altered", "gap", "shorter", "rewritten", "bad-checkpoint", "bad-signature"]);

const journalIn = ({ lines, problems }: LogVerdict): Journal => ({
  heads: grouped(
    lines.flatMap(({ event }) => (event?.type === "published" || event?.type === "checked" ? event : [])),
    ({ payload }) => folderKey(payload.folder),
  ),
  isIntact: !problems.some(({ kind }) => TELLING.has(kind)),
});

/** Where the journal over a folder of outputs lies: in the folder above, or above `.versions/<folder>` for an earlier version. */
function over(folder: string): { out: string; name: string; isCurrent: boolean } {
  const place = resolve(folder);
  const above = dirname(place);
  const isVersion = basename(dirname(above)) === VERSIONS;
  return { out: isVersion ? dirname(dirname(above)) : above, name: basename(isVersion ? above : place), isCurrent: !isVersion };
}

async function journalAt(out: string, key: NoteKey | null): Promise<Journal | undefined> {
  const bytes = await readOwn(join(out, LOG_FILE));
  return bytes && journalIn(verifyLog("journal", bytes, await readOwn(join(out, CHECKPOINT_FILE)), key));
}

function sealingOf(folder: string, log: LogVerdict, journal: Journal | undefined): { sealing: Sealing; problems: FolderProblem[] } {
  if (!journal) return { sealing: "none", problems: [] };
  const problem = (kind: "journal-altered" | "journal-silent" | "journal-differs"): { sealing: Sealing; problems: FolderProblem[] } => ({
    sealing: "problem",
    problems: [{ kind }],
  });
  if (!journal.isIntact) return problem("journal-altered");
  const { name, isCurrent } = over(folder);
  const own = journal.heads.get(folderKey(name)) ?? [];
  // Between renaming a folder and saying so a crash leaves `checked` alone, with the same head: what is last counts from there.
  const known = isCurrent ? own.slice(Math.max(0, own.findLastIndex(isPublished))) : own;
  if (known.length === 0) return problem("journal-silent");
  const { size, root } = sealedHead(log);
  const isSealed = known.some(({ payload }) => payload.log.size === size && payload.log.root === root);
  return isSealed ? { sealing: "sealed", problems: [] } : problem("journal-differs");
}

/**
 * Verifies one folder of outputs: its log against its checkpoint, every output file against the hash in the log, and the
 * checkpoint against the journal of the output folder where that stands beside it.
 */
export async function verifySubmission(folder: string, key: NoteKey | null): Promise<SubmissionVerdict> {
  return verifyFolder(folder, key, await journalAt(over(folder).out, key));
}

/** The same without a look at the journal. */
export const verifyAlone = (folder: string): Promise<SubmissionVerdict> => verifyFolder(folder, null, undefined);

const worst = (all: readonly Overall[]): Overall =>
  all.find((each) => each === "altered") ?? all.find((each) => each === "incomplete") ?? "as-written";

const overallOf = (problems: readonly FolderProblem[]): Overall =>
  worst(problems.map(({ kind }) => (kind === "output-missing" ? "incomplete" : "altered")));

async function verifyFolder(folder: string, key: NoteKey | null, journal: Journal | undefined): Promise<SubmissionVerdict> {
  const log = verifyLog(
    "submission",
    (await readOwn(join(folder, LOG_FILE))) ?? Buffer.alloc(0),
    await readOwn(join(folder, CHECKPOINT_FILE)),
    key,
  );
  const receipts = log.lines.flatMap(({ event }) => (event?.type === "output-written" ? event.payload : []));
  const outputs = await checkOutputs(folder, receipts);
  const { sealing, problems } = sealingOf(folder, log, journal);
  const named = new Set([...receipts.map(({ path }) => path), LOG_FILE, CHECKPOINT_FILE]);
  const all = [...log.problems, ...outputs, ...problems];
  return {
    log,
    overall: overallOf(all),
    problems: all,
    outputs: receipts.length - outputs.length,
    unnamed: (await filesBelow(folder)).filter((path) => !named.has(path)),
    sealing,
  };
}

export interface JournalVerdict {
  readonly log: LogVerdict;
  readonly overall: Overall;
  /** What stands published, then the earlier versions that were kept; null where it, or the log in it, is no longer there. */
  readonly submissions: readonly { readonly folder: string; readonly verdict: SubmissionVerdict | null }[];
  /** Outputs that somebody had changed, kept aside when the submission was examined again. */
  readonly setAside: readonly string[];
}

interface Kept {
  readonly submissions: JournalVerdict["submissions"];
  readonly setAside: readonly string[];
}

/**
 * Earlier versions of a submission. What another content took the place of was kept: each such version is there, with the head
 * that the journal sealed for it. What was examined again, its content being the same, was kept only where somebody had changed
 * the outputs: those cannot be as they were written, and are named and not judged.
 */
async function keptVersions(out: string, folder: string, key: NoteKey | null, journal: Journal): Promise<Kept> {
  const place = join(out, VERSIONS, folder);
  const published = (journal.heads.get(folderKey(folder)) ?? []).filter(isPublished).map(({ payload }) => payload);
  const replaced = published.filter(({ identity }, index) => index + 1 < published.length && published[index + 1]!.identity !== identity);
  const repeated = new Set(published.filter((each) => !replaced.includes(each)).map(({ log }) => log.root));
  const submissions = [];
  const setAside = [];
  const heads = new Set<string>();
  for (const { name, kind } of (await statusOf(place)) ? await entriesOf(place) : []) {
    if (kind !== "folder") continue;
    const path = `${VERSIONS}/${folder}/${nameOf(name)}`;
    const verdict = await verifyFolder(join(place, nameOf(name)), key, journal);
    const { root } = sealedHead(verdict.log);
    heads.add(root);
    if (repeated.has(root)) setAside.push(path);
    else submissions.push({ folder: path, verdict });
  }
  const gone = replaced
    .filter(({ log }) => !heads.has(log.root))
    .map(({ version }) => ({ folder: `${folder} v${version}`, verdict: null }));
  return { submissions: [...submissions, ...gone], setAside };
}

/** Verifies the journal of an output folder, and every submission published in it with the versions that were kept of it. */
export async function verifyJournal(out: string, key: NoteKey | null): Promise<JournalVerdict> {
  const log = verifyLog("journal", (await readOwn(join(out, LOG_FILE))) ?? Buffer.alloc(0), await readOwn(join(out, CHECKPOINT_FILE)), key);
  const folders = new Map<string, string>();
  for (const { event } of log.lines) if (event && isPublished(event)) folders.set(folderKey(event.payload.folder), event.payload.folder);
  const submissions = [];
  // The journal's own problems are told once; they are no reason to say of every submission that it cannot be compared.
  const journal = { ...journalIn(log), isIntact: true };
  for (const folder of folders.values()) {
    const isThere = await statusOf(join(out, folder, LOG_FILE));
    submissions.push({ folder, verdict: isThere ? await verifyFolder(join(out, folder), key, journal) : null });
  }
  const setAside: string[] = [];
  for (const folder of folders.values()) {
    const kept = await keptVersions(out, folder, key, journal);
    submissions.push(...kept.submissions);
    setAside.push(...kept.setAside);
  }
  const all = [overallOf(log.problems), ...submissions.map(({ verdict }) => verdict?.overall ?? "incomplete")];
  return { log, overall: worst(all), submissions, setAside };
}
