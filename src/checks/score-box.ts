import type { Check, Evidence } from "../model/check.ts";
import { ZERO } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import type { Expression } from "../model/relation.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { figure, relate, sum } from "../relations/relate.ts";
import { hasIndicators, ofOneForm, scoreColumns, weightColumn } from "../relations/scores.ts";

const why = {
  "zh-CN": "表头填报的自评总分，是表内总分行的得分；没有总分行的，是各项得分之和。",
  en: "The total at the head of a form is that of its total row or, where it has none, the sum of its scores.",
};
const next = { "zh-CN": "请核对表头总分与表内得分。", en: "Check the total at the head against the scores of the form." };

/** What a form calls its total in a box of its own, above or below its table: 自评总分（分） | 98.3. */
const BOXED = /^(?:自评)?总(?:得)?分(?:\(分\))?$|^自评(?:得)?分(?:\(分\))?$/;

/** All scores of a form that has no total row, where their points are the whole hundred. */
function hundredOf(evidence: Evidence, form: readonly Table[]): Expression | undefined {
  const lines = form.flatMap((block) => {
    const score = scoreColumns(block)[0];
    const weight = score && weightColumn(block, score);
    const at = (row: Row, column: Column | undefined) => column && evidence.at(block, row.index, column.index);
    return score && weight
      ? block.rows
          .filter(({ ofWhich }) => !ofWhich)
          .map((row) => ({ row, given: at(row, score), points: at(row, weight) }))
          .filter(({ given, points }) => given !== undefined || points !== undefined)
      : [];
  });
  const points = lines.reduce((sum, line) => sum.plus(line.points?.figure.value ?? 0), ZERO);
  if (lines.length < 2 || !points.eq(100) || lines.some((line) => !line.given || !line.points)) return undefined;
  return sum(lines.map(({ row, given }) => figure(given!, row.path.filter(Boolean).join("/"))));
}

/** What the total of a form should be: its total row or, where it has none, all its scores. */
function whole(evidence: Evidence, form: readonly Table[]): Expression | undefined {
  const totals = form.flatMap((block) => {
    const last = block.rows.findLast(({ role }) => role === "total");
    const score = scoreColumns(block).at(-1);
    return hasIndicators(block) && last && score ? [evidence.at(block, last.index, score.index)] : [];
  });
  if (totals.length === 0) return hundredOf(evidence, form);
  const total = totals.at(-1);
  return total && figure(total, total.at.label);
}

/** The total in a box of a form (自评总分（分）: 98.3) against its scores. */
export const scoreBox: Check = {
  id: "score-box",
  title: { "zh-CN": "表头总分核对", en: "Total at the head of a form" },
  why,
  next,
  *propose(evidence) {
    const { tables, at } = evidence;
    for (const box of tables) {
      const rows = box.form ? box.rows.filter(({ path }) => BOXED.test(normaliseLabel(path.at(-1) ?? "").replaceAll(" ", ""))) : [];
      const given = rows.flatMap(({ index }) => box.columns.flatMap((column) => at(box, index, column.index) ?? []));
      const expression =
        given.length === 1
          ? whole(
              evidence,
              tables.filter((other) => ofOneForm(other, box)),
            )
          : undefined;
      if (!expression) continue;
      yield relate({
        kind: "score",
        source: "vocabulary",
        scope: "cross-table",
        rounding: "exact",
        total: given[0]!,
        role: given[0]!.at.label,
        expression,
        family: `score-box ${box.title}`,
        why,
        next,
      });
    }
  },
};
