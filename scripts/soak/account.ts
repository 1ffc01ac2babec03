import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linesOf } from "../../src/effects/audit-log.ts";
import { verifyJournal } from "../../src/effects/verify-submission.ts";
import type { EventType, Payloads } from "../../src/model/event.ts";
import type { Dropped } from "./drops.ts";

/** What the journal says of what was dropped. Every list of `wrong` is empty where nothing was lost and nothing done twice. */
export interface Account {
  readonly published: number;
  readonly again: number;
  readonly withdrawn: number;
  readonly unsettled: number;
  readonly runs: number;
  /** Taken away again before anybody looked: nothing to be seen in the log. */
  readonly unseen: number;
  readonly wrong: readonly string[];
}

const payloadsOf = <T extends EventType>(out: string, type: T): Payloads[T][] =>
  linesOf(readFileSync(join(out, "audit.jsonl"))).flatMap(({ event }) => (event?.type === type ? [event.payload as Payloads[T]] : []));

/** Content that came last from each source and was dealt with, as the journal has it. */
function dealtWith(out: string): ReadonlyMap<string, ReadonlySet<string>> {
  const published = new Set(payloadsOf(out, "published").map(({ identity }) => identity));
  const found = new Map<string, Set<string>>();
  for (const { source, identity } of [...payloadsOf(out, "received"), ...payloadsOf(out, "received-again")])
    if (published.has(identity)) found.set(source, (found.get(source) ?? new Set()).add(identity));
  return found;
}

/** Whether each submission that was dropped has been dealt with, so far as one can tell from the journal. */
export function isAllDealtWith(out: string, dropped: readonly Dropped[]): boolean {
  try {
    const found = dealtWith(out);
    return dropped.every(({ source, identity }) => identity === null || found.get(source)?.has(identity));
  } catch {
    return false;
  }
}

/** Holds the output folder against what was dropped, once the watcher has ended. */
export async function account(out: string, dropped: readonly Dropped[]): Promise<Account> {
  const wrong: string[] = [];
  const found = dealtWith(out);
  const published = payloadsOf(out, "published");
  const withdrawn = payloadsOf(out, "withdrawn");
  const left = new Set([...withdrawn.map(({ source }) => source), ...payloadsOf(out, "received").map(({ source }) => source)]);
  for (const { source, way, identity } of dropped)
    if (identity !== null && !found.get(source)?.has(identity)) wrong.push(`not dealt with: ${source} (${way})`);
  const times = new Map<string, number>();
  for (const { identity } of published) times.set(identity, (times.get(identity) ?? 0) + 1);
  for (const [identity, count] of times) if (count > 1) wrong.push(`published ${count} times: ${identity}`);
  const folders = readdirSync(out).filter((name) => !name.startsWith(".") && !/^(?:audit\.jsonl|checkpoint\.txt|index\.html)$/.test(name));
  const known = new Set(published.map(({ folder }) => folder));
  for (const folder of folders) if (!known.has(folder)) wrong.push(`in the output folder and not in the log: ${folder}`);
  for (const name of readdirSync(join(out, ".work"))) wrong.push(`half done: ${name}`);
  const { overall, log, submissions } = await verifyJournal(out, null);
  if (overall !== "as-written") {
    wrong.push(`verify says ${overall}: ${JSON.stringify(log.problems)}`);
    for (const { folder, verdict } of submissions)
      if (verdict?.overall !== "as-written") wrong.push(`verify: ${folder} ${JSON.stringify(verdict?.problems ?? "gone")}`);
  }
  return {
    published: published.length,
    again: payloadsOf(out, "received-again").length,
    withdrawn: withdrawn.length,
    unsettled: payloadsOf(out, "unsettled").length,
    runs: payloadsOf(out, "run-started").length,
    unseen: dropped.filter(({ source, identity }) => identity === null && !left.has(source)).length,
    wrong,
  };
}
