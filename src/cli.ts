#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Asked } from "./effects/asked.ts";
import type { Config, Configured } from "./effects/config.ts";
import { configAt, configErrorText } from "./effects/config-at.ts";
import { errorCode, resolved } from "./effects/disk.ts";
import { Stop } from "./effects/stop.ts";
import { systemText } from "./effects/system-text.ts";
import { type Streams, Terminal } from "./effects/terminal.ts";
import { CHINESE_HELP, HELP, NOT_POSITIVE, STOPS, TOO_LITTLE, usageText } from "./effects/usage-text.ts";
import { LEAST_MEGABYTES, WORK_LIMITS } from "./effects/workers.ts";
import { LANGUAGES, type Language, type Text } from "./model/text.ts";
import { VERSION } from "./model/version.ts";

/** The value of an option, wherever it stands: what is said before the arguments are parsed, their errors above all, depends on it. */
function askedFor(argv: readonly string[], option: string): string | undefined {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  return at < 0 ? undefined : argv[at] === option ? argv[at + 1] : argv[at]!.slice(option.length + 1);
}

const askedLanguage = (argv: readonly string[]): Language | undefined =>
  LANGUAGES.find((language) => language === askedFor(argv, "--lang"));

/** Help, unlike reports, also heeds the language of the terminal. */
const languageOfTerminal = ({ env }: Streams): Language => (/^en(?:[_.]|$)/.test(env.LC_ALL || env.LANG || "") ? "en" : "zh-CN");

/** A positive number of seconds, or of submissions. */
function positive(text: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0)) throw new InvalidArgumentError(NOT_POSITIVE);
  return value;
}

/** Megabytes enough for a process to start with. */
function megabytes(text: string): number {
  const value = positive(text);
  if (value < LEAST_MEGABYTES) throw new InvalidArgumentError(TOO_LITTLE);
  return value;
}

/** What was asked: flags first, then the configuration, then what holds where nothing is said. */
function merged(asked: Asked, command: Command, config: Config): Asked & Configured {
  if (config.is === "wrong") throw new Stop(2, ...config.errors.map(configErrorText));
  const given = Object.entries(command.optsWithGlobals()).filter(([name]) => command.getOptionValueSourceWithGlobals(name) !== "default");
  return { ...asked, ...(config.is === "read" ? config.settings : {}), ...Object.fromEntries(given) };
}

/**
 * The argument parser. `run` is called with the command's promise of an exit status. Each command is loaded when it is asked
 * for: none costs the others time to start.
 */
