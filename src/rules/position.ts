import { isCollection, isMap, isScalar, type LineCounter, type Node, type Pair, type Scalar } from "yaml";

/** Line and column of a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const isBlank = (mark: string | undefined): boolean => mark === " " || mark === "\n" || mark === "\r" || mark === "\t";

/** Where the value's n-th character stands in the file: quotes, escapes and the line breaks of folded scalars are skipped. */
function offsetInScalar(file: string, scalar: Scalar, offset: number): number {
  const [start = 0, end = 0] = scalar.range ?? [];
  const value = String(scalar.value);
  const block = scalar.type === "BLOCK_FOLDED" || scalar.type === "BLOCK_LITERAL";
  let at = block ? file.indexOf("\n", start) + 1 : start + (scalar.type === "PLAIN" ? 0 : 1);
  for (let read = 0; ; read++) {
    if (!isBlank(value[read])) while (at < end && isBlank(file[at])) at++;
    while (at < end && file[at] === "\\" && value[read] !== "\\") at++;
    if (read >= offset || read >= value.length) return Math.min(at, end);
    if (scalar.type === "QUOTE_SINGLE" && file[at] === "'") at++;
    if (isBlank(value[read])) while (at < end && isBlank(file[at])) at++;
    else at++;
  }
}

/** Positions in the YAML document whose root is `root`. */
export interface Positions {
  /** Of an offset in the file. */
  readonly of: (offset: number) => Position;
  /** Of the node at a path, or of the nearest node above it; `offset` characters into its text. */
  readonly at: (path: readonly PropertyKey[], offset?: number) => Position;
  /** Of a key inside the map at a path. */
  readonly ofKey: (path: readonly PropertyKey[], key: string) => Position;
}

function nodeAt(root: Node | null, path: readonly PropertyKey[]): Node | null {
  let node = root;
  for (const step of path) {
    const next: unknown = isCollection(node) ? node.get(typeof step === "symbol" ? String(step) : step, true) : undefined;
    if (typeof next !== "object" || next === null || !("range" in next)) return node;
    node = next as Node; // a node of the same document: collections return nodes when asked to keep scalars
  }
  return node;
}

export function positions(file: string, root: Node | null, lines: LineCounter): Positions {
  const of = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return {
    of,
    at: (path, offset = 0) => {
      const node = nodeAt(root, path);
      return of(isScalar(node) && typeof node.value === "string" ? offsetInScalar(file, node, offset) : (node?.range?.[0] ?? 0));
    },
    ofKey: (path, key) => {
      const map = nodeAt(root, path);
      const pair: Pair | undefined = isMap(map) ? map.items.find((each) => isScalar(each.key) && each.key.value === key) : undefined;
      return of((isScalar(pair?.key) ? pair.key.range?.[0] : undefined) ?? map?.range?.[0] ?? 0);
    },
  };
}
