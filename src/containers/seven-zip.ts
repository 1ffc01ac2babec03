import type { FileSystem, SevenZipModule, SevenZipModuleFactory } from "7z-wasm";
import type { Limits } from "../model/parser.ts";
import { damaged, type Fault, tooLarge } from "./fault.ts";

/** A file inside an archive of 7-Zip's many formats: its bytes, or why it could not be unpacked. */
export interface PackedFile {
  readonly name: string;
  readonly content: Uint8Array | Fault;
}

const INPUT = "/in";
const OUTPUT = "/out";
const ENCRYPTED: Fault = { fault: "encrypted", why: { "zh-CN": "压缩包已加密", en: "the archive is encrypted" } };

/**
 * Unpacks an archive (7z, rar, tar) in memory: the library's own file system, from which nothing leads out. What it would
 * unpack to is judged by its list before anything is.
 */
export async function unpackSevenZip(bytes: Uint8Array, limits: Limits): Promise<readonly PackedFile[] | Fault> {
  // Its types describe another way of importing it: the default is the function itself.
  const load = (await import("7z-wasm")).default as unknown as SevenZipModuleFactory;
  const lines: string[] = [];
  const tell = (line: string): void => void lines.push(line);
  // It would ask for a password: there is nobody to answer. (The cast: no character left is null, which its types leave out.)
  const library = await load({ print: tell, printErr: tell, stdin: () => null as unknown as number });
  library.FS.writeFile(INPUT, bytes);
  if (!run(library, ["l", "-slt", "-p", INPUT])) return isEncrypted(lines) ? ENCRYPTED : broken(lines);
  const listed = listIn(lines);
  const fault = beyond(listed, bytes.length, limits);
  if (fault) return fault;
  lines.length = 0;
  const isWhole = run(library, ["x", "-y", "-p", "-bd", `-o${OUTPUT}`, INPUT]);
  const failed = failures(lines);
  if (failed.has("") || (!isWhole && failed.size === 0)) return broken(lines);
  const locked = new Set(listed.filter(({ encrypted }) => encrypted).map(({ name }) => name));
  const files: PackedFile[] = [];
  const found = new Set<string>();
  for (const { name, content } of filesBelow(library.FS, OUTPUT, "")) {
    found.add(name);
    if (locked.has(name)) files.push({ name, content: ENCRYPTED });
    else files.push({ name, content: failed.has(name) ? damagedEntry(name) : content });
  }
  for (const { name, isFolder } of listed)
    if (!isFolder && !found.has(name)) files.push({ name, content: locked.has(name) ? ENCRYPTED : damagedEntry(name) });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Runs one command; false where it did not come to a good end. */
function run(library: SevenZipModule, command: string[]): boolean {
  try {
    // It gives its exit status, which its types leave out.
    return (library.callMain(command) as unknown as number) === 0;
  } catch {
    // It aborts on damage deep inside an archive; what it said before is in the lines.
    return false;
  }
}

interface Listed {
  readonly name: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly isFolder: boolean;
}

/** The entries of a technical listing, which are blocks of `Name = value` after a line of dashes. */
function listIn(lines: readonly string[]): Listed[] {
  const start = lines.indexOf("----------");
  const entries: Listed[] = [];
  let fields = new Map<string, string>();
  for (const line of start < 0 ? [] : [...lines.slice(start + 1), ""]) {
    const [, name, value] = /^(\w[\w ]*) = ?(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name, value ?? "");
    if (line !== "" || !fields.has("Path")) continue;
    const size = fields.get("Size") ?? "";
    entries.push({
      name: fields.get("Path") ?? "",
      bytes: /^\d{1,15}$/.test(size) ? Number.parseInt(size, 10) : 0,
      encrypted: fields.get("Encrypted") === "+",
      isFolder: fields.get("Folder") === "+" || /^D/.test(fields.get("Attributes") ?? ""),
    });
    fields = new Map();
  }
  return entries;
}

function beyond(listed: readonly Listed[], packed: number, { entries, attachedBytes, ratio }: Limits): Fault | undefined {
  if (listed.length > entries)
    return tooLarge(
      `压缩包内有 ${listed.length} 个文件，超过上限 ${entries}`,
      `the archive holds ${listed.length} files, more than the limit of ${entries}`,
    );
  const unpacked = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  if (unpacked > attachedBytes)
    return tooLarge(`解开后超过上限 ${attachedBytes} 字节`, `it would unpack to more than the limit of ${attachedBytes} bytes`);
  // A solid archive shrinks as a whole. Small ones may shrink as they like.
  if (unpacked > RATIO_FREE_BYTES && unpacked > packed * ratio)
    return tooLarge(
      `解开后是压缩时的 ${ratio} 倍以上，疑似压缩炸弹`,
      `it would unpack to more than ${ratio} times its size, as a bomb does`,
    );
  return undefined;
}

const RATIO_FREE_BYTES = 10_000_000;

const isEncrypted = (lines: readonly string[]): boolean => lines.some((line) => /Cannot open encrypted archive/.test(line));

/** Files that could not be unpacked whole, by name; `""` where it does not say which. */
function failures(lines: readonly string[]): ReadonlySet<string> {
  const failed = new Set<string>();
  for (const line of lines) {
    if (!/^ERROR/.test(line)) continue;
    const [, name] = /^ERROR: (?:CRC Failed|Data Error|Unsupported Method|Headers Error)[^:]*(?:\?)? : (.+)$/.exec(line) ?? [];
    failed.add(name ?? "");
  }
  return failed;
}

function* filesBelow(fs: FileSystem, folder: string, prefix: string): Generator<PackedFile> {
  let names: string[];
  try {
    names = fs.readdir(folder);
  } catch {
    // Nothing was unpacked.
    return;
  }
  for (const own of names) {
    if (own === "." || own === "..") continue;
    const { mode } = fs.lstat(`${folder}/${own}`);
    const name = `${prefix}${own}`;
    if (fs.isDir(mode)) yield* filesBelow(fs, `${folder}/${own}`, `${name}/`);
    else if (fs.isFile(mode)) yield { name, content: fs.readFile(`${folder}/${own}`) };
    else yield { name, content: damaged(`“${name}”是链接或设备，不是文件`, `"${name}" is a link or a device, not a file`) };
  }
}

const damagedEntry = (name: string): Fault =>
  damaged(`压缩包内的“${name}”已损坏，无法解开`, `"${name}" in the archive is damaged and could not be unpacked`);

function broken(lines: readonly string[]): Fault {
  if (lines.some((line) => /Missing volume|missing volume/.test(line)))
    return damaged("缺少其他分卷", "the other volumes it is split into are missing");
  return damaged("压缩包不完整或已损坏", "the archive is incomplete or damaged");
}
