import type { AuditEvent, LogHead, Payloads } from "../model/event.ts";

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

  get unfinished(): readonly Unfinished[] {
    return [...this.#open.values()];
  }

  add(event: Pick<AuditEvent, "type" | "payload">): void {
    // Type and payload belong together in every event; taken apart, the compiler no longer sees it.
    const { type, payload } = event as AuditEvent;
    switch (type) {
      case "received": {
        const { folder, source, identity, version } = payload;
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
        break;
      }
      case "failed":
        this.#open.delete(`${payload.folder}\n${payload.identity}`);
        break;
      case "received-again":
        this.settled.set(payload.source, payload.identity);
        break;
      default:
    }
  }
}
