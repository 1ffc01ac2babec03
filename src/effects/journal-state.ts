import type { AuditEvent, LogHead, Payloads } from "../model/event.ts";
import type { IndexEntry } from "../model/index-entry.ts";

/** What stands in a folder of outputs, or is about to: the latest submission that was received for it. */
export interface Holding {
  readonly folder: string;
  readonly source: string;
  readonly identity: string;
  readonly version: number;
  /** Null until it is published. */
  readonly log: LogHead | null;
}

/** A submission that was received and neither published nor given up when its run ended. `log` as in its `checked` event. */
export interface Unfinished {
  readonly received: Payloads["received"];
  readonly log: LogHead | null;
}

/** What is known of the latest submission in a folder of outputs; times as in the log. */
export type Known = Omit<IndexEntry, "received" | "done"> & { readonly received: string; readonly done: string | null };

export interface JournalState {
  /** By folder, as `folderKey` spells it. */
  readonly holdings: ReadonlyMap<string, Holding>;
  /** By source: the identity of what was last received from it and dealt with. */
  readonly settled: ReadonlyMap<string, string>;
  readonly unfinished: readonly Unfinished[];
}

export const folderKey = (folder: string): string => folder.normalize("NFC").toLowerCase();

/** The state of an output folder, kept up to date event by event, and restored from them at the start. */
export class State implements JournalState {
  readonly holdings = new Map<string, Holding>();
  readonly settled = new Map<string, string>();
  readonly #open = new Map<string, Unfinished>();
  /** What was last published in a folder: what stands there while a newer version is being examined. */
  readonly published = new Map<string, Holding>();
  /** By folder, the one about which there was news last at the end. */
  readonly #known = new Map<string, Known>();

  get known(): Iterable<Known> {
    return this.#known.values();
  }

  get unfinished(): readonly Unfinished[] {
    return [...this.#open.values()];
  }

  add(event: Pick<AuditEvent, "type" | "payload" | "time">): void {
    // Type and payload belong together in every event; taken apart, the compiler no longer sees it.
    const { type, payload, time } = event as AuditEvent;
    switch (type) {
      case "received": {
        const { entry, folder, source, identity, version } = payload;
        this.#tell({ name: entry, folder, state: "working", version, received: time, done: null, again: 0, summary: null });
        this.holdings.set(folderKey(folder), { folder, source, identity, version, log: null });
        this.#open.set(`${folder}\n${identity}`, { received: payload, log: null });
        break;
      }
      case "checked": {
        const key = `${payload.folder}\n${payload.identity}`;
        const found = this.#open.get(key);
        if (found) this.#open.set(key, { ...found, log: payload.log });
        break;
      }
      case "published": {
        const key = `${payload.folder}\n${payload.identity}`;
        const { folder, identity, version, log } = payload;
        const source = this.#open.get(key)?.received.source ?? "";
        const holding = { folder, source, identity, version, log };
        this.published.set(folderKey(folder), holding);
        if (this.holdings.get(folderKey(folder))?.identity === identity) this.holdings.set(folderKey(folder), holding);
        this.settled.set(source, identity);
        this.#open.delete(key);
        this.#end(folder, { state: "published", version, done: time, summary: payload.summary });
        break;
      }
      case "failed":
        this.#open.delete(`${payload.folder}\n${payload.identity}`);
        this.#end(payload.folder, { state: "failed", done: time });
        break;
      case "received-again":
        this.settled.set(payload.source, payload.identity);
        this.#again(payload.folder);
        break;
      default:
    }
  }

  /** What has news goes to the end. */
  #tell(known: Known): void {
    const key = folderKey(known.folder);
    this.#known.delete(key);
    this.#known.set(key, known);
  }

  #end(folder: string, how: Partial<Known>): void {
    const known = this.#known.get(folderKey(folder));
    if (known) this.#tell({ ...known, ...how });
  }

  #again(folder: string): void {
    const known = this.#known.get(folderKey(folder));
    if (known) this.#known.set(folderKey(folder), { ...known, again: known.again + 1 });
  }
}
