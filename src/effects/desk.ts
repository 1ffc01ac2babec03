import { deserialize, serialize } from "node:v8";
import type { Document } from "../model/grid.ts";
import type { Previous } from "../model/previous.ts";
import type { RulePack } from "../model/rule-pack.ts";
import { examine, indexPage, previousFrom, previousOf, readFile, recordsIn, render } from "../pipeline.ts";
import { type Compiled, compilePacks } from "./compile-packs.ts";
import { contentsOf, readOwn } from "./disk.ts";
import { withFinding } from "./empty-submission.ts";
import { eventsOf } from "./examination-events.ts";
import type { Answer, Done, ExamineAnswer, ExamineJob, Job, PackSource, PreviousSource, ReadAnswer, ReadJob, RulesAnswer } from "./job.ts";
import { sha256 as hashOf } from "./merkle.ts";
import { worstOf } from "./worst.ts";

/** How the engine complains where a text, an array or a map would be larger than it can make. */
const TOO_LARGE = /Invalid string length|Invalid array length|allocation failed|maximum size exceeded|Cannot create a string longer/i;
const FEW = 3;

const failed = (error: unknown): Done<Job> => {
  if (error instanceof Error && TOO_LARGE.test(error.message)) return { is: "memory" };
  return { is: "fault", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};

/**
 * Where jobs are done, one after another. Keeps what the next job is likely to need again, and no more: the rule packs and the
 * earlier submissions of the last one.
 */
export function newDesk(): (job: Job) => Promise<Done<Job>> {
  let last: { readonly of: string; readonly compiled: Compiled } | undefined;
  const compiled = (sources: readonly PackSource[]): Compiled => {
    const of = sources.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
    if (last?.of !== of) last = { of, compiled: compilePacks(sources) };
    return last.compiled;
  };
  let known = new Map<string, Previous | null>();
  const previous = async (sources: readonly PreviousSource[]): Promise<readonly Previous[]> => {
    const needed = new Map<string, Previous | null>();
    for (const source of sources) {
      const key = `${source.asked} ${source.identity} ${source.submission}`;
      needed.set(key, known.get(key) ?? (await previousIn(source)));
    }
    known = needed;
    return [...needed.values()].filter((each) => each !== null);
  };
  const answer = async (job: Job): Promise<Answer<Job>> => {
    switch (job.is) {
      case "rules":
        return rulesAnswer(compiled(job.packs));
      case "read":
        return await readAnswer(job);
      case "examine":
        return examineAnswer(job, compiled(job.packs).packs, await previous(job.previous));
      case "index":
        return { page: indexPage(job.entries, job.language) };
    }
  };
  return async (job) => {
    try {
      return { is: "done", answer: await answer(job) };
    } catch (error) {
      return failed(error);
    }
  };
}

const rulesAnswer = ({ packs, errors }: Compiled): RulesAnswer =>
  errors.length > 0 ? { errors } : { packs: packs.map(({ id, version, sha256 }) => ({ id, version, sha256 })) };

async function readAnswer({ path, from, sha256, limits }: ReadJob): Promise<ReadAnswer> {
  const contents = "bytes" in from ? { bytes: from.bytes, sha256 } : await contentsOf(from.location, limits.fileBytes);
  if ("reason" in contents) return contents;
  if (contents.sha256 !== sha256) return { reason: "changed", detail: "" };
  const { document, attachments } = await readFile(path, sha256, contents.bytes, limits);
  const { format, encoding, blocks, losses, findings } = document;
  const grids = blocks.filter(({ kind }) => kind === "grid").length;
  return {
    document: {
      bytes: serialize(document),
      summary: { path, format, encoding: encoding ?? null, grids, paragraphs: blocks.length - grids, losses, findings },
    },
    attachments: attachments.map((inside) => ("bytes" in inside ? { ...inside, sha256: hashOf(inside.bytes) } : inside)),
  };
}

/** An earlier submission; null where its outputs are gone or no longer what we write. */
async function previousIn(source: PreviousSource): Promise<Previous | null> {
  const { submission, asked } = source;
  if ("documents" in source) {
    // What was serialised is a document: only `readAnswer` makes these bytes.
    return previousOf(
      submission,
      asked,
      source.documents.map((bytes) => deserialize(bytes) as Document),
    );
  }
  const records = recordsIn((await readOwn(source.records))?.toString("utf8") ?? "");
  return records ? previousFrom(submission, asked, records) : null;
}

function examineAnswer(
  { submission, documents, findings, language }: ExamineJob,
  packs: readonly RulePack[],
  previous: readonly Previous[],
): ExamineAnswer {
  // What was serialised is a document: only `readAnswer` makes these bytes.
  const read = documents.map((bytes) => deserialize(bytes) as Document);
  const examination = [...findings].reverse().reduce(withFinding, examine(submission, read, packs, previous));
  return {
    summary: examination.summary,
    worst: worstOf(examination.findings, FEW),
    logged: eventsOf(examination),
    outputs: render(examination, language),
  };
}
