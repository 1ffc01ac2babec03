import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * What must come of a hostile file, beyond that nothing breaks. `finding`: at least one about this file. `finding-or-same`:
 * one, or exactly the reading of the file it was made from. `other`: its format has no checksum, so that nothing can tell
 * the change from what was meant; any reading will do.
 */
export type Fate = "finding" | "finding-or-same" | "other";

export interface Specimen {
  readonly kind: string;
  /** Its name in the submission. Bytes where it is no text. */
  readonly name: string | Buffer;
  readonly bytes: Uint8Array;
  readonly fate: Fate;
  /** The bytes it was made from. */
  readonly from?: Uint8Array;
}

/** A specimen from text or bytes. */
export const specimen = (kind: string, name: string | Buffer, content: Uint8Array | string, fate: Fate = "finding"): Specimen => ({
  kind,
  name,
  bytes: typeof content === "string" ? Buffer.from(content) : content,
  fate,
});

/** Numbers from 0 to below `most`, the same on every run. */
export function random(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

/** Bytes without any pattern a reader could take for a format. */
export const noise = (length: number, seed = 1): Uint8Array => {
  const next = random(seed);
  return Uint8Array.from({ length }, () => next(256));
};

const ROOT = fileURLToPath(new URL("../../fixtures/", import.meta.url));

/** Every fixture of the formats, by its path there: `yiyang-2017/all.docx`. */
export const fixtures = (): ReadonlyMap<string, Uint8Array> =>
  new Map(
    readdirSync(`${ROOT}formats`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${ROOT}formats/`.length))
      .sort()
      .map((path) => [path, readFileSync(`${ROOT}formats/${path}`)]),
  );

/** A statement whose second balance is wrong: that it is found shows that the file was read. */
export const WRONG = "单位,收入,支出,结余\n甲,120.50,100.25,20.25\n乙,80.00,60.00,27.00\n丙,99.50,99.75,-0.25\n合计,300.00,260.00,40.00\n";

/** The same as rows of cells. */
export const WRONG_ROWS: readonly (readonly string[])[] = WRONG.trim()
  .split("\n")
  .map((line) => line.split(","));
