#!/usr/bin/env node
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { LOG_FILE } from "./effects/audit-log.ts";
import { check, statusFor } from "./effects/check.ts";
import { type NoteKey, signingKey, verifyingKey } from "./effects/checkpoint.ts";
import { errorCode, readOwn, resolved, statusOf } from "./effects/disk.ts";
import type { Settings } from "./effects/examine-submission.ts";
import { explanation, findingsWith } from "./effects/explain.ts";
import type { Closed } from "./effects/output-folder.ts";
import { rulePacks } from "./effects/rule-packs.ts";
import { submissionLine, summaryLines } from "./effects/summary-text.ts";
import { type Streams, Terminal, visible } from "./effects/terminal.ts";
import { CHINESE_HELP, HELP, NOT_POSITIVE, STOPS, usageText } from "./effects/usage-text.ts";
import { verifyJournal, verifySubmission } from "./effects/verify-submission.ts";
import { journalLines, problemText, submissionLines } from "./effects/verify-text.ts";
import { watch } from "./effects/watch.ts";
import { watchLine } from "./effects/watch-text.ts";
import type { Severity } from "./model/finding.ts";
import { DEFAULT_LIMITS } from "./model/parser.ts";
import { LANGUAGES, type Language, type Text } from "./model/text.ts";
import { VERSION } from "./pipeline.ts";

/** Ends a command with a sentence for the person who asked. 2: asked wrongly; 3: the world would not have it. */
class Stop extends Error {
  readonly says: readonly Text[];
  readonly status: 2 | 3;

  constructor(status: 2 | 3, ...says: readonly Text[]) {
    super(says[0]?.en ?? "");
    this.status = status;
    this.says = says;
  }
}

/** Options of the commands, as the parser hands them over. */
interface Asked {
  readonly out: string;
  readonly rules?: string;
  readonly lang?: Language;
  readonly json?: boolean;
  readonly failOn: Severity | "never";
  readonly quietTime: number;
  readonly poll?: boolean;
  readonly concurrency: number;
  readonly key?: string;
  readonly publicKey?: string;
}

/** The language asked for with `--lang`, wherever it stands; known before the arguments are parsed, as their errors need it. */
function askedLanguage(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const value = at < 0 ? undefined : argv[at] === "--lang" ? argv[at + 1] : argv[at]!.slice("--lang=".length);
  return LANGUAGES.find((language) => language === value);
}

/** Help, unlike reports, also heeds the language of the terminal. */
const helpLanguage = (argv: readonly string[], { env }: Streams): Language =>
  askedLanguage(argv) ?? (/^en(?:[_.]|$)/.test(env.LC_ALL || env.LANG || "") ? "en" : "zh-CN");

async function keyFrom(path: string | undefined, read: (text: string) => NoteKey | undefined): Promise<NoteKey | null> {
  if (path === undefined || path === "") return null;
  const key = read((await readOwn(path))?.toString("utf8") ?? "");
  if (!key) throw new Stop(2, STOPS.key(path));
  return key;
}

async function settingsOf(asked: Asked, { env }: Streams): Promise<Settings> {
  const loaded = await rulePacks(asked.rules);
  if ("errors" in loaded)
    throw new Stop(
      2,
      ...loaded.errors.map(({ path, line, column, message }) => {
        const place = line > 0 ? `${path}:${line}:${column}` : path;
        return { "zh-CN": `${place}：${message["zh-CN"]}`, en: `${place}: ${message.en}` };
      }),
    );
  return {
    packs: loaded.packs,
    language: asked.lang ?? "zh-CN",
    limits: DEFAULT_LIMITS,
    key: await keyFrom(asked.key ?? env.CROSSFOOT_KEY, signingKey),
    now: () => new Date(),
  };
}

function refuse(closed: Closed, out: string): never {
  if ("held" in closed) throw new Stop(3, STOPS.held(closed.held.pid, closed.held.host));
  throw new Stop(3, STOPS.tampered(out, problemText(closed.problems[0] ?? { kind: "empty" })));
}

