import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Waiting } from "../../src/effects/inbox.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { verifyJournal } from "../../src/effects/verify-submission.ts";
import { type WatchResult, watch } from "../../src/effects/watch.ts";
import type { WatchEvent } from "../../src/effects/watch-event.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import {
  contentOf,
  crossfoot,
  emptyFolder,
  eventsOf,
  foldersIn,
  payloadsOf,
  SOUND,
  start,
  statement,
  UNSOUND,
  until,
  workers,
  write,
} from "./support.ts";

const QUIET = 150;

interface Watching {
  readonly folder: string;
  readonly inbox: string;
  readonly out: string;
  readonly log: string;
  readonly events: WatchEvent[];
  readonly stop: () => Promise<WatchResult>;
}

/** A watcher in this process over `in` in a folder, writing to `out` beside it. */
function watching(folder: string, quiet = QUIET, poll = false, onEvent = (_: WatchEvent): void => {}): Watching {
  const inbox = join(folder, "in");
  const out = join(folder, "out");
  mkdirSync(inbox, { recursive: true });
  const end = new AbortController();
  const events: WatchEvent[] = [];
  const ended = watch({
    inbox,
    out,
    quiet,
    poll,
    concurrency: 1,
    retry: 100,
    stop: end.signal,
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
    packs: [],
    language: "zh-CN",
    limits: DEFAULT_LIMITS,
    workers: workers(),
    key: null,
    now: () => new Date(),
  });
  const stop = (): Promise<WatchResult> => {
    end.abort();
    return ended;
  };
  return { folder, inbox, out, log: join(out, "audit.jsonl"), events, stop };
}

const published = (log: string): string[] => payloadsOf(log, "published").map(({ folder }) => folder);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("five folders dropped while it runs, one of them slowly: each once, the same as check gives", async () => {
  const { folder, inbox, out, log, stop } = watching(emptyFolder(), 2500);
  await until(() => existsSync(log));
  for (const [index, name] of ["甲", "乙", "丙", "丁"].entries())
    write(inbox, { [`${name}/收支.csv`]: statement(index), [`${name}/附/明细.csv`]: UNSOUND });
  const slow = Buffer.from(statement(9).repeat(3));
  mkdirSync(join(inbox, "慢"));
  for (let at = 0; at < slow.length; at += 50) {
    appendFileSync(join(inbox, "慢", "收支.csv"), slow.subarray(at, at + 50));
    await pause(350);
  }
  await until(() => published(log).length === 5);
  expect(await stop()).toMatchObject({ is: "stopped", counts: { published: 5, again: 0, failed: 0 } });
  expect(published(log).toSorted()).toEqual(["丁", "丙", "乙", "慢", "甲"]);
  expect(payloadsOf(log, "received").find(({ folder: name }) => name === "慢")?.files).toEqual([
    { path: "收支.csv", bytes: slow.length, sha256: sha256(slow) },
  ]);
  await crossfoot("check", inbox, "--rules", "none", "--out", join(folder, "checked"));
  for (const name of foldersIn(out)) expect(contentOf(join(out, name))).toEqual(contentOf(join(folder, "checked", name)));
  const { log: journal, submissions } = await verifyJournal(out, null);
  expect([journal.problems, submissions.flatMap(({ verdict }) => verdict?.problems)]).toEqual([[], []]);
});

test("the same bytes again are a receipt, whatever the folder is called; changed ones are a new version", async () => {
  const { inbox, out, log, events, stop } = watching(emptyFolder());
  write(inbox, { "甲/a.csv": statement(1) });
  await until(() => published(log).length === 1);
  cpSync(join(inbox, "甲"), join(inbox, "甲的副本"), { recursive: true });
  await until(() => payloadsOf(log, "received-again").length === 1);
  expect(payloadsOf(log, "received-again")[0]).toMatchObject({ entry: "甲的副本", folder: "甲" });
  rmSync(join(inbox, "甲"), { recursive: true });
  await pause(100);
  write(inbox, { "甲/a.csv": statement(1) });
  await until(() => payloadsOf(log, "received-again").length === 2);
  write(inbox, { "甲/a.csv": statement(2) });
  await until(() => published(log).length === 2);
  await stop();
  expect(payloadsOf(log, "published").map(({ folder, version }) => `${folder} v${version}`)).toEqual(["甲 v1", "甲 v2"]);
  expect(foldersIn(out)).toEqual(["甲"]);
  expect(readdirSync(join(out, ".versions", "甲"))).toEqual(["v1"]);
  expect(events.filter(({ is }) => is === "again")).toHaveLength(2);
});

