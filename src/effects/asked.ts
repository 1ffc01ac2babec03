import type { Severity } from "../model/finding.ts";
import { DEFAULT_LIMITS, type Limits } from "../model/parser.ts";
import type { Language } from "../model/text.ts";
import { type NoteKey, signingKey } from "./checkpoint.ts";
import { readOwn, statusOf } from "./disk.ts";
import type { Settings } from "./examine-submission.ts";
import { previousAt } from "./previous.ts";
import { rulePacks } from "./rule-packs.ts";
import { Stop } from "./stop.ts";
import type { Streams } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";
import { Workers } from "./workers.ts";

/** Options of the commands, as the parser hands them over. */
export interface Asked {
  readonly out: string;
  readonly rules?: string;
  readonly previous?: string;
  readonly password?: string;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly failOn: Severity | "never";
  readonly quietTime: number;
  readonly poll?: boolean;
  readonly concurrency: number;
  /** Seconds and megabytes. */
  readonly timeLimit: number;
  readonly memoryLimit: number;
  readonly key?: string;
  readonly publicKey?: string;
}

/** The key in a file, as `read` understands it; null where no file is named. Stops where it is none. */
export async function keyFrom(path: string | undefined, read: (text: string) => NoteKey | undefined): Promise<NoteKey | null> {
  if (path === undefined || path === "") return null;
  const key = read((await readOwn(path))?.toString("utf8") ?? "");
  if (!key) throw new Stop(2, STOPS.key(path));
  return key;
}

/**
 * Does some work with what every submission is examined with, from what was asked. Stops where a rule pack or a key is not
 * in order.
 */
export async function withSettings<Result>(asked: Asked, streams: Streams, work: (settings: Settings) => Promise<Result>): Promise<Result> {
  const workers = streams.workers ?? new Workers({ seconds: asked.timeLimit, megabytes: asked.memoryLimit });
  try {
    return await work(await settingsOf(asked, streams, workers));
  } finally {
    if (!streams.workers) workers.close();
  }
}

/** What is unpacked must leave room in memory for what is made of it. */
const limitsIn = (megabytes: number): Limits => ({
  ...DEFAULT_LIMITS,
  unpackedBytes: Math.min(DEFAULT_LIMITS.unpackedBytes, (megabytes * 1_000_000) / 2),
});

async function settingsOf(asked: Asked, { env }: Streams, workers: Workers): Promise<Settings> {
  const loaded = await rulePacks(asked.rules, workers);
  if ("errors" in loaded)
    throw new Stop(
      2,
      ...loaded.errors.map(({ path, line, column, message }) => {
        const place = line > 0 ? `${path}:${line}:${column}` : path;
        return { "zh-CN": `${place}：${message["zh-CN"]}`, en: `${place}: ${message.en}` };
      }),
    );
  if (asked.previous !== undefined && !(await statusOf(asked.previous, true))) throw new Stop(2, STOPS.missing(asked.previous));
  const password = asked.password ?? env.CROSSFOOT_PASSWORD;
  const limits = { ...limitsIn(workers.limits.megabytes), ...(password === undefined ? {} : { password }) };
  return {
    packs: loaded.packs,
    ...(asked.previous === undefined ? {} : { previous: await previousAt(asked.previous, limits, workers) }),
    language: asked.lang ?? "zh-CN",
    limits,
    workers,
    key: await keyFrom(asked.key ?? env.CROSSFOOT_KEY, signingKey),
    now: () => new Date(),
  };
}
