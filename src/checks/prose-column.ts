import type { Check, Evidence } from "../model/check.ts";
import { columnsOf } from "../prose/ties/columns.ts";
import { named } from "../prose/words/named.ts";
import { figure, relate, sum } from "../relations/relate.ts";

const next = {
  "zh-CN": "请把表中各行重新相加，与文中合计数核对：是否漏行、重复，或有数字写错。",
  en: "Add up the rows of the table and compare with the total in the text: is a row missing, there twice, or a digit wrong?",
};

/** A table without a total row, whose total stands in the text. */
export const proseColumn: Check = {
  id: "prose-column",
  title: { "zh-CN": "文中合计与表列", en: "Total in the text, rows in the table" },
  why: {
    "zh-CN": "表中没有合计行而合计只写在文字里的，表内各行之和应等于文中的合计。",
    en: "Where a table has no total row and only the text gives the total, the rows add up to it.",
  },
  next,
  *propose(evidence: Evidence) {
    if (evidence.facts.length === 0) return;
    for (const { total, column, sure, group } of columnsOf(evidence.facts, evidence.derived(named), evidence.documents)) {
      const heading = column[0]!.columnPath.join("/") || column[0]!.tableTitle;
      yield relate({
        kind: "sum",
        source: "prose",
        scope: "cross-table",
        code: "prose-mismatch",
        ...(sure ? {} : { ceiling: "warning" as const }),
        total: total.record,
        role: total.record.at.quote ?? total.record.indicator,
        expression: sum(column.map((record) => figure(record, record.rowPath.join("/") || record.at.label))),
        family: `prose-column ${column[0]!.tableId} ${column[0]!.column}`,
        why:
          group === undefined
            ? {
                "zh-CN": `表“${heading}”列没有合计行，文中写明了合计。`,
                en: `The column ${heading} has no total row; the text gives its total.`,
              }
            : {
                "zh-CN": `文中写明了“${group}”的合计，应等于“${heading}”列中这些行之和。`,
                en: `The text gives what ${group} came to, which is the sum of these lines in the column ${heading}.`,
              },
        next,
      });
    }
  },
};
