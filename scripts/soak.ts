// The watched folder under load, for longer than a test may take:
//   npm run soak -- --drop 2000      so many submissions at once, in every way that people have of dropping them
//   npm run soak -- --kills 200      killed (kill -9) so many times at random while submissions keep coming
//   npm run soak -- --minutes 30     a steady stream; what is held after collecting garbage is sampled, and held against what a
//                                    watcher holds that is started anew over the same folders
// Also: --every 3000 (milliseconds between two drops; 300 with --kills), --seed 1, --keep (leaves the folder), --cli <path of cli.js>.
// Exit status 1 where anything was lost, done twice, left half done, or where memory grew.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Account, account, isAllDealtWith } from "./soak/account.ts";
import { type Dropped, drop, type Pace, random, WAYS } from "./soak/drops.ts";
import { heldBy, type Memory, residentOf, type Sample, slope } from "./soak/memory.ts";
import { type Watching, watching } from "./soak/watching.ts";

const { values } = parseArgs({
  options: {
    drop: { type: "string" },
    kills: { type: "string" },
    minutes: { type: "string" },
    every: { type: "string" },
    seed: { type: "string", default: "1" },
    keep: { type: "boolean", default: false },
    cli: { type: "string", default: "dist/cli.js" },
  },
});

const SAMPLE = 30_000;
/** What a watcher that has run for long may hold beyond one that was started anew, in megabytes. */
const MOST_BEYOND = 1;
/** Submissions by which a watcher has run all of its code. */
const WARMING = 100;
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

