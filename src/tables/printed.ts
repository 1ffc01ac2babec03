const HAN = "\\u3400-\\u9fff";
const SPACED = `${HAN}（）()“”《》、：:`;
const LETTER_SPACING = new RegExp(`(?<=[${SPACED}])[ \\t\\u3000\\u00a0]+(?=[${SPACED}])`, "g");
const LINE_IN_HAN = new RegExp(`(?<=[${HAN}（）()、，：％%])\\s*\\n\\s*|\\s*\\n\\s*(?=[${HAN}（）()、，：％%])`, "g");

const UNTIDY = /[\s\u00a0\u3000\u200b-\u200d\ufeff<]/;

/**
 * A label or heading as printed, but for what only the layout put there: letter-spacing (合  计), line breaks, invisible
 * marks, leading and trailing blanks, the tags of a text dump. Full-width marks stay as they are.
 */
export function printed(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text
    .replace(/<\/?p>|[\u200b-\u200d\ufeff]/g, "")
    .replace(LINE_IN_HAN, "")
    .replace(/[\t\u3000\u00a0\r\n]+/g, " ")
    .replace(LETTER_SPACING, "")
    .trim();
}

/** Blanks before the first character: an ideographic one is as wide as two. */
export function indentation(text: string): number {
  let width = 0;
  for (const mark of text) {
    if (mark === "\u3000" || mark === "\t") width += 2;
    else if (mark === " " || mark === "\u00a0") width += 1;
    else break;
  }
  return width;
}
