import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The command line as it is to be called: `node dist/cli.js`, or whatever stands in its place. */
export type Command = readonly [program: string, ...words: readonly string[]];

/** A watcher as a process of its own. */
export interface Watching {
  readonly child: ChildProcess;
  /** Resolves with its exit status, null where it was killed. */
  readonly ended: Promise<number | null>;
  readonly said: () => string;
}

/** Starts a watcher over `inbox` in a folder, writing to `output` beside it. */
export function watching([program, ...words]: Command, folder: string, quiet: number): Watching {
  const argv = ["watch", join(folder, "inbox"), "--out", join(folder, "output"), "--quiet-time", `${quiet / 1000}`, "--lang", "en"];
  const child = spawn(program, [...words, ...argv], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (piece) => {
    said = `${said}${piece}`.slice(-20_000);
  });
  return { child, ended: new Promise((resolve) => child.on("exit", (status) => resolve(status))), said: () => said };
}

const statusOf = (pid: string): string => readFileSync(`/proc/${pid}/status`, "utf8");
const field = (status: string, name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);

/** Memory in use by a process and by those it started, in megabytes (Linux). */
export function memoryOf(pid: number): { readonly own: number; readonly all: number } {
  let own = 0;
  let all = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = statusOf(name);
      const isOwn = name === `${pid}`;
      if (!isOwn && field(status, "PPid") !== pid) continue;
      const used = field(status, "VmRSS") / 1024;
      all += used;
      if (isOwn) own = used;
    } catch {
      // gone meanwhile
    }
  }
  return { own, all };
}
