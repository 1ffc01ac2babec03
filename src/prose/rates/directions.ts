import type { Fact } from "../../model/fact.ts";
import type { Document } from "../../model/grid.ts";
import { grouped } from "../../model/grouped.ts";
import { passages } from "../reading/passages.ts";
import { isExactLevel } from "../reading/window.ts";
import { conceptOf } from "../words/concept.ts";

/** What the text says of an outcome and its budget, told right before. */
export interface Direction {
  readonly actual: Fact;
  readonly planned: Fact;
  readonly is: "above" | "below" | "equal";
}

const BELOW = /小于|低于|少于/;
const ABOVE = /大于|高于|多于|超过/;
/** 决算数小于年初预算数; 决算数与预算数持平. What is 基本持平 need not be equal. */
const SAID =
  /(?:决算|执行)数?(?:(小于|低于|少于|大于|高于|多于|超过|等于)(?:年初|全年|调整后?)?预算数?|[与同和](?:年初|全年|调整后?)?预算数?(?:持平|一致|相等|相同))/g;
const ACTUAL = /决算|执行/;
/** Characters between the figures and the words about them. */
const NEAR = 24;

const isAmount = (fact: Fact): boolean => isExactLevel(fact) && fact.record.figure.unit?.dimension === "money";

/** Where each figure of a passage stands in it: its sentence is found from where the one before began. */
function placed(raw: string, facts: readonly Fact[]): readonly (readonly [fact: Fact, end: number])[] {
  let from = 0;
  return facts.map((fact) => {
    from = Math.max(raw.indexOf(fact.text, from), from);
    return [fact, from + fact.end];
  });
}

/** Words like 决算数小于预算数 with the budget and the outcome that the text gives right before them. */
export function directions(documents: readonly Document[], facts: readonly Fact[]): readonly Direction[] {
  const byPassage = grouped(facts, ({ reading }) => reading && `${reading.passage}`);
  return passages(documents).flatMap(({ text, raw }, number): Direction[] => {
    const own = byPassage.get(`${number}`);
    if (!own || !text.includes("预算")) return [];
    const places = placed(raw, own);
    return [...text.matchAll(SAID)].flatMap(({ index, 1: word = "" }): Direction[] => {
      const before = places.filter(([fact, end]) => end <= index && isAmount(fact));
      const [[one, first], [other, last]] = [before.at(-2) ?? [undefined, 0], before.at(-1) ?? [undefined, 0]];
      if (!one || !other || index - last > NEAR || last - first > NEAR) return [];
      const planned = [one, other].filter(({ record }) => conceptOf(record.indicator).planned);
      const actual = [one, other].filter((fact) => !planned.includes(fact) && ACTUAL.test(fact.record.indicator));
      const [plan, outcome] = [planned[0], actual[0]];
      if (!plan || !outcome) return [];
      return [{ actual: outcome, planned: plan, is: BELOW.test(word) ? "below" : ABOVE.test(word) ? "above" : "equal" }];
    });
  });
}
