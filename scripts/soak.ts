// The watched folder under load, for longer than a test may take:
//   npm run soak -- --drop 2000      so many submissions at once, in every way that people have of dropping them
//   npm run soak -- --kills 200      killed (kill -9) so many times at random while submissions keep coming
//   npm run soak -- --minutes 30     a steady stream; memory is sampled and its slope reported
// Also: --every 3000 (milliseconds between two drops), --seed 1, --keep (leaves the folder), --cli <path of cli.js>.
// Exit status 1 where anything was lost, done twice, or left half done.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Account, account, isAllDealtWith } from "./soak/account.ts";
import { type Dropped, drop, type Pace, random, WAYS } from "./soak/drops.ts";
import { type Command, memoryOf, type Watching, watching } from "./soak/watching.ts";

const { values } = parseArgs({
  options: {
    drop: { type: "string" },
    kills: { type: "string" },
    minutes: { type: "string" },
    every: { type: "string", default: "3000" },
    seed: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
    cli: { type: "string", default: "dist/cli.js" },
  },
});

const SAMPLE = 30_000;
const command: Command = [process.execPath, values.cli];
const next = random(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "crossfoot-soak-"));
const out = join(folder, "output");
for (const name of ["inbox", "beside"]) mkdirSync(join(folder, name));

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;
/** Every fifth submission comes in an unusual way, the others at once. */
const wayOf = (number: number): (typeof WAYS)[number] => WAYS[number % 5 === 0 ? (number / 5) % WAYS.length : 0]!;

async function untilDealtWith(dropped: readonly Dropped[], limit: number): Promise<void> {
  const began = performance.now();
  while (!isAllDealtWith(out, dropped) && performance.now() - began < limit) await pause(1000);
}

async function ended({ child, ended }: Watching): Promise<void> {
  child.kill("SIGINT");
  const status = await ended;
  if (status !== 0) say(`ended with status ${status}`);
}

function report(dropped: readonly Dropped[], { wrong, ...counts }: Account): void {
  const ways = WAYS.map((way) => `${dropped.filter((each) => each.way === way).length} ${way}`);
  say(`dropped ${dropped.length}: ${ways.join(", ")}`);
  say(
    `the log: ${Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ")}`,
  );
  for (const line of wrong) say(`WRONG ${line}`);
  say(wrong.length === 0 ? "all accounted for; the log and every output verify" : `${wrong.length} wrong`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** So many at once: the inbox is full before the watcher has seen the first. */
async function dropAtOnce(count: number): Promise<void> {
  const pace: Pace = { piece: 300, change: 8000, removal: 12_000 };
  const began = performance.now();
  const watcher = watching(command, folder, 2000);
  const dropped = await Promise.all(Array.from({ length: count }, (_, index) => drop(folder, index + 1, wayOf(index + 1), pace, next)));
  say(`${count} in the inbox after ${seconds(began)}`);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, memoryOf(watcher.child.pid ?? 0).all);
  }, 1000);
  await untilDealtWith(dropped, 3_600_000);
  clearInterval(sampling);
  say(`dealt with after ${seconds(began)}; most memory ${most.toFixed(0)} MB`);
  await ended(watcher);
  report(dropped, await account(out, dropped));
}

/** Killed again and again while submissions keep coming. */
async function kills(count: number): Promise<void> {
  const pace: Pace = { piece: 50, change: 400, removal: 800 };
  const drops: Promise<Dropped>[] = [];
  let isOver = false;
  const feeding = (async () => {
    for (let number = 1; !isOver; number++) {
      drops.push(drop(folder, number, wayOf(number), pace, next));
      await pause(Number(values.every) * next() * 2);
    }
  })();
  for (let kill = 1; kill <= count; kill++) {
    const watcher = watching(command, folder, 200);
    // One in ten while it starts, the others from when it has begun to well under way.
    if (kill % 10 > 0) while (!watcher.said().includes("Watching") && watcher.child.exitCode === null) await pause(20);
    await pause(3000 * next());
    watcher.child.kill("SIGKILL");
    const status = await watcher.ended;
    if (status !== null) say(`before kill ${kill} it ended by itself with status ${status}: ${watcher.said()}`);
    if (kill % 20 === 0) say(`${kill} kills, ${drops.length} dropped`);
  }
  isOver = true;
  await feeding;
  const dropped = await Promise.all(drops);
  const last = watching(command, folder, 200);
  await untilDealtWith(dropped, 900_000);
  await pause(2000);
  await ended(last);
  report(dropped, await account(out, dropped));
}

/** Slope of a straight line through samples, in megabytes an hour; `at` in milliseconds. */
function slope(samples: readonly { readonly at: number; readonly used: number }[]): number {
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [at, used] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.used))];
  const above = samples.reduce((sum, one) => sum + (one.at - at) * (one.used - used), 0);
  const below = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return (above / below) * 3_600_000;
}

/** A steady stream. The first third is warming up; the slope is that of the rest. */
async function steady(minutes: number): Promise<void> {
  const pace: Pace = { piece: 300, change: 3000, removal: 3000 };
  const began = performance.now();
  const watcher = watching(command, folder, 2000);
  const drops: Promise<Dropped>[] = [];
  const samples: { at: number; used: number; all: number }[] = [];
  let sampleAt = SAMPLE;
  for (let number = 1; performance.now() - began < minutes * 60_000; number++) {
    drops.push(drop(folder, number, wayOf(number), pace, next));
    await pause(Number(values.every));
    if (performance.now() - began < sampleAt) continue;
    sampleAt += SAMPLE;
    const { own, all } = memoryOf(watcher.child.pid ?? 0);
    samples.push({ at: performance.now() - began, used: own, all });
    say(`${seconds(began)}: ${drops.length} dropped, ${own.toFixed(0)} MB, with its workers ${all.toFixed(0)} MB`);
  }
  const dropped = await Promise.all(drops);
  await untilDealtWith(dropped, 600_000);
  await ended(watcher);
  const warm = samples.slice(Math.ceil(samples.length / 3));
  const rises = [slope(warm), slope(warm.map(({ at, all }) => ({ at, used: all })))];
  say(`memory after warming up: ${rises.map((rise) => `${rise.toFixed(1)} MB`).join(", with its workers ")} an hour`);
  report(dropped, await account(out, dropped));
}

try {
  if (values.drop !== undefined) await dropAtOnce(Number(values.drop));
  else if (values.kills !== undefined) await kills(Number(values.kills));
  else await steady(Number(values.minutes ?? "30"));
} finally {
  if (values.keep || process.exitCode) say(`left: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
