// Benchmark: npm run bench:prose [-- folder] prints how much running text a second is read into facts, and examined by the
// checks of running text, on one core. The text is that of the fixtures, repeated to a few megabytes; CPU time, so that
// other work on the machine does not count. It runs what is built (npm run build), as users do.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../dist/checks/index.js";
import { DEFAULT_LIMITS } from "../dist/model/parser.js";
import { evidence, readDocument } from "../dist/pipeline.js";
import { facts } from "../dist/prose/facts.js";

const folder = process.argv[2] ?? "fixtures/submissions";
const MEGABYTES = 4;
const ROUNDS = { read: 15, examined: 4 };

const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(?:docx|txt)$/.test(path));
const documents = await Promise.all(paths.map((path) => readDocument(path, "", readFileSync(join(folder, path)), DEFAULT_LIMITS)));

/** The paragraphs of a document, without its tables. */
const proseOf = (document) => ({ ...document, blocks: document.blocks.filter(({ kind }) => kind === "paragraph") });
const bytesOf = ({ blocks }) =>
  blocks.reduce((sum, block) => sum + (block.kind === "paragraph" ? Buffer.byteLength(block.paragraph.text) : 0), 0);

const all = documents.map(proseOf).filter((document) => bytesOf(document) > 0);
const once = all.reduce((sum, document) => sum + bytesOf(document), 0);
const copies = Math.ceil((MEGABYTES * 1e6) / once);
const many = Array.from({ length: copies }, (_, copy) => all.map((document) => ({ ...document, path: `${copy}/${document.path}` }))).flat();
const megabytes = (once * copies) / 1e6;

/** CPU seconds of the fastest of several rounds. */
function fastest(rounds, work) {
  let best = { seconds: Number.POSITIVE_INFINITY, count: 0 };
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    const count = work();
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (seconds < best.seconds) best = { seconds, count };
  }
  return best;
}

const line = (what, { seconds, count }, of) =>
  console.log(
    `${what}: ${(megabytes / seconds).toFixed(2)} MB/s (${megabytes.toFixed(1)} MB, ${seconds.toFixed(2)} s CPU, ${count} ${of})`,
  );

const ofProse = checks.filter(({ id }) => id.startsWith("prose-") || id === "wrong-place");
line(
  "read into facts",
  fastest(ROUNDS.read, () => facts(many, []).length),
  "facts",
);
line(
  "read and examined",
  fastest(ROUNDS.examined, () => {
    // One document a submission: that is how reports arrive.
    let count = 0;
    for (const document of many) {
      const seen = evidence([document]);
      for (const check of ofProse) count += [...(check.propose?.(seen) ?? []), ...(check.observe?.(seen) ?? [])].length;
    }
    return count;
  }),
  "relations",
);
