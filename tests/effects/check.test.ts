import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../../src/effects/merkle.ts";
import { verifyJournal, verifySubmission } from "../../src/effects/verify-submission.ts";
import { contentOf, crossfoot, emptyFolder, eventsOf, foldersIn, payloadsOf, SOUND, statement, UNSOUND, write } from "./support.ts";

const problemsOf = async (folder: string): Promise<string[]> =>
  (await verifySubmission(folder, null)).problems.map((problem) => ("path" in problem ? `${problem.kind} ${problem.path}` : problem.kind));

test("two runs on the same input, into two places, give the same bytes", async () => {
  const folder = emptyFolder();
  write(folder, { "甲/收支.csv": UNSOUND, "甲/附/二.csv": SOUND, "乙/三.csv": statement(3) });
  for (const out of ["one", "two"]) await crossfoot("check", join(folder, "甲"), join(folder, "乙"), "--out", join(folder, out));
  for (const name of ["甲", "乙"]) {
    const one = contentOf(join(folder, "one", name));
    expect(Object.keys(one)).toContain("findings.json");
    expect(contentOf(join(folder, "two", name))).toEqual(one);
  }
});

test("the log tells what arrived, what was read, every relation with its verdict, every finding, every output", async () => {
  const folder = emptyFolder();
  write(folder, { "甲/收支.csv": UNSOUND, "甲/~$收支.csv": "x", "甲/空.csv": "" });
  await crossfoot("check", join(folder, "甲"), "--out", join(folder, "out"));
  const log = join(folder, "out", "甲", "audit.jsonl");
  expect(payloadsOf(log, "file-received")).toContainEqual({ path: "收支.csv", bytes: Buffer.byteLength(UNSOUND), sha256: sha256(UNSOUND) });
  expect(payloadsOf(log, "file-ignored")).toEqual([{ path: "~$收支.csv", why: "lock file" }]);
  expect(payloadsOf(log, "file-parsed")).toMatchObject([{ path: "收支.csv", format: "csv", grids: 1 }]);
  expect(payloadsOf(log, "file-refused")).toMatchObject([{ path: "空.csv" }]);
  const relations = payloadsOf(log, "table-checked").flatMap(({ relations: tried }) => tried);
  expect(relations).toContainEqual(expect.objectContaining({ of: "甲 × 结余", formula: "结余 = 收入 − 支出", verdict: "agrees" }));
  expect(relations).toContainEqual(expect.objectContaining({ of: "乙 × 结余", verdict: "differs", difference: "5" }));
  const findings = JSON.parse(readFileSync(join(folder, "out", "甲", "findings.json"), "utf8")).findings;
  expect(payloadsOf(log, "finding").map(({ id }) => id)).toEqual(findings.map(({ id }: { id: string }) => id));
  const written = payloadsOf(log, "output-written").map(({ path }) => path);
  expect(written.toSorted()).toEqual(Object.keys(contentOf(join(folder, "out", "甲"))).toSorted());
  expect(eventsOf(log).at(-1)?.type).toBe("completed");
});

test("the journal chains all runs, seals each submission's log, and the two agree", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "in/甲/a.csv": statement(1), "in/乙/b.csv": statement(2) });
  await crossfoot("check", join(folder, "in"), "--out", out);
  await crossfoot("check", join(folder, "in", "甲"), "--out", out);
  const types = eventsOf(join(out, "audit.jsonl")).map(({ type }) => type);
  const one = ["received", "parsed", "checked", "published"];
  expect(types).toEqual(["run-started", ...one, ...one, "run-finished", "run-started", ...one, "run-finished"]);
  const verdict = await verifyJournal(out, null);
  expect(verdict.log.problems).toEqual([]);
  expect(verdict.submissions.map(({ folder: name, verdict: each }) => [name, each?.problems, each?.sealing])).toEqual([
    ["乙", [], "sealed"],
    ["甲", [], "sealed"],
  ]);
});

test("a changed, missing or added output and a log put in place of another are told apart", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "甲/a.csv": statement(1), "乙/a.csv": statement(2) });
  await crossfoot("check", join(folder, "甲"), join(folder, "乙"), "--out", out);
  const place = join(out, "甲");
  const findings = readFileSync(join(place, "findings.json"), "utf8");
  writeFileSync(join(place, "findings.json"), findings.replace("甲", "丁"));
  expect(await problemsOf(place)).toEqual(["output-altered findings.json"]);
  rmSync(join(place, "findings.json"));
  expect(await problemsOf(place)).toEqual(["output-missing findings.json"]);
  writeFileSync(join(place, "findings.json"), findings);
  writeFileSync(join(place, "批注.txt"), "x");
  expect(await problemsOf(place)).toEqual([]);
  expect((await verifySubmission(place, null)).unnamed).toEqual(["批注.txt"]);
  // The log of the submission is sound, but what it is held against is not.
  const journal = readFileSync(join(out, "audit.jsonl"), "utf8");
  writeFileSync(join(out, "audit.jsonl"), journal.replace('"command":"check"', '"command":"chick"'));
  expect(await problemsOf(place)).toEqual(["journal-altered"]);
  writeFileSync(join(out, "audit.jsonl"), journal);
  // A whole folder exchanged for another run's: sound in itself, but not what the journal sealed.
  await crossfoot("check", join(folder, "甲"), "--out", join(folder, "other"));
  rmSync(place, { recursive: true });
  const foreign = join(folder, "other", "甲");
  expect(await problemsOf(foreign)).toEqual([]);
  write(place, Object.fromEntries(Object.entries(contentOf(foreign)).map(([path, content]) => [path, Buffer.from(content, "base64")])));
  for (const file of ["audit.jsonl", "checkpoint.txt"]) writeFileSync(join(place, file), readFileSync(join(foreign, file)));
  expect(await problemsOf(place)).toEqual(["journal-differs"]);
  mkdirSync(join(out, "戊"));
  for (const file of readdirSync(foreign))
    if (file.endsWith("t") || file.endsWith("jsonl")) writeFileSync(join(out, "戊", file), readFileSync(join(foreign, file)));
  expect(await problemsOf(join(out, "戊"))).toContain("journal-silent");
});

