import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize } from "node:v8";
import { check } from "../../src/effects/check.ts";
import { nameOf } from "../../src/effects/intake.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { verifyJournal } from "../../src/effects/verify-submission.ts";
import type { Workers } from "../../src/effects/workers.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Document } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import type { Specimen } from "./specimen.ts";

/** What became of one hostile file. */
export interface Judged {
  readonly kind: string;
  readonly name: string;
  /** `same`: it reads exactly as the file it was made from. `stopped`: it met a limit of time or memory, and that is its finding. */
  readonly verdict: "finding" | "same" | "read" | "stopped";
  readonly milliseconds: number;
  /** What should not have been; empty where all is well. */
  readonly wrong: readonly string[];
}

/** Another file of the same submission, which must be examined as if it were alone. */
const NEIGHBOUR = "邻.csv";
const NEIGHBOURS = "区划,计划,实际,差额\n东片,55.50,50.25,5.25\n西片,81.00,61.00,26.00\n北片,98.50,98.75,-0.25\n合计,235.00,210.00,25.00\n";

const bytesOf = (name: string | Buffer): Buffer => (typeof name === "string" ? Buffer.from(name) : name);
const placeOf = (folder: string, name: string | Buffer): Buffer => Buffer.concat([Buffer.from(`${folder}/`), bytesOf(name)]);
const told = (findings: readonly Finding[]): string[] => findings.map(({ code, message, at }) => JSON.stringify([code, message, at]));
const findingsIn = (folder: string): readonly Finding[] => JSON.parse(readFileSync(join(folder, "findings.json"), "utf8")).findings;

/** What a file reads as under a name: its content, and what is said of it as a file. */
async function reading(
  workers: Workers,
  path: string,
  place: Buffer,
  bytes: Uint8Array,
): Promise<{ content: string; remarks: readonly string[] }> {
  const done = await workers.run({ is: "read", path, from: { location: place }, sha256: sha256(bytes), limits: DEFAULT_LIMITS });
  if (done.is !== "done" || !("document" in done.answer)) return { content: "", remarks: [done.is] };
  const { blocks, findings }: Document = deserialize(done.answer.document.bytes);
  return { content: JSON.stringify(blocks), remarks: told(findings) };
}

/** What `run` does to one file after the other. */
export type Step = "examined" | "judged";

/**
 * Puts each hostile file, with a neighbour, into a submission of its own below `root/in`, examines them all into `root/out`,
 * and judges what came of each. Nothing else may be below `root` before or after. `onStep` hears of each file that is done.
 */
export async function run(
  specimens: readonly Specimen[],
  root: string,
  workers: Workers,
  onStep: (step: Step) => void = () => {},
): Promise<readonly Judged[]> {
  const [inbox, out, bare] = ["in", "out", "clean"].map((name) => join(root, name)) as [string, string, string];
  const folders = specimens.map((_, index) => join(inbox, `${index + 1}`.padStart(4, "0")));
  for (const [index, { name, bytes }] of specimens.entries()) {
    mkdirSync(folders[index]!, { recursive: true });
    writeFileSync(placeOf(folders[index]!, name), bytes);
    writeFileSync(join(folders[index]!, NEIGHBOUR), NEIGHBOURS);
  }
  mkdirSync(join(inbox, "0000"), { recursive: true });
  mkdirSync(bare);
  writeFileSync(join(inbox, "0000", NEIGHBOUR), NEIGHBOURS);
  const took = new Map<string, number>();
  let began = performance.now();
  const settings = { packs: [], language: "zh-CN", limits: DEFAULT_LIMITS, workers, key: null, now: () => new Date() } as const;
  const result = await check([inbox], {
    ...settings,
    out,
    onFile: () => {},
    onSubmission: ({ name }) => {
      took.set(name, performance.now() - began);
      began = performance.now();
      if (name !== "0000") onStep("examined");
    },
  });
  const states = new Map(result.is === "done" ? result.submissions.map(({ name, state, fault }) => [name, fault ?? state]) : []);
  const alone = told(findingsIn(join(out, "0000")));
  const judged: Judged[] = [];
  for (const [index, specimen] of specimens.entries()) {
    const number = `${index + 1}`.padStart(4, "0");
    const milliseconds = took.get(number) ?? 0;
    const name = nameOf(bytesOf(specimen.name));
    const state = states.get(number) ?? "missing";
    if (state === "published") judged.push(await judge(specimen, name, milliseconds));
    else judged.push({ kind: specimen.kind, name, verdict: "stopped", milliseconds, wrong: [`its submission ended as: ${state}`] });
    onStep("judged");

    async function judge({ kind, bytes, fate, from }: Specimen, path: string, milliseconds: number): Promise<Judged> {
      const findings = findingsIn(join(out, number));
      const wrong: string[] = [];
      const beside = new Set(told(findings.filter(({ at }) => at.document === NEIGHBOUR)));
      if (!alone.every((each) => beside.has(each))) wrong.push("its neighbour was not examined as it is alone");
      const about = findings.filter(({ at }) => at.document !== NEIGHBOUR);
      const ended = new Set(about.map(({ at }) => at.label));
      if (ended.has("fault") || ended.has("crash")) wrong.push("crossfoot failed on it");
      const place = placeOf(folders[index]!, specimen.name);
      if (!readFileSync(place).equals(bytes)) wrong.push("the submitted file was changed");
      const verdict = await verdictOf();
      if (verdict === "read" && fate === "finding") wrong.push("nothing is said about it");
      if (verdict === "read" && fate === "finding-or-same")
        wrong.push("it reads otherwise than the sound file, and nothing is said about it");
      return { kind, name: path, verdict, milliseconds, wrong };

      async function verdictOf(): Promise<Judged["verdict"]> {
        if (ended.has("time") || ended.has("memory") || ended.has("together")) return "stopped";
        if (!from || fate === "other") return about.length > 0 ? "finding" : "read";
        const clean = join(bare, "clean");
        writeFileSync(clean, from);
        const [here, sound] = [await reading(workers, path, place, bytes), await reading(workers, path, Buffer.from(clean), from)];
        if (here.content === sound.content) return "same";
        // The sound file has findings of its own: one that it has not must tell of the damage.
        return here.remarks.some((each) => !sound.remarks.includes(each)) ? "finding" : "read";
      }
    }
  }
  return judged;
}

/** Folders from one up to the root of the disk, where names that lead upwards or begin at the root would put their files. */
function above(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

/** What is wrong with the place as a whole after a run: files that should not be there or anywhere above, a log that does not verify. */
export async function strays(root: string): Promise<readonly string[]> {
  const found = readdirSync(root).filter((name) => !["in", "out", "clean"].includes(name));
  const outside = [...new Set([root, process.cwd()].flatMap(above))].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /outside(?:\.csv|\.xml)?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const { overall } = await verifyJournal(join(root, "out"), null);
  return [...[...found, ...outside].map((path) => `stray: ${path}`), ...(overall === "as-written" ? [] : [`the log is ${overall}`])];
}
