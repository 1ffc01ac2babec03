import { errorCode } from "./disk.ts";
import type { Trouble, WatchEvent } from "./watch-event.ts";

/** What is wrong with the world, each told once when it begins and once when it is over. */
export class Troubles {
  readonly #onEvent: (event: WatchEvent) => void;
  readonly #open = new Map<string, string>();

  constructor(onEvent: (event: WatchEvent) => void) {
    this.#onEvent = onEvent;
  }

  tell(what: Trouble["what"], name: string, error: unknown): void {
    const code = errorCode(error);
    const key = `${what}\n${name}`;
    if (this.#open.get(key) === code) return;
    this.#open.set(key, code);
    this.#onEvent({ is: "trouble", what, name, code, detail: error instanceof Error ? error.message : String(error) });
  }

  /** What it happened to is no more: neither over nor to be told of. */
  forget(what: Trouble["what"], name: string): void {
    this.#open.delete(`${what}\n${name}`);
  }

  over(what: Trouble["what"], name: string): void {
    if (this.#open.delete(`${what}\n${name}`)) this.#onEvent({ is: "recovered", what, name });
  }
}
