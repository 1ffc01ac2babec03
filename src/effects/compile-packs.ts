import type { RulePack } from "../model/rule-pack.ts";
import { compileRulePack } from "../pipeline.ts";
import type { PackError, PackSource } from "./job.ts";

/** The packs that are in order, and everything that is wrong with the others. */
export interface Compiled {
  readonly packs: readonly RulePack[];
  readonly errors: readonly PackError[];
}

/** Compiles rule packs from their text. */
export function compilePacks(sources: readonly PackSource[]): Compiled {
  const packs: RulePack[] = [];
  const errors: PackError[] = [];
  for (const { path, text, sha256 } of sources) {
    const made = compileRulePack(path, text, sha256);
    if ("pack" in made) packs.push(made.pack);
    else errors.push(...made.errors);
  }
  return { packs, errors };
}
