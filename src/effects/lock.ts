import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { claim, errorCode, move, readOwn, remove, statusOf, touch } from "./disk.ts";

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
    await new Promise((resolve) => setTimeout(resolve, watched));
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

/**
 * Takes the one writer's place in a folder (`.lock` in it), or says who has it. A lock whose process has ended is taken
 * over; of several that try at once, one gets it. `watched`: for how long the lock of a silent machine is watched first (ms).
 */
export async function takeLock(folder: string, watched = WATCHED): Promise<Lock | { readonly holder: Holder }> {
  const path = join(folder, ".lock");
  const own: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid), token: randomBytes(8).toString("hex") };
  for (;;) {
    if (await claim(path, `${JSON.stringify(own)}\n`)) break;
    const bytes = await readOwn(path);
    if (!bytes) continue;
    const holder = holderIn(bytes);
    if (holder && (await isHeld(path, holder, watched))) return { holder };
    // Moved aside before it is deleted: whoever moves it first knows which lock he has removed.
    const aside = `${path}.${own.token}`;
    try {
      await move(path, aside);
    } catch (error) {
      if (errorCode(error) === "ENOENT") continue;
      throw error;
    }
    const removed = await readOwn(aside);
    if (removed && !removed.equals(bytes)) {
      // Somebody else took over in between: give it back unless yet another lock stands there by now.
      await claim(path, removed.toString("utf8"));
    }
    await remove(aside);
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
