import type { DefaultTreeAdapterTypes } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** What styles say of an element, as far as it hides or changes what a reader of the page sees. */
export interface Looks {
  readonly hidden?: boolean;
  readonly color?: string;
  readonly ground?: string;
  /** Its number format makes everything text, or a date. */
  readonly isText?: boolean;
  readonly isDate?: boolean;
}

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name || `${attribute.prefix}:${attribute.name}` === name)?.value;

export const isElement = (node: Node): node is Element => "tagName" in node;

export const elementsOf = (element: { readonly childNodes: readonly Node[] }): readonly Element[] => element.childNodes.filter(isElement);

const COLORS: Readonly<Record<string, string>> = { white: "#ffffff", black: "#000000", window: "#ffffff", windowtext: "#000000" };

function colorOf(text: string | undefined): string | undefined {
  const color = text?.trim().toLowerCase();
  if (color === undefined || color === "") return undefined;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(color);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  const [, r, g, b] = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(color) ?? [];
  if (r !== undefined) return `#${[r, g, b].map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
  return COLORS[color] ?? color;
}

/** Declarations (`color:white; display:none`) as looks. */
function declared(css: string): Looks {
  const of = (property: string): string | undefined => new RegExp(`(?:^|[;{\\s])${property}\\s*:\\s*([^;}]+)`, "i").exec(css)?.[1]?.trim();
  const format = /mso-number-format\s*:\s*("(?:\\.|[^"\\])*"|'[^']*'|[^;}]*)/i.exec(css)?.[1] ?? "";
  const [color, ground] = [colorOf(of("color")), colorOf(of("background(?:-color)?"))];
  const hidden = /^none$/i.test(of("display") ?? "") || /^hidden$/i.test(of("visibility") ?? "");
  return {
    ...(hidden ? { hidden } : {}),
    ...(color === undefined ? {} : { color }),
    ...(ground === undefined || ground === "transparent" || ground === "none" || ground === "auto" ? {} : { ground }),
    ...(/^["']?\\?@["']?\s*$/.test(format.trim()) ? { isText: true } : {}),
    ...(/yy|Date|\bd\b.*m/i.test(format) ? { isDate: true } : {}),
  };
}

/** The looks of classes (`.xl65`) by their name, from the style sheets inside a page. */
export function rulesOf(page: string): ReadonlyMap<string, Looks> {
  const rules = new Map<string, Looks>();
  for (const [, sheet = ""] of page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi))
    for (const [, selectors = "", css = ""] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const looks = declared(css);
      for (const [, name = ""] of selectors.matchAll(/(?:^|,)\s*(?:\w+)?\.([\w-]+)\s*(?=,|$)/g))
        rules.set(name, { ...rules.get(name), ...looks });
    }
  return rules;
}

/** What class, style and old attributes say of an element; with "own text" a `font` that wraps all of it counts as well. */
export function looksOf(element: Element, rules: ReadonlyMap<string, Looks>, whose: "own" | "own text" = "own"): Looks {
  let looks: Looks = {};
  for (const name of (attributeOf(element, "class") ?? "").split(/\s+/)) looks = { ...looks, ...rules.get(name) };
  const ground = colorOf(attributeOf(element, "bgcolor"));
  const color = element.tagName === "font" ? colorOf(attributeOf(element, "color")) : undefined;
  const hidden = attributeOf(element, "hidden") !== undefined;
  looks = {
    ...looks,
    ...(ground === undefined ? {} : { ground }),
    ...(color === undefined ? {} : { color }),
    ...(hidden ? { hidden } : {}),
    ...declared(attributeOf(element, "style") ?? ""),
  };
  const [only, ...more] = whose === "own" ? [] : elementsOf(element).filter(({ tagName }) => tagName !== "br");
  if (!only || more.length > 0 || !["font", "span", "b", "p", "div"].includes(only.tagName)) return looks;
  return { ...looks, ...looksOf(only, rules, "own text") };
}

export const isUnseen = (element: Element, rules: ReadonlyMap<string, Looks>): boolean => looksOf(element, rules).hidden === true;

const BLOCKS = new Set(["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "blockquote", "center"]);
const SILENT = new Set(["script", "style", "head", "title", "noscript", "template", "textarea", "select", "object", "iframe"]);

/** The text of an element as a browser shows it, the tables inside it, and a comment that hangs on it. */
export function textOf(
  element: Element,
  rules: ReadonlyMap<string, Looks>,
): { readonly text: string; readonly tables: readonly Element[]; readonly comment?: string } {
  let text = "";
  let comment: string | undefined;
  const tables: Element[] = [];
  const add = (words: string): void => {
    const joined = words.replace(/[\t\n\r\f ]+/g, " ");
    text += /(?:^|[\n ])$/.test(text) ? joined.replace(/^ /, "") : joined;
  };
  const newLine = (): void => {
    text = text.replace(/ $/, "");
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  const walk = (node: Node): void => {
    if (node.nodeName === "#text") {
      add((node as DefaultTreeAdapterTypes.TextNode).value);
      return;
    }
    if (!isElement(node) || SILENT.has(node.tagName)) return;
    if (node.tagName === "table") {
      tables.push(node);
      return;
    }
    if (node.tagName === "comment") {
      comment = textOf({ ...node, tagName: "span" }, rules).text;
      return;
    }
    if (node.tagName === "br") text = `${text.replace(/ $/, "")}\n`;
    else if (node.tagName === "input") add(attributeOf(node, "type") === "hidden" ? "" : (attributeOf(node, "value") ?? ""));
    else {
      const isBlock = BLOCKS.has(node.tagName);
      if (isBlock) newLine();
      if (!isUnseen(node, rules)) node.childNodes.forEach(walk);
      if (isBlock) newLine();
    }
  };
  element.childNodes.forEach(walk);
  return { text: text.replace(/^\n+|[\n ]+$/g, ""), tables, ...(comment === undefined ? {} : { comment }) };
}
