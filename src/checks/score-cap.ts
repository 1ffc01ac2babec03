import type { Check } from "../model/check.ts";
import { decimal } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression } from "../model/relation.ts";
import type { Column, Row } from "../model/table.ts";
import { figure, number, relate } from "../relations/relate.ts";
import { pointsIn, scoreColumns, weightColumn } from "../relations/scores.ts";

const why = { "zh-CN": "得分不能超过该项分值。", en: "A score cannot exceed the points of its item." };
const next = {
  "zh-CN": "得分高于分值：请更正得分，或核对分值是否漏印、错位。",
  en: "The score is above its points: correct it, or see whether the points stand in the wrong row.",
};

/** The points of a row: in a column of their own or, in forms without one, behind its name (相关性（5分）). */
function fullMarks(row: Row, points: CanonicalRecord | undefined, weight: Column | undefined): Expression | undefined {
  if (weight) return points && figure(points, weight.path.join("/"));
  const label = row.path.at(-1) ?? "";
  const printed = row.role === "item" ? pointsIn(label) : undefined;
  return printed === undefined ? undefined : number(decimal(printed), label);
}

/** Scores against the points of their rows (得分 ≤ 分值). */
export const scoreCap: Check = {
  id: "score-cap",
  title: { "zh-CN": "得分不超分值", en: "Scores within their points" },
  why,
  next,
  *propose({ tables, at }) {
    for (const table of tables)
      for (const score of scoreColumns(table)) {
        const weight = weightColumn(table, score);
        for (const row of table.rows) {
          const given = at(table, row.index, score.index);
          const full = given && fullMarks(row, weight && at(table, row.index, weight.index), weight);
          if (!full) continue;
          yield relate({
            kind: "bound",
            source: "vocabulary",
            scope: "table",
            comparison: "at-most",
            total: given,
            role: score.path.join("/"),
            expression: full,
            family: `score-cap ${table.id} ${score.index}`,
            why,
            next,
          });
        }
      }
  },
};
