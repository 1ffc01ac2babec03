import { normaliseLabel } from "../../model/label.ts";
import { placesIn } from "./places.ts";

/** 我区, 全县: the report's own place, told by its level; 全县级 and 全区域内 are none. */
const OWN = "我全本";
const NOT_OWN = /^(?:级|域内)/;
/** Lines of a table of units that are none. */
const NO_NAME = /^其他|^其它|合计|小计|总计|\d/;
const LONGEST = 12;

/** Whose a figure is, by its own words and by those of its sentence, `from` its beginning up to the figure. `null` where they do not say. */
export type EntityOf = (words: string, text: string, from: number, to: number) => string | null;

/**
 * Reads whose figures are from words, by names that the submission itself uses: `units`, the lines of its tables of
 * districts and offices, and the places in `titles`, the headings over the text. The longest of several counts
 * if it holds the others. 我区 is the one place of its level that the titles name.
 */
export function entitiesBy(units: Iterable<string>, titles: readonly string[]): EntityOf {
  const places = [...new Set(titles.flatMap(placesIn))];
  /** Looked up by the first character: a table may list thousands. */
  const byFirst = new Map<string, string[]>();
  for (const name of new Set([...units, ...places].map(normaliseLabel))) {
    if (name.length < 2 || name.length > LONGEST || NO_NAME.test(name)) continue;
    const known = byFirst.get(name[0]!);
    if (known) known.push(name);
    else byFirst.set(name[0]!, [name]);
  }
  const own = new Map<string, string | null>();
  for (const place of places) own.set(place.at(-1)!, own.has(place.at(-1)!) ? null : place);
  return (words, text, from, to) => {
    let longest = "";
    let several = false;
    for (let at = 0; at < words.length; at++)
      for (const name of byFirst.get(words[at]!) ?? [])
        if (words.startsWith(name, at)) {
          several ||= longest !== "" && !name.includes(longest) && !longest.includes(name);
          if (name.length > longest.length) longest = name;
        }
    if (longest !== "") return several ? null : longest;
    if (own.size === 0) return null;
    const isOwn = (at: number): boolean => own.has(text[at + 1]!) && !NOT_OWN.test(text.slice(at + 2, at + 4));
    let last = -1;
    for (const mark of OWN)
      for (let at = text.lastIndexOf(mark, to - 2); at >= from && at > last; at = at > 0 ? text.lastIndexOf(mark, at - 1) : -1)
        if (isOwn(at)) last = at;
    return last < 0 ? null : (own.get(text[last + 1]!) ?? null);
  };
}
