const TAGS = /<\/?(?:p|div|span|strong|em)(?:\s[^<>]*)?\/?>/gi;
const BREAKS = /<br\s*\/?>/gi;
const BOXES = /<input\b[^<>]*>/gi;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["nbsp", " "],
  ["lt", "<"],
  ["gt", ">"],
  ["le", "≤"],
  ["ge", "≥"],
  ["quot", '"'],
  ["times", "×"],
  ["amp", "&"],
]);

/** Text as a reader was meant to see it: tags of the tool that wrote the dump taken out, check boxes as ☑ and ☐. */
export function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return text
    .replace(BOXES, (tag) => (!/checkbox|radio/i.test(tag) ? tag : /\bchecked\b/i.test(tag) ? "☑" : "☐"))
    .replace(BREAKS, "\n")
    .replace(TAGS, "")
    .replace(/&([a-z]+);/g, (entity, name: string) => ENTITIES.get(name) ?? entity);
}
