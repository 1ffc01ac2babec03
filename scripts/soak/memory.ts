import { readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Watching } from "./watching.ts";

const statusOf = (pid: string): string => readFileSync(`/proc/${pid}/status`, "utf8");
const field = (status: string, name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);

/** The parent of a process that is still there: a number may be given again. */
function parentOf(pid: string): number | undefined {
  try {
    return field(statusOf(pid), "PPid");
  } catch {
    return undefined;
  }
}

/** What a watcher holds, and what all the processes that it started hold together. */
export interface Memory {
  readonly own: number;
  readonly workers: number;
}

/** Memory that the system has given them, in megabytes (Linux). */
export function residentOf({ child }: Watching): Memory {
  let own = 0;
  let workers = 0;
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const status = statusOf(pid);
      const used = field(status, "VmRSS") / 1024;
      if (pid === `${child.pid}`) own = used;
      else if (field(status, "PPid") === child.pid) workers += used;
    } catch {
      // gone meanwhile
    }
  }
  return { own, workers };
}

const TURN = 20;
const MOST_TURNS = 500;

/** What they still hold when their garbage has been collected, in megabytes: V8's heap and what hangs on it. */
export async function heldBy({ child, probes }: Watching): Promise<Memory> {
  let own = 0;
  let workers = 0;
  for (const pid of readdirSync(probes)) {
    const isOwn = pid === `${child.pid}`;
    const held = isOwn || parentOf(pid) === child.pid ? await askedOf(pid, join(probes, pid)) : 0;
    if (isOwn) own = held;
    else workers += held;
  }
  return { own, workers };
}

async function askedOf(pid: string, place: string): Promise<number> {
  truncateSync(place);
  try {
    process.kill(Number(pid), "SIGUSR2");
    for (let turn = 0; turn < MOST_TURNS && statSync(place).size === 0; turn++) {
      await new Promise((resolve) => setTimeout(resolve, TURN));
      process.kill(Number(pid), 0);
    }
  } catch {
    return 0;
  }
  return Number(readFileSync(place, "utf8")) / 2 ** 20;
}

/** One look at memory: how many submissions the log knew, and megabytes. */
export interface Sample {
  readonly minutes: number;
  readonly known: number;
  readonly held: Memory;
  readonly resident: Memory;
}

/** The straight line through points: its slope, and by how much it may be off either way (two standard errors). */
export function slope(points: readonly (readonly [x: number, y: number])[]): { readonly per: number; readonly off: number } {
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [x, y] = [mean(points.map(([one]) => one)), mean(points.map(([, one]) => one))];
  const above = points.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0);
  const below = points.reduce((sum, one) => sum + (one[0] - x) ** 2, 0);
  const per = above / below;
  const rest = points.reduce((sum, one) => sum + (one[1] - y - per * (one[0] - x)) ** 2, 0);
  return { per, off: 2 * Math.sqrt(rest / (points.length - 2) / below) };
}
