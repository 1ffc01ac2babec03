import type { Check, Evidence } from "../model/check.ts";
import type { Relation } from "../model/relation.ts";
import { type Direction, directions } from "../prose/rates/directions.ts";
import { nameOf } from "../prose/words/name.ts";
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

const COMPARISONS: { readonly [is in Direction["is"]]: Pick<Relation, "kind" | "comparison"> } = {
  above: { kind: "bound", comparison: "at-least" },
  below: { kind: "bound", comparison: "at-most" },
  equal: { kind: "tie", comparison: "equal" },
};

const ofDirection = ({ actual, planned, is }: Direction): Relation =>
  relate({
    ...COMPARISONS[is],
    source: "prose",
    scope: "prose",
    code: "prose-mismatch",
    total: actual.record,
    role: nameOf(actual.record),
    expression: figure(planned.record, nameOf(planned.record)),
    family: "prose-direction",
    why: WORDS[is],
    next,
  });

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
    for (const direction of directions(evidence.documents, evidence.facts)) yield ofDirection(direction);
  },
};
