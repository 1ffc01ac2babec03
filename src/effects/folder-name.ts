import { sha256 } from "./merkle.ts";

/** Names that a folder of outputs may not take: files of our own beside it, and devices of Windows. */
const TAKEN = /^(?:audit\.jsonl|checkpoint\.txt|index\.html|con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const LONGEST = 180;

/**
 * A name that every file system takes, as near to the submission's own as can be: no separators, control or direction
 * marks, no dot in front (such folders are ours), at most 180 bytes (a cut name ends in a piece of its hash).
 */
export function folderName(submission: string): string {
  const plain = submission
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, "_")
    .replace(/[. ]+$/, "")
    .replace(/^[. ]+/, (dots) => "_".repeat(dots.length));
  const named = plain === "" ? "_" : TAKEN.test(plain) ? `_${plain}` : plain;
  if (Buffer.byteLength(named) <= LONGEST) return named;
  let cut = "";
  for (const character of named) {
    if (Buffer.byteLength(cut + character) > LONGEST - 9) break;
    cut += character;
  }
  return `${cut}-${sha256(submission).slice(0, 8)}`;
}
