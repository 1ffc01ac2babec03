import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { linesOf } from "../../src/effects/audit-log.ts";
import { verifyJournal } from "../../src/effects/verify-submission.ts";
import type { AuditEvent, EventType, Payloads } from "../../src/model/event.ts";
import type { Dropped, Way } from "./drops.ts";

/** What became of a submission in the end, by the journal. */
const FATES = ["published", "a receipt", "withdrawn", "gone unnoticed"] as const;
type Fate = (typeof FATES)[number];

/** Ways in which a state before the last may stand still for long enough to be one. */
const HAS_STATES: readonly Way[] = ["slowly", "changed"];

/** What the journal says of what was dropped. `wrong` is empty where nothing was lost and nothing done twice. */
export interface Account {
  /** How many met each fate; together they are all that were dropped. */
  readonly fates: ReadonlyMap<Fate, number>;
  /** States before the last that were published. */
  readonly states: number;
  /** Of those taken away: received before that, and so finished all the same. */
  readonly inTime: number;
  /** Of those gone unnoticed: seen by a watcher that was killed before they were gone, or before it could note that. */
  readonly seenByKilled: number;
  /** How many events of each kind. */
  readonly events: ReadonlyMap<EventType, number>;
  readonly wrong: readonly string[];
}

const eventsIn = (out: string): AuditEvent[] => linesOf(readFileSync(join(out, "audit.jsonl"))).flatMap(({ event }) => event ?? []);
const payloadsOf = <T extends EventType>(events: readonly AuditEvent[], type: T): Payloads[T][] =>
  events.flatMap((event) => (event.type === type ? [event.payload as Payloads[T]] : []));

/** What came of each source: the identities that were published or noted as received again, and how often it was withdrawn. */
interface Traces {
  readonly published: string[];
  readonly again: string[];
  withdrawn: number;
}

function tracesIn(events: readonly AuditEvent[]): ReadonlyMap<string, Traces> {
  const traces = new Map<string, Traces>();
  const of = (source: string): Traces => {
    const found = traces.get(source) ?? { published: [], again: [], withdrawn: 0 };
    traces.set(source, found);
    return found;
  };
  const sources = new Map<string, string>();
  for (const { folder, identity, source } of payloadsOf(events, "received")) sources.set(`${folder}\n${identity}`, source);
  for (const { folder, identity } of payloadsOf(events, "published"))
    of(sources.get(`${folder}\n${identity}`) ?? folder).published.push(identity);
  for (const { source, identity } of payloadsOf(events, "received-again")) of(source).again.push(identity);
  for (const { source } of payloadsOf(events, "withdrawn")) of(source).withdrawn++;
  return traces;
}

/** Whether each submission that was left lying has been dealt with, so far as one can tell from the journal. */
export function isAllDealtWith(out: string, dropped: readonly Dropped[]): boolean {
  try {
    const traces = tracesIn(eventsIn(out));
    return dropped.every(({ source, way, identity }) => {
      const found = traces.get(source);
      return way === "taken away" || found?.published.includes(identity) || found?.again.includes(identity);
    });
  } catch {
    return false;
  }
}

/**
 * Holds the output folder against what was dropped, once the watcher has ended. `seen`: names that it told to have seen: each of
 * them must have its trace. `seenByKilled`: those that watchers told to have seen that were killed.
 */
export async function account(
  out: string,
  dropped: readonly Dropped[],
  seen: ReadonlySet<string>,
  seenByKilled: ReadonlySet<string> = new Set(),
): Promise<Account> {
  const wrong: string[] = [];
  const events = eventsIn(out);
  const traces = new Map(tracesIn(events));
  const fates = new Map<Fate, number>(FATES.map((fate) => [fate, 0]));
  let states = 0;
  let inTime = 0;
  let unnoted = 0;
  for (const { source, way, identity } of dropped) {
    const { published, again, withdrawn } = traces.get(source) ?? { published: [], again: [], withdrawn: 0 };
    traces.delete(source);
    const isGone = way === "taken away";
    const last = published.filter((each) => each === identity).length;
    const receipts = again.filter((each) => each === identity).length;
    const before = published.length - last + again.length - receipts;
    const what = `${source} (${way}): published ${last}, received again ${receipts}, withdrawn ${withdrawn}, states before ${before}`;
    if (before > 0 && !HAS_STATES.includes(way)) wrong.push(`states that it never had: ${what}`);
    if (last + receipts + withdrawn > 1) wrong.push(`more than once: ${what}`);
    if (!isGone && last + receipts !== 1) wrong.push(`not dealt with: ${what}`);
    if (last + receipts + withdrawn === 0 && seen.has(basename(source))) wrong.push(`seen, and without a trace: ${what}`);
    const fate = last > 0 ? "published" : receipts > 0 ? "a receipt" : withdrawn > 0 ? "withdrawn" : "gone unnoticed";
    fates.set(fate, (fates.get(fate) ?? 0) + 1);
    states += before;
    if (isGone && last + receipts > 0) inTime++;
    if (fate === "gone unnoticed" && seenByKilled.has(basename(source))) unnoted++;
  }
  for (const source of traces.keys()) wrong.push(`in the log, and never dropped: ${source}`);
  for (const { entry, reason } of payloadsOf(events, "failed")) wrong.push(`failed: ${entry} ${reason}`);
  wrong.push(...(await faultsIn(out, payloadsOf(events, "published"))));
  const kinds = new Map<EventType, number>();
  for (const { type } of events) kinds.set(type, (kinds.get(type) ?? 0) + 1);
  // What each met adds up to what the journal holds: no event is of anything else.
  const told = (kinds.get("published") ?? 0) + (kinds.get("received-again") ?? 0) + (kinds.get("withdrawn") ?? 0);
  const met = dropped.length - (fates.get("gone unnoticed") ?? 0) + states;
  if (told !== met) wrong.push(`${told} ends in the log, ${met} of what was dropped`);
  return { fates, states, inTime, seenByKilled: unnoted, events: kinds, wrong };
}

/** What is wrong with the output folder as a whole: what stands there unsaid or half done, a log or an output that does not verify. */
async function faultsIn(out: string, published: readonly Payloads["published"][]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const known = new Set(published.map(({ folder }) => folder));
  const folders = readdirSync(out).filter((name) => !/^(?:\..*|audit\.jsonl|checkpoint\.txt|index\.html)$/.test(name));
  for (const folder of folders) if (!known.delete(folder)) wrong.push(`in the output folder and not in the log: ${folder}`);
  for (const folder of known) wrong.push(`in the log and not in the output folder: ${folder}`);
  for (const name of readdirSync(join(out, ".work"))) wrong.push(`half done: ${name}`);
  const { overall, log, submissions } = await verifyJournal(out, null);
  if (overall === "as-written") return wrong;
  wrong.push(`verify says ${overall}: ${JSON.stringify(log.problems)}`);
  for (const { folder, verdict } of submissions)
    if (verdict?.overall !== "as-written") wrong.push(`verify: ${folder} ${JSON.stringify(verdict?.problems ?? "gone")}`);
  return wrong;
}
