import { join } from "node:path";
import type { IndexEntry, Moment } from "../model/index-entry.ts";
import type { Language } from "../model/text.ts";
import { errorCode, replaceFile } from "./disk.ts";
import type { Known } from "./journal-state.ts";
import type { Workers } from "./workers.ts";

const INDEX_FILE = "index.html";

/** Shortest pause between two writings (ms), and how many times as long as a writing takes it is at least. */
const PAUSE = 1000;
const SHARE = 20;

const two = (number: number): string => String(number).padStart(2, "0");

/** A time of the log with the words for it in this place: `2026-01-31 16:05`. */
function momentOf(iso: string): Moment {
  const at = new Date(iso);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return { iso, local: `${day} ${two(at.getHours())}:${two(at.getMinutes())}` };
}

const entryOf = ({ received, done, ...known }: Known): IndexEntry => ({
  ...known,
  received: momentOf(received),
  done: done === null ? null : momentOf(done),
});

/**
 * Keeps `index.html` over an output folder up to date: written anew soon after something changed, many changes at once being one
 * writing. It proves nothing, so a disk that fails delays it and nothing else.
 */
export class IndexWriter {
  readonly #path: string;
  readonly #language: Language;
  readonly #workers: Workers;
  /** What is known, the latest last. */
  readonly #known: () => Iterable<Known>;
  #isDue = false;
  #notBefore = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(out: string, language: Language, workers: Workers, known: () => Iterable<Known>) {
    this.#path = join(out, INDEX_FILE);
    this.#language = language;
    this.#workers = workers;
    this.#known = known;
  }

  /** Something changed. A fault of ours in writing it comes to light at the next `flush`. */
  changed(): void {
    this.#isDue = true;
    this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), Math.max(0, this.#notBefore - performance.now()));
  }

  /** Writes what is due now, and waits for it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (!this.#isDue) return;
    this.#isDue = false;
    const began = performance.now();
    const entries = [...this.#known()].reverse().map(entryOf);
    const done = await this.#workers.run({ is: "index", entries, language: this.#language });
    if (done.is === "fault") throw new Error(done.stack);
    try {
      if (done.is === "done") await replaceFile(this.#path, done.answer.page);
    } catch (error) {
      if (errorCode(error) === "") throw error;
      this.#isDue = true;
    }
    this.#notBefore = performance.now() + Math.max(PAUSE, SHARE * (performance.now() - began));
  }
}
