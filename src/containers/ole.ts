import { damaged, type Fault, isFault } from "./fault.ts";

/** A stream of an OLE file by its path below the root, such as `Workbook` or `ObjectPool/_1/Ole10Native`. */
export interface Ole {
  readonly paths: readonly string[];
  /** The bytes of a stream, whatever the case of the path: the container does not tell cases apart. */
  readonly read: (path: string) => Uint8Array | undefined;
}

/** What is used of the library's container reader, which it leaves untyped. */
interface ContainerReader {
  readonly read: (bytes: Uint8Array, options: { type: "buffer" }) => Container;
  readonly write: (container: Container, options: { type: "buffer" }) => Uint8Array;
  readonly utils: {
    readonly cfb_new: () => Container;
    readonly cfb_add: (container: Container, path: string, content: Uint8Array) => void;
  };
}

interface Container {
  readonly FullPaths: string[];
  readonly FileIndex: { content?: Uint8Array | number[]; size: number }[];
}

/** Opens the container of Office files up to 2003 (and of encrypted later ones). A stream that is cut short is damage. */
export async function openOle(bytes: Uint8Array): Promise<Ole | Fault> {
  // The container's reader comes with the workbook library, which is loaded only for files that need it.
  const { CFB }: { readonly CFB: ContainerReader } = await import("xlsx");
  const broken = damaged("OLE 容器不完整，文件可能被截断", "its OLE container is incomplete: the file may have been cut short");
  let container: Container;
  try {
    container = CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: "buffer" });
  } catch {
    // Its messages name offsets of its own; what a person can use is that the container is broken.
    return broken;
  }
  const paths: string[] = [];
  const streams = new Map<string, Uint8Array>();
  for (const [index, path] of container.FullPaths.entries()) {
    const entry = container.FileIndex[index];
    if (!entry || path.endsWith("/")) continue;
    const content = Buffer.from(entry.content ?? []);
    if (content.length < entry.size) return broken;
    const below = path.slice(path.indexOf("/") + 1);
    paths.push(below);
    streams.set(below.toLowerCase(), content);
  }
  return { paths, read: (path) => streams.get(path.toLowerCase()) };
}

/** Streams of which one is the beginning of a document, by the program that wrote it. */
const DOCUMENT = /^(?:Workbook|Book|WordDocument)$/i;

/**
 * The document that an embedded object is or wraps: a package of Office 2007 and later, or a container of its own.
 * `undefined` where it is something else (an equation, a drawing) or cannot be opened.
 */
export async function embeddedDocument(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const ole = await openOle(bytes);
  if (isFault(ole)) return undefined;
  return ole.read("Package") ?? (ole.paths.some((path) => DOCUMENT.test(path)) ? bytes : undefined);
}

/** The documents embedded in an old Word document, each by the name of its place; the streams of one make a container again. */
export async function documentsInPool(ole: Ole): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const { CFB }: { readonly CFB: ContainerReader } = await import("xlsx");
  const places = new Set(ole.paths.flatMap((path) => /^ObjectPool\/[^/]+\//i.exec(path) ?? []));
  return [...places].flatMap((place) => {
    const name = place.slice(0, -1);
    const own = ole.read(`${place}Package`);
    if (own) return [{ name, bytes: own }];
    const streams = ole.paths.filter((path) => path.startsWith(place));
    if (!streams.some((path) => DOCUMENT.test(path.slice(place.length)))) return [];
    const container = CFB.utils.cfb_new();
    for (const path of streams) CFB.utils.cfb_add(container, `/${path.slice(place.length)}`, ole.read(path) ?? new Uint8Array());
    return [{ name, bytes: CFB.write(container, { type: "buffer" }) }];
  });
}
