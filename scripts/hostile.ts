// All hostile files: npm run hostile [-- <words>] examines each beside a sound neighbour and prints how far it is, and in the end what came of every
// kind, what took longest, and the most memory that reading took. Ends with status 1 where anything was not as it should be.
// Words pick kinds or names: npm run hostile -- workbook.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Workers } from "../src/effects/workers.ts";
import { type Judged, run, type Step, strays } from "../tests/hostile/run.ts";
import { specimens } from "../tests/hostile/set.ts";

const LIMITS = { seconds: 30, megabytes: 1024 };
/**
 * The most that a file can make of the limit of time: to be read, to be examined beside its neighbour (twice the time) and alone, and
 * each of these once more in a new process.
 */
const PATIENCE = 8;
const SLOWEST = 8;
/** How far it is is told after so many files. */
const TELL = 50;

const words = process.argv.slice(2);
const picked = specimens().filter(({ kind, name }) => words.length === 0 || words.some((word) => `${kind} ${name}`.includes(word)));
const root = mkdtempSync(join(tmpdir(), "crossfoot-hostile-"));
const workers = new Workers(LIMITS);

/** The most memory that any process started here has held, in megabytes; nothing where the system does not tell. */
let most = 0;
const look = setInterval(() => {
  for (const pid of children()) most = Math.max(most, peakOf(pid));
}, 50);

function children(): string[] {
  try {
    return readFileSync(join("/proc/self/task", readdirSync("/proc/self/task")[0]!, "children"), "utf8")
      .split(" ")
      .filter(Boolean);
  } catch {
    return [];
  }
}

function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const padded = (text: string, width: number): string => text + " ".repeat(Math.max(width - text.length, 0));
const seconds = ({ milliseconds }: Judged): string => `${(milliseconds / 1000).toFixed(1)} s`;

const began = performance.now();
const done: { [step in Step]: number } = { examined: 0, judged: 0 };
const judged = await run(picked, root, workers, (step) => {
  done[step]++;
  if (done[step] % TELL === 0)
    process.stdout.write(`${step} ${done[step]} of ${picked.length} after ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
});
const left = await strays(root);
clearInterval(look);
workers.close();
rmSync(root, { recursive: true, force: true });

const kinds = [...new Set(judged.map(({ kind }) => kind))];
const line = (name: string, some: readonly Judged[]): string =>
  `${padded(name, 18)}${["finding", "same", "read", "stopped"].map((is) => padded(`${is} ${some.filter(({ verdict }) => verdict === is).length}`, 14)).join("")}wrong ${some.filter(({ wrong }) => wrong.length > 0).length}`;
const late = judged.filter(({ milliseconds }) => milliseconds > LIMITS.seconds * PATIENCE * 1000);
const slowest = judged.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
const bad = judged.filter(({ wrong }) => wrong.length > 0);
const lines = [
  ...kinds.map((kind) =>
    line(
      kind,
      judged.filter((each) => each.kind === kind),
    ),
  ),
  line(`all ${judged.length}`, judged),
  "",
  `slowest: ${slowest.map((each) => `${each.name} ${seconds(each)}`).join(", ")}`,
  `peak memory: ${Math.round(most)} MB a process; limits ${LIMITS.seconds} s, ${LIMITS.megabytes} MB`,
  ...bad.map(({ kind, name, wrong }) => `WRONG ${kind} ${JSON.stringify(name)}: ${wrong.join("; ")}`),
  ...late.map((each) => `LATE ${each.kind} ${JSON.stringify(each.name)}: ${seconds(each)}`),
  ...left.map((stray) => `WRONG ${stray}`),
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = bad.length + late.length + left.length > 0 ? 1 : 0;
