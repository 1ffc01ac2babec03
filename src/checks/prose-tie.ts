import type { Check, Evidence } from "../model/check.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import { tiesBetweenReports } from "../prose/ties/between-reports.ts";
import { slipsAmongRepeated } from "../prose/ties/repeated.ts";
import { plannedTotals, type Tie, tableTies, tiesInProse } from "../prose/ties/ties.ts";
import { finer } from "../prose/words/likeness.ts";
import { nameOf } from "../prose/words/name.ts";
import { named } from "../prose/words/named.ts";
import { figure, relate } from "../relations/relate.ts";

const why = {
  "zh-CN": "同一指标、同一年度的数在文字与表格中应一致（单位和位数可以不同）。",
  en: "The same indicator of the same year is the same in the text and in the tables, whatever its unit and its digits.",
};
const next = {
  "zh-CN": "请核对文字与表格（或两处文字）所依据的数据，以账表为准更正写错的一处。",
  en: "Compare the text with the table (or the two passages) against the accounts and correct the one that is wrong.",
};

const PLANS = {
  "zh-CN": "文中的计划（可筹集）总额与表中的计划安排资金相近而不相等，可能是同一数的两个版本，也可能口径不同。",
  en: "The planned total in the text and the one in the form are close but not equal: two versions of one figure, or two scopes.",
};

const REPEATED = {
  "zh-CN": "这个数在本报告中几处相同，此处说的是同类事项，只差一位数字。",
  en: "The report states this figure alike in several places; here, under like words, one digit differs.",
};

const quoted = ({ at, figure: { raw } }: CanonicalRecord): string => (at.quote === undefined ? `${at.label} ${raw}` : `“${at.quote}”`);

function whyOf({ fact, other, sure, line }: Tie): Relation["why"] {
  const [one, two] = [quoted(fact.record), quoted(other.record)];
  if (line && sure)
    return {
      "zh-CN": `${one}说的是${two}所在的行和栏：句中写明该行（或总数），其余用词与栏名、表名一致，计量单位相同。`,
      en: `${one} is told of the line and the column of ${two}: the sentence names the line (or the whole), and says nothing else than the headings do.`,
    };
  return sure
    ? {
        "zh-CN": `${one}与${two}说的是同一指标：用词相同，年度不相抵触。`,
        en: `${one} and ${two} name the same indicator for the same year.`,
      }
    : {
        "zh-CN": `${one}与${two}用词相近、数值只差一处笔误，应为同一指标。`,
        en: `${one} and ${two} have like words and values one slip of the pen apart: they should be the same indicator.`,
      };
}

/** The relation of a tie. The coarser figure is judged where both agree, that of the text where they do not. */
function relationOf(tie: Tie): Relation | undefined {
  const { fact, other } = tie;
  const swap = tie.agrees && finer(fact.record, other.record);
  const [total, against] = swap ? [other.record, fact.record] : [fact.record, other.record];
  if (total.figure.qualifier?.kind === "range" || against.figure.qualifier?.kind === "range") return undefined;
  return relate({
    kind: "tie",
    source: "prose",
    scope: fact.record.document !== other.record.document ? "cross-document" : other.record.tableId === null ? "prose" : "cross-table",
    code: "prose-mismatch",
    total,
    role: nameOf(total),
    expression: figure(against, nameOf(against)),
    family: `prose-tie ${total.tableId ?? total.document}`,
    why: whyOf(tie),
    next,
    ...(tie.line && !tie.sure ? { ceiling: "warning" as const } : {}),
  });
}

/** The same fact in the text and in a table, or twice in the text (文表一致). */
export const proseTie: Check = {
  id: "prose-tie",
  title: { "zh-CN": "文表一致", en: "Text and tables agree" },
  why,
  next,
  *propose(evidence: Evidence) {
    if (evidence.facts.length === 0) return;
    const { ofProse, ofTables } = evidence.derived(named);
    for (const tie of [...evidence.derived(tableTies), ...tiesInProse(ofProse), ...tiesBetweenReports(ofProse)]) {
      const relation = relationOf(tie);
      if (relation) yield relation;
    }
    for (const tie of slipsAmongRepeated(ofProse)) {
      const relation = relationOf(tie);
      if (relation) yield { ...relation, ceiling: "warning", why: REPEATED };
    }
    for (const tie of plannedTotals(ofProse, ofTables)) {
      const relation = relationOf(tie);
      if (relation) yield { ...relation, nature: "plausibility", ceiling: "warning", why: PLANS };
    }
  },
};