test("a restart does nothing again, and takes what came in between", async () => {
  const folder = emptyFolder();
  const first = watching(folder);
  write(first.inbox, { "甲/a.csv": statement(1), "乙.csv": statement(2), "丙/c.csv": statement(1).replace("甲", "丁") });
  cpSync(join(first.inbox, "甲"), join(first.inbox, "甲2"), { recursive: true });
  await until(() => published(first.log).length === 3 && payloadsOf(first.log, "received-again").length === 1);
  await first.stop();
  const before = eventsOf(first.log).length;
  const second = watching(folder);
  await until(() => eventsOf(second.log).length > before);
  await pause(QUIET * 3);
  write(second.inbox, { "戊/e.csv": statement(5) });
  await until(() => published(second.log).length === 4);
  await second.stop();
  const types = eventsOf(second.log)
    .slice(before)
    .map(({ type }) => type);
  expect(types).toEqual(["run-started", "received", "parsed", "checked", "published", "run-finished"]);
});

test("after a restart what is new comes first, and then what is known already is looked through for changes", async () => {
  const folder = emptyFolder();
  const first = watching(folder);
  write(first.inbox, { "一.csv": statement(1), "二.csv": statement(2) });
  await until(() => published(first.log).length === 2);
  await first.stop();
  write(first.inbox, { "一.csv": statement(3), "三.csv": statement(4) });
  const second = watching(folder);
  await until(() => published(second.log).length === 4);
  await second.stop();
  expect(published(second.log).slice(2)).toEqual(["三", "一"]);
});

test("what was received is finished from the archive, even if it was taken out of the inbox; and published once", async () => {
  const folder = emptyFolder();
  const first = watching(folder);
  write(first.inbox, { "甲/a.csv": statement(1), "乙/b.csv": UNSOUND });
  await until(() => published(first.log).length === 2);
  await first.stop();
  const whole = contentOf(join(first.out, "乙"));
  // As a kill leaves it: after the receipt of 乙, before anything came of it. The log cut there is what was on the disk then.
  const lines = readFileSync(first.log, "utf8").split("\n");
  const receipt = lines.findIndex((line) => line.includes('"type":"received"') && line.includes('"folder":"乙"'));
  writeFileSync(first.log, `${lines.slice(0, receipt + 1).join("\n")}\n{"seq":9,"ti`);
  rmSync(join(first.out, "checkpoint.txt"));
  for (const name of published(first.log).includes("甲") ? ["乙"] : ["甲", "乙"]) rmSync(join(first.out, name), { recursive: true });
  rmSync(first.inbox, { recursive: true });
  const second = watching(folder);
  await until(() => published(second.log).includes("乙"));
  await second.stop();
  expect(second.events).toContainEqual({ is: "resumed", name: "乙" });
  expect(contentOf(join(second.out, "乙"))).toEqual(whole);
  expect(published(second.log).filter((name) => name === "乙")).toHaveLength(1);
  expect((await verifyJournal(second.out, null)).log.problems).toEqual([]);
});

test("killed between putting a folder in place and saying so, it says so at the next start and does nothing again", async () => {
  const folder = emptyFolder();
  const first = watching(folder);
  write(first.inbox, { "甲/a.csv": statement(1) });
  await until(() => published(first.log).length === 1);
  await first.stop();
  const log = readFileSync(join(first.out, "甲", "audit.jsonl"), "utf8");
  const lines = readFileSync(first.log, "utf8").split("\n");
  writeFileSync(
    first.log,
    `${lines
      .slice(
        0,
        lines.findIndex((line) => line.includes('"type":"published"')),
      )
      .join("\n")}\n`,
  );
  rmSync(join(first.out, "checkpoint.txt"));
  const second = watching(folder);
  await until(() => published(second.log).length === 1);
  await pause(QUIET * 3);
  await second.stop();
  expect(payloadsOf(second.log, "published")).toMatchObject([{ folder: "甲", recovered: true, summary: { figures: 12 } }]);
  expect(readFileSync(join(second.out, "甲", "audit.jsonl"), "utf8")).toBe(log);
  expect((await verifyJournal(second.out, null)).submissions).toMatchObject([
    { folder: "甲", verdict: { problems: [], sealing: "sealed" } },
  ]);
});

