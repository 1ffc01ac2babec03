import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAlone, verifyJournal } from "../../src/effects/verify-submission.ts";
import { type WatchResult, watch } from "../../src/effects/watch.ts";
import type { WatchEvent } from "../../src/effects/watch-event.ts";
import { watchLine } from "../../src/effects/watch-text.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { type Fate, FaultyDisk, onDisk, type Write } from "./faulty-disk.ts";
import { contentOf, foldersIn, payloadsOf, SOUND, UNSOUND, until, workers, write } from "./support.ts";

interface Run {
  readonly disk: FaultyDisk;
  readonly events: WatchEvent[];
  readonly ended: Promise<WatchResult>;
  readonly stop: () => Promise<WatchResult>;
}

/** A watcher in this process on a disk of its own. */
function run(folder: string, fate: (write: Write) => Fate, now = (): Date => new Date()): Run {
  const disk = new FaultyDisk(fate);
  const events: WatchEvent[] = [];
  const end = new AbortController();
  const ended = onDisk(disk, () =>
    watch({
      inbox: join(folder, "in"),
      out: join(folder, "out"),
      quiet: 5,
      poll: true,
      concurrency: 1,
      retry: 20,
      stop: end.signal,
      onEvent: (event) => events.push(event),
      packs: [],
      language: "zh-CN",
      limits: DEFAULT_LIMITS,
      workers: workers(),
      key: null,
      now,
    }),
  );
  const stop = (): Promise<WatchResult> => {
    end.abort();
    return ended;
  };
  return { disk, events, ended, stop };
}

const LONG = 1_200_000;

/** One write in so many; every single one with `EVERY=1 npx vitest run tests/effects/faults.test.ts`. */
const EVERY = Number.parseInt(process.env.EVERY ?? "6", 10);
const some = (all: readonly Write[]): readonly Write[] => all.filter((_, index) => index % EVERY === 0);

const sound = (): Fate => "done";
const logOf = (folder: string): string => join(folder, "out", "audit.jsonl");
const isDone = (folder: string): boolean =>
  payloadsOf(logOf(folder), "published").length >= 2 && payloadsOf(logOf(folder), "received-again").length >= 1;

/**
 * A place for one case at a time. It begins with a form published before, of which a changed version lies in the inbox now, and
 * beside it the same changed bytes under another name. `begun` holds a copy of how it begins: the log knows the place by its path.
 */
interface Lane {
  readonly folder: string;
  readonly begun: string;
}

const LANES = 6;
const lanes: Lane[] = [];
let first: { [path: string]: string } = {};
let second: { [path: string]: string } = {};
let writes: readonly Write[] = [];

beforeAll(async () => {
  for (let number = 0; number < LANES; number++) {
    const root = mkdtempSync(join(tmpdir(), "crossfoot-"));
    const lane = { folder: join(root, "now"), begun: join(root, "begun") };
    write(lane.folder, { "in/甲/收支.csv": SOUND });
    const once = run(lane.folder, sound);
    await until(() => payloadsOf(logOf(lane.folder), "published").length === 1);
    await once.stop();
    write(lane.folder, { "in/甲/收支.csv": UNSOUND, "in/申/收支.csv": UNSOUND });
    cpSync(lane.folder, lane.begun, { recursive: true, preserveTimestamps: true });
    lanes.push(lane);
  }
  const { folder } = lanes[0]!;
  first = contentOf(join(folder, "out", "甲"));
  const seen: Write[] = [];
  const undisturbed = run(folder, (next) => {
    seen.push(next);
    return "done";
  });
  await until(() => isDone(folder));
  await undisturbed.stop();
  second = contentOf(join(folder, "out", "甲"));
  writes = seen;
});

afterAll(() => {
  for (const { folder } of lanes) rmSync(dirname(folder), { recursive: true, force: true });
});

/** Does something for each write, in several lanes at a time: most of the time of each is waiting. */
async function atEvery(all: readonly Write[], work: (folder: string, at: Write) => Promise<void>): Promise<void> {
  const rest = [...all];
  const through = async ({ folder, begun }: Lane): Promise<void> => {
    for (let at = rest.shift(); at; at = rest.shift()) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(begun, folder, { recursive: true, preserveTimestamps: true });
      await work(folder, at).catch((error: unknown) => {
        throw new Error(`at write ${at?.number}, ${at?.does} ${at?.path}`, { cause: error });
      });
    }
  };
  // One that fails does not end the others: they must be out of their lanes before the next test.
  const ended = await Promise.allSettled(lanes.map(through));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** The lock of a process that is no more. */
