import { createHash } from "node:crypto";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256 of some bytes, in hexadecimal. */
export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Hash of a line of a log: SHA-256(0x00 ‖ its bytes as written, the line feed at its end left out). The leaf of RFC 6962. */
export const lineHash = (line: Uint8Array): Buffer => createHash("sha256").update(LEAF).update(line).digest();

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => createHash("sha256").update(NODE).update(left).update(right).digest();

/** Root of the RFC 6962 tree over leaves added one after another; keeps one hash for each power of two, never the leaves. */
export class MerkleTree {
  #size = 0;
  /** Roots of perfect subtrees, the largest first. */
  readonly #peaks: Buffer[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf that is already hashed (`lineHash`). */
  add(leaf: Uint8Array): void {
    let peak: Buffer = Buffer.from(leaf);
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) peak = nodeHash(this.#peaks.pop()!, peak);
    this.#peaks.push(peak);
    this.#size++;
  }

  /** The root; SHA-256 of nothing for the empty tree. */
  root(): Buffer {
    if (this.#peaks.length === 0) return createHash("sha256").digest();
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Root over hashed leaves. */
export function merkleRoot(leaves: Iterable<Uint8Array>): Buffer {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}
