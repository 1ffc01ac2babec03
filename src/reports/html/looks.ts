const BLOCK = /<(p|h[1-6]|li)>([\s\S]*?)<\/\1>/g;

/** White space aside: the reading view joins lines and drops blanks that the document's own reader keeps. */
const squeezed = (text: string): string => text.replace(/\s+/g, "");

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** Numbered headings of official documents: 一、… and （一）… on a line of their own. */
const FIRST_HEADING = /^\s*[一二三四五六七八九十]{1,3}、[^。；]{1,40}$/;
const SECOND_HEADING = /^\s*[（(][一二三四五六七八九十]{1,3}[）)][^。；]{1,40}$/;

/**
 * How the paragraphs of a document look, from its reading view: a function from a paragraph's text to a class of the style
 * sheet (`h1` … `h6`, `strong`, `item`), `undefined` for plain text. Only the look is taken from there: the words shown are
 * those that the figures were read from. Where there is no reading view, numbered headings are told by their words.
 */
export function looksOf(reading: string | undefined): (text: string) => string | undefined {
  const looks = new Map<string, string>();
  for (const [, tag = "", inner = ""] of (reading ?? "").matchAll(BLOCK)) {
    const text = squeezed(textOf(inner));
    const bold = squeezed(textOf((inner.match(/<strong>[\s\S]*?<\/strong>/g) ?? []).join("")));
    const look = tag === "li" ? "item" : tag !== "p" ? tag : bold !== "" && bold === text ? "strong" : undefined;
    if (look !== undefined && text !== "") looks.set(text, look);
  }
  return (text) => looks.get(squeezed(text)) ?? (FIRST_HEADING.test(text) ? "h1" : SECOND_HEADING.test(text) ? "h2" : undefined);
}
