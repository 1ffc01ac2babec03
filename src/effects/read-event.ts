import type { AuditEvent } from "../model/event.ts";

type Claim = (value: unknown) => boolean;

const isText: Claim = (value) => typeof value === "string";
const isCount: Claim = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isFlag: Claim = (value) => typeof value === "boolean";
const isHash: Claim = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
/** A name of one folder in the output folder, and not of one of ours: what a log says must not lead us anywhere else. */
const isFolder: Claim = (value) => typeof value === "string" && /^[^./\\\0][^/\\\0]*$/.test(value);
/** An object with these fields. (The cast: any object has fields that may be anything, and each is looked at.) */
const has =
  (fields: { readonly [name: string]: Claim }): Claim =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, holds]) => holds((value as { [name: string]: unknown })[name]));
const listOf =
  (holds: Claim): Claim =>
  (value) =>
    Array.isArray(value) && value.every(holds);

const isReceipt = has({ path: isText, bytes: isCount, sha256: isHash });
const isHead = has({ size: isCount, root: isHash });

/** What is read out of a log again must have its shape. Events that are only ever written need none. */
const SHAPES: { readonly [type: string]: Claim } = {
  "output-written": isReceipt,
  "log-repaired": has({ after: isHash, torn: listOf(has({ line: isCount, bytes: isCount, hash: isHash })) }),
  received: has({
    entry: isText,
    source: isText,
    folder: isFolder,
    identity: isHash,
    version: isCount,
    archived: isFlag,
    files: listOf(isReceipt),
    refused: listOf(has({ path: isText, reason: isText, detail: isText })),
    ignored: listOf(has({ path: isText, why: isText })),
  }),
  "received-again": has({ source: isText, identity: isHash }),
  checked: has({ folder: isFolder, identity: isHash, log: isHead }),
  published: has({ folder: isFolder, identity: isHash, version: isCount, log: isHead }),
  failed: has({ folder: isFolder, identity: isHash }),
};

const ENVELOPE = has({ seq: isCount, time: isText, type: isText, payload: has({}), prev: isHash });

/** The event that a line of a log is; `undefined` where it is none. */
export function eventIn(line: Uint8Array): AuditEvent | undefined {
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line));
  } catch {
    return undefined;
  }
  if (!ENVELOPE(found)) return undefined;
  // The envelope was just looked at; the payload is where its type is one that is read again.
  const event = found as AuditEvent;
  const shape = Object.hasOwn(SHAPES, event.type) ? SHAPES[event.type] : undefined;
  return !shape || shape(event.payload) ? event : undefined;
}
