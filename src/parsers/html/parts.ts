import { decode } from "../../containers/decode.ts";

/** A page inside a single-file web page: where it stood among its files, and its markup. */
export interface Part {
  readonly place: string;
  readonly text: string;
}

/** Multiparts inside multiparts; more are an attack. */
const DEEPEST = 5;

/** The pages (`text/html`) of a MIME file, in order. Pictures and style sheets are left packed. */
export async function partsOf(bytes: Uint8Array): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const walk = async (entity: string, depth: number): Promise<void> => {
    const { headers, body } = split(entity);
    const type = headers.get("content-type") ?? "text/plain";
    const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
    if (/^multipart\//i.test(type) && boundary && depth < DEEPEST) {
      for (const part of body.split(`--${boundary[1] ?? boundary[2]}`).slice(1)) {
        if (part.startsWith("--")) break;
        await walk(part.replace(/^[ \t]*\r?\n/, ""), depth + 1);
      }
      return;
    }
    if (!/^text\/html\b/i.test(type)) return;
    const packed = unpacked(body, headers.get("content-transfer-encoding")?.trim().toLowerCase());
    const text = named(packed, /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]) ?? (await decode(packed))?.text;
    if (text !== undefined) parts.push({ place: headers.get("content-location") ?? "", text });
  };
  await walk(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"), 0);
  return parts;
}

function split(entity: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } {
  const [whole, head = ""] = /^([\s\S]*?)\r?\n\r?\n/.exec(entity) ?? [];
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: whole === undefined ? "" : entity.slice(whole.length) };
}

function unpacked(body: string, encoding: string | undefined): Buffer {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const plain = body
    .replace(/[ \t]*=\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

/** Text in the encoding its header names; `undefined` where that is no encoding, or not the one it is in. */
function named(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined;
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // Another encoding than it says: the bytes decide.
    return undefined;
  }
}
