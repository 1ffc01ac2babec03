import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Document } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import type { RulePack } from "../../src/model/rule-pack.ts";
import { compileRulePack, readDocument } from "../../src/pipeline.ts";

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A file read through its parser, under its own name. */
export function readFile(path: string): Promise<Document> {
  const bytes = readFileSync(path);
  return readDocument(basename(path), digest(bytes), bytes, DEFAULT_LIMITS);
}

/** All files of a folder, in the order of their names. */
export const readFolder = (folder: string): Promise<readonly Document[]> =>
  Promise.all(
    readdirSync(folder)
      .sort()
      .map((name) => readFile(join(folder, name))),
  );

/** The rule packs that ship with the package. */
export function shippedPacks(): readonly RulePack[] {
  return readdirSync("rules")
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const text = readFileSync(join("rules", name), "utf8");
      const compiled = compileRulePack(name, text, digest(Buffer.from(text)));
      if ("errors" in compiled) throw new Error(`${name}: ${JSON.stringify(compiled.errors)}`);
      return compiled.pack;
    });
}
