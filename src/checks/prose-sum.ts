import type { Check, Evidence } from "../model/check.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { List } from "../prose/arithmetic/sums.ts";
import { lists } from "../prose/lists/lists.ts";
import { closedSets, missOf, unitSlip } from "../prose/lists/miss.ts";
import { totals } from "../prose/lists/totals.ts";
import { finestOf, tableTies } from "../prose/ties/ties.ts";
import { nameOf } from "../prose/words/name.ts";
import { exactFigure, figure, relate, sum } from "../relations/relate.ts";

const next = {
  "zh-CN": "请逐项核对文中各分项与总数，以账表为准更正；如分项本就不全，请在文中写明。",
  en: "Check each part and the total named in the text against the accounts; if the list is not complete, the text should say so.",
};

function whyOf({ whole, parts, stated }: List): Relation["why"] {
  const names = parts.map(({ record }) => nameOf(record)).join("、");
  return stated
    ? {
        "zh-CN": `文中写明“${nameOf(whole.record)}”由${names}组成。`,
        en: `The text says that ${nameOf(whole.record)} is made up of ${names}.`,
      }
    : {
        "zh-CN": `文中“${nameOf(whole.record)}”之后列出的${names}恰好合成此数。`,
        en: `The figures listed after ${nameOf(whole.record)} in the text (${names}) add up to it.`,
      };
}

/**
 * 203万元 beside 54.85万元 and 8.37万元 in a whole of 266.22万元: among figures to the cent one has lost its zeros, not its cents.
 * A round one has wherever another part has cents; any other where it has lost two and most parts have them.
 */
function isShort(record: CanonicalRecord, { whole, parts }: List): boolean {
  const { decimals, figure: total } = whole.record;
  if (isNought(record) || decimals < 2 || record.decimals >= decimals || record.figure.unit?.symbol !== total.unit?.symbol) return false;
  if (decimals >= TO_THE_YUAN) return true;
  const full = parts.filter((part) => part.record.decimals === decimals).length;
  return record.decimals === 0 && record.figure.value.mod(ROUND).isZero()
    ? full > 0
    : record.decimals < decimals - 1 && record.figure.value.precision() > 1 && full * 2 >= parts.length;
}
const ROUND = 5;
/** 96.54712万元: a total to the last 元, so its parts are too. */
const TO_THE_YUAN = 4;
/** 工程采购0万元: nothing, and not what rounds to it. */
const isNought = ({ figure }: CanonicalRecord): boolean => figure.value.isZero();

/** Sums that a sentence states: 现有12人，其中主任1人、副主任3人…; A万元、B万元，合计C万元; a total with numbered items. */
export const proseSum: Check = {
  id: "prose-sum",
  title: { "zh-CN": "文中合计", en: "Sums in the text" },
  why: {
    "zh-CN": "文中写明的总数应等于所列各分项之和；“其中”的“其中”不重复相加。",
    en: "A total stated in the text is the sum of the parts listed for it; parts of parts are not added twice.",
  },
  next,
  *propose(evidence: Evidence) {
    const near = lists(evidence.facts);
    const later = totals(evidence.facts, near);
    const closed = new Set(later.map(({ whole }) => whole));
    const found = [...near.filter(({ closes, whole }) => closes || !closed.has(whole)), ...later];
    if (found.length === 0) return;
    const sets = closedSets(found);
    const finest = finestOf(evidence.derived(tableTies));
    for (const list of found) {
      const { whole, parts, closes } = list;
      if (parts.length < 2 || unitSlip(list) !== undefined) continue;
      const miss = closes ? "slip" : missOf(list, sets);
      if (miss === "open") continue;
      const short = new Set(parts.flatMap(({ record }) => (isShort(record, list) ? [record] : [])));
      const proposal = {
        kind: "sum",
        source: "prose",
        expression: sum(parts.map(({ record }) => (isNought(record) || short.has(record) ? exactFigure : figure)(record, nameOf(record)))),
        family: `prose-sum ${whole.record.id}`,
        why: whyOf(list),
        next,
        ...(miss === "doubtful" || !list.stated || short.size > 0 ? { ceiling: "warning" as const } : {}),
      } as const;
      yield relate({ ...proposal, scope: "prose", total: whole.record, role: nameOf(whole.record) });
      const precise = finest(whole.record);
      if (closes && precise.id !== whole.record.id)
        yield relate({
          ...proposal,
          ceiling: "error",
          scope: "cross-table",
          total: precise,
          role: nameOf(precise),
          why: {
            "zh-CN": `文中“${nameOf(whole.record)}”${whole.record.figure.raw}由${parts.map(({ record }) => nameOf(record)).join("、")}组成，与表中“${nameOf(precise)}”是同一事项，故分项之和也应等于表中更精确的数。`,
            en: `The text makes ${nameOf(whole.record)} (${whole.record.figure.raw}) up of ${parts.map(({ record }) => nameOf(record)).join(", ")}; the table states the same fact more precisely as ${nameOf(precise)}, so the parts should add up to that.`,
          },
        });
    }
  },
};
