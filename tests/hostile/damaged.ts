import { fixtures, random, type Specimen } from "./specimen.ts";

const CUTS = 5;
const FLIPS = 4;

/** Formats without a checksum: a changed byte is another text. */
const UNPROTECTED = /\.(?:csv|txt|xls|doc|rtf|html?|xml|mht)$/;

/** Each fixture cut short at many lengths: near its ends, and where chance falls. */
export function truncated(): Specimen[] {
  const next = random(20_260_131);
  return [...fixtures()].flatMap(([path, whole]) => {
    const lengths = [1, 8, 300, whole.length - 1, ...Array.from({ length: CUTS }, () => 1 + next(whole.length - 1))];
    return [...new Set(lengths)].map(
      (length): Specimen => ({
        kind: "truncated",
        name: named(path, `cut-${length}`),
        bytes: whole.subarray(0, length),
        // A text that ends early is a text.
        fate: /\.(?:csv|txt)$/.test(path) ? "other" : "finding-or-same",
        from: whole,
      }),
    );
  });
}

/** Each fixture with a bit, a byte, or a stretch of bytes changed. */
export function flipped(): Specimen[] {
  const next = random(20_260_201);
  return [...fixtures()].flatMap(([path, whole]) =>
    Array.from({ length: FLIPS }, (_, number): Specimen => {
      const bytes = Uint8Array.from(whole);
      const at = next(whole.length);
      if (number === 0) bytes[at]! ^= 1 << next(8);
      else if (number === 1) bytes[at] = 255 - bytes[at]!;
      else for (let index = at; index < Math.min(at + 8 ** number, whole.length); index++) bytes[index] = next(256);
      const fate = UNPROTECTED.test(path) ? "other" : "finding-or-same";
      return { kind: "flipped", name: named(path, `flip-${number}-${at}`), bytes, fate, from: whole };
    }),
  );
}

/** `yiyang-2017/all.docx`, `cut-8` → `yiyang-2017-all.cut-8.docx`. */
const named = (path: string, what: string): string => path.replace("/", "-").replace(/\.([^.]+)$/, `.${what}.$1`);
