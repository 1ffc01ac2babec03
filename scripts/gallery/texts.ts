import type { Code } from "../../src/model/finding.ts";
import type { Explanation, Reserved } from "./explanation.ts";
import { figures } from "./texts/figures.ts";
import { files } from "./texts/files.ts";
import { relations } from "./texts/relations.ts";

/** What the pages say of every code, in both languages. */
export const EXPLANATIONS: { readonly [code in Code]: Explanation | Reserved } = { ...relations, ...figures, ...files };