function orphanLock(folder: string): void {
  const lock = join(folder, "out", ".lock");
  if (existsSync(lock)) writeFileSync(lock, readFileSync(lock, "utf8").replace(/"pid":\d+/, '"pid":999999999'));
}

/** Whatever happened: each version stands published once and whole, nothing half done is to be seen, and the log says so. */
async function isAllThere(folder: string, draft = /^$/): Promise<void> {
  const out = join(folder, "out");
  const published = payloadsOf(logOf(folder), "published").map((each) => `${each.folder} v${each.version}`);
  // Where the first of two with the same bytes had to wait, the other is the one that was published.
  const isOvertaken = published.includes("申 v1");
  expect(published).toEqual(["甲 v1", isOvertaken ? "申 v1" : "甲 v2"]);
  expect(foldersIn(out)).toEqual(isOvertaken ? ["甲", "申"] : ["甲"]);
  expect(contentOf(join(out, "甲"))).toEqual(isOvertaken ? first : second);
  if (!isOvertaken) expect(contentOf(join(out, ".versions", "甲", "v1"))).toEqual(first);
  expect(readdirSync(join(out, ".work"))).toEqual([]);
  const left = readdirSync(out).filter(
    (name) => !/^(?:\.archive|\.work|\.versions|audit\.jsonl|checkpoint\.txt|index\.html|甲|申)$/.test(name),
  );
  expect(left.filter((name) => !/^\.lock[.0-9a-f]+$/.test(name) && !draft.test(name))).toEqual([]);
  expect((await verifyJournal(out, null)).overall).toBe("as-written");
}

async function killed(folder: string, at: Write, fate: "kill" | "torn"): Promise<void> {
  const dying = run(folder, ({ number }) => (number === at.number ? fate : "done"));
  await until(() => dying.disk.isDead || isDone(folder));
  let isOver = false;
  void dying.stop().then(() => {
    isOver = true;
  });
  // The index is written when there is time: a run may have a few writes less than the one that was counted.
  await until(() => dying.disk.isDead || isOver);
  for (const name of foldersIn(join(folder, "out"))) expect((await verifyAlone(join(folder, "out", name))).problems).toEqual([]);
  orphanLock(folder);
  const runs = payloadsOf(logOf(folder), "run-started").length;
  const next = run(folder, sound);
  await until(() => isDone(folder) && payloadsOf(logOf(folder), "run-started").length > runs);
  expect(await next.stop()).toMatchObject({ is: "stopped" });
  expect(payloadsOf(logOf(folder), "received-again")).toHaveLength(1);
  expect(readdirSync(join(folder, "out", ".archive")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  await isAllThere(folder);
}

test(
  "killed at one write after the other: the next start publishes each version once, and the log verifies",
  async () => {
    expect(writes.length).toBeGreaterThan(60);
    await atEvery(some(writes), (folder, at) => killed(folder, at, "kill"));
  },
  LONG,
);

test(
  "killed in the middle of a write: the same",
  async () => {
    await atEvery(some(writes.filter(({ does }) => does === "write")), (folder, at) => killed(folder, at, "torn"));
  },
  LONG,
);

test(
  "one write after the other fails for a while: the watcher says so in both languages, waits, goes on, and nothing is lost",
  async () => {
    const codes = ["ENOSPC", "EROFS", "EIO"] as const;
    // What comes after the last submission is the end of the run: tested by itself.
    const last = writes.findLastIndex(({ does, path }) => does === "write" && path.endsWith("audit.jsonl"));
    await atEvery(some(writes.slice(0, last - 8)), async (folder, at) => {
      const code = codes[at.number % 3]!;
      const ailing = run(folder, ({ number }) => (number >= at.number && number < at.number + 4 ? code : "done"));
      const open = (): string[] => {
        const told = new Set<string>();
        for (const event of ailing.events) {
          if (event.is === "trouble") told.add(`${event.what} ${event.name}`);
          if (event.is === "recovered") expect(told.delete(`${event.what} ${event.name}`)).toBe(true);
        }
        return [...told];
      };
      await until(() => isDone(folder) && ailing.disk.writes >= at.number + 4 && open().length === 0);
      expect(await ailing.stop()).toMatchObject({ is: "stopped" });
      expect(payloadsOf(logOf(folder), "unsettled")).toEqual([]);
      // A disk that does not write may not remove either: such drafts are cleared at the next start.
      await isAllThere(folder, /^(?:index\.html|checkpoint\.txt)\.[0-9a-f]+\.tmp$/);
      for (const event of ailing.events) for (const language of LANGUAGES) expect(watchLine(event, language)).not.toBe("");
    });
  },
  LONG,
);