test("killed after the check and before the folder was put in place, it does the submission again and publishes it once", async () => {
  const folder = emptyFolder();
  const first = watching(folder);
  write(first.inbox, { "甲/a.csv": statement(1) });
  await until(() => published(first.log).length === 1);
  await first.stop();
  const whole = contentOf(join(first.out, "甲"));
  const lines = readFileSync(first.log, "utf8").split("\n");
  writeFileSync(
    first.log,
    `${lines
      .slice(
        0,
        lines.findIndex((line) => line.includes('"type":"published"')),
      )
      .join("\n")}\n`,
  );
  rmSync(join(first.out, "checkpoint.txt"));
  renameSync(join(first.out, "甲"), join(first.out, ".work", "甲.new"));
  const second = watching(folder);
  await until(() => published(second.log).length === 1);
  await second.stop();
  expect(payloadsOf(second.log, "published")).toMatchObject([{ folder: "甲", recovered: false }]);
  expect(contentOf(join(second.out, "甲"))).toEqual(whole);
});

test("a .done marker makes it ready at once; what is still marked to be ignored is never taken", async () => {
  const { inbox, log, stop } = watching(emptyFolder(), 60_000);
  write(inbox, { "甲/a.csv": statement(1), "乙.csv": statement(2), "丙/c.csv": statement(3), "~$丁.xlsx": "x", ".DS_Store": "x" });
  write(inbox, { "甲/.done": "", "乙.csv.done": "" });
  await until(() => published(log).length === 2);
  await stop();
  expect(payloadsOf(log, "received").map(({ entry, files }) => [entry, files.map(({ path }) => path)])).toEqual([
    ["乙", ["乙.csv"]],
    ["甲", ["a.csv"]],
  ]);
});

test("what is taken away before it is ready is noted, and nothing comes of it", async () => {
  const { inbox, out, log, events, stop } = watching(emptyFolder(), 60_000);
  write(inbox, { "甲/a.csv": SOUND });
  await until(() => events.some(({ is }) => is === "arrived"));
  rmSync(join(inbox, "甲"), { recursive: true });
  await until(() => payloadsOf(log, "withdrawn").length === 1);
  await stop();
  expect(payloadsOf(log, "withdrawn")).toMatchObject([{ entry: "甲" }]);
  expect(foldersIn(out)).toEqual([]);
});

test("what is taken away while it waits for its turn is noted too, and does not go on waiting", async () => {
  const { inbox, out, log, events, stop } = watching(emptyFolder(), QUIET, true, (event) => {
    if (event.is === "received") rmSync(join(inbox, "二.csv"));
  });
  write(inbox, { "一.csv": statement(1), "二.csv": statement(2) });
  await until(() => payloadsOf(log, "withdrawn").length === 1);
  await stop();
  expect(payloadsOf(log, "withdrawn")).toEqual([{ entry: "二", source: join(inbox, "二.csv") }]);
  expect(payloadsOf(log, "unsettled")).toEqual([]);
  expect(foldersIn(out)).toEqual(["一"]);
  const told = events.flatMap((event) => (event.is === "arrived" || event.is === "withdrawn" ? [`${event.is} ${event.name}`] : []));
  expect(told.toSorted()).toEqual(["arrived 一", "arrived 二", "withdrawn 二"]);
});

test("what was taken away when the watcher ends is noted before it does, in its turn or not", async () => {
  const folder = emptyFolder();
  const watcher = watching(folder, QUIET, true, (event) => {
    if (event.is !== "received") return;
    rmSync(join(watcher.inbox, "二.csv"));
    rmSync(join(watcher.inbox, "三.csv"));
    void watcher.stop();
  });
  write(watcher.inbox, { "一.csv": statement(1), "三.csv": statement(3), "二.csv": statement(2), "四.csv": statement(4) });
  await until(() => eventsOf(watcher.log).at(-1)?.type === "run-finished");
  await watcher.stop();
  expect(published(watcher.log)).toEqual(["一"]);
  expect(
    payloadsOf(watcher.log, "withdrawn")
      .map(({ entry }) => entry)
      .toSorted(),
  ).toEqual(["三", "二"]);
  const next = watching(folder);
  await until(() => published(next.log).length === 2);
  await next.stop();
  expect(published(next.log)).toEqual(["一", "四"]);
  expect(payloadsOf(next.log, "withdrawn")).toHaveLength(2);
});

