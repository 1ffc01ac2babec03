import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RulePack } from "../model/rule-pack.ts";
import type { Text } from "../model/text.ts";
import { compileRulePack } from "../pipeline.ts";
import { entriesOf, readOwn, resolved, statusOf } from "./disk.ts";
import { sha256 } from "./merkle.ts";

/** The packs that ship with the tool; the same place from `src` and from `dist`. */
const SHIPPED = fileURLToPath(new URL("../../rules", import.meta.url));

/** What is wrong with a rule pack, and where: line and column from 1. */
export interface PackError {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: Text;
}

async function packFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await entriesOf(folder)) {
    const path = join(folder, name.toString());
    if (kind === "folder") found.push(...(await packFiles(path)));
    else if (/\.ya?ml$/i.test(path)) found.push(path);
  }
  return found;
}

const NOT_UTF8 = { "zh-CN": "文件不是 UTF-8 编码，请另存为 UTF-8", en: "the file is not UTF-8; save it as UTF-8" };

/** The text of a file, its byte order mark left out; `undefined` where it is not UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Loads rule packs: `undefined` the ones that ship, `none` no pack, otherwise every `.yaml` in a folder, or one file.
 * Either all packs, or everything that is wrong with them.
 */
export async function rulePacks(asked: string | undefined): Promise<{ packs: readonly RulePack[] } | { errors: readonly PackError[] }> {
  if (asked === "none") return { packs: [] };
  const place = await resolved(asked ?? SHIPPED);
  const status = place === undefined ? undefined : await statusOf(place);
  if (place === undefined || !status) {
    if (asked === undefined) return { packs: [] };
    const message = { "zh-CN": "没有这个规则目录或文件", en: "there is no such folder or file of rules" };
    return { errors: [{ path: asked, line: 0, column: 0, message }] };
  }
  const packs: RulePack[] = [];
  const errors: PackError[] = [];
  for (const path of status.kind === "folder" ? await packFiles(place) : [place]) {
    const bytes = (await readOwn(path)) ?? Buffer.alloc(0);
    const text = utf8(bytes);
    if (text === undefined) {
      errors.push({ path, line: 1, column: 1, message: NOT_UTF8 });
      continue;
    }
    const compiled = compileRulePack(path, text, sha256(bytes));
    if ("pack" in compiled) packs.push(compiled.pack);
    else errors.push(...compiled.errors);
  }
  if (asked !== undefined && packs.length === 0 && errors.length === 0) {
    const message = { "zh-CN": "目录中没有规则文件（.yaml）", en: "the folder holds no rule pack (.yaml)" };
    return { errors: [{ path: asked, line: 0, column: 0, message }] };
  }
  return errors.length > 0 ? { errors } : { packs };
}
