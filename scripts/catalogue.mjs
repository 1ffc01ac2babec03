// Writes src/checks/index.ts from the files beside it. Run after adding a check: npm run catalogue
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/checks/", import.meta.url);

/** The files of the checks, in the order of their names. */
export const checkFiles = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .sort();

/** What the list of checks should be. */
export function catalogue() {
  const names = checkFiles().map((file) => ({ file, name: file.slice(0, -3).replace(/-(.)/g, (_, letter) => letter.toUpperCase()) }));
  return [
    "// Made by scripts/catalogue.mjs from the files beside it. Do not edit.",
    'import type { Check } from "../model/check.ts";',
    ...names.map(({ file, name }) => `import { ${name} } from "./${file}";`),
    "",
    "/** Every check, in the order of its name. */",
    "export const checks: readonly Check[] = [",
    ...names.map(({ name }) => `  ${name},`),
    "];",
    "",
  ].join("\n");
}

/** What the list of checks is. */
export const current = () => readFileSync(new URL("index.ts", folder), "utf8");

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(new URL("index.ts", folder), catalogue());
