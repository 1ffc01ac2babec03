import { damaged, type Fault } from "./fault.ts";

/** A stream of an OLE file by its path below the root, such as `Workbook` or `ObjectPool/_1/Ole10Native`. */
export interface Ole {
  readonly paths: readonly string[];
  /** The bytes of a stream, whatever the case of the path: the container does not tell cases apart. */
  readonly read: (path: string) => Uint8Array | undefined;
}

/** What is used of the library's container reader, which it leaves untyped. */
interface ContainerReader {
  readonly read: (
    bytes: Uint8Array,
    options: { type: "buffer" },
  ) => { FullPaths: string[]; FileIndex: { content?: Uint8Array | number[]; size: number }[] };
}

/** Opens the container of Office files up to 2003 (and of encrypted later ones). A stream that is cut short is damage. */
export async function openOle(bytes: Uint8Array): Promise<Ole | Fault> {
  // The container's reader comes with the workbook library, which is loaded only for files that need it.
  const { CFB }: { readonly CFB: ContainerReader } = await import("xlsx");
  const broken = damaged("OLE 容器不完整，文件可能被截断", "its OLE container is incomplete: the file may have been cut short");
  let container: ReturnType<ContainerReader["read"]>;
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
