import type { Check } from "../model/check.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import { wrongPlaces } from "../prose/copies/copies.ts";
import { reports, type WrongPlace } from "../prose/reading/sentences.ts";

const next = {
  "zh-CN": "请核对这句话说的是哪个地方、哪个项目，并检查同段数字是否也是照抄的。",
  en: "See which place and project the sentence is about, and whether figures beside it were copied too.",
};

function finding({ sentence, names, own, source, example, times }: WrongPlace): Finding {
  const id = fingerprint("implausible", "wrong-place", sentence.at.document, sentence.text);
  const told = [[sentence, names] as const, ...(source ? [[source, names] as const] : []), ...(example ? [[example, own] as const] : [])];
  return {
    id,
    code: "implausible",
    severity: source ? "warning" : "info",
    nature: "plausibility",
    scope: "prose",
    message: source
      ? {
          "zh-CN": `此处写的是“${names}”，而本报告其他相同语句均为“${own}”；这句话与另一份报告完全相同，可能是照抄未改。`,
          en: `The sentence names ${names} where the others of this report name ${own}; it is the same as in another report, and may have been copied unchanged.`,
        }
      : {
          "zh-CN": `此处写的是“${names}”，而本报告通篇为“${own}”，可能是照抄其他材料未改。`,
          en: `The sentence names ${names} where the report otherwise speaks of ${own}; it may have been copied from elsewhere.`,
        },
    next,
    unit: null,
    reported: null,
    expected: null,
    difference: null,
    slack: null,
    at: sentence.at,
    evidence: told.map(([{ at }, role]) => ({ locator: at, raw: at.quote ?? "", value: null, role })),
    relation: { id, kind: "tie", source: "prose", formula: `${names} = ${own}`, why: wrongPlace.why, holds: times, fails: 1 },
    suspect: null,
    root: id,
  };
}

/** Text that was copied from another report and still names that one's place. */
export const wrongPlace: Check = {
  id: "wrong-place",
  title: { "zh-CN": "照抄未改的地名", en: "Places left from a copy" },
  why: { "zh-CN": "报告应当说的是本地本项目。", en: "A report speaks of its own place." },
  next,
  *observe({ documents }) {
    for (const each of wrongPlaces(reports(documents))) yield finding(each);
  },
};
