import { join, resolve } from "node:path";
import type { Limits } from "../model/parser.ts";
import { entriesOf, hashOf, statusOf } from "./disk.ts";
import { receive } from "./examine-submission.ts";
import { nameFor, nameOf, submissionsIn } from "./intake.ts";
import type { PreviousSource } from "./job.ts";
import { documentsOf } from "./unpack.ts";
import type { Workers } from "./workers.ts";

const RECORDS = "records.csv";

/** The outputs of one submission, if a folder is that. */
async function outputsIn(folder: string): Promise<PreviousSource | undefined> {
  const records = join(folder, RECORDS);
  if ((await statusOf(records))?.kind !== "file") return undefined;
  const hash = await hashOf(records, Number.MAX_SAFE_INTEGER);
  return "sha256" in hash ? { submission: nameFor(folder, true), asked: true, identity: hash.sha256, records } : undefined;
}

/**
 * The earlier submissions behind a path that was asked for: the outputs of one, an output folder with those of many, or
 * files as they were submitted.
 */
export async function previousAt(path: string, limits: Limits, workers: Workers): Promise<readonly PreviousSource[]> {
  const folder = resolve(path);
  const isFolder = (await statusOf(folder, true))?.kind === "folder";
  const own = isFolder ? await outputsIn(folder) : undefined;
  if (own) return [own];
  const found: PreviousSource[] = [];
  if (isFolder)
    for (const { name, kind } of await entriesOf(folder)) {
      const outputs = kind === "folder" ? await outputsIn(join(folder, nameOf(name))) : undefined;
      if (outputs) found.push(outputs);
    }
  if (found.length > 0) return found;
  for (const submission of await submissionsIn(folder, "")) {
    const { name, identity, files } = await receive(submission);
    const taken = await Promise.all(files.map((file) => documentsOf(file, limits, workers, () => {})));
    found.push({ submission: name, asked: true, identity, documents: taken.flat().map(({ document }) => document.bytes) });
  }
  return found;
}

/** What stands published in an output folder: where, and the root of its log. */
export interface Standing {
  readonly folder: string;
  readonly log: { readonly root: string } | null;
}

/** So many are looked at whatever they are called, and never more. */
const FEW = 24;
/** A name but for its year, told ever more strictly: 决算2016 and 决算2017 are of one office, 附件1 and 附件2 may be. */
const UNDATED: readonly ((name: string) => string)[] = [
  (name) => name.replace(/[\d年度上本去今]+/g, "").toLowerCase(),
  (name) => name.replace(/(?:19|20)\d\d|[年度上本去今]/g, "").toLowerCase(),
];

/**
 * Of what stands in an output folder, in the order in which it was published, that which may be last year's submission: all of
 * few; of many those of the same name but for the year; of many of these the latest.
 */
export function besides(out: string, folder: string, standing: Iterable<Standing>): readonly PreviousSource[] {
  let others = [...standing].filter((each) => each.folder !== folder);
  for (const undated of UNDATED) if (others.length > FEW) others = others.filter((each) => undated(each.folder) === undated(folder));
  return others
    .slice(-FEW)
    .flatMap(({ folder: name, log }) =>
      log ? [{ submission: name, asked: false, identity: log.root, records: join(out, name, RECORDS) }] : [],
    );
}
