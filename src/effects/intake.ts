import { basename, dirname, extname, resolve, sep } from "node:path";
import type { FileReceipt, IgnoredFile, RefusedFile } from "../model/event.ts";
import { entriesOf, errorCode, type FolderEntry, type Location, resolved, statusOf, targetOf, within } from "./disk.ts";
import { sha256 } from "./merkle.ts";

/** A file found in a submission. `path` is NFC with `/` between folders and unique in the submission. */
export interface FoundFile {
  readonly path: string;
  readonly location: Location;
  readonly bytes: number;
  readonly modified: bigint;
  readonly mode: number;
}

/** A submission as it lies on the disk, before any file of it is opened. */
export interface Submission {
  readonly name: string;
  /** Absolute path of its folder or file, in words and as the system knows it. */
  readonly source: string;
  readonly location: Location;
  readonly files: readonly FoundFile[];
  readonly refused: readonly RefusedFile[];
  readonly ignored: readonly IgnoredFile[];
}

/** Names that are never part of a submission, and why. */
export function ignoredName(name: string): IgnoredFile["why"] | undefined {
  if (name.startsWith("~$") || name.startsWith(".~lock.")) return "lock file";
  if (/\.tmp$/i.test(name)) return "temporary file";
  if (name.startsWith("._") || /^(?:Thumbs\.db|\.DS_Store|@eaDir|desktop\.ini)$/i.test(name)) return "system file";
  return /\.done$/i.test(name) ? "marker" : undefined;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });
const GB18030 = new TextDecoder("gb18030", { fatal: true });

