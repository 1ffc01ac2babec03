import type { Check, Evidence } from "../model/check.ts";
import { lists } from "../prose/lists/lists.ts";
import { partsOf } from "../prose/lists/parts.ts";
import { nameOf } from "../prose/words/name.ts";
import { named } from "../prose/words/named.ts";
import { figure, relate } from "../relations/relate.ts";

const next = {
  "zh-CN": "请核对两数的口径：部分大于总体时，应更正其一，或在文中说明口径不同的原因。",
  en: "Check what both figures cover: where a part is more than its whole, correct one of them or explain in the text why they differ in scope.",
};

/** A part is not more than its whole: 其中…, 项目支出 within 部门整体支出, staff within the posts approved. */
export const prosePart: Check = {
  id: "prose-part",
  title: { "zh-CN": "文中部分与总体", en: "Parts and wholes in the text" },
  why: {
    "zh-CN": "“其中”所列之数不应大于总数；项目支出不应大于部门整体支出，在职人数不应超过编制数。",
    en: "What the text calls a part is not more than its whole; project outlay lies within the whole outlay, staff within the posts approved.",
  },
  next,
  *propose(evidence: Evidence) {
    if (evidence.facts.length === 0) return;
    const { ofProse } = evidence.derived(named);
    for (const { part, whole, said } of partsOf(ofProse, lists(evidence.facts)))
      yield relate({
        kind: "bound",
        source: "prose",
        scope: "prose",
        comparison: "at-most",
        ...(said ? {} : { nature: "plausibility" as const, ceiling: "warning" as const }),
        total: part.record,
        role: nameOf(part.record),
        expression: figure(whole.record, nameOf(whole.record)),
        family: said ? "prose-part" : "prose-part-words",
        why: said
          ? {
              "zh-CN": `文中写明“${nameOf(part.record)}”是“${nameOf(whole.record)}”的一部分。`,
              en: `The text calls ${nameOf(part.record)} a part of ${nameOf(whole.record)}.`,
            }
          : {
              "zh-CN": `按通常口径，“${nameOf(part.record)}”包含在“${nameOf(whole.record)}”之内。`,
              en: `By the usual meaning of the words ${nameOf(part.record)} lies within ${nameOf(whole.record)}.`,
            },
        next,
      });
  },
};
