import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Text } from "../model/text.ts";
import { entriesOf, readOwn, resolved, statusOf } from "./disk.ts";
import type { LoadedPack, PackError, PackSource } from "./job.ts";
import { sha256 } from "./merkle.ts";
import type { Workers } from "./workers.ts";

/** The packs that ship with the tool; the same place from `src` and from `dist`. */
const SHIPPED = fileURLToPath(new URL("../../rules", import.meta.url));

async function packFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await entriesOf(folder)) {
    const path = join(folder, name.toString());
    if (kind === "folder") found.push(...(await packFiles(path)));
    else if (/\.ya?ml$/i.test(path)) found.push(path);
  }
  return found;
}

const NO_SUCH = { "zh-CN": "没有这个规则目录或文件", en: "there is no such folder or file of rules" };
const NO_PACK = { "zh-CN": "目录中没有规则文件（.yaml）", en: "the folder holds no rule pack (.yaml)" };
const NOT_UTF8 = { "zh-CN": "文件不是 UTF-8 编码，请另存为 UTF-8", en: "the file is not UTF-8; save it as UTF-8" };

/** The text of a file, its byte order mark left out; `undefined` where it is not UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Rule packs as found: the text of those that can be read, and what is wrong with the others. */
export interface FoundPacks {
  readonly packs: readonly PackSource[];
  readonly errors: readonly PackError[];
}

/** Finds rule packs: `undefined` the ones that ship, `none` no pack, otherwise every `.yaml` in a folder, or one file. */
export async function packSources(asked: string | undefined): Promise<FoundPacks> {
  const nothing = { packs: [], errors: [] };
  if (asked === "none") return nothing;
  const place = await resolved(asked ?? SHIPPED);
  const status = place === undefined ? undefined : await statusOf(place);
  if (place === undefined || !status) return asked === undefined ? nothing : { packs: [], errors: [wrong(asked, NO_SUCH)] };
  const packs: PackSource[] = [];
  const errors: PackError[] = [];
  for (const path of status.kind === "folder" ? await packFiles(place) : [place]) {
    const bytes = (await readOwn(path)) ?? Buffer.alloc(0);
    const text = utf8(bytes);
    if (text === undefined) errors.push({ path, line: 1, column: 1, message: NOT_UTF8 });
    else packs.push({ path, text, sha256: sha256(bytes) });
  }
  if (asked !== undefined && packs.length + errors.length === 0) errors.push(wrong(asked, NO_PACK));
  return { packs, errors };
}

const wrong = (path: string, message: Text): PackError => ({ path, line: 0, column: 0, message });

/** Either all rule packs, each with what its file says of itself, or everything that is wrong with them, in order of path. */
export async function rulePacks(
  asked: string | undefined,
  workers: Workers,
): Promise<{ packs: readonly LoadedPack[] } | { errors: readonly PackError[] }> {
  const { packs, errors } = await packSources(asked);
  if (packs.length === 0) return errors.length > 0 ? { errors } : { packs: [] };
  const done = await workers.run({ is: "rules", packs });
  if (done.is !== "done") throw new Error(`compiling the rule packs ended in ${done.is}${done.is === "fault" ? `: ${done.stack}` : ""}`);
  const all = [...errors, ...("errors" in done.answer ? done.answer.errors : [])];
  if (all.length > 0) return { errors: all.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1)) };
  const summaries = "packs" in done.answer ? done.answer.packs : [];
  return { packs: packs.map((source, index) => ({ ...source, ...summaries[index]! })) };
}