/** A name in bytes as text: UTF-8, else GB18030 (archives unpacked by old tools), else each byte written out. Always NFC. */
export function nameOf(bytes: Buffer): string {
  for (const decoder of [UTF8, GB18030]) {
    try {
      return decoder.decode(bytes).normalize("NFC");
    } catch {
      // the next one
    }
  }
  return [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join("");
}

const inOrder = <T extends { readonly path: string }>(files: readonly T[]): T[] =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Walks one submission: its files, what is refused before it is opened, what is left aside. */
class Walk {
  readonly files: FoundFile[] = [];
  readonly refused: RefusedFile[] = [];
  readonly ignored: IgnoredFile[] = [];
  readonly #paths = new Set<string>();
  readonly #root: string;
  readonly #except: string;

  /** `root` is the real path that links may not lead out of; `except` the real path of the output folder. */
  constructor(root: string, except: string) {
    this.#root = root;
    this.#except = except;
  }

  /** Two names may be one in NFC: the second gets a number. */
  #unique(path: string): string {
    let unique = path;
    for (let number = 2; this.#paths.has(unique); number++) unique = `${path} (${number})`;
    this.#paths.add(unique);
    return unique;
  }

  async folder(location: Location, prefix: string): Promise<void> {
    let entries: FolderEntry[];
    try {
      entries = await entriesOf(location);
    } catch (error) {
      const code = errorCode(error);
      if (code === "") throw error;
      const reason = code === "ENOENT" ? "vanished" : code === "EACCES" || code === "EPERM" ? "denied" : "failed";
      this.refused.push({ path: this.#unique(prefix.slice(0, -1) || basename(this.#root)), reason, detail: code });
      return;
    }
    for (const { name, kind } of entries) await this.entry(within(location, name), kind, prefix, nameOf(name));
  }

  async entry(location: Location, kind: FolderEntry["kind"], prefix: string, name: string): Promise<void> {
    const why = ignoredName(name);
    const path = `${prefix}${name}`;
    if (why) {
      this.ignored.push({ path, why });
      return;
    }
    if (kind === "folder") {
      if ((await resolved(location)) !== this.#except) await this.folder(location, `${path}/`);
      return;
    }
    if (kind === "link") return this.#link(location, path);
    if (kind === "other") {
      this.refused.push({ path: this.#unique(path), reason: "special", detail: "" });
      return;
    }
    const status = await statusOf(location);
    if (!status) this.refused.push({ path: this.#unique(path), reason: "vanished", detail: "" });
    else this.files.push({ path: this.#unique(path), location, bytes: status.bytes, modified: status.modified, mode: status.mode });
  }

  /** A link is never followed. One that leads to another part of the submission loses nothing: that part is read itself. */
  async #link(location: Location, path: string): Promise<void> {
    const target = await resolved(location);
    if (target?.startsWith(`${this.#root}${sep}`)) this.ignored.push({ path, why: "link inside the submission" });
    else this.refused.push({ path: this.#unique(path), reason: "link", detail: await targetOf(location).catch(() => "") });
  }
}

/** The submission that a folder or file is, whatever it holds. A link (followed by nobody) is a submission of one refused file. */
export async function submissionAt(location: Location, name: string, except: string): Promise<Submission> {
  const source = nameOf(Buffer.from(location));
  const status = await statusOf(location);
  const real = (await resolved(location)) ?? source;
  const walk = new Walk(status?.kind === "folder" ? real : dirname(real), except);
  if (status?.kind === "folder") await walk.folder(location, "");
  else if (status?.kind === "link") walk.refused.push({ path: basename(source), reason: "link", detail: await targetOf(location) });
  else if (status) await walk.entry(location, status.kind, "", basename(source));
  return { name, source, location, files: inOrder(walk.files), refused: inOrder(walk.refused), ignored: inOrder(walk.ignored) };
}

/** What a submission is called: its folder's name; a file's name without its ending. */
export function nameFor(source: string, isFolder: boolean): string {
  const name = basename(resolve(source)).normalize("NFC");
  const stem = isFolder ? name : name.slice(0, name.length - extname(name).length);
  return stem === "" ? name : stem;
}

/** What a folder holds, what is ignored left out: `files` counts all that is no folder, links to folders not counted. */
async function holds(folder: Location): Promise<{ files: number; folders: { name: string; location: Location; isLink: boolean }[] }> {
  let files = 0;
  const folders = [];
  for (const { name: bytes, kind } of await entriesOf(folder)) {
    const name = nameOf(bytes);
    const location = within(folder, bytes);
    const isLink = kind === "link" && (await statusOf(location, true))?.kind === "folder";
    if (ignoredName(name)) continue;
    if (kind === "folder" || isLink) folders.push({ name, location, isLink });
    else files++;
  }
  return { files, folders };
}

/**
 * The submissions behind a path that was asked for: a file is one; a folder that holds files is one, its subfolders
 * included; a folder that holds only folders is many. An empty folder is one without files. `except` is left out.
 */
export async function submissionsIn(asked: string, except: string): Promise<Submission[]> {
  // A path that a person typed may be a link; what lies below it is not followed.
  const source = (await resolved(asked)) ?? asked;
  const status = await statusOf(source);
  if (!status) return [];
  if (status.kind !== "folder") return [await submissionAt(source, nameFor(asked, false), except)];
  return submissionsBelow(source, nameFor(asked, true), "", except);
}

async function submissionsBelow(folder: Location, name: string, prefix: string, except: string): Promise<Submission[]> {
  // A folder that cannot be opened is a submission with that as its finding.
  const held = await holds(folder).catch((error: unknown) => {
    if (errorCode(error) === "") throw error;
    return { files: 0, folders: [] };
  });
  const folders = [];
  for (const one of held.folders) if ((await resolved(one.location)) !== except) folders.push(one);
  if (held.files > 0 || folders.length === 0) return [await submissionAt(folder, name, except)];
  const found: Submission[] = [];
  for (const { name: own, location, isLink } of folders) {
    const below = `${prefix}${own}`;
    found.push(...(isLink ? [await submissionAt(location, below, except)] : await submissionsBelow(location, below, `${below}_`, except)));
  }
  return found;
}

/**
 * What a submission is, by content: SHA-256 over one line for each file, `<sha256>  <path>`, in order of path, as
 * `sha256sum` prints them. A file that could not be read has its reason in place of its hash.
 */
export function identityOf(files: readonly FileReceipt[], refused: readonly RefusedFile[]): string {
  const lines = [
    ...files.map(({ path, sha256: hash }) => ({ path, line: `${hash}  ${path}\n` })),
    ...refused.map(({ path, reason }) => ({ path, line: `${reason}  ${path}\n` })),
  ];
  return sha256(
    inOrder(lines)
      .map(({ line }) => line)
      .join(""),
  );
}

/** What tells whether a submission still is as it was when last looked at, without opening a file. */
export const stampOf = ({ files, refused }: Submission): string =>
  sha256(
    JSON.stringify([
      files.map(({ path, bytes, modified, mode }) => [path, bytes, `${modified}`, mode]),
      refused.map(({ path, reason, detail }) => [path, reason, detail]),
    ]),
  );