test("polling alone finds what is renamed in; a link is refused", async () => {
  const { folder, inbox, log, stop } = watching(emptyFolder(), QUIET, true);
  write(folder, { "外/a.csv": statement(1), "别处.csv": "1" });
  symlinkSync(join(folder, "别处.csv"), join(inbox, "链接.csv"));
  renameSync(join(folder, "外"), join(inbox, "外"));
  await until(() => published(log).length === 2);
  await stop();
  expect(payloadsOf(log, "received").find(({ folder: name }) => name === "链接")?.refused).toMatchObject([
    { path: "链接.csv", reason: "link" },
  ]);
});

test("original files stay as they are, and the archive holds each under its hash", async () => {
  const { inbox, out, log, stop } = watching(emptyFolder());
  write(inbox, { "甲/a.csv": SOUND, "甲/b.csv": UNSOUND, "乙/a.csv": SOUND });
  await until(() => published(log).length === 2);
  await stop();
  expect(readFileSync(join(inbox, "甲", "b.csv"), "utf8")).toBe(UNSOUND);
  for (const content of [SOUND, UNSOUND]) {
    const hash = sha256(content);
    expect(readFileSync(join(out, ".archive", hash.slice(0, 2), hash), "utf8")).toBe(content);
  }
});

test("ready is what stood still for the quiet time, from when it was first seen so", () => {
  const waiting = new Waiting(1000);
  const entry = (stamp: string, isDone = false): Parameters<Waiting["look"]>[0][number] => ({
    submission: { name: "a", source: "/a", location: "/a", files: [], refused: [], ignored: [] },
    stamp,
    isDone,
  });
  expect(waiting.look([entry("1")], 0)).toMatchObject({ ready: [], arrived: [{}] });
  expect(waiting.next(400)).toBe(600);
  expect(waiting.look([entry("2")], 900).ready).toEqual([]);
  expect(waiting.look([entry("2")], 1899).ready).toEqual([]);
  expect(waiting.look([entry("2")], 1900).ready).toHaveLength(1);
  expect(waiting.look([entry("2")], 9000).ready).toEqual([]);
  expect(waiting.next(9000)).toBeUndefined();
  waiting.again("/a", 9000);
  expect(waiting.look([entry("2")], 9999).ready).toEqual([]);
  expect(waiting.look([entry("2", true)], 9999).ready).toHaveLength(1);
  expect(waiting.look([], 10_000).gone).toEqual([]);
  waiting.look([entry("3")], 11_000);
  expect(waiting.look([], 11_500).gone).toEqual([{ name: "a", source: "/a" }]);
});

test("what goes away while it has its turn is gone only where nothing came of it; what comes back is new", () => {
  const waiting = new Waiting(0);
  const entry = (stamp: string): Parameters<Waiting["look"]>[0][number] => ({
    submission: { name: "a", source: "/a", location: "/a", files: [], refused: [], ignored: [] },
    stamp,
    isDone: false,
  });
  expect(waiting.look([entry("1")], 0).ready).toHaveLength(1);
  expect(waiting.look([], 1).gone).toEqual([]);
  waiting.done("/a");
  expect(waiting.look([], 2).gone).toEqual([]);
  expect(waiting.look([entry("1")], 3)).toMatchObject({ ready: [{}], arrived: [{}] });
  expect(waiting.look([], 4).gone).toEqual([]);
  expect(waiting.look([entry("1")], 5).ready).toHaveLength(1);
  waiting.again("/a", 6);
  expect(waiting.look([], 7).gone).toHaveLength(1);
  // Tried, changed since: what was tried is gone on with, the change is not forgotten.
  waiting.look([entry("1")], 8);
  const slow = new Waiting(1000);
  slow.look([entry("1")], 0);
  expect(slow.look([entry("1")], 1000).ready).toHaveLength(1);
  slow.look([entry("2")], 1100);
  slow.taken("/a");
  expect(slow.look([entry("2")], 2100).ready).toHaveLength(1);
  slow.again("/a", 2200);
  slow.taken("/a");
  expect(slow.look([entry("2")], 9000).ready).toEqual([]);
});

