import type { Fact, FactKind } from "../../model/fact.ts";
import type { Token } from "./amounts.ts";
import type { Sense } from "./subject.ts";

/** What 分别 says, in order, of several figures told before it. */
export interface Shared {
  readonly sense: Sense;
  /** The figures that are still to be spoken of. */
  readonly about: readonly Fact[];
}

/** Between one figure and the next of a row. */
export const NEXT_OF_SEVERAL = /^\s*(?:[、,，]|和|及|与)\s*$/;
const RESPECTIVELY = /分别[^,，、;；:。]*$/;
const COMPARED: ReadonlySet<FactKind> = new Set(["share", "growth", "change"]);

/** How many figures follow one another from `index` on, with nothing but 、 or 和 between them. */
function rowAt(text: string, tokens: readonly Token[], index: number): number {
  let end = index + 1;
  while (tokens[end]?.kind === "amount" && NEXT_OF_SEVERAL.test(text.slice(tokens[end - 1]!.end, tokens[end]!.start))) end++;
  return end - index;
}

/**
 * 收入80亿元，支出70亿元，分别增长4.2%、0.6%: the row of figures at `index`, each of which speaks of one of the last figures told, where
 * there are as many. `words` and `sense` are those before the row's first figure.
 */
export function sharedAt(
  words: string,
  sense: Sense,
  text: string,
  tokens: readonly Token[],
  index: number,
  said: readonly Fact[],
): Shared | undefined {
  if (!COMPARED.has(sense.kind) || !RESPECTIVELY.test(words)) return undefined;
  const row = rowAt(text, tokens, index);
  if (row < 2) return undefined;
  const about = said.filter(({ reading }) => reading?.kind === "level" || reading?.kind === "average").slice(-row);
  return about.length === row ? { sense: { ...sense, words: "" }, about } : undefined;
}
