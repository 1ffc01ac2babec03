import { basename, dirname, resolve } from "node:path";
import { type Asked, keyFrom } from "./asked.ts";
import { LOG_FILE } from "./audit-log.ts";
import { verifyingKey } from "./checkpoint.ts";
import { readOwn, statusOf } from "./disk.ts";
import { readProof, verifyProof } from "./proof.ts";
import { proofLines } from "./proof-text.ts";
import { Stop } from "./stop.ts";
import { type Streams, visible } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";
import { verifyJournal, verifySubmission } from "./verify-submission.ts";
import { journalLines, submissionLines } from "./verify-text.ts";

/** `crossfoot verify`: gives its exit status. */
export async function runVerify(path: string, asked: Asked, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  const status = await statusOf(path, true);
  if (!status) throw new Stop(2, STOPS.missing(path));
  const key = await keyFrom(asked.publicKey ?? streams.env.CROSSFOOT_PUBLIC_KEY, verifyingKey);
  const say = (lines: readonly string[]): void => void streams.stdout.write(lines.map((line) => `${visible(line)}\n`).join(""));
  if (status.kind === "file" && /\.json$/i.test(path)) {
    const proof = readProof((await readOwn(path))?.toString("utf8") ?? "");
    if (!proof) throw new Stop(3, STOPS.noProof(path));
    const verdict = verifyProof(proof, key);
    say(proofLines(path, verdict, language));
    return verdict.problems.length === 0 ? 0 : 1;
  }
  const folder = status.kind === "folder" ? path : dirname(resolve(path));
  const isLog = status.kind === "file" && basename(path) === LOG_FILE;
  if (!(status.kind === "folder" || isLog) || !(await statusOf(resolve(folder, LOG_FILE)))) throw new Stop(3, STOPS.noLog(path));
  // The journal of an output folder stands above the folders of submissions; a submission's own log has its outputs beside it.
  if (await isJournal(folder)) {
    const verdict = await verifyJournal(folder, key);
    say(journalLines(path, verdict, language));
    return verdict.overall === "as-written" ? 0 : 1;
  }
  const verdict = await verifySubmission(folder, key);
  say(submissionLines(path, verdict, language));
  return verdict.overall === "as-written" ? 0 : 1;
}

/** Told by the checkpoint's name for the log, else by the first event. */
async function isJournal(folder: string): Promise<boolean> {
  const checkpoint = (await readOwn(resolve(folder, "checkpoint.txt")))?.toString("utf8") ?? "";
  if (/^crossfoot\/(?:journal|submission)\//.test(checkpoint)) return checkpoint.startsWith("crossfoot/journal/");
  const log = (await readOwn(resolve(folder, LOG_FILE)))?.toString("utf8") ?? "";
  return log.slice(0, 200).includes('"type":"run-started"');
}
