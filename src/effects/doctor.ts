import { platform } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import type { Text } from "../model/text.ts";
import { CHECKPOINT_FILE, LOG_FILE } from "./audit-log.ts";
import { signingKey } from "./checkpoint.ts";
import type { Config } from "./config.ts";
import { configErrorText } from "./config-at.ts";
import { entriesOf, errorCode, readOwn, resolved, spaceAt, statusOf, tryEvents, tryWriting } from "./disk.ts";
import type { PackError } from "./job.ts";
import { lockHolder } from "./lock.ts";
import { systemText } from "./system-text.ts";
import { type Problem, verifyLog } from "./verify-log.ts";
import { problemText } from "./verify-text.ts";

/** What was looked at, how it stands, and what to do where it does not stand well. */
export interface Diagnosis {
  readonly id: "node" | "config" | "inbox" | "output" | "journal" | "clock" | "space" | "events" | "rules" | "key";
  readonly state: "ok" | "warning" | "error";
  readonly found: Text;
  /** Empty where there is nothing to do. What was found may take several lines. */
  readonly next: Text;
}

/** The set-up that is looked at. */
export interface SetUp {
  readonly config: Config;
  readonly inbox: string | undefined;
  readonly out: string;
  readonly key: string | undefined;
  readonly poll: boolean;
  readonly now: Date;
  /** What is wrong with the rule packs, or how many there are. */
  readonly rules: { readonly packs: number } | { readonly errors: readonly PackError[] };
  /** Version of Node, such as `20.19.0`. */
  readonly node: string;
}

const NOTHING: Text = { "zh-CN": "", en: "" };
const OLDEST = [20, 19] as const;
const LITTLE = 1_000_000_000;
const TOO_LITTLE = 100_000_000;
const JITTER = 1000;

const ok = (id: Diagnosis["id"], zh: string, en: string): Diagnosis => ({ id, state: "ok", found: { "zh-CN": zh, en }, next: NOTHING });
const not = (id: Diagnosis["id"], state: "warning" | "error", found: Text, next: Text): Diagnosis => ({ id, state, found, next });
const text = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

function nodeAt(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return ok("node", `Node.js ${version}`, `Node.js ${version}`);
  return not(
    "node",
    "error",
    text(`Node.js ${version} 过旧`, `Node.js ${version} is too old`),
    text(`请安装 Node.js ${OLDEST.join(".")} 或更新的版本。`, `Install Node.js ${OLDEST.join(".")} or later.`),
  );
}

function configOf(config: Config): Diagnosis {
  if (config.is === "none") return ok("config", "没有 crossfoot.yaml，用缺省值", "no crossfoot.yaml, the defaults hold");
  if (config.is === "read") return ok("config", `${config.path} 有效`, `${config.path} is in order`);
  const wrong = config.errors.map(configErrorText);
  const found = text(wrong.map((each) => each["zh-CN"]).join("\n"), wrong.map((each) => each.en).join("\n"));
  return not("config", "error", found, text("请按所指行列改正。", "Put it right at the line and column named."));
}

async function inboxAt({ inbox, config }: SetUp, out: string): Promise<Diagnosis> {
  if (inbox === undefined && config.is === "wrong")
    return not(
      "inbox",
      "warning",
      text("没有检查收件目录", "the inbox was not looked at"),
      text("请先改正设置文件，再运行 crossfoot doctor。", "Put the settings right first, then run crossfoot doctor again."),
    );
  if (inbox === undefined)
    return not(
      "inbox",
      "warning",
      text("没有设置收件目录", "no inbox is set"),
      text("请在 crossfoot.yaml 中写明 inbox，或在 watch 后给出。", "Set inbox in crossfoot.yaml, or name it after watch."),
    );
  const place = (await resolved(inbox)) ?? inbox;
  if ((await statusOf(place))?.kind !== "folder")
    return not(
      "inbox",
      "error",
      text(`${inbox} 不存在或不是文件夹`, `${inbox} is not there or is no folder`),
      text("请检查路径，或先建立该文件夹。", "Check the path, or make the folder."),
    );
  if (place === out || place.startsWith(`${out}${sep}`))
    return not(
      "inbox",
      "error",
      text(`收件目录 ${inbox} 位于输出目录之内`, `the inbox ${inbox} lies inside the output folder`),
      text("请另选收件目录或输出目录。", "Choose another inbox or output folder."),
    );
  try {
    const { length } = await entriesOf(place);
    return ok("inbox", `${inbox} 可读，现有 ${length} 项`, `${inbox} can be read; ${length} in it now`);
  } catch (error) {
    return not("inbox", "error", text(`无法读取 ${inbox}`, `${inbox} cannot be read`), systemText(errorCode(error)));
  }
}

/** The folder that is there, from a place upwards: where it would be made. */
async function standing(path: string): Promise<string> {
  for (let at = resolve(path); ; at = dirname(at)) if ((await statusOf(at, true)) || dirname(at) === at) return at;
}

async function outputAt(out: string): Promise<Diagnosis> {
  const at = await standing(out);
  try {
    await tryWriting(at);
  } catch (error) {
    return not("output", "error", text(`无法写入 ${at}`, `${at} cannot be written to`), systemText(errorCode(error)));
  }
  if (at !== resolve(out)) return ok("output", `${out} 尚不存在，可以建立`, `${out} is not there yet and can be made`);
  const holder = await lockHolder(out);
  if (!holder) return ok("output", `${out} 可写，无人占用`, `${out} can be written to; nobody holds it`);
  const { pid, host } = holder;
  return ok(
    "output",
    `${out} 可写，现由进程 ${pid}（${host}）使用`,
    `${out} can be written to; process ${pid} on ${host} is at work in it`,
  );
}