async function runCheck(paths: readonly string[], asked: Asked, streams: Streams): Promise<number> {
  const settings = await settingsOf(asked, streams);
  const { language } = settings;
  const terminal = new Terminal(streams.stderr);
  const result = await check(paths, {
    ...settings,
    out: resolve(asked.out),
    ...(streams.stop ? { stop: streams.stop } : {}),
    onFile: (name, path, number, of) => terminal.progress(`${name} [${number}/${of}] ${path}`),
    onSubmission: (done) => terminal.line(submissionLine(done, language)),
  });
  if (result.is === "missing") throw new Stop(2, ...result.paths.map(STOPS.missing));
  if (result.is === "closed") return refuse(result.closed, asked.out);
  terminal.line();
  for (const { fault } of result.submissions)
    if (fault !== null) for (const line of STOPS.fault(fault)[language].split("\n")) terminal.line(line);
  for (const line of summaryLines(result.submissions, language)) terminal.line(line);
  if (result.stopped) terminal.line(STOPS.stopped[language]);
  const status = result.stopped ? 3 : statusFor(result.submissions, asked.failOn);
  if (asked.json) {
    const submissions = result.submissions.map(({ name, folder, identity, state, summary, worst }) => ({
      submission: name,
      state,
      identity,
      folder,
      report: folder === null ? null : resolve(folder, "report.html"),
      summary,
      worst: worst.map(({ id, code, severity, message, at }) => ({ id, code, severity, message, at })),
    }));
    streams.stdout.write(`${JSON.stringify({ tool: { name: "crossfoot", version: VERSION }, status, submissions }, null, 2)}\n`);
  }
  return status;
}

async function runWatch(inbox: string, asked: Asked, streams: Streams): Promise<number> {
  const settings = await settingsOf(asked, streams);
  const { language } = settings;
  const terminal = new Terminal(streams.stderr);
  const result = await watch({
    ...settings,
    inbox: resolve(inbox),
    out: resolve(asked.out),
    quiet: asked.quietTime * 1000,
    poll: asked.poll ?? false,
    concurrency: asked.concurrency,
    stop: streams.stop ?? new AbortController().signal,
    onEvent: (event) => {
      const line = watchLine(event, language);
      if (event.is === "file") terminal.progress(line);
      else terminal.line(line);
      if (event.is === "examined" && event.result.fault !== null) terminal.lines(STOPS.fault(event.result.fault)[language]);
    },
  });
  switch (result.is) {
    case "closed":
      return refuse(result.closed, asked.out);
    case "no-inbox":
      throw new Stop(2, STOPS.inbox(inbox));
    case "inbox-in-output":
      throw new Stop(2, STOPS.nested);
    case "stopped": {
      const { published, again, failed } = result.counts;
      const zh = `已结束：核对 ${published} 份，重复收件 ${again} 份，未能核对 ${failed} 份`;
      terminal.line(language === "zh-CN" ? zh : `Ended: ${published} examined, ${again} received again, ${failed} not examined`);
      return 0;
    }
  }
}

async function runVerify(path: string, asked: Asked, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  const status = await statusOf(path, true);
  if (!status) throw new Stop(2, STOPS.missing(path));
  const folder = status.kind === "folder" ? path : dirname(resolve(path));
  const isLog = status.kind === "file" && basename(path) === LOG_FILE;
  if (!(status.kind === "folder" || isLog) || !(await statusOf(resolve(folder, LOG_FILE)))) throw new Stop(3, STOPS.noLog(path));
  const key = await keyFrom(asked.publicKey ?? streams.env.CROSSFOOT_PUBLIC_KEY, verifyingKey);
  const say = (lines: readonly string[]): void => void streams.stdout.write(lines.map((line) => `${visible(line)}\n`).join(""));
  // The journal of an output folder stands above the folders of submissions; a submission's own log has its outputs beside it.
  if (await isJournal(folder)) {
    const verdict = await verifyJournal(folder, key);
    say(journalLines(path, verdict, language));
    return verdict.overall === "as-written" ? 0 : 1;
  }
  const verdict = await verifySubmission(folder, key);
  say(submissionLines(path, verdict, language));
  return verdict.overall === "as-written" ? 0 : 1;
}

/** Told by the checkpoint's name for the log, else by the first event. */
async function isJournal(folder: string): Promise<boolean> {
  const checkpoint = (await readOwn(resolve(folder, "checkpoint.txt")))?.toString("utf8") ?? "";
  if (/^crossfoot\/(?:journal|submission)\//.test(checkpoint)) return checkpoint.startsWith("crossfoot/journal/");
  const log = (await readOwn(resolve(folder, LOG_FILE)))?.toString("utf8") ?? "";
  return log.slice(0, 200).includes('"type":"run-started"');
}

async function runExplain(id: string, asked: Asked, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  if ((await statusOf(asked.out, true))?.kind !== "folder") throw new Stop(2, STOPS.missing(asked.out));
  const { found, damaged } = await findingsWith(asked.out, id);
  const terminal = new Terminal(streams.stderr);
  for (const path of damaged) terminal.line(STOPS.damaged(path)[language]);
  if (found.length === 0) throw new Stop(damaged.length > 0 ? 3 : 2, STOPS.noFinding(id, asked.out));
  const texts = found.map((each) => explanation(each, language).map(visible).join("\n"));
  streams.stdout.write(`${texts.join("\n\n")}\n`);
  return 0;
}

/** A positive number of seconds, or of submissions. */
function positive(text: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0)) throw new InvalidArgumentError(NOT_POSITIVE);
  return value;
}

