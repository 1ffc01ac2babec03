import { normaliseLabel } from "../model/label.ts";
import { placesIn } from "./places.ts";

/** 我区, 全县: the report's own place, told by its level. */
const OWN = /[我全本](省|市|县|区|州|旗|镇|乡)(?!级|域内)/g;
/** Lines of a table of units that are none. */
const NO_NAME = /^其他|^其它|合计|小计|总计|\d/;
const LONGEST = 12;

/** Whose a figure is: its own words, and those of its sentence up to it. `null` where they do not say. */
export type EntityOf = (words: string, before: string) => string | null;

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
  return (words, before) => {
    let longest = "";
    let several = false;
    for (let at = 0; at < words.length; at++)
      for (const name of byFirst.get(words[at]!) ?? [])
        if (words.startsWith(name, at)) {
          several ||= longest !== "" && !name.includes(longest) && !longest.includes(name);
          if (name.length > longest.length) longest = name;
        }
    if (longest !== "") return several ? null : longest;
    const level = own.size === 0 ? undefined : [...before.matchAll(OWN)].at(-1)?.[1];
    return (level && own.get(level)) ?? null;
  };
}
