import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { isElement, isUnseen, type Looks, rulesOf, textOf } from "./element.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as its paragraphs and tables, in order; and what its program says of the sheets it came from. */
export interface Page {
  readonly items: readonly (
    | { readonly kind: "paragraph"; readonly text: string }
    | { readonly kind: "table"; readonly element: Element }
  )[];
  readonly rules: ReadonlyMap<string, Looks>;
  readonly sheets: readonly SheetNote[];
  /** Written by, or for, a spreadsheet program. */
  readonly isSheet: boolean;
  readonly pictures: number;
}

/** A sheet as Excel names it in its page: where it stands, if not in the page itself. */
export interface SheetNote {
  readonly name: string;
  readonly source: string | undefined;
  readonly hidden: 0 | 1 | 2;
}

/** Elements that only wrap others; what stands in any other one is a paragraph. */
const WRAPPERS = new Set([
  "html",
  "body",
  "div",
  "center",
  "form",
  "section",
  "article",
  "main",
  "font",
  "span",
  "a",
  "b",
  "p",
  "ul",
  "ol",
  "hr",
  "header",
  "footer",
  "fieldset",
  "blockquote",
  "dl",
  "big",
  "small",
  "strong",
  "em",
  "i",
  "u",
]);
const SILENT = new Set(["head", "script", "style", "noscript", "template", "iframe", "object", "textarea", "select"]);

/** Elements inside elements; a page nested deeper is an attack on whoever reads it. */
const DEEPEST = 1000;

/** Reads a page. Nothing it links to is ever fetched, no script run. `undefined` where it is nested absurdly deep. */
export function readPage(html: string): Page | undefined {
  const tree = parse(html);
  if (isTooDeep(tree)) return undefined;
  const items: Page["items"][number][] = [];
  const rules = rulesOf(html);
  let pictures = 0;
  let loose = "";
  const flush = (): void => {
    const text = loose.replace(/[\t\n\r\f ]+/g, " ").trim();
    if (text !== "") items.push({ kind: "paragraph", text });
    loose = "";
  };
  const walk = (node: Node): void => {
    if (node.nodeName === "#text") {
      loose += (node as DefaultTreeAdapterTypes.TextNode).value;
      return;
    }
    if (!isElement(node)) return;
    if (SILENT.has(node.tagName)) return;
    if (node.tagName === "img") pictures += 1;
    if (node.tagName === "table") {
      flush();
      items.push({ kind: "table", element: node });
      return;
    }
    if (isUnseen(node, rules)) return;
    const isInline = ["font", "span", "a", "b", "big", "small", "strong", "em", "i", "u"].includes(node.tagName);
    if (WRAPPERS.has(node.tagName) && (isInline || node.tagName !== "p" || holdsTable(node))) {
      if (!isInline) flush();
      node.childNodes.forEach(walk);
      if (!isInline) flush();
      return;
    }
    if (node.tagName === "br") {
      flush();
      return;
    }
    if (holdsTable(node)) {
      node.childNodes.forEach(walk);
      return;
    }
    flush();
    const { text } = textOf(node, rules);
    if (text !== "") items.push({ kind: "paragraph", text });
  };
  tree.childNodes.forEach(walk);
  flush();
  const isSheet = /urn:schemas-microsoft-com:office:excel|content=["']?Excel\.Sheet|\ssdval=|\sdata-t=["']n/i.test(html);
  return { items, rules, sheets: sheetsIn(html), isSheet, pictures };
}

/** Without recursion, which is what such a page would break. */
function isTooDeep(tree: { readonly childNodes: readonly Node[] }): boolean {
  let level = tree.childNodes.filter(isElement);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((element) => element.childNodes.filter(isElement));
  }
  return false;
}

function holdsTable(element: Element): boolean {
  return element.childNodes.some((child) => isElement(child) && (child.tagName === "table" || holdsTable(child)));
}

/** Excel writes the names of the sheets into a comment that browsers skip. */
function sheetsIn(html: string): SheetNote[] {
  return Array.from(html.matchAll(/<x:ExcelWorksheet>([\s\S]*?)<\/x:ExcelWorksheet>/gi), ([, note = ""]) => {
    const visible = /<x:Visible>\s*(\w+)/i.exec(note)?.[1] ?? "";
    return {
      name: unescaped(/<x:Name>([\s\S]*?)<\/x:Name>/i.exec(note)?.[1] ?? ""),
      source: /<x:WorksheetSource\s+HRef=(?:3D)?["']([^"']+)["']/i.exec(note)?.[1],
      hidden: /very/i.test(visible) ? 2 : /hidden/i.test(visible) ? 1 : 0,
    };
  });
}

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name] ?? "").trim();
