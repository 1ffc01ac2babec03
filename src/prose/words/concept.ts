import { halfWidth } from "../../model/label.ts";
import { NOISE, TERMS, type TermRole } from "./synonyms.ts";

/** What a label or the words before a figure mean, with synonyms made one. */
export interface Concept {
  /** Names of notions met, sorted, and the words left over: equal where two labels say the same. */
  readonly key: string;
  /** Measures and narrowings, by name. */
  readonly tokens: ReadonlySet<string>;
  readonly rest: string;
  readonly schemes: ReadonlySet<string>;
  readonly planned: boolean;
}

const ROLE_OF = new Map<string, readonly [role: TermRole | "noise", name: string]>();
for (const word of NOISE) ROLE_OF.set(word, ["noise", ""]);
for (const role of ["plan", "measure", "narrow", "scheme"] as const)
  for (const words of TERMS[role]) for (const word of words) ROLE_OF.set(word, [role, words[0]!]);
const WORDS = new RegExp(
  [...ROLE_OF.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[()]/g, "\\$&"))
    .join("|"),
  "g",
);
const BRACKETS = /[(（][^()（）]*[)）]/g;
const NUMBERING = /^(?:其中|指标\d+|目标\d+|[一二三四五六七八九十]+[、.]|\(?[一二三四五六七八九十\d]+[).、:])+/;
const NEITHER_WORD = /[^\u3400-\u9fffA-Za-z]+/g;

/** Reads the meaning out of a label: units and remarks in brackets, numbering, digits and empty words do not count. */
export function conceptOf(label: string): Concept {
  const text = halfWidth(label).replace(/\s+/g, "").replace(BRACKETS, "").replace(NUMBERING, "");
  const tokens = new Set<string>();
  const schemes = new Set<string>();
  let planned = false;
  const rest = text
    .replace(WORDS, (word) => {
      const [role, name] = ROLE_OF.get(word)!;
      if (role === "scheme") schemes.add(name);
      else if (role === "plan") planned = true;
      else if (role !== "noise") tokens.add(name);
      return role === "noise" ? "" : " ";
    })
    .replace(NEITHER_WORD, "");
  return { key: `${[...tokens].sort().join("+")}|${rest}`, tokens, rest, schemes, planned };
}

/** Whether two sets of schemes can speak of the same thing: one leaves it unsaid, or they share one. */
export const schemesAgree = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === 0 || b.size === 0 || [...a].some((scheme) => b.has(scheme));

export const within = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].every((token) => b.has(token));
