import { SaxesParser } from "saxes";
import { damaged, type Fault } from "./fault.ts";

/** What a reader of XML is told. Names carry the prefix given in `namespaces`, whatever the document calls it. */
export interface XmlHandlers {
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

const CHUNK = 65_536;

/**
 * Reads an XML part. Only the five built-in entities are resolved; a document type, the way to entity bombs and external
 * files, is refused. Prefixes bound to a URI in `namespaces` (URI → prefix) are given as listed there.
 * Gives a fault where the part is not well-formed; what was told before then is not to be used.
 */
export function readXml(bytes: Uint8Array, namespaces: ReadonlyMap<string, string>, handlers: XmlHandlers): Fault | undefined {
  const { open, close, text } = handlers;
  let fault: Fault | undefined;
  let current: { readonly [name: string]: string } = {};
  let started = false;
  /** Known prefix → the document's own, only where the two differ. */
  const own = new Map<string, string>();
  const prefixes = new Map<string, string>();
  const names = new Map<string, string>();
  const wanted = new Set(namespaces.values());
  const attribute = (name: string): string | undefined => {
    const plain = current[name];
    if (plain !== undefined || own.size === 0) return plain;
    const [prefix = "", local = ""] = name.split(":");
    const mine = own.get(prefix);
    return mine === undefined ? undefined : current[mine === "" ? local : `${mine}:${local}`];
  };
  const learn = (): void => {
    for (const [name, value] of Object.entries(current)) {
      if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
      const prefix = name.slice("xmlns:".length);
      const known = namespaces.get(value);
      prefixes.set(prefix, known ?? (wanted.has(prefix) ? `other-${prefix}` : prefix));
      if (known !== undefined && prefix !== known) own.set(known, prefix);
    }
  };
  const resolve = (raw: string): string => {
    const colon = raw.indexOf(":");
    const prefix = raw.slice(0, Math.max(colon, 0));
    if (!prefixes.has(prefix)) learn();
    const known = prefixes.get(prefix);
    if (known === undefined) return raw;
    const name = known === "" ? raw : `${known}:${raw.slice(colon + 1)}`;
    names.set(raw, name);
    return name;
  };

  const parser = new SaxesParser();
  const fail = (found: Fault): void => {
    fault ??= found;
  };
  parser.on("error", ({ message }) => fail(damaged(`XML 有误（${message}）`, `its XML is not well-formed (${message})`)));
  parser.on("doctype", () =>
    fail(damaged("XML 含有文档类型声明，不安全，已拒绝", "its XML declares a document type, which is not safe and was refused")),
  );
  parser.on("opentag", (tag) => {
    current = tag.attributes;
    if (!started) learn();
    started = true;
    if (!fault) open(names.get(tag.name) ?? resolve(tag.name), attribute);
  });
  parser.on("closetag", ({ name }) => fault ?? close(names.get(name) ?? resolve(name)));
  const tell = (words: string): void => {
    if (!fault) text(words);
  };
  parser.on("text", tell);
  parser.on("cdata", tell);

  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  const decoder = new TextDecoder(wide ?? "utf-8", { fatal: true });
  for (let start = 0; start < bytes.length && !fault; start += CHUNK) {
    let chunk: string;
    try {
      chunk = decoder.decode(bytes.subarray(start, start + CHUNK), { stream: start + CHUNK < bytes.length });
    } catch {
      return damaged("XML 的字符编码有误", "its XML is not valid text");
    }
    parser.write(chunk);
  }
  if (!fault) parser.close();
  return fault;
}
