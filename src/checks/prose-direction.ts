import type { Check, Evidence } from "../model/check.ts";
import type { Fact } from "../model/fact.ts";
import type { Relation } from "../model/relation.ts";
import { type Direction, directions } from "../prose/directions.ts";
import { nameOf } from "../prose/name.ts";
import { figure, relate } from "../relations/relate.ts";

const next = {
  "zh-CN": "请核对两数，或更正“大于”“小于”“持平”的表述及其原因说明。",
  en: "Check both figures, or correct the words (above, below, equal) and the reason given with them.",
};

const WORDS: { readonly [is in Direction["is"]]: Relation["why"] } = {
  above: { "zh-CN": "文中称决算数大于预算数。", en: "The text says that the outcome is above the budget." },
  below: { "zh-CN": "文中称决算数小于预算数。", en: "The text says that the outcome is below the budget." },
  equal: { "zh-CN": "文中称决算数与预算数持平。", en: "The text says that the outcome equals the budget." },
};

const common = (
  actual: Fact,
): Pick<Relation, "source" | "scope"> & { readonly role: string; readonly family: string; readonly next: typeof next } => ({
  source: "prose",
  scope: "prose",
  role: nameOf(actual.record),
  family: "prose-direction",
  next,
});

function* ofDirection({ actual, planned, is }: Direction): Iterable<Relation> {
  const expression = figure(planned.record, nameOf(planned.record));
  if (is === "equal")
    yield relate({ ...common(actual), kind: "tie", code: "prose-mismatch", total: actual.record, expression, why: WORDS.equal });
  else
    yield relate({
      ...common(actual),
      kind: "bound",
      code: "prose-mismatch",
      comparison: is === "below" ? "at-most" : "at-least",
      total: actual.record,
      expression,
      why: WORDS[is],
    });
}

/** 决算数小于预算数: what the words say of two figures told right before them. */
export const proseDirection: Check = {
  id: "prose-direction",
  title: { "zh-CN": "文中大小表述", en: "Above, below or equal in the text" },
  why: {
    "zh-CN": "文中称决算数大于、小于或等于预算数的，应与前面写明的两数相符。",
    en: "Where the text says that the outcome is above, below or equal to the budget, the two figures told before it agree with the words.",
  },
  next,
  *propose(evidence: Evidence) {
    for (const direction of directions(evidence.documents, evidence.facts)) yield* ofDirection(direction);
  },
};
