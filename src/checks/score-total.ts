import type { Check, Evidence } from "../model/check.ts";
import { plain, ZERO } from "../model/decimal.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import { placeOf } from "../model/grid.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression } from "../model/relation.ts";
import { type Column, cellAt, type Row, type Table } from "../model/table.ts";
import { figure, relate, sum } from "../relations/relate.ts";
import { ofOneForm, POINT_COLUMNS } from "../relations/scores.ts";

const why = {
  "zh-CN": "总分等于各项得分之和（含预算执行得分）。",
  en: "The total score is the sum of all scores of the form, that for carrying out the budget included.",
};
const next = { "zh-CN": "请重新加总各项得分。", en: "Add the scores again." };

interface Form {
  readonly table: Table;
  readonly column: Column;
  readonly total: CanonicalRecord;
  /** Scores of all blocks of the form, in order. */
  readonly scores: readonly { readonly row: Row; readonly record: CanonicalRecord }[];
  /** Item rows that have other figures but no score, and their places. */
  readonly missing: readonly { readonly table: Table; readonly row: Row; readonly column: Column }[];
}

/** Forms whose total closes several blocks of one grid; a total of its own table alone is plain footing. */
function forms(evidence: Evidence): readonly Form[] {
  return evidence.tables.flatMap((table) =>
    POINT_COLUMNS.flatMap((columnsOf): readonly Form[] => {
      const columns = columnsOf(table);
      const [column] = columns;
      const last = table.rows.findLast(({ role }) => role === "total");
      const total = column && last && evidence.at(table, last.index, column.index);
      if (!column || !total || columns.length > 1) return [];
      const others = evidence.tables.filter((other) => other !== table && ofOneForm(table, other) && columnsOf(other).length > 0);
      const isLast = others.every(({ rows }) => rows.every(({ index }) => index < (last?.index ?? 0)));
      if (others.length === 0 || !isLast) return [];
      // Points of the indicators that are a hundred by themselves leave none for the budget block.
      const blocks = [...(isWhole(evidence, table) ? [] : others), table].map((block) => ({ block, score: columnsOf(block)[0]! }));
      return [
        {
          table,
          column,
          total,
          scores: blocks.flatMap(({ block, score }) => pointsOf(evidence, block, score, block === table)),
          missing: blocks.flatMap(({ block, score }) => gaps(evidence, block, score)),
        },
      ];
    }),
  );
}

function isWhole({ at }: Evidence, table: Table): boolean {
  const weight = POINT_COLUMNS[1]!(table)[0];
  const items = weight ? table.rows.filter(({ role, ofWhich }) => role === "item" && !ofWhich) : [];
  return items.reduce((sum, row) => sum.plus(at(table, row.index, weight!.index)?.figure.value ?? 0), ZERO).eq(100);
}

/** The points of a block: of the form's own table its items, of the budget block also the row that stands for all its money. */
const pointsOf = (evidence: Evidence, block: Table, column: Column, own: boolean): Form["scores"] =>
  block.rows.flatMap((row) => {
    const record = evidence.at(block, row.index, column.index);
    return record && !row.ofWhich && (row.role === "item" || !own) ? [{ row, record }] : [];
  });

/** Item rows that have other figures, and none in the column of points. */
const gaps = ({ at }: Evidence, block: Table, column: Column): Form["missing"] =>
  block.rows
    .filter(
      (row) =>
        row.role === "item" &&
        !row.ofWhich &&
        !at(block, row.index, column.index) &&
        block.columns.some(({ index }) => at(block, row.index, index)),
    )
    .map((row) => ({ table: block, row, column }));

function missingScore({ total, scores, missing: [gap] }: Form): Finding | undefined {
  const known = scores.reduce((all, { record }) => all.plus(record.figure.value), total.figure.value.times(0));
  const left = total.figure.value.minus(known);
  if (!gap || left.lte(0)) return undefined;
  const label = `${gap.row.path.filter(Boolean).join("/")} × ${gap.column.path.join("/")}`;
  const at = { ...placeOf(gap.table.grid, ...cellAt(gap.table, gap.row.index, gap.column.index)), label };
  const [sumText, totalText, leftText] = [plain(known), plain(total.figure.value), plain(left)];
  return {
    id: fingerprint("missing-score", total.document, total.tableId ?? "", label),
    code: "missing-value",
    severity: "warning",
    nature: "logical",
    scope: "table",
    message: {
      "zh-CN": `“${label}”没有填写；其余各项合计 ${sumText}，总分 ${totalText}，缺的这一项应为 ${leftText}。`,
      en: `${label} is blank; the others add to ${sumText}, the total is ${totalText}, so the missing one should be ${leftText}.`,
    },
    next: { "zh-CN": "请补填该项得分。", en: "Fill in the missing points." },
    unit: "分",
    reported: null,
    expected: leftText,
    difference: null,
    slack: null,
    at,
    evidence: [...scores.map(({ record }) => record), total].map((record) => ({
      locator: record.at,
      raw: record.figure.raw,
      value: plain(record.figure.value, record.figure.decimals),
      role: record.at.label,
    })),
    relation: null,
    suspect: null,
    root: fingerprint("root", "missing-score", total.id),
  };
}

/** The total score of a form whose scores stand in several blocks, and the one score that is missing from it. */
export const scoreTotal: Check = {
  id: "score-total",
  title: { "zh-CN": "自评总分核对", en: "Total score of a form" },
  why,
  next,
  *propose(evidence) {
    for (const form of forms(evidence)) {
      // A rate or an amount among the scores shows that the form was read askew.
      const isAskew = form.scores.some(({ record }) => (record.figure.unit?.dimension ?? "points") !== "points");
      if (form.missing.length > 0 || form.scores.length < 2 || isAskew) continue;
      yield relate({
        kind: "score",
        source: "vocabulary",
        scope: "table",
        rounding: "exact",
        total: form.total,
        role: `总分 × ${form.column.path.join("/")}`,
        expression: sum(form.scores.map(({ row, record }): Expression => figure(record, row.path.filter(Boolean).join("/")))),
        family: `score-total ${form.table.title} ${form.column.path.join("/")}`,
        why,
        next,
      });
    }
  },
  *observe(evidence) {
    for (const form of forms(evidence)) {
      const found = form.missing.length === 1 ? missingScore(form) : undefined;
      if (found) yield found;
    }
  },
};
