import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The command line as it is to be called: `dist/cli.js`, or whatever stands in its place. */
export type Cli = string;

/** A watcher as a process of its own. */
export interface Watching {
  readonly child: ChildProcess;
  /** Resolves with its exit status, null where it was killed, when all that it said has been heard. */
  readonly ended: Promise<number | null>;
  readonly said: () => string;
  /** Names of the submissions that it told to have seen. */
  readonly seen: ReadonlySet<string>;
  /** Where it and its processes say how much memory they hold. */
  readonly probes: string;
}

const PROBE = fileURLToPath(new URL("./probe.mjs", import.meta.url));

/** Starts a watcher over `inbox` in a folder, writing to `output` beside it. */
export function watching(cli: Cli, folder: string, quiet: number): Watching {
  mkdirSync(join(folder, "probes"), { recursive: true });
  const probes = mkdtempSync(join(folder, "probes", "run-"));
  const words = ["--expose-gc", "--import", PROBE, cli];
  const argv = [
    "watch",
    join(folder, "inbox"),
    "--out",
    join(folder, "output"),
    "--quiet-time",
    `${quiet / 1000}`,
    "--lang",
    "en",
    "--json",
  ];
  const child = spawn(process.execPath, [...words, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CROSSFOOT_PROBE: probes },
  });
  let said = "";
  child.stderr.on("data", (piece) => {
    said = `${said}${piece}`.slice(-20_000);
  });
  const seen = new Set<string>();
  createInterface(child.stdout).on("line", (line) => {
    // The last line of a process that is killed may be cut short.
    const [, name] = /^\{"event":"arrived",.*"name":"([^"\\]+)"\}$/.exec(line) ?? [];
    if (name !== undefined) seen.add(name);
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", (status) => resolve(status)));
  return { child, ended, said: () => said, seen, probes };
}
