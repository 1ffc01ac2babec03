import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeLock } from "../../src/effects/lock.ts";
import { sha256 } from "../../src/effects/merkle.ts";
import { emptyFolder } from "./support.ts";

test("one holder at a time, and the next once it is released", async () => {
  const folder = emptyFolder();
  const first = await takeLock(folder);
  expect(await takeLock(folder)).toMatchObject({ holder: { pid: process.pid, host: hostname() } });
  if ("release" in first) await first.release();
  expect(existsSync(join(folder, ".lock"))).toBe(false);
  const second = await takeLock(folder);
  expect(second).toHaveProperty("release");
  if ("release" in second) await second.release();
});

test("of many that try at once, one gets it, also where whoever was clearing a dead lock has died himself", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const lock = JSON.stringify({ pid: dead, host: hostname(), started: "1", token: "gone" });
  const clearing = JSON.stringify({ pid: dead, host: hostname(), started: "1", token: "gone too" });
  for (let round = 0; round < 20; round++) {
    const folder = emptyFolder();
    writeFileSync(join(folder, ".lock"), lock);
    if (round % 2 === 1) writeFileSync(join(folder, `.lock.${sha256(lock).slice(0, 16)}`), clearing);
    const tries = await Promise.all(Array.from({ length: 12 }, () => takeLock(folder)));
    expect(tries.filter((each) => "release" in each)).toHaveLength(1);
    for (const each of tries) if ("release" in each) await each.release();
    expect(readdirSync(folder)).toEqual([]);
  }
});

test("the lock of a process that has ended is taken over; also where its number was given to another process", async () => {
  for (const holder of [
    { pid: spawnSync(process.execPath, ["-e", ""]).pid, started: "" },
    ...(process.platform === "linux" ? [{ pid: process.pid, started: "1" }] : []),
  ]) {
    const folder = emptyFolder();
    writeFileSync(join(folder, ".lock"), JSON.stringify({ ...holder, host: hostname(), token: "old" }));
    const lock = await takeLock(folder);
    expect(lock).toHaveProperty("release");
    expect(readFileSync(join(folder, ".lock"), "utf8")).not.toContain("old");
    if ("release" in lock) await lock.release();
  }
});

test("a lock from another machine holds while it is touched, and a broken one does not hold", async () => {
  const folder = emptyFolder();
  const path = join(folder, ".lock");
  writeFileSync(path, JSON.stringify({ pid: 1, host: "elsewhere", started: "", token: "x" }));
  expect(await takeLock(folder)).toMatchObject({ holder: { host: "elsewhere" } });
  utimesSync(path, new Date(0), new Date(0));
  // Its clock is far behind ours, and it is at work: the lock is touched while we look.
  let beat = 0;
  const touching = setInterval(() => utimesSync(path, ++beat, beat), 20);
  expect(await takeLock(folder, 200)).toMatchObject({ holder: { host: "elsewhere" } });
  clearInterval(touching);
  const lock = await takeLock(folder, 50);
  expect(lock).toHaveProperty("release");
  if ("release" in lock) await lock.release();
  writeFileSync(path, "not a lock");
  expect(await takeLock(folder)).toHaveProperty("release");
});
