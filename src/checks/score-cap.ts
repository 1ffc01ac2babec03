import type { Check } from "../model/check.ts";
import { figure, relate } from "../relations/relate.ts";
import { scoreColumns, weightColumn } from "../relations/scores.ts";

const why = { "zh-CN": "得分不能超过该项分值。", en: "A score cannot exceed the points of its item." };
const next = {
  "zh-CN": "得分高于分值：请更正得分，或核对分值是否漏印、错位。",
  en: "The score is above its points: correct it, or see whether the points stand in the wrong row.",
};

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
        if (!weight) continue;
        for (const row of table.rows) {
          const [given, points] = [at(table, row.index, score.index), at(table, row.index, weight.index)];
          if (!given || !points) continue;
          yield relate({
            kind: "bound",
            source: "vocabulary",
            scope: "table",
            comparison: "at-most",
            total: given,
            role: score.path.join("/"),
            expression: figure(points, weight.path.join("/")),
            family: `score-cap ${table.id} ${score.index}`,
            why,
            next,
          });
        }
      }
  },
};
