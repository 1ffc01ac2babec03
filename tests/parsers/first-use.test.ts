import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Writes the address of each module that a process and those it starts load to the file that `LOADED` names. */
const HOOK = `import { register } from "node:module";
const hook = 'import { appendFileSync } from "node:fs"; export const load = (url, context, next) => { appendFileSync(' +
  JSON.stringify(process.env.LOADED) + ', url + "\\\\n"); return next(url, context); };';
register("data:text/javascript," + encodeURIComponent(hook));
`;

/** The modules that a check of one file loads. */
async function loadedBy(name: string, content: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "crossfoot-"));
  try {
    const [file, hook, loaded] = [join(folder, name), join(folder, "hook.mjs"), join(folder, "loaded.txt")];
    writeFileSync(file, content);
    writeFileSync(hook, HOOK);
    const options = [process.env.NODE_OPTIONS ?? "", `--import=${hook}`, "--import=tsx"].join(" ").trim();
    await promisify(execFile)(process.execPath, ["src/cli.ts", "check", file, "--out", join(folder, "out"), "--fail-on", "never"], {
      env: { ...process.env, NODE_OPTIONS: options, LOADED: loaded },
    });
    expect(existsSync(join(folder, "out"))).toBe(true);
    return readFileSync(loaded, "utf8").split("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const parsers = (modules: readonly string[]): string[] =>
  [...new Set(modules.flatMap((url) => /\/src\/parsers\/([^?]+)\.ts/.exec(url)?.[1] ?? []))].sort();
const packages = (modules: readonly string[]): Set<string> =>
  new Set(modules.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []));

test("a check of a table of text loads the parser of that format alone, and no package of another", { timeout: 60_000 }, async () => {
  const modules = await loadedBy("a.csv", "单位,收入,支出,结余\n甲,3.00,1.00,2.00\n");
  expect(parsers(modules)).toEqual(["csv", "index"]);
  const others = ["7z-wasm", "mammoth", "officecrypto-tool", "parse5", "pdfjs-dist", "postal-mime", "saxes", "xlsx", "yauzl"];
  expect(others.filter((name) => packages(modules).has(name))).toEqual([]);
  // The hook does see what is loaded.
  expect([...packages(modules)]).toContain("decimal.js");
});
