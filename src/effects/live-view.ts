import type { Language } from "../model/text.ts";
import type { WatchEvent } from "./watch-event.ts";

/** Submissions named on the screen; the others are counted. */
const MOST_WORKING = 4;
const MOST_WAITING = 5;
const BAR = 10;
/** Seconds that a file may take before it is worth saying. */
const LONG = 3;

interface Working {
  readonly path: string;
  readonly number: number;
  readonly of: number;
  /** When the file was begun, in milliseconds of a clock that only goes forward. */
  readonly since: number;
}

/** What a watcher is at, event by event, as a few lines that are written over again and again. */
export class LiveView {
  readonly #waiting = new Set<string>();
  readonly #working = new Map<string, Working | null>();
  #done = 0;
  #withErrors = 0;
  #again = 0;
  #failed = 0;

  /** Takes an event in. `now` in milliseconds of a clock that only goes forward. */
  hear(event: WatchEvent, now: number): void {
    switch (event.is) {
      case "arrived":
      case "unsettled":
        this.#waiting.add(event.name);
        break;
      case "withdrawn":
        this.#waiting.delete(event.name);
        break;
      case "received":
      case "resumed":
        this.#waiting.delete(event.name);
        this.#working.set(event.name, null);
        break;
      case "file":
        this.#working.set(event.name, { path: event.path, number: event.number, of: event.of, since: now });
        break;
      case "again":
        this.#waiting.delete(event.name);
        this.#again++;
        break;
      case "examined": {
        const { name, state, summary } = event.result;
        this.#working.delete(name);
        if (state === "failed") this.#failed++;
        else this.#done++;
        if ((summary?.findings.error ?? 0) > 0) this.#withErrors++;
        break;
      }
      case "trouble":
        // It is begun anew when the trouble is over; until then nobody is at it.
        if (event.what === "submission") this.#working.delete(event.name);
        if (event.what === "output") this.#working.clear();
        break;
      default:
    }
  }

  /** For how many seconds the file has been read that has been longest at it, and which it is; nothing where none takes long. */
  longest(now: number): { readonly name: string; readonly path: string; readonly seconds: number } | undefined {
    let found: { name: string; path: string; seconds: number } | undefined;
    for (const [name, working] of this.#working) {
      const seconds = working ? Math.floor((now - working.since) / 1000) : 0;
      if (working && seconds >= LONG && seconds > (found?.seconds ?? 0)) found = { name, path: working.path, seconds };
    }
    return found;
  }

  lines(language: Language, now: number): string[] {
    const zh = language === "zh-CN";
    const counts = zh
      ? [`等待 ${this.#waiting.size}`, `正在核对 ${this.#working.size}`, `已完成 ${this.#done}（其中有错误 ${this.#withErrors}）`]
      : [`waiting ${this.#waiting.size}`, `working ${this.#working.size}`, `done ${this.#done} (${this.#withErrors} with errors)`];
    if (this.#again > 0) counts.push(zh ? `重复收件 ${this.#again}` : `again ${this.#again}`);
    counts.push(zh ? `未能核对 ${this.#failed}` : `failed ${this.#failed}`);
    const lines = [counts.join(" │ ")];
    for (const [name, working] of [...this.#working].slice(0, MOST_WORKING)) lines.push(workingLine(name, working, now, zh));
    const more = this.#working.size - MOST_WORKING;
    if (more > 0) lines.push(zh ? `  …… 另有 ${more} 份` : `  … and ${more} more`);
    if (this.#waiting.size > 0) lines.push(this.#waitingLine(zh));
    return lines;
  }

  #waitingLine(zh: boolean): string {
    const names = [...this.#waiting].slice(0, MOST_WAITING);
    const more = this.#waiting.size - names.length;
    if (zh) return `  等待：${names.join("、")}${more > 0 ? ` 等 ${this.#waiting.size} 份` : ""}`;
    return `  waiting: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }
}

function workingLine(name: string, working: Working | null, now: number, zh: boolean): string {
  if (!working) return `  ▸ ${name}`;
  const { path, number, of, since } = working;
  const full = Math.floor(((number - 1) * BAR) / of);
  const seconds = Math.floor((now - since) / 1000);
  const time = seconds < LONG ? "" : zh ? ` ${seconds} 秒` : ` ${seconds} s`;
  return `  ▸ ${name} ${"█".repeat(full)}${"░".repeat(BAR - full)} [${number}/${of}] ${path}${time}`;
}
