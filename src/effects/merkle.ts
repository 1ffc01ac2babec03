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

/** The largest power of two below a size of at least two. */
const split = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** The hashes by which a leaf, counted from 0, leads to the root over all hashed leaves (RFC 6962, 2.1.1), the nearest first. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...inclusionPath(left, index), merkleRoot(right)] : [...inclusionPath(right, index - at), merkleRoot(left)];
}

/** The root to which a leaf, counted from 0, leads by its path in a tree of so many leaves; nothing where the path does not fit. */
export function rootThrough(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Buffer | undefined {
  if (index >= size) return undefined;
  if (size === 1) return path.length === 0 ? Buffer.from(leaf) : undefined;
  const last = path.at(-1);
  if (!last) return undefined;
  const at = split(size);
  const isLeft = index < at;
  const below = rootThrough(leaf, isLeft ? index : index - at, isLeft ? at : size - at, path.slice(0, -1));
  if (!below) return undefined;
  return isLeft ? nodeHash(below, last) : nodeHash(last, below);
}
