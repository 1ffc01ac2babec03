import type { Named } from "./named.ts";

/** Finds the amounts and counts of a report and year by what their words mean. */
export interface Lookup {
  /** Those whose notions are just these, with nothing left over. */
  readonly plain: (chapter: string, year: string | null, tokens: readonly string[]) => readonly Named[];
  /** Those whose words come to the same key. */
  readonly same: (chapter: string, year: string | null, key: string) => readonly Named[];
}

const plainKey = (tokens: readonly string[]): string => `${[...tokens].sort().join("+")}|`;

/** An index of plain, unqualified levels, so that no search goes through all figures of a submission. */
export function lookup(all: readonly Named[]): Lookup {
  const index = new Map<string, Named[]>();
  for (const each of all) {
    if (each.kind !== "level" || each.record.figure.qualifier !== null) continue;
    for (const key of new Set(each.concepts.map((concept) => concept.key))) {
      const place = `${each.chapter} ${each.year} ${key}`;
      const list = index.get(place);
      if (list) list.push(each);
      else index.set(place, [each]);
    }
  }
  const same = (chapter: string, year: string | null, key: string): readonly Named[] => index.get(`${chapter} ${year} ${key}`) ?? [];
  return { same, plain: (chapter, year, tokens) => same(chapter, year, plainKey(tokens)) };
}

/** All subsets of a few notions; the empty one left out. */
export function subsets(tokens: readonly string[], most = 6): readonly (readonly string[])[] {
  const few = tokens.slice(0, most);
  return Array.from({ length: 2 ** few.length - 1 }, (_, bits) => few.filter((_token, at) => ((bits + 1) >> at) % 2 === 1));
}
