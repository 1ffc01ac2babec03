// Benchmark: npm run bench [-- folder] prints files, cells and relations a second, stage by stage, and how long the
// examination takes against merely reading the same files with the usual readers (mammoth for Word, SheetJS for the rest).
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import mammoth from "mammoth";
import * as XLSX from "xlsx";
import { DEFAULT_LIMITS } from "../src/model/parser.ts";
import { evidence, examine, readDocument, render } from "../src/pipeline.ts";

const ROUNDS = 5;
const folder = process.argv[2] ?? "fixtures/submissions";

interface Submission {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer; readonly sha256: string }[];
}

function submissions(): readonly Submission[] {
  const file = (root: string, path: string) => {
    const bytes = readFileSync(join(root, path));
    return { path, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const entries = readdirSync(folder, { withFileTypes: true });
  const roots = entries.some((entry) => entry.isFile()) ? [folder] : entries.map((entry) => join(folder, entry.name));
  return roots.map((root) => {
    const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return { name: root, files: paths.map((entry) => file(root, relative(root, join(entry.parentPath, entry.name)))) };
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** CPU milliseconds that the work takes, user and system, children aside. */
async function cpu<Result>(work: () => Promise<Result>): Promise<{ readonly spent: number; readonly result: Result }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { spent: (user + system) / 1000, result };
}

const read = (files: Submission["files"]) =>
  Promise.all(files.map(({ path, sha256, bytes }) => readDocument(path, sha256, bytes, DEFAULT_LIMITS)));

async function readByPeers(files: Submission["files"]): Promise<number> {
  let length = 0;
  for (const { path, bytes } of files) {
    if (path.endsWith(".docx")) length += (await mammoth.convertToHtml({ buffer: bytes })).value.length;
    else if (/\.(?:xlsx|xls)$/.test(path))
      length += XLSX.read(bytes, { dense: true, cellNF: true, cellStyles: true, cellFormula: true }).SheetNames.length;
    else length += bytes.length;
  }
  return length;
}

const all = submissions();
const totals = { read: [] as number[], examine: [] as number[], render: [] as number[], peers: [] as number[] };
let counts = { files: 0, cells: 0, relations: 0 };
for (let round = 0; round < ROUNDS; round++) {
  const spent = { read: 0, examine: 0, render: 0, peers: 0 };
  counts = { files: 0, cells: 0, relations: 0 };
  for (const { name, files } of all) {
    const documents = await cpu(() => read(files));
    const examined = await cpu(async () => examine(name, documents.result, []));
    const rendered = await cpu(async () => render(examined.result, "zh-CN"));
    const peers = await cpu(() => readByPeers(files));
    spent.read += documents.spent;
    spent.examine += examined.spent;
    spent.render += rendered.spent;
    spent.peers += peers.spent;
    counts.files += files.length;
    counts.cells += evidence(documents.result).records.size;
    counts.relations += examined.result.recalculations.length;
  }
  for (const stage of ["read", "examine", "render", "peers"] as const) totals[stage].push(spent[stage]);
}

const whole = median(totals.read) + median(totals.examine) + median(totals.render);
const rate = (count: number): string => `${Math.round((count / whole) * 1000)}/s`;
const lines = [
  `${folder}: ${counts.files} files, ${counts.cells} figures, ${counts.relations} relations; median of ${ROUNDS} rounds, CPU`,
  `read ${median(totals.read).toFixed(0)} ms, examine ${median(totals.examine).toFixed(0)} ms, render ${median(totals.render).toFixed(0)} ms, together ${whole.toFixed(0)} ms`,
  `files ${rate(counts.files)}, figures ${rate(counts.cells)}, relations ${rate(counts.relations)}`,
  `against only reading the same files with mammoth and SheetJS (${median(totals.peers).toFixed(0)} ms): ${(whole / median(totals.peers)).toFixed(2)}×`,
];
process.stdout.write(`${lines.join("\n")}\n`);
