import type { Relationship } from "../../containers/opc.ts";

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Parts that a workbook may link to without declaring them; a program other than Excel's own may forget either. */
const DECLARED: ReadonlyMap<string, string> = new Map([
  ["sharedStrings", `${TYPE}.sharedStrings+xml`],
  ["styles", `${TYPE}.styles+xml`],
]);

const DECLARATION = /<(?:\w+:)?Override\s[^<>]*\/>/g;
/** Parts that a workbook is whole without. */
const SPARE = /[.](?:styles|sharedStrings|sheetMetadata|theme|calcChain|person|threadedcomments)(?:\+xml)?"/i;

const partOf = (declaration: string): string => /PartName=["']\/?([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase() ?? "";

/**
 * The list of the package's parts, put right as Excel does when it opens it: parts that are declared but not there are
 * left out, and those that the workbook links to are declared. `parts`: the names of those there, in small letters.
 */
export function mendTypes(xml: string, parts: ReadonlySet<string>, links: Iterable<Relationship>): string {
  const kept = xml.replace(DECLARATION, (declaration) => (SPARE.test(declaration) && !parts.has(partOf(declaration)) ? "" : declaration));
  const declared = new Set(Array.from(kept.matchAll(DECLARATION), ([declaration]) => partOf(declaration)));
  const prefix = /<(\w+:)?Types\b/.exec(kept)?.[1] ?? "";
  let missing = "";
  for (const { type, target } of links) {
    const kind = DECLARED.get(type);
    if (kind === undefined || target === undefined || !parts.has(target.toLowerCase()) || declared.has(target.toLowerCase())) continue;
    missing += `<${prefix}Override PartName="/${target}" ContentType="${kind}"/>`;
  }
  return missing === "" ? kept : kept.replace(new RegExp(`</${prefix}Types>`), `${missing}$&`);
}
