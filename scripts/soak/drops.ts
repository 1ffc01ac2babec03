import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { identityOf } from "../../src/effects/intake.ts";

/** How a submission gets into the inbox. */
export const WAYS = ["at once", "renamed in", "slowly", "changed", "duplicate", "taken away"] as const;
export type Way = (typeof WAYS)[number];

/** A submission that was dropped: where, how, and what it was last. `taken away`: it lies there no more. */
export interface Dropped {
  readonly source: string;
  readonly way: Way;
  readonly identity: string;
}

/** Numbers that are random and, for one seed, always the same. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A statement of its own for every number, now and then with an error in it. */
const statement = (number: number): string =>
  `单位${number},收入,支出,结余\n甲,120.50,100.25,20.25\n乙,80.00,60.00,${number % 5 === 0 ? "25.00" : "20.00"}\n丙,99.50,99.75,-0.25\n合计,300.00,260.00,40.00\n`;

type Files = { readonly [path: string]: string };

const filesOf = (number: number): Files =>
  number % 3 === 0
    ? { "收支.csv": statement(number), "附/明细.csv": statement(number).replaceAll("甲", "丁") }
    : { "收支.csv": statement(number) };

const identityIn = (files: Files): string =>
  identityOf(
    Object.entries(files).map(([path, text]) => ({
      path,
      bytes: Buffer.byteLength(text),
      sha256: createHash("sha256").update(text).digest("hex"),
    })),
    [],
  );

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The longest pause between the pieces of a slow copy, and before a change or a removal, in milliseconds. */
export interface Pace {
  readonly piece: number;
  readonly change: number;
  readonly removal: number;
}

/** Drops submission `number` into the inbox in some way, and is done when nothing more will happen to it. */
export async function drop(folder: string, number: number, way: Way, pace: Pace, next: () => number): Promise<Dropped> {
  const source = join(folder, "inbox", `${way.replaceAll(" ", "-")}-${number}`);
  const files = filesOf(way === "duplicate" ? number - 1 : number);
  const dropped = { source, way, identity: identityIn(files) };
  switch (way) {
    case "renamed in": {
      const beside = join(folder, "beside", `${number}`);
      write(beside, files);
      renameSync(beside, source);
      return dropped;
    }
    case "slowly":
      for (const [path, text] of Object.entries(files)) {
        const bytes = Buffer.from(text);
        mkdirSync(dirname(join(source, path)), { recursive: true });
        const piece = Math.ceil(bytes.length / 6);
        for (let at = 0; at < bytes.length; at += piece) {
          appendFileSync(join(source, path), bytes.subarray(at, at + piece));
          await pause(pace.piece * next());
        }
      }
      return dropped;
    case "changed": {
      write(source, filesOf(number + 500_000));
      await pause(pace.change * next());
      const last = filesOf(number);
      // Not all files of the first state are in the last one.
      if (existsSync(join(source, "附")) && !("附/明细.csv" in last)) rmSync(join(source, "附"), { recursive: true });
      write(source, last);
      return { ...dropped, identity: identityIn(last) };
    }
    case "taken away":
      write(source, files);
      // Many soon, some late: before anybody has looked, while it waits, and when it has been received.
      await pause(pace.removal * next() ** 3);
      rmSync(source, { recursive: true });
      return dropped;
    default:
      write(source, files);
      return dropped;
  }
}
