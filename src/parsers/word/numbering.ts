import { numeral } from "./numerals.ts";

/** How a paragraph says that it is numbered: by a list of its own, or by its style. */
export interface Numbered {
  readonly style: string | undefined;
  readonly list: string | undefined;
  readonly level: number | undefined;
}

/** Gives each numbered paragraph its label, in document order: it counts as it goes. */
export interface Numbering {
  /** `一、`, `2.1`; `""` for bullets and paragraphs without a number; `undefined` where one is there but cannot be told. */
  readonly label: (paragraph: Numbered) => string | undefined;
}

/** One level of a list, as its author set it up. `text` holds `%1` … `%9` where the numbers of the levels go. */
export interface Level {
  start: number;
  format: string;
  text: string;
  style?: string;
  /** Starts again after this level (counted from 1); 0 never. */
  restart?: number;
  /** Shows the numbers of the levels above in plain digits. */
  legal?: boolean;
}

/** A list in use: which set of levels it is counted by, and the levels (from 0) that begin at another number. */
export interface List {
  abstract: string;
  readonly starts: Map<number, number>;
}

/** What a paragraph style says of numbers. `list` is `"0"` where it takes them away. */
export interface Style {
  base?: string;
  list?: string;
  level?: number;
}

/** Without any numbering part: no paragraph has a label. */
export const UNNUMBERED: Numbering = { label: () => "" };

const DEEPEST = 9;

/** Lists by their id, the levels they share by theirs. */
export interface Lists {
  readonly levels: ReadonlyMap<string, ReadonlyMap<number, Level>>;
  readonly lists: ReadonlyMap<string, List>;
}

/** The numbering of a document from its lists and the styles that use them. */
export function numberingFrom(lists: Lists, byStyle: ReadonlyMap<string, Style>): Numbering {
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();

  const label = ({ style, list: own, level: ownLevel }: Numbered): string | undefined => {
    const inherited = own === undefined ? listOf(style, byStyle) : undefined;
    const id = own ?? inherited?.list;
    if (id === undefined || id === "0") return "";
    const list = lists.lists.get(id);
    const levels = list && lists.levels.get(list.abstract);
    if (!list || !levels || levels.size === 0) return undefined;
    const byName = inherited && [...levels].find(([, { style: name }]) => name !== undefined && name === inherited.style)?.[0];
    const level = Math.min(ownLevel ?? byName ?? inherited?.level ?? 0, DEEPEST - 1);
    const counts = counters.get(list.abstract) ?? [];
    counters.set(list.abstract, counts);
    if (!begun.has(id)) for (const at of list.starts.keys()) delete counts[at];
    begun.add(id);
    const startOf = (at: number): number => list.starts.get(at) ?? levels.get(at)?.start ?? 1;
    counts[level] = (counts[level] ?? startOf(level) - 1) + 1;
    for (let below = level + 1; below < DEEPEST; below += 1) {
      const restart = levels.get(below)?.restart;
      if (restart === undefined || (restart > 0 && level < restart)) delete counts[below];
    }
    return printed(levels, level, (at) => counts[at] ?? startOf(at));
  };
  return { label };
}

function printed(levels: ReadonlyMap<number, Level>, level: number, count: (level: number) => number): string | undefined {
  const { format, text, legal } = levels.get(level) ?? { format: "none", text: "", legal: false };
  if (format === "bullet") return "";
  let unknown = false;
  const words = text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number.parseInt(digit, 10) - 1;
    const part = numeral(count(at), legal === true ? "decimal" : (levels.get(at)?.format ?? "decimal"));
    unknown ||= part === undefined;
    return part ?? "";
  });
  return unknown ? undefined : words;
}

/** The list of a style, its own or that of a style it is based on. */
function listOf(style: string | undefined, styles: ReadonlyMap<string, Style>): (Style & { readonly style: string }) | undefined {
  const passed = new Set<string>();
  for (let name = style; name !== undefined && !passed.has(name); name = styles.get(name)?.base) {
    passed.add(name);
    const found = styles.get(name);
    if (found?.list !== undefined) return { ...found, style: name };
  }
  return undefined;
}

/** A switch is on by standing there, unless it says otherwise. */
export const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off)$/.test(value);
