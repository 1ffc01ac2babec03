import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize } from "node:v8";
import { afterAll, expect, test } from "vitest";
import { main } from "../../src/cli.ts";
import type { Done, ReadJob } from "../../src/effects/job.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { WORK_LIMITS, Workers } from "../../src/effects/workers.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { examine, readDocument, render } from "../../src/pipeline.ts";
import { contentOf, crossfoot, emptyFolder, eventsOf, payloadsOf, SOUND, UNSOUND, write } from "./support.ts";

const made: Workers[] = [];
afterAll(() => {
  for (const workers of made) workers.close();
});

function workersWith(seconds: number, megabytes: number): Workers {
  const workers = new Workers({ seconds, megabytes });
  made.push(workers);
  return workers;
}

/** A statement of so many lines, in which nothing repeats. */
const long = (lines: number): string =>
  `单位,收入,支出,结余\n${Array.from({ length: lines }, (_, line) => `单位${line},${line * 7}.25,${line * 3}.11,${line * 4}.14\n`).join("")}`;

function job(folder: string, name: string, content: string): ReadJob {
  write(folder, { [name]: content });
  return { is: "read", path: name, from: { location: join(folder, name) }, sha256: sha256(content), limits: DEFAULT_LIMITS };
}

/** Processes that this one has started. */
const children = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);

/** \`crossfoot check\` with processes of the given limits. */
async function check(workers: Workers, ...argv: readonly string[]): Promise<{ status: number; stderr: string }> {
  let stderr = "";
  const status = await main(["check", ...argv], {
    stdout: { write: () => {} },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    workers,
  });
  return { status, stderr };
}

const format = (done: Done<ReadJob>): string =>
  done.is === "done" && "document" in done.answer ? done.answer.document.summary.format : done.is;

test("what a process of its own gives is what the pipeline gives here", async () => {
  const folder = emptyFolder();
  const files = { "a.csv": UNSOUND, "b.csv": SOUND.replaceAll("甲", "丁"), "c.txt": "参保人数 100 人，其中男 60 人、女 50 人。" };
  write(folder, files);
  const { status } = await crossfoot("check", folder, "--rules", "none", "--out", join(folder, "out"));
  expect(status).toBe(1);
  const documents = [];
  for (const [path, content] of Object.entries(files))
    documents.push(await readDocument(path, sha256(content), Buffer.from(content), DEFAULT_LIMITS));
  const name = folder.split("/").at(-1)!;
  const expected = render(examine(name, documents, []), "zh-CN").map(({ path, content }) => [
    path,
    Buffer.from(content).toString("base64"),
  ]);
  expect(contentOf(join(folder, "out", name))).toEqual(Object.fromEntries(expected));
});

test("at the limit of time a process is stopped, and the next job has another", async () => {
  const folder = emptyFolder();
  const workers = workersWith(60, WORK_LIMITS.megabytes);
  const small = job(folder, "small.csv", SOUND);
  expect(format(await workers.run(small))).toBe("csv");
  expect(await workers.run(job(folder, "long.csv", long(200_000)), 0.001)).toEqual({ is: "time" });
  const done = await workers.run(small);
  expect(format(done)).toBe("csv");
  const document = await readDocument("small.csv", sha256(SOUND), Buffer.from(SOUND), DEFAULT_LIMITS);
  expect(done.is === "done" && "document" in done.answer && deserialize(done.answer.document.bytes)).toEqual(document);
});

test("a process that is killed in the middle of a job is a crash of that job; another takes the next", async () => {
  const folder = emptyFolder();
  const before = children();
  const workers = workersWith(60, WORK_LIMITS.megabytes);
  const crashed = await workers.run(job(folder, "long.csv", long(200_000)), 1, () => {
    for (const pid of children()) if (!before.includes(pid)) process.kill(pid, "SIGSEGV");
  });
  expect(crashed).toEqual({ is: "crash", detail: "SIGSEGV" });
  expect(format(await workers.run(job(folder, "small.csv", SOUND)))).toBe("csv");
});

test("a file that needs more memory than the limit is refused for it, and the next is read", async () => {
  const folder = emptyFolder();
  const workers = workersWith(60, 128);
  expect(await workers.run(job(folder, "long.csv", long(200_000)))).toEqual({ is: "memory" });
  expect(format(await workers.run(job(folder, "small.csv", SOUND)))).toBe("csv");
});

test("a document that cannot be checked within the limit is set aside, and the rest of the submission is checked", async () => {
  const folder = emptyFolder();
  const place = join(folder, "材料");
  // Half of what can be read within the limit, and several times what can be checked.
  write(place, { "大.csv": long(20_000), "小.csv": UNSOUND });
  const out = join(folder, "out");
  const { status, stderr } = await check(workersWith(120, 128), place, "--rules", "none", "--out", out, "--fail-on", "never");
  expect(status).toBe(3);
  expect(stderr).toContain("小.csv");
  const { findings, summary, documents } = JSON.parse(readFileSync(join(out, "材料", "findings.json"), "utf8"));
  const about = (name: string) => findings.filter(({ at }: { at: { document: string } }) => at.document === name);
  expect(about("大.csv")).toMatchObject([{ code: "not-checked", severity: "error" }]);
  expect(about("大.csv")[0].message).toEqual({
    "zh-CN": "文件“大.csv”已读取，但未核对：核对它所需内存超过上限，已停止（128 MB）。",
    en: "The file “大.csv” was read but not checked: checking it took more memory than the limit and was stopped (128 MB).",
  });
  expect(about("大.csv")[0].next.en).toContain("--memory-limit");
  expect(summary.documents).toEqual({ arrived: 2, read: 1, refused: 1 });
  expect(documents).toHaveLength(2);
  const alone = join(folder, "alone");
  await crossfoot("check", join(place, "小.csv"), "--rules", "none", "--out", alone);
  const found = JSON.parse(readFileSync(join(alone, "小", "findings.json"), "utf8")).findings;
  // Ids name the table, whose number depends on the files before.
  const told = (some: { message: unknown; at: unknown }[]) => some.map(({ message, at }) => ({ message, at }));
  expect(told(about("小.csv"))).toEqual(told(found));
  const log = join(out, "材料", "audit.jsonl");
  expect(payloadsOf(log, "file-refused").map(({ path }) => path)).toEqual(["大.csv"]);
  expect(eventsOf(log).at(-1)?.type).toBe("completed");
  expect((await crossfoot("verify", join(out, "材料"))).status).toBe(0);
}, 240_000);
