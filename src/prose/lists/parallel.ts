import type { Fact } from "../../model/fact.ts";
import { addsUp, isExact, isLevel, type List, sameSort } from "../arithmetic/sums.ts";

/** The figures of another sort that stand between one figure and the next. */
const between = (facts: readonly Fact[], from: Fact, to: Fact | undefined, like: Fact): readonly Fact[] =>
  facts
    .slice(facts.indexOf(from) + 1, to === undefined ? undefined : facts.indexOf(to))
    .filter(
      (fact) =>
        fact.sentence === from.sentence &&
        fact.reading!.depth === from.reading!.depth &&
        isLevel(fact) &&
        isExact(fact) &&
        sameSort(fact, like),
    );

/**
 * 救助1000人次，支出500万元，其中住院救助400人次，支出300万元；门诊救助600人次，支出200万元: beside a list, the second thing that
 * its whole and each of its parts are told in. `facts` are those of the passage; a list without a second measure gives none.
 */
export function beside(facts: readonly Fact[], { whole, parts, stated, closes }: List): readonly List[] {
  const [first] = parts;
  if (!first || parts.length < 2) return [];
  const seconds = facts
    .slice(facts.indexOf(whole) + 1, facts.indexOf(first))
    .filter(
      (fact) =>
        fact.sentence === whole.sentence &&
        fact.reading!.depth === whole.reading!.depth &&
        isLevel(fact) &&
        isExact(fact) &&
        !sameSort(fact, whole),
    );
  return seconds.flatMap((second): List[] => {
    const told = parts.map((part, index) => between(facts, part, parts[index + 1], second));
    if (told.some(({ length }) => length !== 1)) return [];
    const others = told.flat();
    return [{ whole: second, parts: others, stated, closes: addsUp(second, others), complete: closes }];
  });
}