test("one name from two places gets two folders; the same place its own again", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "a/附件/x.csv": statement(1), "b/附件/x.csv": statement(2), "c/附件.csv": statement(3) });
  for (let run = 0; run < 2; run++) {
    await crossfoot("check", join(folder, "a", "附件"), join(folder, "b", "附件"), join(folder, "c", "附件.csv"), "--out", out);
    expect(foldersIn(out)).toEqual(["附件", "附件-2", "附件-3"]);
  }
  expect(readFileSync(join(out, "附件-2", "records.csv"), "utf8")).toContain(sha256(statement(2)));
});

test("what is replaced is kept where anything would be lost: another content, or a file that somebody changed", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  const run = (): Promise<unknown> => crossfoot("check", join(folder, "甲"), "--out", out);
  write(folder, { "甲/a.csv": statement(1) });
  await run();
  await run();
  expect(existsSync(join(out, ".versions"))).toBe(false);
  appendFileSync(join(out, "甲", "findings.csv"), "审计人员的批注");
  await run();
  expect(readFileSync(join(out, ".versions", "甲", "v1", "findings.csv"), "utf8")).toContain("审计人员的批注");
  write(folder, { "甲/a.csv": statement(2) });
  await run();
  expect(readdirSync(join(out, ".versions", "甲"))).toEqual(["v1", "v1-2"]);
  expect(await problemsOf(join(out, ".versions", "甲", "v1-2"))).toEqual([]);
  expect(payloadsOf(join(out, "audit.jsonl"), "published").map(({ version }) => version)).toEqual([1, 1, 1, 2]);
  expect(readdirSync(join(out, ".work"))).toEqual([]);
});

test("a folder that is not ours is never replaced", async () => {
  const folder = emptyFolder();
  write(folder, { "甲/a.csv": SOUND, "out/甲/我的文件.txt": "keep" });
  await crossfoot("check", join(folder, "甲"), "--out", join(folder, "out"));
  expect(foldersIn(join(folder, "out"))).toEqual(["甲", "甲-2"]);
  expect(readFileSync(join(folder, "out", "甲", "我的文件.txt"), "utf8")).toBe("keep");
});

test("what a crash left half done is cleared: a folder moved aside comes back, a draft goes", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "甲/a.csv": SOUND, "乙/b.csv": statement(2) });
  await crossfoot("check", join(folder, "甲"), "--out", out);
  write(out, { ".work/甲.old/marker": "1", ".work/丙.old/marker": "2", ".work/丁.new/report.html": "half" });
  await crossfoot("check", join(folder, "乙"), "--out", out);
  expect(readdirSync(join(out, ".work"))).toEqual([]);
  expect(foldersIn(out)).toEqual(["丙", "乙", "甲"]);
  expect(existsSync(join(out, "甲", "marker"))).toBe(false);
});

test("the output folder inside the folder that is examined is no part of it", async () => {
  const folder = emptyFolder();
  write(folder, { "a.csv": SOUND });
  const out = join(folder, "output");
  for (let run = 0; run < 2; run++) await crossfoot("check", folder, "--out", out);
  expect(payloadsOf(join(out, "audit.jsonl"), "received").map(({ files }) => files.length)).toEqual([1, 1]);
});

test("what cannot be read is a finding in the report, and the rest is examined", async () => {
  const folder = emptyFolder();
  write(folder, { "甲/a.csv": SOUND, "secret.csv": "1" });
  symlinkSync(join(folder, "secret.csv"), join(folder, "甲", "链接.csv"));
  const { status, stderr } = await crossfoot("check", join(folder, "甲"), "--out", join(folder, "out"));
  expect(status).toBe(3);
  expect(stderr).toContain("文件收到 2 个，已读 1 个，无法读取 1 个");
  const { findings, documents } = JSON.parse(readFileSync(join(folder, "out", "甲", "findings.json"), "utf8"));
  expect(documents).toHaveLength(2);
  expect(findings).toMatchObject([{ code: "unreadable-file", at: { document: "链接.csv" } }]);
  expect(findings[0].message["zh-CN"]).toContain("链接");
});

test("index.html stands over the results, with what is new on top; the summary says where", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "in/甲/a.csv": SOUND, "in/乙/a.csv": UNSOUND });
  const run = await crossfoot("check", join(folder, "in"), "--out", out, "--rules", "none", "--lang", "en");
  expect(run.stderr).toContain(`All of them: ${join(out, "index.html")}`);
  await crossfoot("check", join(folder, "in", "乙"), "--out", out, "--rules", "none", "--lang", "en");
  const page = readFileSync(join(out, "index.html"), "utf8");
  const links = [...page.matchAll(/href="([^"]*)\/report\.html"/g)].map(([, each = ""]) => decodeURIComponent(each));
  expect(links).toEqual(["乙", "甲"]);
  expect(page).toContain('<html lang="en">');
});