/** Faults of a journal that a crash leaves behind, or a run that is under way. */
const HARMLESS = new Set<Problem["kind"]>(["longer", "torn", "no-checkpoint", "empty"]);

async function journalAt(out: string, now: Date): Promise<Diagnosis[]> {
  const bytes = await readOwn(join(out, LOG_FILE));
  if (!bytes) return [ok("journal", "还没有日志", "there is no journal yet")];
  const { problems, lines } = verifyLog("journal", bytes, await readOwn(join(out, CHECKPOINT_FILE)), null);
  const [wrong] = problems.filter(({ kind }) => !HARMLESS.has(kind));
  const what = wrong && problemText(wrong);
  const journal = what
    ? not(
        "journal",
        "error",
        text(`${join(out, LOG_FILE)}：${what["zh-CN"]}`, `${join(out, LOG_FILE)}: ${what.en}`),
        text(
          `请运行 crossfoot verify ${out}，把该目录另存，并换用新的输出目录。`,
          `Run crossfoot verify ${out}, set that folder aside and choose another.`,
        ),
      )
    : ok("journal", `日志完好（${lines.length} 行）`, `the journal is whole (${lines.length} lines)`);
  const latest = lines.findLast(({ event }) => event)?.event?.time;
  const ahead = Date.parse(latest ?? "") - now.getTime();
  const clock =
    ahead > JITTER
      ? not(
          "clock",
          "warning",
          text(
            `系统时间 ${now.toISOString()} 早于日志最近一行 ${latest}`,
            `the clock says ${now.toISOString()}, before the latest line of the journal, ${latest}`,
          ),
          text("请校准系统时钟。", "Set the clock right."),
        )
      : ok("clock", `系统时间 ${now.toISOString()}，不早于日志`, `the clock says ${now.toISOString()}, not before the journal`);
  return [journal, clock];
}

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

async function spaceFor(out: string): Promise<Diagnosis> {
  const free = await spaceAt(await standing(out));
  const found = text(`输出磁盘剩余 ${inGigabytes(free)}`, `${inGigabytes(free)} free for the outputs`);
  if (free >= LITTLE) return { id: "space", state: "ok", found, next: NOTHING };
  const next = text("每份材料都会存档，请清理磁盘。", "Every submission is archived there: make room on the disk.");
  return not("space", free < TOO_LITTLE ? "error" : "warning", found, next);
}

/** The inbox itself is watched, with one watch of the system; more is never asked for. Whether there is one is tried. */
async function eventsFor({ inbox, poll }: SetUp): Promise<Diagnosis> {
  if (poll) return ok("events", "定期扫描，不用系统通知", "looking regularly, without the system's events");
  try {
    tryEvents(await standing(inbox ?? "."));
    return ok("events", "系统文件通知可用", "the system's file events are available");
  } catch (error) {
    const code = errorCode(error);
    return not(
      "events",
      "warning",
      text(
        `系统文件通知不可用（${code}），将改为定期扫描`,
        `the system's file events are not available (${code}): it will look regularly instead`,
      ),
      systemText(code, "events"),
    );
  }
}

function rulesOf(rules: SetUp["rules"]): Diagnosis {
  if ("packs" in rules) return ok("rules", `规则包 ${rules.packs} 个，均可用`, `${rules.packs} rule packs, all in order`);
  const places = rules.errors.map(({ path, line, column, message }) => ({ place: line > 0 ? `${path}:${line}:${column}` : path, message }));
  const found = text(
    places.map(({ place, message }) => `${place}：${message["zh-CN"]}`).join("；"),
    places.map(({ place, message }) => `${place}: ${message.en}`).join("; "),
  );
  return not(
    "rules",
    "error",
    found,
    text("请按所指行列改正规则包，或用 --rules 另指定。", "Put the packs right at the places named, or choose others with --rules."),
  );
}

async function keyAt(path: string | undefined): Promise<Diagnosis> {
  if (path === undefined || path === "")
    return ok(
      "key",
      "未设签名密钥：日志只能证明内部一致（crossfoot keygen 可生成）",
      "no signing key: the log proves no more than that it agrees with itself (crossfoot keygen makes one)",
    );
  const key = signingKey((await readOwn(path))?.toString("utf8") ?? "");
  if (!key)
    return not(
      "key",
      "error",
      text(`${path} 不是 Ed25519 私钥`, `${path} is not an Ed25519 private key`),
      text("请检查路径，或用 crossfoot keygen 生成。", "Check the path, or make one with crossfoot keygen."),
    );
  const mode = (await statusOf(path, true))?.mode ?? 0;
  if (platform() !== "win32" && (mode & 0o077) !== 0)
    return not(
      "key",
      "warning",
      text(`私钥 ${path} 他人可读`, `others can read the private key ${path}`),
      text(`请运行 chmod 600 ${path}。`, `Run chmod 600 ${path}.`),
    );
  return ok("key", `签名密钥 ${path} 可用`, `the signing key ${path} is in order`);
}

/** Looks at everything that a watcher needs, writing nothing that stays. */
export async function doctor(setUp: SetUp): Promise<readonly Diagnosis[]> {
  const out = (await resolved(setUp.out)) ?? resolve(setUp.out);
  return [
    nodeAt(setUp.node),
    configOf(setUp.config),
    await inboxAt(setUp, out),
    await outputAt(setUp.out),
    ...(await journalAt(out, setUp.now)),
    await spaceFor(setUp.out),
    await eventsFor(setUp),
    rulesOf(setUp.rules),
    await keyAt(setUp.key),
  ];
}
