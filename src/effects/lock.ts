import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { claim, errorCode, readOwn, remove, statusOf, touch } from "./disk.ts";
import { sha256 } from "./merkle.ts";

/** Who holds an output folder. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start of the process as the system counts it (Linux), so that a pid used again is not taken for its holder. */
  readonly started: string;
  readonly token: string;
}

export interface Lock {
  readonly release: () => Promise<void>;
}

const BEAT = 10_000;
/** A holder on another machine may be gone when it has not touched its lock for this long by the two machines' clocks (ms). */
const SILENCE = 120_000;
/** As two clocks need not agree, it is gone only when it does not touch its lock while it is watched for this long (ms). */
const WATCHED = 2.5 * BEAT;

/** How long to wait for whoever is clearing a dead lock (ms), and how often. */
const TURN = 20;
const MOST_TURNS = 500;

async function startOf(pid: number): Promise<string> {
  if (process.platform !== "linux") return "";
  const text = (await readOwn(`/proc/${pid}/stat`).catch(() => undefined))?.toString("latin1") ?? "";
  // The command's name, in brackets, may hold blanks: count the fields from behind it.
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function holderIn(bytes: Buffer): Holder | undefined {
  try {
    const found: unknown = JSON.parse(bytes.toString("utf8"));
    if (typeof found !== "object" || found === null) return undefined;
    // Any object has fields that may be anything; each is looked at before it is used.
    const { pid, host, started, token } = found as { [name: string]: unknown };
    return typeof pid === "number" && typeof host === "string" && typeof started === "string" && typeof token === "string"
      ? { pid, host, started, token }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that wrote the lock still runs. `watched`: for how long a silent one on another machine is watched (ms). */
async function isHeld(path: string, holder: Holder, watched: number): Promise<boolean> {
  if (holder.host !== hostname()) {
    const before = await statusOf(path);
    if (!before) return false;
    if (Date.now() - Number(before.modified / 1_000_000n) < SILENCE) return true;
    await pause(watched);
    const after = await statusOf(path);
    return after !== undefined && after.modified !== before.modified;
  }
  return isAlive(holder.pid) && (holder.started === "" || (await startOf(holder.pid)) === holder.started);
}

/** Who holds a folder at this moment; nothing where nobody does, or whoever did is gone. */
export async function lockHolder(folder: string): Promise<Holder | undefined> {
  const path = join(folder, ".lock");
  const holder = holderIn((await readOwn(path)) ?? Buffer.alloc(0));
  return holder && (await isHeld(path, holder, 0)) ? holder : undefined;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Removes a lock whose process has ended. Of many that want to, one may: whoever holds the lock of its own that is named for the
 * dead one. So nobody removes what somebody else has put in its place meanwhile.
 */
async function clear(path: string, dead: Buffer, own: string, watched: number): Promise<void> {
  const right = `${path}.${sha256(dead).slice(0, 16)}`;
  if (await claim(right, own)) {
    try {
      if ((await readOwn(path))?.equals(dead)) await remove(path);
    } finally {
      await remove(right);
    }
    return;
  }
  const bytes = await readOwn(right);
  const holder = bytes && holderIn(bytes);
  if (!bytes) return;
  if (holder && (await isHeld(right, holder, watched))) await pause(TURN);
  else await clear(right, bytes, own, watched);
}

/**
 * Takes the one writer's place in a folder (`.lock` in it), or says who has it. A lock whose process has ended is taken
 * over; of several that try at once, one gets it. `watched`: for how long the lock of a silent machine is watched first (ms).
 */
export async function takeLock(folder: string, watched = WATCHED): Promise<Lock | { readonly holder: Holder }> {
  const path = join(folder, ".lock");
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid), token: randomBytes(8).toString("hex") };
  const text = `${JSON.stringify(own)}\n`;
  for (let turn = 1; !(await claim(path, text)); turn++) {
    const bytes = await readOwn(path);
    if (!bytes) continue;
    const holder = holderIn(bytes);
    if (holder && (await isHeld(path, holder, watched))) return { holder };
    // Somebody who is clearing a dead lock takes a moment, and not longer.
    if (turn > MOST_TURNS)
      throw Object.assign(new Error(`EBUSY: the lock of an ended process cannot be cleared, ${path}`), { code: "EBUSY" });
    await clear(path, bytes, text, watched);
  }
  const beat = setInterval(() => void touch(path), BEAT);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      try {
        const bytes = await readOwn(path);
        if (bytes && holderIn(bytes)?.token === own.token) await remove(path);
      } catch (error) {
        // A disk that fails: whoever comes next sees that this process is gone.
        if (errorCode(error) === "") throw error;
      }
    },
  };
}
