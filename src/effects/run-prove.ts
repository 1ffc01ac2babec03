import type { Asked } from "./asked.ts";
import { replaceFile, statusOf } from "./disk.ts";
import { findingsWith } from "./explain.ts";
import { proofOf } from "./proof.ts";
import { Stop } from "./stop.ts";
import { shortPath } from "./summary-text.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";
import { verifySubmission } from "./verify-submission.ts";

/** `crossfoot prove`: writes the proof of one finding of an output folder to a file; gives its exit status. */
export async function runProve(id: string, out: string, file: string, asked: Asked, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  if ((await statusOf(out, true))?.kind !== "folder") throw new Stop(2, STOPS.missing(out));
  const { found } = await findingsWith(out, id);
  const [first] = found;
  if (!first) throw new Stop(2, STOPS.noFinding(id, out, "prove"));
  if (found.length > 1)
    throw new Stop(
      2,
      STOPS.manyFindings(
        id,
        found.map(({ finding, folder }) => `${finding.id} ${shortPath(folder)}`),
      ),
    );
  // What does not verify proves nothing.
  const { overall } = await verifySubmission(first.folder, null);
  const proof = overall === "altered" ? undefined : await proofOf(out, first);
  if (!proof) throw new Stop(3, STOPS.unprovable(shortPath(first.folder)));
  await replaceFile(file, `${JSON.stringify(proof, null, 2)}\n`);
  new Terminal(streams.stderr).line(STOPS.proved(first.finding.id, file)[language]);
  return 0;
}
