import type { Workers } from "./workers.ts";

/** Where a command writes, what it is asked through the environment, and what tells it to end. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  /** Aborted when the person (Ctrl-C) or the system (SIGTERM) wants the command to end. */
  readonly stop?: AbortSignal;
  /** Where submissions are to be examined by processes that the caller keeps for several commands. */
  readonly workers?: Workers;
}

export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * Text from a submission as a terminal may show it: control characters, escape sequences and marks that turn the
 * direction of writing are written out, so that a file's name cannot repaint the screen.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, (mark) => {
    const code = mark.codePointAt(0)!.toString(16);
    return mark === "\t" ? " " : `\\u{${code}}`;
  });

const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );

/** The text cut to so many columns of a terminal, in which a Chinese character takes two. */
export function fitted(text: string, columns: number): string {
  let used = 0;
  let fits = "";
  for (const character of text) {
    used += isWide(character) ? 2 : 1;
    if (used > columns - 1) return `${fits}…`;
    fits += character;
  }
  return fits;
}

/** Lines for a person on stderr; on a terminal the last line shows how far the work is and is written over. */
export class Terminal {
  readonly #out: Output;
  /** Lines on the screen that the next will write over. */
  #showing = 0;

  constructor(out: Output) {
    this.#out = out;
  }

  /** A line that stays. */
  line(text = ""): void {
    this.#clear();
    this.#out.write(`${visible(text)}\n`);
  }

  /** Several lines of our own words, one text. */
  lines(text: string): void {
    for (const line of text.split("\n")) this.line(line);
  }

  /** How far the work is: one line that the next replaces; a plain line each where nobody watches. */
  progress(text: string): void {
    if (!this.#out.isTTY) {
      this.line(text);
      return;
    }
    this.block([text]);
  }

  /** Whether a person watches: then `block` shows something. */
  get isLive(): boolean {
    return this.#out.isTTY === true;
  }

  /** A few lines at the end of the screen that the next ones replace; nothing where nobody watches. */
  block(lines: readonly string[]): void {
    if (!this.isLive || lines.length === 0) return;
    const fitting = lines.map((line) => fitted(visible(line), this.#out.columns || 80));
    // One piece, so that the screen is never seen without them.
    this.#out.write(`${this.#clearing()}${fitting.join("\n")}`);
    this.#showing = lines.length;
  }

  #clearing(): string {
    const lines = this.#showing;
    this.#showing = 0;
    return lines === 0 ? "" : `\r\u001b[2K${"\u001b[1A\u001b[2K".repeat(lines - 1)}`;
  }

  #clear(): void {
    const clearing = this.#clearing();
    if (clearing !== "") this.#out.write(clearing);
  }

  /** Takes the progress line away. */
  done(): void {
    this.#clear();
  }
}
