import type { Fact } from "../../model/fact.ts";
import { type List, sameSort } from "../arithmetic/sums.ts";
import { type Concept, schemesAgree } from "../words/concept.ts";
import type { Named } from "../words/named.ts";
import { PARTS } from "../words/synonyms.ts";
import { unitSlip } from "./miss.ts";

/** A figure that cannot be more than another. `said`: the text calls it a part; else the words of the trade do. */
export interface PartReading {
  readonly part: Fact;
  readonly whole: Fact;
  readonly said: boolean;
}

const has = ({ tokens }: Concept, words: readonly string[]): boolean => words.every((word) => tokens.has(word));
/** Words left over that only name the office. */
const OFFICE = /^.{0,8}[局委办院校所站厅处心队馆会司]$/;
const isExactly = ({ tokens, rest }: Concept, words: readonly string[]): boolean =>
  (rest === "" || OFFICE.test(rest)) && tokens.size === words.length && has({ tokens } as Concept, words);

/** Parts that a sentence names with 其中 or 含, and parts by the meaning of their words, in one report and year. */
export function partsOf(ofProse: readonly Named[], lists: readonly List[]): readonly PartReading[] {
  const found: PartReading[] = [];
  const listed = new Set<string>();
  for (const list of lists) {
    const { whole, parts, stated, closes } = list;
    for (const part of parts) listed.add(part.record.id);
    const [first] = parts;
    // A list that adds up needs no bound; one that does not is only sure of what stands right after 其中.
    if (
      stated &&
      !closes &&
      unitSlip(list) === undefined &&
      first &&
      (first.reading?.opens === "of-which" || first.reading?.opens === "contains") &&
      (whole.sentence < first.sentence || whole.start < first.start) &&
      first.record.figure.qualifier === null &&
      whole.record.figure.qualifier === null
    )
      found.push({ part: first, whole, said: true });
  }
  const levels = ofProse.filter(({ kind, record, side }) => kind === "level" && record.figure.qualifier === null && side !== "actual");
  for (const { whole, part } of PARTS) {
    const wholes = new Map<string, Named | null>();
    for (const each of levels) {
      if (!each.concepts.some((concept) => isExactly(concept, whole))) continue;
      const key = `${each.chapter} ${each.year}`;
      const known = wholes.get(key);
      wholes.set(key, known === undefined || known?.record.figure.value.eq(each.record.figure.value) ? each : null);
    }
    const told = new Set<string>();
    for (const each of levels) {
      const of = wholes.get(`${each.chapter} ${each.year}`);
      const value = `${each.record.figure.value} ${each.record.figure.unit?.symbol}`;
      if (!of?.fact || !each.fact || each === of || listed.has(each.record.id) || told.has(value) || !sameSort(each.fact, of.fact))
        continue;
      const fits = each.concepts.some(
        (concept) => has(concept, part) && !has(concept, whole) && schemesAgree(concept.schemes, of.concepts[0]!.schemes),
      );
      if (!fits) continue;
      told.add(value);
      found.push({ part: each.fact, whole: of.fact, said: false });
    }
  }
  return found;
}
