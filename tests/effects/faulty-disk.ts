import { AsyncLocalStorage } from "node:async_hooks";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

// src/effects/disk.ts is the one file that touches the disk, through node:fs/promises. Here those functions are replaced, for the
// code that runs inside `onDisk` alone, so that any write can be made to fail, or to be the last thing its "process" ever does.

/** A write about to be made: its number from 1, what it does and to which path. */
export interface Write {
  readonly number: number;
  readonly does: string;
  readonly path: string;
}

/**
 * What becomes of a write. `kill`: neither it nor anything after it happens, nor comes back to its caller, as after
 * kill -9; `torn`: the same after half of its bytes. Otherwise the code of the error that it fails with.
 */
export type Fate = "done" | "kill" | "torn" | `E${string}`;

/** A disk as one piece of code sees it. */
export class FaultyDisk {
  readonly #fate: (write: Write) => Fate;
  writes = 0;
  isDead = false;

  constructor(fate: (write: Write) => Fate) {
    this.#fate = fate;
  }

  /** The fate of the next write. */
  next(does: string, path: string): Fate {
    if (this.isDead) return "kill";
    const fate = this.#fate({ number: ++this.writes, does, path });
    if (fate === "kill" || fate === "torn") this.isDead = true;
    return fate;
  }
}

const current = new AsyncLocalStorage<FaultyDisk>();
const never = new Promise<never>(() => {});
const broken = (code: string, path: string): Error => Object.assign(new Error(`${code}: injected, '${path}'`), { code });
const pathOf = (argument: unknown): string => (Buffer.isBuffer(argument) ? argument.toString() : String(argument));

/** Handles of the dead stay open, as nobody closes them: kept, so that the system does not complain of it. */
const handles: fs.promises.FileHandle[] = [];

type Call = (...args: readonly unknown[]) => Promise<unknown>;

function replaced(name: string, call: Call, isWrite: (args: readonly unknown[]) => boolean, handled?: string): Call {
  return async (...args) => {
    const disk = current.getStore();
    if (!disk) return call(...args);
    if (disk.isDead) return never;
    if (isWrite(args)) {
      const path = handled ?? pathOf(args[0]);
      const fate = disk.next(name, path);
      if (fate === "kill" || fate === "torn") return never;
      if (fate !== "done") throw broken(fate, path);
    }
    const result = await call(...args);
    return disk.isDead ? never : result;
  };
}

const always = (): boolean => true;
const isWriting = ([, flags]: readonly unknown[]): boolean => typeof flags === "string" && flags !== "r";

function handleOf(handle: fs.promises.FileHandle, path: string): fs.promises.FileHandle {
  handles.push(handle);
  return new Proxy(handle, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== "function") return found;
      const call: Call = (...args) => found.apply(target, args);
      if (name === "write")
        return async (bytes: Uint8Array, offset: number) => {
          const disk = current.getStore();
          const fate = disk?.next("write", path) ?? "done";
          if (fate === "torn") await call(bytes.subarray(0, offset + Math.floor((bytes.length - offset) / 2)), offset);
          if (fate === "kill" || fate === "torn") return never;
          if (fate !== "done") throw broken(fate, path);
          return call(bytes, offset);
        };
      const isSync = name === "sync" || name === "datasync";
      // What was written outlives a process that is killed, synced or not; to sync in earnest would only take time.
      return replaced(String(name), isSync ? async () => {} : call, () => isSync, path);
    },
  });
}

const original = { ...fs.promises };
// What is put in place has the types of what stood there; that it does is what the tests that run through it show.
const promises = fs.promises as unknown as {
  [name in "open" | "lstat" | "stat" | "readdir" | "readlink" | "realpath" | "utimes" | "mkdir" | "rename" | "rm" | "link"]: Call;
};
for (const name of ["lstat", "stat", "readdir", "readlink", "realpath", "utimes"] as const)
  promises[name] = replaced(name, original[name] as Call, () => false);
for (const name of ["mkdir", "rename", "rm", "link"] as const) promises[name] = replaced(name, original[name] as Call, always);
const open = replaced("open", original.open as Call, isWriting);
promises.open = async (...args) => {
  const handle = (await open(...args)) as fs.promises.FileHandle;
  return current.getStore() ? handleOf(handle, pathOf(args[0])) : handle;
};
syncBuiltinESMExports();

/** Runs something on a disk. What is left of it when the disk is dead waits for ever. */
export const onDisk = <T>(disk: FaultyDisk, work: () => Promise<T>): Promise<T> => current.run(disk, work);

/** Does something while the system has no watch on files to give, until it is allowed again: as when the inotify limit is reached. */
export async function withoutEvents(work: (allow: () => void) => Promise<void>): Promise<void> {
  const { watch } = fs;
  const allow = (): void => {
    fs.watch = watch;
    syncBuiltinESMExports();
  };
  fs.watch = (): never => {
    throw broken("ENOSPC", "inotify");
  };
  syncBuiltinESMExports();
  await work(allow).finally(allow);
}
