import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { WORK_LIMITS, Workers } from "../../src/effects/workers.ts";
import type { AuditEvent, EventType, Payloads } from "../../src/model/event.ts";

// A machine that has much else to do must not make a test fail.
vi.setConfig({ testTimeout: 150_000 });

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "crossfoot-"));
  made.push(folder);
  return folder;
}

let kept: Workers | undefined;

/** The processes that examine whatever the tests of one file submit. */
export function workers(): Workers {
  kept ??= new Workers(WORK_LIMITS);
  return kept;
}

afterAll(() => kept?.close());

/** Writes files, by path below a folder. */
export function write(folder: string, files: { readonly [path: string]: string | Uint8Array }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A statement of income, spending and balance in which everything agrees. */
export const SOUND = "单位,收入,支出,结余\n甲,120.50,100.25,20.25\n乙,80.00,60.00,20.00\n丙,99.50,99.75,-0.25\n合计,300.00,260.00,40.00\n";
/** The same with one balance that its line does not give: 80 − 60 is not 25. */
export const UNSOUND = SOUND.replace("乙,80.00,60.00,20.00", "乙,80.00,60.00,25.00");

/** A statement of its own for every number: no two have the same bytes. */
export const statement = (number: number): string => SOUND.replaceAll("单位", `单位${number}`);

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command line in this process. */
export async function crossfoot(...argv: readonly string[]): Promise<Run> {
  let stdout = "";
  let stderr = "";
  const status = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    workers: workers(),
  });
  return { status, stdout, stderr };
}

/** Every file below a folder with its content, the log and its checkpoint left out. */
export function contentOf(folder: string, prefix = ""): { [path: string]: string } {
  const found: { [path: string]: string } = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) Object.assign(found, contentOf(join(folder, entry.name), `${path}/`));
    else if (!["audit.jsonl", "checkpoint.txt"].includes(path)) found[path] = readFileSync(join(folder, entry.name), "base64");
  }
  return found;
}

/** The events of a log. */
export const eventsOf = (log: string): AuditEvent[] =>
  readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line) => JSON.parse(line));

export const payloadsOf = <T extends EventType>(log: string, type: T): Payloads[T][] =>
  eventsOf(log).flatMap((event) => (event.type === type ? [event.payload as Payloads[T]] : []));

/** Names of what stands published in an output folder. */
export const foldersIn = (out: string): string[] =>
  readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();

/** Waits until something holds; fails after a hundred seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4000; turn++) {
    try {
      if (holds()) return;
    } catch {
      // not there yet
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("waited a hundred seconds in vain");
}

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** Starts the command line as a process of its own. */
export function start(...argv: readonly string[]): {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number | null>;
  readonly said: () => string;
} {
  const child = spawn(process.execPath, ["--import", "tsx", CLI, ...argv], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (piece) => {
    said += piece;
  });
  return {
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.on("exit", (status) => resolve(status))),
    said: () => said,
  };
}