test("as a process: Ctrl-C ends it cleanly, kill -9 in the middle loses nothing and publishes once, a second one is turned away", async () => {
  const folder = emptyFolder();
  const inbox = join(folder, "in");
  const out = join(folder, "out");
  const log = join(out, "audit.jsonl");
  const argv = ["watch", inbox, "--out", out, "--quiet-time", "0.1", "--lang", "en"];
  for (let number = 0; number < 12; number++) write(inbox, { [`材料${number}/收支.csv`]: statement(number).repeat(5) });
  const killed = start(...argv);
  await until(() => published(log).length >= 2);
  killed.kill("SIGKILL");
  await killed.ended;
  const next = start(...argv);
  await until(() => published(log).length === 12);
  const second = await crossfoot(...argv);
  expect([second.status, second.stderr]).toEqual([3, expect.stringContaining("Another crossfoot is writing to the output folder")]);
  next.kill("SIGINT");
  expect(await next.ended).toBe(0);
  expect(next.said()).toMatch(/Ended: \d+ examined, 0 received again, 0 not examined\n$/);
  expect(new Set(published(log)).size).toBe(12);
  expect(foldersIn(out)).toHaveLength(12);
  expect(readdirSync(join(out, ".work"))).toEqual([]);
  const { log: journal, submissions } = await verifyJournal(out, null);
  expect([journal.problems, submissions.map(({ verdict }) => verdict?.problems)]).toEqual([[], Array(12).fill([])]);
});

test("what changes while its first version is examined is the next version, and not forgotten", async () => {
  const watcher = watching(emptyFolder());
  write(watcher.inbox, { "甲/a.csv": statement(1).repeat(40) });
  await until(() => watcher.events.some(({ is }) => is === "file"));
  write(watcher.inbox, { "甲/a.csv": statement(2) });
  await until(() => published(watcher.log).length === 2);
  await watcher.stop();
  expect(payloadsOf(watcher.log, "published").map(({ version }) => version)).toEqual([1, 2]);
  expect(payloadsOf(watcher.log, "received").at(-1)?.files).toMatchObject([{ sha256: sha256(statement(2)) }]);
});

test("index.html lists every submission, the one with the latest news first", async () => {
  const watcher = watching(emptyFolder());
  write(watcher.inbox, { "甲/a.csv": statement(1) });
  await until(() => published(watcher.log).length === 1);
  write(watcher.inbox, { "乙/b.csv": UNSOUND });
  await until(() => published(watcher.log).length === 2);
  await watcher.stop();
  const page = readFileSync(join(watcher.out, "index.html"), "utf8");
  const links = [...page.matchAll(/href="([^"]*)\/report\.html"/g)].map(([, folder = ""]) => decodeURIComponent(folder));
  expect(links).toEqual(["乙", "甲"]);
});

test("an empty folder waits to be filled; said to be complete, each has the finding that nothing came", async () => {
  const folder = emptyFolder();
  const watcher = watching(folder);
  mkdirSync(join(watcher.inbox, "空"));
  write(watcher.inbox, { "甲/.done": "", "乙/.done": "", "丙/a.csv": SOUND });
  await until(() => foldersIn(watcher.out).length === 3);
  await watcher.stop();
  expect(foldersIn(watcher.out)).toEqual(["丙", "乙", "甲"].sort());
  for (const name of ["甲", "乙"]) {
    const { findings } = JSON.parse(readFileSync(join(watcher.out, name, "findings.json"), "utf8"));
    expect(findings).toMatchObject([{ code: "not-checked", severity: "error", at: { document: name } }]);
  }
  expect(payloadsOf(watcher.log, "received-again")).toEqual([]);
  const again = watching(folder);
  await until(() => again.events.some(({ is }) => is === "watching"));
  await pause(2 * QUIET);
  await again.stop();
  expect(payloadsOf(watcher.log, "published")).toHaveLength(3);
});