function parser(language: Language, config: Config, streams: Streams, run: (work: Promise<number>) => Promise<void>): Command {
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
  const time = (): Option => new Option("--time-limit <seconds>", say(HELP.time)).default(WORK_LIMITS.seconds).argParser(positive);
  const memory = (): Option => new Option("--memory-limit <MB>", say(HELP.memory)).default(WORK_LIMITS.megabytes).argParser(megabytes);
  const password = (): Option => new Option("--password <password>", say(HELP.password));
  const publicKey = (): Option => new Option("--public-key <file>", say(HELP.publicKey));
  function languageOption(): Option {
    return new Option("--lang <language>", say(HELP.lang)).choices(LANGUAGES);
  }
  // Read before the arguments are, as their errors are told in its language; the parser need only know that it exists.
  const configuration = (): Option => new Option("--config <file>", say(HELP.config));
  program
    .command("check")
    .description(say(HELP.check))
    .argument("<paths...>", say(HELP.paths))
    .addOption(out())
    .addOption(rules())
    .addOption(new Option("--previous <folder>", say(HELP.previous)))
    .addOption(password())
    .addOption(languageOption())
    .option("--json", say(HELP.json))
    .addOption(new Option("--fail-on <severity>", say(HELP.failOn)).choices(["error", "warning", "never"]).default("error"))
    .addOption(time())
    .addOption(memory())
    .addOption(key())
    .addOption(configuration())
    .action((paths: readonly string[], asked: Asked, command: Command) =>
      run(import("./effects/run-check.ts").then(({ runCheck }) => runCheck(paths, merged(asked, command, config), streams))),
    );
  program
    .command("watch")
    .description(say(HELP.watch))
    .argument("[inbox]", say(HELP.inbox))
    .addOption(out())
    .addOption(rules())
    .addOption(languageOption())
    .addOption(new Option("--quiet-time <seconds>", say(HELP.quiet)).default(5).argParser(positive))
    .option("--json", say(HELP.jsonEvents))
    .option("--poll", say(HELP.poll))
    .addOption(password())
    .addOption(new Option("--concurrency <count>", say(HELP.concurrency)).default(1).argParser(positive))
    .addOption(time())
    .addOption(memory())
    .addOption(key())
    .addOption(configuration())
    .action((given: string | undefined, asked: Asked, command: Command) => {
      const all = merged(asked, command, config);
      const inbox = given ?? all.inbox;
      if (inbox === undefined) throw new CommanderError(1, "commander.missingArgument", "error: missing required argument 'inbox'");
      return run(import("./effects/run-watch.ts").then(({ runWatch }) => runWatch(inbox, all, streams)));
    });
  program
    .command("doctor")
    .description(say(HELP.doctor))
    .argument("[inbox]", say(HELP.inbox))
    .addOption(out())
    .addOption(rules())
    .addOption(languageOption())
    .option("--json", say(HELP.json))
    .option("--poll", say(HELP.poll))
    .addOption(time())
    .addOption(memory())
    .addOption(key())
    .addOption(configuration())
    .action((given: string | undefined, asked: Asked, command: Command) => {
      // A configuration that is wrong is one of the things to be told.
      const all = merged(asked, command, config.is === "wrong" ? { is: "none" } : config);
      return run(
        import("./effects/run-doctor.ts").then(({ runDoctor }) =>
          runDoctor({ ...all, ...(given === undefined ? {} : { inbox: given }) }, config, streams),
        ),
      );
    });
  program
    .command("verify")
    .description(say(HELP.verify))
    .argument("<log>", say(HELP.log))
    .addOption(publicKey())
    .addOption(languageOption())
    .addOption(configuration())
    .action((log: string, asked: Asked, command: Command) =>
      run(import("./effects/run-verify.ts").then(({ runVerify }) => runVerify(log, merged(asked, command, config), streams))),
    );
  program
    .command("prove")
    .description(say(HELP.prove))
    .argument("<id>", say(HELP.id))
    .argument("[folder]", say(HELP.outputs))
    .addOption(new Option("-o, --out <file>", say(HELP.proof)).default("proof.json"))
    .addOption(languageOption())
    .addOption(configuration())
    .action((id: string, given: string | undefined, asked: Asked, command: Command) => {
      // Here `--out` is the proof; the outputs are where the configuration says, or where they are by default.
      const configured = config.is === "read" ? config.settings.out : undefined;
      return run(
        import("./effects/run-prove.ts").then(({ runProve }) =>
          runProve(id, given ?? configured ?? "output", asked.out, merged(asked, command, config), streams),
        ),
      );
    });
  program
    .command("keygen")
    .description(say(HELP.keygen))
    .argument("[name]", say(HELP.keyName), "crossfoot")
    .addOption(languageOption())
    .addOption(configuration())
    .action((name: string, asked: Asked, command: Command) =>
      run(import("./effects/run-keygen.ts").then(({ runKeygen }) => runKeygen(name, merged(asked, command, config), streams))),
    );
  program
    .command("explain")
    .description(say(HELP.explain))
    .argument("<id>", say(HELP.id))
    .addOption(out())
    .addOption(languageOption())
    .addOption(configuration())
    .action((id: string, asked: Asked, command: Command) =>
      run(import("./effects/run-explain.ts").then(({ runExplain }) => runExplain(id, merged(asked, command, config), streams))),
    );
  return program;
}

/** Runs a command: the words behind its name in, exit status out. Never throws. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const terminal = new Terminal(streams.stderr);
  let language = askedLanguage(argv) ?? languageOfTerminal(streams);
  let spoken = askedLanguage(argv) ?? "zh-CN";
  const say = (text: Text): void => terminal.lines(text[spoken]);
  let status = 0;
  try {
    const config = await configAt(askedFor(argv, "--config"), process.cwd());
    if (config.is === "read" && config.settings.lang) {
      language = askedLanguage(argv) ?? config.settings.lang;
      spoken = language;
    }
    const program = parser(language, config, streams, async (work) => {
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
    const code = errorCode(error);
    if (code !== "") say(STOPS.system(systemText(code), error instanceof Error ? error.message : String(error)));
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
  // Words for people that nobody hears any more are no reason to stop working.
  process.stderr.on("error", () => {});
  process.exitCode = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    stop: stop.signal,
  });
}
