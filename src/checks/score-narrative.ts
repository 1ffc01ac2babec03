import type { Check, Evidence } from "../model/check.ts";
import type { Fact } from "../model/fact.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { figure, relate } from "../relations/relate.ts";
import { ofOneForm, scoreColumns } from "../relations/scores.ts";

const why = {
  "zh-CN": "文字所述的自评得分、预算数、执行数，应与所附自评表一致。",
  en: "Score, budget and spending told in the text are those of the form beside it.",
};
const next = { "zh-CN": "请核对文字与自评表，更正写错的一处。", en: "Compare the text with the form and correct the one that is wrong." };

/** What a text tells of a form, and where the form has it. */
type Told = "score" | "budget" | "spent";

/** The score as a whole: 项目绩效自评得分, 总分; 预算执行得分 is that of a part. */
const WHOLE_SCORE = /(?:自评|评价|综合|最终|总)(?:总)?(?:得分|评分|分)$|^(?:项目|绩效|部门|整体|支出)*得分$/;
const OF_A_PART = /指标|执行|产出|效益|效果|满意|决策|过程|投入|管理|平均|成本/;
const TOLD: readonly (readonly [told: Told, words: RegExp])[] = [
  ["budget", /全年预算数$/],
  ["spent", /^(?:全年|预算)?执行数$/],
];

const NAMED = /^(?:项目|转移支付\(项目\)|专项资金|部门|单位)名称$/;

const tight = (text: string): string => normaliseLabel(text).replaceAll(" ", "");

/** A self-evaluation form: its name, and what it comes to. */
interface Form {
  readonly document: string;
  readonly title: string;
  readonly name: string;
  readonly values: { readonly [told in Told]: CanonicalRecord | undefined };
}

const columnOf = (table: Table, pattern: RegExp): Column | undefined =>
  table.columns.find(({ role, path }) => role === "figure" && pattern.test(tight(path.at(-1) ?? "")));

/** The row of a budget block that stands for all its money. */
function wholeOf(table: Table): Row | undefined {
  const rows = table.rows.filter(({ path }) => /资金总额|^总额|总金额/.test(tight(path.at(-1) ?? "")));
  return rows.length === 1 ? rows[0] : undefined;
}

/** The score in the total row of a form's indicators. */
function totalOf({ at }: Evidence, blocks: readonly Table[]): CanonicalRecord | undefined {
  return blocks
    .flatMap((block) => {
      const last = block.rows.findLast(({ role }) => role === "total");
      const score = scoreColumns(block).at(-1);
      return (last && score && at(block, last.index, score.index)) ?? [];
    })
    .at(-1);
}

/** What a form says it is of: 项目名称 | 公益性岗位补贴. */
function nameOf({ textAt }: Evidence, blocks: readonly Table[]): string {
  for (const block of blocks)
    for (const { path, index } of block.form ? block.rows : [])
      if (NAMED.test(tight(path.at(-1) ?? "")))
        for (const { role, index: column } of block.columns) {
          const text = role === "text" ? tight(textAt(block, index, column)) : "";
          if (text !== "") return text;
        }
  return "";
}

const formsOf = (evidence: Evidence): readonly Form[] =>
  evidence.tables.flatMap((table) => {
    const [spent, budget] = [columnOf(table, /^(?:全年|预算)?执行数/), columnOf(table, /^(?:全年|调整后?|全年\(调整\))?预算数/)];
    const whole = wholeOf(table);
    if (!spent || !budget || !whole) return [];
    const blocks = evidence.tables.filter((other) => ofOneForm(other, table));
    const values = {
      score: totalOf(
        evidence,
        blocks.filter((block) => block !== table),
      ),
      budget: evidence.at(table, whole.index, budget.index),
      spent: evidence.at(table, whole.index, spent.index),
    };
    return [{ document: table.document, title: tight(table.title), name: nameOf(evidence, blocks), values }];
  });

function toldBy({ record, reading }: Fact): Told | undefined {
  if (reading?.kind !== "level" || record.figure.qualifier !== null) return undefined;
  const subject = tight(reading.subject);
  const { unit } = record.figure;
  if (unit?.dimension === "points") return WHOLE_SCORE.test(subject) && !OF_A_PART.test(subject) ? "score" : undefined;
  return unit?.dimension === "money" ? TOLD.find(([, words]) => words.test(subject))?.[0] : undefined;
}

/** The form that a passage tells of: the one whose name it gives, or the only form where nothing is told twice. */
function formOf(passage: readonly Fact[], forms: readonly Form[], isOnly: boolean): Form | undefined {
  const text = tight(passage.map((fact) => fact.text).join(""));
  const named = forms.filter(({ name }) => name.length > 3 && text.includes(name));
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const [only] = forms;
  // A report on all spending of an office is no report on one project.
  const speaksOfAll = /整体|部门支出/.test(text);
  return only && forms.length === 1 && isOnly && speaksOfAll === only.title.includes("整体") ? only : undefined;
}

/** What the text says a form came to (自评综述：全年预算数为150万元，执行数为144万元，自评得分98.6分) against the form. */
export const scoreNarrative: Check = {
  id: "score-narrative",
  title: { "zh-CN": "自评文字与自评表一致", en: "Text and form of a self-evaluation" },
  why,
  next,
  *propose(evidence) {
    const forms = grouped(formsOf(evidence), ({ document }) => document);
    for (const [document, ofDocument] of forms) {
      const told = evidence.facts.filter((fact) => fact.record.document === document && toldBy(fact) !== undefined);
      const isOnly = [...grouped(told, (fact) => toldBy(fact)!).values()].every((like) => like.length === 1);
      const passages = grouped(told, ({ reading }) => `${reading!.passage}`);
      for (const passage of passages.values()) {
        const form = formOf(passage, ofDocument, isOnly);
        for (const fact of passage) {
          const other = form?.values[toldBy(fact)!];
          if (!other) continue;
          yield relate({
            kind: "tie",
            source: "prose",
            scope: "cross-table",
            code: "prose-mismatch",
            total: fact.record,
            role: fact.record.at.label,
            expression: figure(other, other.at.label),
            family: `score-narrative ${document}`,
            why,
            next,
          });
        }
      }
    }
  },
};
