import { normaliseLabel } from "../model/label.ts";

/** A label as it is compared with a name: `full` is all of it without blanks, `bare` without year, numbering and trailing brackets. */
export interface Label {
  readonly full: string;
  readonly bare: string;
}

/** One level of a bracketed name: synonyms between `|`, `*` for any run of characters. */
export interface Level {
  readonly matches: (label: Label) => boolean;
  /** `*` alone: any label but that of a total. */
  readonly any: boolean;
  /** Holds a `*`: a line that bears it in full has no precedence. */
  readonly wild: boolean;
}

/** Levels of a label path from the outside in. Levels may be left out, but not the last. */
export type Path = readonly Level[];

/** A name in square brackets: one path that may be of rows or columns, or `row × column`. */
export interface Name {
  readonly op: "name";
  /** The form or title word before the dot; `null` for the rule's own table. */
  readonly table: string | null;
  readonly words: string;
  readonly row: Path | null;
  readonly column: Path | null;
  readonly either: Path | null;
  /** `other [得分]`: the figure judged is left out. */
  readonly other: boolean;
}

const NUMBERING = /^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.](?!\d)|[①-⑳])+/;
const LEAD = /^(?:其中[:：]?|[加减][:：])/;
const YEAR = /^(?:19|20)\d{2}(?:年度?|[-—]\d+年度?)?(?=[^\d年度])/;
const TAIL = /(?:\([^()]*\)?|[:：])$/;
const QUOTES = /["“”'‘’]/g;

const compact = (text: string): string => normaliseLabel(text).replace(/\s+/g, "").replace(QUOTES, "");

function bare(full: string): string {
  let text = full;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(NUMBERING, "").replace(LEAD, "").replace(YEAR, "").replace(TAIL, "");
  }
  return text === "" ? full : text;
}

/** A printed label in the forms that names are compared with. */
export function labelOf(text: string): Label {
  const full = compact(text);
  return { full, bare: bare(full) };
}

const TOTAL = /(?:合计|总计|小计|共计|总分)$/;
/** The label of a sum: never meant by `*` alone. */
export const isTotalLabel = ({ bare: text }: Label): boolean => TOTAL.test(text);

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");

/** One level: it fits a label in full, or the label's bare form; a name with a bracket also fits a label without one. */
function level(words: string): Level {
  const names = words.split("|").map(compact);
  if (names.length === 1 && names[0] === "*") return { matches: () => true, any: true, wild: true };
  const test = new RegExp(`^(?:${names.map(escaped).join("|")})$`);
  const unbracketed = new RegExp(`^(?:${names.map((name) => escaped(name.replace(TAIL, "") || name)).join("|")})$`);
  return {
    matches: ({ full, bare: short }) => test.test(full) || test.test(short) || (!full.endsWith(")") && unbracketed.test(short)),
    any: false,
    wild: words.includes("*"),
  };
}

/** Splits at `mark` outside round brackets, so that 执行率(B/A) stays whole. */
function split(words: string, mark: RegExp): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const piece of words.split(/([()]|\s+×\s+|\/)/)) {
    if (piece === "(") depth++;
    if (piece === ")") depth--;
    if (depth === 0 && mark.test(piece)) {
      parts.push(part);
      part = "";
    } else part += piece;
  }
  return [...parts, part].map((text) => text.trim());
}

const path = (words: string): Path => split(words, /^\/$/).map(level);

/** A name from what stands between its brackets; `undefined` where a level is empty or there is more than one ×. */
export function nameOf(table: string | null, words: string): Name | undefined {
  const sides = split(words, /^\s+×\s+$/);
  if (sides.length > 2 || sides.some((side) => split(side, /^\/$/).some((part) => part === "" || part.split("|").includes(""))))
    return undefined;
  const [first = "", second] = sides;
  const shared = { op: "name", table, words: words.trim(), other: false } as const;
  return second === undefined
    ? { ...shared, row: null, column: null, either: path(first) }
    : { ...shared, row: path(first), column: path(second), either: null };
}

/** Whether a path of labels bears the name: the last levels meet, the others follow in order. */
export function bears(labels: readonly Label[], name: Path): boolean {
  let at = labels.length - 1;
  for (let step = name.length - 1; step >= 0; step--) {
    const wanted = name[step]!;
    const last = step === name.length - 1;
    while (at >= 0 && !wanted.matches(labels[at]!)) {
      if (last) return false;
      at--;
    }
    if (at < 0) return false;
    at--;
  }
  return true;
}