const listed = (counts: Iterable<readonly [name: string, count: number]>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(", ");

function report(dropped: readonly Dropped[], { fates, states, inTime, seenByKilled, events, wrong }: Account): void {
  say(`dropped ${dropped.length}: ${listed(WAYS.map((way) => [way, dropped.filter((each) => each.way === way).length]))}`);
  say(`of which ${listed(fates)}; of those taken away ${inTime} had been received; ${states} earlier states`);
  if (seenByKilled > 0) say(`of those gone unnoticed ${seenByKilled} had been seen by a watcher that was killed`);
  say(`the log: ${listed(events)}`);
  for (const line of wrong) say(`WRONG ${line}`);
  say(wrong.length === 0 ? "all accounted for; the log and every output verify" : `${wrong.length} wrong`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** So many at once: the inbox is full before the watcher has seen the first. */
async function dropAtOnce(count: number): Promise<void> {
  const pace: Pace = { piece: 300, change: 8000, removal: 60_000 };
  const began = performance.now();
  const watcher = watching(values.cli, folder, 2000);
  const dropped = await Promise.all(Array.from({ length: count }, (_, index) => drop(folder, index + 1, wayOf(index + 1), pace, next)));
  say(`${count} in the inbox, and the last of those that are taken away gone, after ${seconds(began)}`);
  let most = 0;
  const sampling = setInterval(() => {
    const { own, workers } = residentOf(watcher);
    most = Math.max(most, own + workers);
  }, 1000);
  await untilDealtWith(dropped, 3_600_000);
  clearInterval(sampling);
  say(`dealt with after ${seconds(began)}; most memory ${most.toFixed(0)} MB`);
  await ended(watcher);
  report(dropped, await account(out, dropped, watcher.seen));
}

/** Killed again and again while submissions keep coming. */
async function kills(count: number): Promise<void> {
  const pace: Pace = { piece: 50, change: 400, removal: 4000 };
  const drops: Promise<Dropped>[] = [];
  const seenByKilled = new Set<string>();
  let isOver = false;
  const feeding = (async () => {
    for (let number = 1; !isOver; number++) {
      drops.push(drop(folder, number, wayOf(number), pace, next));
      await pause(Number(values.every ?? "300") * next() * 2);
    }
  })();
  for (let kill = 1; kill <= count; kill++) {
    const watcher = watching(values.cli, folder, 200);
    // One in ten while it starts, the others from when it has begun to well under way.
    if (kill % 10 > 0) while (!watcher.said().includes("Watching") && watcher.child.exitCode === null) await pause(20);
    await pause(3000 * next());
    watcher.child.kill("SIGKILL");
    const status = await watcher.ended;
    for (const name of watcher.seen) seenByKilled.add(name);
    if (status !== null) say(`before kill ${kill} it ended by itself with status ${status}: ${watcher.said()}`);
    if (kill % 20 === 0) say(`${kill} kills, ${drops.length} dropped`);
  }
  isOver = true;
  await feeding;
  const dropped = await Promise.all(drops);
  const last = watching(values.cli, folder, 200);
  await untilDealtWith(dropped, 900_000);
  await pause(2000);
  await ended(last);
  report(dropped, await account(out, dropped, last.seen, seenByKilled));
}

const both = ({ own, workers }: Memory, digits: number): string => `${own.toFixed(digits)} and ${workers.toFixed(digits)} MB`;

async function sampled(watcher: Watching, began: number): Promise<Sample> {
  const resident = residentOf(watcher);
  const log = existsSync(join(out, "audit.jsonl")) ? readFileSync(join(out, "audit.jsonl"), "utf8") : "";
  const known = log.split('"type":"published"').length - 1;
  const held = await heldBy(watcher);
  return { minutes: (performance.now() - began) / 60_000, known, held, resident };
}

const tell = ({ minutes, known, held, resident }: Sample): void =>
  say(`${minutes.toFixed(1)} min: ${known} published; the watcher and its workers hold ${both(held, 2)}, resident ${both(resident, 0)}`);

/** How memory went by time and by submission, once warm: the first third is left out. */
function tellSlopes(samples: readonly Sample[]): void {
  const warm = samples.slice(Math.ceil(samples.length / 3));
  const line = (name: string, of: (sample: Sample) => number): void => {
    const hourly = slope(warm.map((sample) => [sample.minutes / 60, of(sample)]));
    const each = slope(warm.map((sample) => [sample.known, of(sample) * 1024]));
    say(
      `${name}: ${hourly.per.toFixed(2)} ± ${hourly.off.toFixed(2)} MB an hour, ${each.per.toFixed(2)} ± ${each.off.toFixed(2)} kB a submission`,
    );
  };
  line("held by the watcher", ({ held }) => held.own);
  line("held by its workers", ({ held }) => held.workers);
  line("resident, the watcher", ({ resident }) => resident.own);
  line("resident, its workers", ({ resident }) => resident.workers);
}

/** A steady stream, then a new watcher over what the old one left, a little warmed up: what it holds is what so many submissions take. */
async function steady(minutes: number): Promise<void> {
  const pace: Pace = { piece: 300, change: 3000, removal: 6000 };
  const began = performance.now();
  const watcher = watching(values.cli, folder, 2000);
  const drops: Promise<Dropped>[] = [];
  const samples: Sample[] = [];
  let sampleAt = SAMPLE;
  for (let number = 1; performance.now() - began < minutes * 60_000; number++) {
    drops.push(drop(folder, number, wayOf(number), pace, next));
    await pause(Number(values.every ?? "3000"));
    if (performance.now() - began < sampleAt) continue;
    sampleAt += SAMPLE;
    samples.push(await sampled(watcher, began));
    tell(samples.at(-1)!);
  }
  const before = await Promise.all(drops);
  await untilDealtWith(before, 600_000);
  await pause(5000);
  const last = await sampled(watcher, began);
  tell(last);
  await ended(watcher);
  tellSlopes(samples);
  const fresh = watching(values.cli, folder, 2000);
  const more = await Promise.all(
    Array.from({ length: WARMING }, (_, index) => drop(folder, drops.length + index + 1, "at once", pace, next)),
  );
  const dropped = [...before, ...more];
  await untilDealtWith(dropped, 600_000);
  // Until it has met everything that lies there.
  await pause(5000 + 10 * dropped.length);
  const anew = await sampled(fresh, began);
  await ended(fresh);
  const beyond = last.held.own - anew.held.own;
  say(
    `started anew over the same folders, and ${WARMING} more, a watcher holds ${anew.held.own.toFixed(2)} MB: ${beyond.toFixed(2)} MB less`,
  );
  if (beyond > MOST_BEYOND) process.exitCode = 1;
  report(dropped, await account(out, dropped, new Set([...watcher.seen, ...fresh.seen])));
}

try {
  if (values.drop !== undefined) await dropAtOnce(Number(values.drop));
  else if (values.kills !== undefined) await kills(Number(values.kills));
  else await steady(Number(values.minutes ?? "30"));
} finally {
  if (values.keep || process.exitCode) say(`left: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
