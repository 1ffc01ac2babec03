import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyJournal } from "../../src/effects/verify-submission.ts";
import { type WatchResult, watch } from "../../src/effects/watch.ts";
import type { Trouble, WatchEvent, WatchOptions } from "../../src/effects/watch-event.ts";
import { watchLine } from "../../src/effects/watch-text.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { type Fate, FaultyDisk, onDisk, type Write, withoutEvents } from "./faulty-disk.ts";
import { crossfoot, emptyFolder, foldersIn, payloadsOf, SOUND, statement, until, workers, write } from "./support.ts";

interface Watching {
  readonly events: WatchEvent[];
  readonly stop: () => Promise<WatchResult>;
}

function watching(folder: string, fate: (write: Write) => Fate, more: Partial<WatchOptions> = {}): Watching {
  const events: WatchEvent[] = [];
  const end = new AbortController();
  const ended = onDisk(new FaultyDisk(fate), () =>
    watch({
      inbox: join(folder, "in"),
      out: join(folder, "out"),
      quiet: 20,
      poll: true,
      concurrency: 1,
      retry: 30,
      stop: end.signal,
      onEvent: (event) => events.push(event),
      packs: [],
      language: "zh-CN",
      limits: DEFAULT_LIMITS,
      workers: workers(),
      key: null,
      now: () => new Date(),
      ...more,
    }),
  );
  const stop = (): Promise<WatchResult> => {
    end.abort();
    return ended;
  };
  return { events, stop };
}

const sound = (): Fate => "done";
const logOf = (folder: string): string => join(folder, "out", "audit.jsonl");
const published = (folder: string): number => payloadsOf(logOf(folder), "published").length;
const troubles = (events: readonly WatchEvent[], what: Trouble["what"]): string[] =>
  events.flatMap((event) => ((event.is === "trouble" || event.is === "recovered") && event.what === what ? [event.is] : []));
const told = (events: readonly WatchEvent[], what: Trouble["what"]): WatchEvent =>
  events.find((event) => event.is === "trouble" && event.what === what)!;

test.each([
  ["ENOSPC", /磁盘空间不足/, /disk is full: make room/],
  ["EROFS", /磁盘为只读/, /read-only/],
  ["EIO", /磁盘读写出错/, /failed to read or write/],
] as const)("the whole disk says %s for a while: one clear message, then everything is published once", async (code, zh, en) => {
  const folder = emptyFolder();
  for (let number = 0; number < 5; number++) write(folder, { [`in/材料${number}/收支.csv`]: statement(number) });
  let isWell = false;
  // Ill from the very moment in which the first is done.
  const watcher = watching(folder, () => (!isWell && watcher.events.some(({ is }) => is === "examined") ? code : "done"));
  await until(() => watcher.events.some(({ is }) => is === "trouble"));
  const still = published(folder);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([still, published(folder)]).toEqual([1, 1]);
  isWell = true;
  await until(() => published(folder) === 5);
  await watcher.stop();
  expect(troubles(watcher.events, "output")).toEqual(["trouble", "recovered"]);
  expect(watchLine(told(watcher.events, "output"), "zh-CN")).toMatch(zh);
  expect(watchLine(told(watcher.events, "output"), "en")).toMatch(en);
  expect(payloadsOf(logOf(folder), "unsettled")).toEqual([]);
  expect(foldersIn(join(folder, "out"))).toHaveLength(5);
  expect((await verifyJournal(join(folder, "out"), null)).overall).toBe("as-written");
});

test("an output folder that cannot be written to at the start is waited for", async () => {
  const folder = emptyFolder();
  write(folder, { "in/甲/收支.csv": SOUND });
  let isIll = true;
  const watcher = watching(folder, () => (isIll ? "EROFS" : "done"));
  await until(() => watcher.events.some(({ is }) => is === "trouble"));
  isIll = false;
  await until(() => published(folder) === 1);
  await watcher.stop();
  expect(troubles(watcher.events, "output")).toEqual(["trouble", "recovered"]);
  // What Node makes of a read-only disk where a folder is to be made in it.
  const anew = join(folder, "anew");
  const given = watching(folder, ({ number }) => (number === 1 ? "ENOENT" : "EROFS"), { out: anew });
  await until(() => given.events.some(({ is }) => is === "trouble"));
  expect(told(given.events, "output")).toMatchObject({ code: "EROFS" });
  expect(await given.stop()).toMatchObject({ is: "stopped" });
});

test("check ends with a sentence that says what to do", async () => {
  const folder = emptyFolder();
  write(folder, { "in/收支.csv": SOUND });
  const run = await onDisk(new FaultyDisk(({ number }) => (number > 8 ? "ENOSPC" : "done")), () =>
    crossfoot("check", join(folder, "in"), "--out", join(folder, "out"), "--rules", "none", "--lang", "en"),
  );
  expect([run.status, run.stderr]).toEqual([
    3,
    expect.stringMatching(/was not done\. The disk is full: make room on it\. Then try again\./),
  ]);
});

test("a clock that goes backwards is told, owned up to in the log, and keeps nobody waiting", async () => {
  const folder = emptyFolder();
  write(folder, { "in/甲/收支.csv": statement(1) });
  let back = 0;
  const now = (): Date => new Date(Date.now() - back);
  const watcher = watching(folder, sound, { now });
  await until(() => published(folder) === 1);
  back = 3_600_000;
  write(folder, { "in/乙/收支.csv": statement(2) });
  await until(() => published(folder) === 2 && troubles(watcher.events, "clock").length === 1);
  back = 0;
  await until(() => troubles(watcher.events, "clock").length === 2);
  await watcher.stop();
  expect(troubles(watcher.events, "clock")).toEqual(["trouble", "recovered"]);
  expect(watchLine(told(watcher.events, "clock"), "en")).toMatch(/the clock was set back.*set it right/);
  expect(payloadsOf(logOf(folder), "clock-set-back")).toHaveLength(1);
  expect((await verifyJournal(join(folder, "out"), null)).overall).toBe("as-written");
});

test("where the system has no more file events to give, it looks regularly, says so, and takes them again when there are some", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "in"));
  await withoutEvents(async (allow) => {
    const watcher = watching(folder, sound, { poll: false });
    await until(() => troubles(watcher.events, "events").length === 1);
    write(folder, { "in/甲/收支.csv": SOUND });
    await until(() => published(folder) === 1);
    allow();
    await until(() => troubles(watcher.events, "events").length === 2);
    await watcher.stop();
    expect(troubles(watcher.events, "events")).toEqual(["trouble", "recovered"]);
    expect(watchLine(told(watcher.events, "events"), "zh-CN")).toMatch(/定期扫描，不会漏收.*max_user_watches/);
  });
});

test("a share that is away for a while is no emptied inbox", async () => {
  const folder = emptyFolder();
  write(folder, { "in/甲/收支.csv": SOUND });
  const watcher = watching(folder, sound, { quiet: 400 });
  await until(() => watcher.events.some(({ is }) => is === "arrived"));
  renameSync(join(folder, "in"), join(folder, "away"));
  await until(() => troubles(watcher.events, "inbox").length === 1);
  renameSync(join(folder, "away"), join(folder, "in"));
  await until(() => published(folder) === 1);
  await watcher.stop();
  expect(troubles(watcher.events, "inbox")).toEqual(["trouble", "recovered"]);
  expect(payloadsOf(logOf(folder), "withdrawn")).toEqual([]);
});
