import type { Finding } from "./finding.ts";
import type { Block, Loss } from "./grid.ts";

/** The most that one file may cost. A file beyond them is a finding, never a hang. */
export interface Limits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes after unpacking, of all parts together, and the most that packing may shrink them. */
  readonly unpackedBytes: number;
  readonly ratio: number;
  readonly entries: number;
  readonly cells: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 200_000_000,
  unpackedBytes: 1_000_000_000,
  ratio: 200,
  entries: 20_000,
  cells: 20_000_000,
};

/** What a parser gives back. A refused file has no blocks and one finding that says why. */
export interface Reading {
  readonly blocks: readonly Block[];
  readonly findings: readonly Finding[];
  readonly losses: readonly Loss[];
  readonly encoding?: string;
  readonly reading?: string;
}

/** A format: one file in `src/parsers`, told by content. A parser keeps what the file says and decides nothing about figures. */
export interface Parser {
  /** Also the value of `Document.format`. */
  readonly id: string;
  /** Never throws on any bytes: bad input is a finding. `path` is only for findings and places. */
  readonly parse: (path: string, bytes: Uint8Array, limits: Limits) => Promise<Reading>;
}
