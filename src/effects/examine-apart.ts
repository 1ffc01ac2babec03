import type { FileReceipt } from "../model/event.ts";
import type { Limits } from "../model/parser.ts";
import type { Done, ExamineAnswer, ExamineJob, Inside, Job, ReadDocument, ReadJob } from "./job.ts";
import { notExamined, refusedDocument } from "./refused-document.ts";
import type { Workers } from "./workers.ts";

/** A file's document; `fault` is the stack of an error of ours, for the log: it must not take the other files down. */
export interface Taken {
  readonly document: ReadDocument;
  /** Files inside it, not yet read. */
  readonly attachments?: readonly Inside[];
  readonly fault?: string;
}

/** Reads one file in another process. Whatever it does there, and whatever is wrong with it, ends in a document. */
export async function documentOf(
  { path, from, sha256, bytes }: FileReceipt & Pick<ReadJob, "from">,
  limits: Limits,
  workers: Workers,
  began: () => void,
): Promise<Taken> {
  const done = await workers.run({ is: "read", path, from, sha256, limits }, 1, began);
  if (done.is === "done") {
    const { answer } = done;
    return "document" in answer ? answer : { document: refusedDocument({ path, ...answer }, bytes, sha256) };
  }
  const document = refusedDocument({ path, reason: reasonOf(done), detail: detailOf(done, workers) }, bytes, sha256);
  return done.is === "fault" ? { document, fault: done.stack } : { document };
}

type Stopped = Exclude<Done<Job>, { readonly is: "done" }>;

const reasonOf = ({ is }: Stopped): "fault" | "time" | "memory" | "crash" => is;

const detailOf = (stopped: Stopped, { limits }: Workers): string => {
  switch (stopped.is) {
    case "fault":
      return "";
    case "time":
      return `${limits.seconds} s`;
    case "memory":
      return `${limits.megabytes} MB`;
    case "crash":
      return stopped.detail;
  }
};

/** What an examination gave, and the documents that had to be left out of it, each with a finding that says why. */
export interface ExaminedApart {
  readonly answer: ExamineAnswer;
  readonly setAside: readonly Taken[];
}

/**
 * Examines documents together in another process. Where that does not come to its end, each is examined alone, and those
 * that do not come through are set aside: no document takes the others down. Where each does and all together do not,
 * none is examined and every document says so. Throws only a fault of ours that no single document causes.
 */
export async function examineApart(
  about: Omit<ExamineJob, "is" | "documents">,
  documents: readonly ReadDocument[],
  workers: Workers,
): Promise<ExaminedApart> {
  const examine = (of: readonly ReadDocument[]): Promise<Done<ExamineJob>> =>
    workers.run({ is: "examine", ...about, documents: of.map(({ bytes }) => bytes) }, Math.max(of.length, 1));
  const whole = await examine(documents);
  if (whole.is === "done") return { answer: whole.answer, setAside: [] };
  const setAside: Taken[] = [];
  const rest: ReadDocument[] = [];
  for (const document of documents) {
    const alone = documents.length === 1 ? whole : await examine([document]);
    if (alone.is === "done") {
      rest.push(document);
      continue;
    }
    const left = notExamined(document, alone.is, detailOf(alone, workers));
    rest.push(left);
    setAside.push(alone.is === "fault" ? { document: left, fault: alone.stack } : { document: left });
  }
  if (setAside.length > 0) {
    const answer = await examine(rest);
    if (answer.is === "done") return { answer: answer.answer, setAside };
  }
  if (whole.is === "fault") throw new Error(whole.stack);
  const none = documents.map((document) => notExamined(document, "together", detailOf(whole, workers)));
  const last = await examine(none);
  if (last.is !== "done") throw new Error(`an examination of nothing ended in ${last.is}`);
  return { answer: last.answer, setAside: none.map((document) => ({ document })) };
}