/** The argument parser. `run` is called with the command's promise of an exit status. */
function parser(language: Language, streams: Streams, run: (work: Promise<number>) => Promise<void>): Command {
  const say = (text: Text): string => text[language];
  const program = new Command("crossfoot")
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: () => {} })
    .configureHelp(language === "zh-CN" ? CHINESE_HELP : {})
    .description(say(HELP.about))
    .version(VERSION, "-V, --version", say(HELP.version))
    .helpOption("-h, --help", say(HELP.help))
    .helpCommand(false)
    .addHelpText("after", `\n${say(HELP.status)}`)
    .addOption(languageOption());
  const out = (): Option => new Option("-o, --out <folder>", say(HELP.out)).default("output");
  const rules = (): Option => new Option("--rules <folder>", say(HELP.rules));
  const key = (): Option => new Option("--key <file>", say(HELP.key));
  const publicKey = (): Option => new Option("--public-key <file>", say(HELP.publicKey));
  function languageOption(): Option {
    return new Option("--lang <language>", say(HELP.lang)).choices(LANGUAGES);
  }
  const lang = (asked: Asked): Asked => ({ ...asked, ...program.opts<{ lang?: Language }>(), ...(asked.lang ? { lang: asked.lang } : {}) });
  program
    .command("check")
    .description(say(HELP.check))
    .argument("<paths...>", say(HELP.paths))
    .addOption(out())
    .addOption(rules())
    .addOption(languageOption())
    .option("--json", say(HELP.json))
    .addOption(new Option("--fail-on <severity>", say(HELP.failOn)).choices(["error", "warning", "never"]).default("error"))
    .addOption(key())
    .action((paths: readonly string[], asked: Asked) => run(runCheck(paths, lang(asked), streams)));
  program
    .command("watch")
    .description(say(HELP.watch))
    .argument("<inbox>", say(HELP.inbox))
    .addOption(out())
    .addOption(rules())
    .addOption(languageOption())
    .addOption(new Option("--quiet-time <seconds>", say(HELP.quiet)).default(5).argParser(positive))
    .option("--poll", say(HELP.poll))
    .addOption(new Option("--concurrency <count>", say(HELP.concurrency)).default(1).argParser(positive))
    .addOption(key())
    .action((inbox: string, asked: Asked) => run(runWatch(inbox, lang(asked), streams)));
  program
    .command("verify")
    .description(say(HELP.verify))
    .argument("<log>", say(HELP.log))
    .addOption(publicKey())
    .addOption(languageOption())
    .action((log: string, asked: Asked) => run(runVerify(log, lang(asked), streams)));
  program
    .command("explain")
    .description(say(HELP.explain))
    .argument("<id>", say(HELP.id))
    .addOption(out())
    .addOption(languageOption())
    .action((id: string, asked: Asked) => run(runExplain(id, lang(asked), streams)));
  return program;
}

/** Runs a command: the words behind its name in, exit status out. Never throws. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const language = helpLanguage(argv, streams);
  const spoken = askedLanguage(argv) ?? "zh-CN";
  const terminal = new Terminal(streams.stderr);
  const say = (text: Text): void => terminal.lines(text[spoken]);
  let status = 0;
  try {
    const program = parser(language, streams, async (work) => {
      status = await work;
    });
    if (argv.length === 0) {
      program.outputHelp();
      return 2;
    }
    await program.parseAsync(argv, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      terminal.line(usageText(error)[language]);
      return 2;
    }
    if (error instanceof Stop) {
      for (const text of error.says) say(text);
      return error.status;
    }
    if (errorCode(error) !== "") say(STOPS.system(error instanceof Error ? error.message : String(error)));
    else say(STOPS.fault(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    return 3;
  }
}

async function isCalled(): Promise<boolean> {
  const called = process.argv[1] === undefined ? undefined : await resolved(process.argv[1]);
  return called !== undefined && pathToFileURL(called).href === import.meta.url;
}

if (await isCalled()) {
  const stop = new AbortController();
  // A second Ctrl-C ends at once; what was under way is taken up by the next run.
  const end = (): void => (stop.signal.aborted ? process.exit(130) : stop.abort());
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  // A reader that has seen enough (`| head`) closes the pipe: no reason to fail.
  process.stdout.on("error", (error) => process.exit(errorCode(error) === "EPIPE" ? 0 : 3));
  process.exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    stop: stop.signal,
  });
}
