import type { Named } from "../words/named.ts";

/** 截至12月底 and 6月20日 are days, no part of the year. */
const PART_OF_YEAR = /\d{1,2}月(?!\d*[日底末])(?!份?[底末])|[一二三四1-4]季度|[上下]半年|全年/g;

/** The words of the sentence before a figure of the running text. */
const before = ({ fact }: Named): string => fact!.text.slice(0, fact!.start);
/** 10月, 二季度, 上半年: the part of the year that a figure is told of. */
const partOf = (fact: Named): string | undefined => [...before(fact).matchAll(PART_OF_YEAR)].at(-1)?.[0];

/** The part of the year that each report names first, which is the one it is about. */
export function usualParts(ofProse: readonly Named[]): ReadonlyMap<string, string> {
  const usual = new Map<string, string>();
  for (const each of ofProse) {
    const part = usual.has(each.chapter) || each.grid !== null ? undefined : partOf(each);
    if (part !== undefined) usual.set(each.chapter, part);
  }
  return usual;
}

/** Whether a figure of the text is told of another part of the year than a figure of a table, which is of that of its report. */
export function isOfOtherPart(fact: Named, other: Named, usual: ReadonlyMap<string, string>): boolean {
  if (fact.fact === null || fact.grid !== null) return false;
  const own = usual.get(fact.chapter);
  const part = partOf(fact) ?? own;
  const { tableTitle, rowPath, columnPath, document } = other.record;
  const isNamed = part !== undefined && [tableTitle, ...rowPath, ...columnPath, document].join(" ").includes(part);
  return part !== undefined && !isNamed && part !== (usual.get(other.chapter) ?? own);
}
