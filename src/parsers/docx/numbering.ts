import { type Fault, isFault } from "../../containers/fault.ts";
import { readXml, type XmlHandlers } from "../../containers/xml.ts";
import { WORD } from "./namespaces.ts";
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

interface Level {
  start: number;
  format: string;
  text: string;
  style?: string;
  /** Starts again after this level (counted from 1); 0 never. */
  restart?: number;
  /** Shows the numbers of the levels above in plain digits. */
  legal?: boolean;
}

interface List {
  abstract: string;
  readonly starts: Map<number, number>;
}

interface Style {
  base?: string;
  list?: string;
  level?: number;
}

/** Without any numbering part: no paragraph has a label. */
export const UNNUMBERED: Numbering = { label: () => "" };

const DEEPEST = 9;

/** The numbering of a document from its parts `numbering.xml` and `styles.xml`. */
export function numberingOf(numbering: Uint8Array, styles: Uint8Array | undefined): Numbering | Fault {
  const lists = readLists(numbering);
  if (isFault(lists)) return lists;
  const byStyle = styles ? readStyles(styles) : new Map<string, Style>();
  if (isFault(byStyle)) return byStyle;
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
    if (!begun.has(id)) for (const [at, start] of list.starts) counts[at] = start - 1;
    begun.add(id);
    const startOf = (at: number): number => levels.get(at)?.start ?? 1;
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

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : undefined;

/** A switch is on by standing there, unless it says otherwise. */
export const isOn = (value: string | undefined): boolean => value === undefined || !/^(?:0|false|off)$/.test(value);

function read(bytes: Uint8Array, open: XmlHandlers["open"]): Fault | undefined {
  return readXml(bytes, WORD, { open, close: () => {}, text: () => {} });
}

function readLists(bytes: Uint8Array): { levels: Map<string, Map<number, Level>>; lists: Map<string, List> } | Fault {
  const levels = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  let abstract = new Map<number, Level>();
  let level: Level | undefined;
  let list: List | undefined;
  let override = 0;
  const fault = read(bytes, (name, attribute) => {
    const value = attribute("w:val");
    if (name === "w:abstractNum") {
      abstract = new Map();
      list = undefined;
      levels.set(attribute("w:abstractNumId") ?? "", abstract);
    } else if (name === "w:num") {
      list = { abstract: "", starts: new Map() };
      level = undefined;
      lists.set(attribute("w:numId") ?? "", list);
    } else if (name === "w:lvl") {
      level = { start: 1, format: "decimal", text: "" };
      // A level inside an override describes one list only; its start is what matters of it.
      if (!list) abstract.set(whole(attribute("w:ilvl")) ?? 0, level);
    } else if (name === "w:abstractNumId" && list) list.abstract = value ?? "";
    else if (name === "w:lvlOverride") override = whole(attribute("w:ilvl")) ?? 0;
    else if (name === "w:startOverride" && list) list.starts.set(override, whole(value) ?? 1);
    else if (!level) return;
    else if (name === "w:start") level.start = whole(value) ?? 1;
    else if (name === "w:numFmt") level.format = value ?? "decimal";
    else if (name === "w:lvlText") level.text = value ?? "";
    else if (name === "w:pStyle" && value !== undefined) level.style = value;
    else if (name === "w:isLgl") level.legal = isOn(value);
    else if (name === "w:lvlRestart") level.restart = whole(value) ?? 0;
  });
  return fault ?? { levels, lists };
}

function readStyles(bytes: Uint8Array): Map<string, Style> | Fault {
  const styles = new Map<string, Style>();
  let style: Style = {};
  const fault = read(bytes, (name, attribute) => {
    if (name === "w:style") {
      style = {};
      styles.set(attribute("w:styleId") ?? "", style);
    } else if (name === "w:basedOn") style.base = attribute("w:val") ?? "";
    else if (name === "w:numId") style.list = attribute("w:val") ?? "0";
    else if (name === "w:ilvl") style.level = whole(attribute("w:val")) ?? 0;
  });
  return fault ?? styles;
}
