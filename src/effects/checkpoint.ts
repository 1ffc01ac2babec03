import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/**
 * What seals a log (C2SP tlog-checkpoint): its name, its number of lines, its Merkle root, and as an extension line the
 * hash of its last line, which no later line holds. With it `verify` can tell a changed last line from a rewritten log.
 */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly last: Buffer | null;
}

/** A key of the signed-note format: its name, and the Ed25519 key behind it. */
export interface NoteKey {
  readonly name: string;
  readonly key: KeyObject;
}

export type Signature = "valid" | "invalid" | "absent" | "other-key";

const ED25519 = Uint8Array.of(1);
const KEY_NAME = "crossfoot";
const LAST = "last-line ";
/** DER of every Ed25519 public key up to its 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const rawKey = (key: KeyObject): Buffer => {
  const { x } = (key.type === "private" ? createPublicKey(key) : key).export({ format: "jwk" });
  if (x === undefined) throw new TypeError("not an Ed25519 key");
  return Buffer.from(x, "base64url");
};

/** The four bytes by which a signature names its key: SHA-256(name ‖ LF ‖ 0x01 ‖ public key). */
const keyId = ({ name, key }: NoteKey): Buffer =>
  createHash("sha256").update(`${name}\n`).update(ED25519).update(rawKey(key)).digest().subarray(0, 4);

/** Reads a private key: PEM (PKCS #8) of an Ed25519 key. `undefined` where it is none. */
export function signingKey(pem: string): NoteKey | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === "ed25519" ? { name: KEY_NAME, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a public key: PEM of an Ed25519 key (public, or private) or one line `name+id+key` of the signed-note format. */
export function verifyingKey(text: string): NoteKey | undefined {
  try {
    if (text.includes("-----BEGIN")) {
      const key = createPublicKey(text);
      return key.asymmetricKeyType === "ed25519" ? { name: KEY_NAME, key } : undefined;
    }
    const [, name = "", id = "", encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\s*$/.exec(text) ?? [];
    const bytes = Buffer.from(encoded, "base64");
    if (bytes.length !== 33 || bytes[0] !== 1) return undefined;
    const found = { name, key: createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: "der", type: "spki" }) };
    return keyId(found).toString("hex") === id ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The public half as one line of the signed-note format, to hand to whoever verifies. */
export const verifierLine = (note: NoteKey): string =>
  `${note.name}+${keyId(note).toString("hex")}+${Buffer.concat([ED25519, rawKey(note.key)]).toString("base64")}`;

function body({ origin, size, root, last }: Checkpoint): string {
  const lines = [origin, String(size), root.toString("base64")];
  if (last) lines.push(`${LAST}${last.toString("base64")}`);
  return `${lines.join("\n")}\n`;
}

/** The text of `checkpoint.txt`: a signed note where there is a key, otherwise the bare body. */
export function checkpointText(checkpoint: Checkpoint, key: NoteKey | null): string {
  const text = body(checkpoint);
  if (!key) return text;
  const signature = Buffer.concat([keyId(key), sign(null, Buffer.from(text), key.key)]).toString("base64");
  return `${text}\n— ${key.name} ${signature}\n`;
}

export interface ReadCheckpoint extends Checkpoint {
  /** The text that signatures cover. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Buffer }[];
}

/** Base64 in its one canonical spelling, of exactly 32 bytes; `undefined` for any other text. */
function hashIn(text: string | undefined): Buffer | undefined {
  const bytes = Buffer.from(text ?? "", "base64");
  return bytes.length === 32 && bytes.toString("base64") === text ? bytes : undefined;
}

/** Reads `checkpoint.txt` strictly; `undefined` where it is not one. */
export function readCheckpoint(bytes: Uint8Array): ReadCheckpoint | undefined {
  let note: string;
  try {
    note = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const split = note.lastIndexOf("\n\n");
  const text = split < 0 ? note : note.slice(0, split + 1);
  const signatures = [];
  for (const line of split < 0
    ? []
    : note
        .slice(split + 2)
        .split("\n")
        .slice(0, -1)) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return undefined;
    signatures.push({ name, bytes: Buffer.from(encoded, "base64") });
  }
  if (!note.endsWith("\n") || (split >= 0 && signatures.length === 0)) return undefined;
  const [origin = "", size = "", root, ...more] = text.slice(0, -1).split("\n");
  const rootBytes = hashIn(root);
  if (origin === "" || !/^(?:0|[1-9]\d{0,14})$/.test(size) || !rootBytes || more.includes("")) return undefined;
  const stated = more.find((line) => line.startsWith(LAST));
  const last = stated === undefined ? null : hashIn(stated.slice(LAST.length));
  if (last === undefined) return undefined;
  return { origin, size: Number.parseInt(size, 10), root: rootBytes, last, text, signatures };
}

/** Whether a checkpoint carries a signature of this key, and whether it holds. */
export function signatureOf(checkpoint: ReadCheckpoint, key: NoteKey): Signature {
  if (checkpoint.signatures.length === 0) return "absent";
  const id = keyId(key);
  const own = checkpoint.signatures.filter(({ name, bytes }) => name === key.name && bytes.subarray(0, 4).equals(id));
  if (own.length === 0) return "other-key";
  const pub = key.key.type === "private" ? createPublicKey(key.key) : key.key;
  return own.every(({ bytes }) => verify(null, Buffer.from(checkpoint.text), pub, bytes.subarray(4))) ? "valid" : "invalid";
}
