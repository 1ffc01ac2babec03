import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { damaged, type Fault, isFault } from "../../containers/fault.ts";
import type { Archive } from "../../containers/zip.ts";

/** All that the reading view may hold, and without any attribute. */
const ALLOWED = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em"]);
/** What is shown elsewhere or nowhere is cut out before the library sees it: it takes forty times as long over tables as we do. */
const CUT = ["w:tbl", "w:drawing", "w:pict", "w:object", "mc:AlternateContent"];
/** Parts that lists and headings are told by; images and notes are not given. */
const PARTS = /^(?:\[content_types\]\.xml|_rels\/\.rels|word\/_rels\/[^/]*\.rels|word\/(?:numbering|styles)\d*\.xml)$/;

/** Characters of XML beyond which the view is not worth the library's time: some thousand pages. */
const LONGEST = 20_000_000;

/** What the library reads a document through, in place of a file of its own. */
interface Package {
  readonly exists: (name: string) => boolean;
  readonly read: (name: string, encoding?: string) => Promise<string | Uint8Array>;
}

/** The narrative of a document, tables left out, as HTML of a few harmless elements; `""` where there is none. */
export async function readingOf(archive: Archive, main: string, xml: Uint8Array): Promise<string | Fault> {
  // Notes stand elsewhere. Links lead nowhere in the view, and one that is broken would cost all of it.
  const narrative = CUT.reduce(without, utf8(xml))
    .replace(/<w:(?:footnote|endnote|comment)Reference\b[^<>]*\/>/g, "")
    .replace(/<w:hyperlink\s[^<>]*?(\/?)>/g, "<w:hyperlink$1>");
  if (!/<w:t[ >]/.test(narrative)) return "";
  if (narrative.length > LONGEST) return damaged("正文过长", "the narrative is too long");
  const parts = new Map<string, Uint8Array>([[main, Buffer.from(narrative, "utf8")]]);
  for (const name of archive.names) {
    if (!PARTS.test(name.toLowerCase())) continue;
    const part = await archive.read(name);
    if (isFault(part)) return part;
    if (part) parts.set(name, /styles\d*\.xml$/i.test(name) ? Buffer.from(stylesFor(narrative, utf8(part)), "utf8") : part);
  }
  const file: Package = {
    exists: (name) => parts.has(name),
    read: async (name, encoding) => {
      const part = parts.get(name) ?? new Uint8Array();
      return encoding === undefined ? part : utf8(part);
    },
  };
  const mammoth = (await import("mammoth")).default;
  try {
    // The library takes an opened package as well as a file; its declarations leave that out.
    const { value } = await mammoth.convertToHtml({ file } as unknown as { buffer: Buffer }, { externalFileAccess: false } as object);
    return harmless(value);
  } catch {
    return damaged("阅读视图无法生成", "the reading view could not be made");
  }
}

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

/** Only the styles that are used, which is what takes the library's time in a short document. */
function stylesFor(narrative: string, styles: string): string {
  const used = new Set(Array.from(narrative.matchAll(/<w:[pr]Style w:val="([^"]*)"/g), ([, id]) => id));
  return styles.replace(/<w:style\s[^<>]*?w:styleId="([^"]*)"[^<>]*>[\s\S]*?<\/w:style>/g, (style, id: string) =>
    used.has(id) ? style : "",
  );
}

/** The XML without an element and all in it; nested ones go with the outer. */
function without(xml: string, element: string): string {
  if (!xml.includes(`<${element}`)) return xml;
  const tags = new RegExp(`<${element}(?:\\s[^<>]*)?>|</${element}>`, "g");
  let depth = 0;
  let kept = "";
  let from = 0;
  for (const tag of xml.matchAll(tags)) {
    const isEnd = tag[0].startsWith("</");
    if (tag[0].endsWith("/>")) continue;
    if (!isEnd && depth === 0) kept += xml.slice(from, tag.index);
    depth += isEnd ? -1 : 1;
    if (isEnd && depth === 0) from = tag.index + tag[0].length;
  }
  return kept + xml.slice(from);
}

/** Keeps the allowed elements without their attributes; of all others only the text. */
function harmless(html: string): string {
  const write = (node: DefaultTreeAdapterTypes.Node): string => {
    if ("value" in node) return escaped(node.value);
    const inner = "childNodes" in node ? node.childNodes.map(write).join("") : "";
    if (!("tagName" in node)) return inner;
    if (node.tagName === "br" || node.tagName === "td") return `${inner} `;
    return ALLOWED.has(node.tagName) ? `<${node.tagName}>${inner}</${node.tagName}>` : inner;
  };
  return write(parseFragment(html)).replace(/<(p|h[1-6]|strong|em)>\s*<\/\1>/g, "");
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
