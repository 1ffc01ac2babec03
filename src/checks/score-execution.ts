import type { Check, Evidence } from "../model/check.ts";
import { decimal, plain } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression } from "../model/relation.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { figure, number, product, quotient, relate } from "../relations/relate.ts";

const why = {
  "zh-CN": "表头规定该得分等于满分乘以执行率。",
  en: "The heading says that this score is its points times the execution rate.",
};
const next = { "zh-CN": "请按执行率重新计算得分，并四舍五入。", en: "Compute the score again from the execution rate, and round it." };

const RULE = /\(?(\d+(?:\.\d+)?)分?[*×xX](.{0,6}率)\)?/;

const tight = (text: string): string => normaliseLabel(text).replaceAll(" ", "");

/** The rate as exactly as the table gives it: its two figures where they are there, else the printed rate. */
function rateOf(evidence: Evidence, table: Table, row: Row): Expression | undefined {
  const column = (pattern: RegExp): Column | undefined =>
    table.columns.find(({ role, path }) => role === "figure" && pattern.test(normaliseLabel(path.at(-1) ?? "")));
  const of = (found: Column | undefined): CanonicalRecord | undefined => found && evidence.at(table, row.index, found.index);
  const [spent, budget] = [column(/^(?:全年)?执行数/), column(/^(?:全年|调整后?)?预算数/)];
  const [b, a] = [of(spent), of(budget)];
  if (a && b && spent && budget && !a.figure.value.isZero())
    return quotient(figure(b, spent.path.join("/")), figure(a, budget.path.join("/")));
  const printed = column(/执行率/);
  const rate = of(printed);
  return rate && printed && figure(rate, printed.path.join("/"));
}

/** Scores that a heading derives from the execution rate: `得分（20分*执行率）`. */
export const scoreExecution: Check = {
  id: "score-execution",
  title: { "zh-CN": "预算执行得分核对", en: "Score for carrying out the budget" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const column of table.columns) {
        if (column.role !== "figure") continue;
        for (const row of table.rows) {
          // The rule may have slipped out of the heading into the cell itself: `(20分*执行率) 13`.
          const stated = RULE.exec(tight(column.path.join(""))) ?? RULE.exec(tight(evidence.textAt(table, row.index, column.index)));
          const score = stated && evidence.at(table, row.index, column.index);
          const rate = score && rateOf(evidence, table, row);
          if (!score || !rate) continue;
          const points = decimal(stated[1]!);
          yield relate({
            kind: "score",
            source: "vocabulary",
            scope: "table",
            total: score,
            role: column.path.join("/"),
            expression: product(number(points, `${plain(points)}`), rate),
            family: `score-execution ${tight(table.title)}`,
            why,
            next,
          });
        }
      }
  },
};
