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
  /** Of files inside a submitted one, and those inside them: their bytes together, and how deep they may lie. */
  readonly attachedBytes: number;
  readonly depth: number;
  /** Opens encrypted files. No limit, but like these it must be known wherever a file is opened. */
  readonly password?: string;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 200_000_000,
  unpackedBytes: 1_000_000_000,
  ratio: 200,
  entries: 20_000,
  cells: 20_000_000,
  attachedBytes: 400_000_000,
  depth: 5,
};

/**
 * A file inside another: of an archive, attached to a message, embedded in a document. `path` is that of the outer one with
 * `!/` and its own after it. Where it could not be taken out, the finding says why.
 */
export type Attachment = { readonly path: string } & ({ readonly bytes: Uint8Array } | { readonly finding: Finding });

/** What a parser gives back. A refused file has no blocks and one finding that says why. */
export interface Reading {
  readonly blocks: readonly Block[];
  readonly findings: readonly Finding[];
  readonly losses: readonly Loss[];
  /** Files inside this one: each becomes a document of its own. */
  readonly attachments?: readonly Attachment[];
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
