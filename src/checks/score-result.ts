import type { Check } from "../model/check.ts";
import { tenTo } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression } from "../model/relation.ts";
import type { Table } from "../model/table.ts";
import { figure, product, quotient, relate } from "../relations/relate.ts";
import { type Direction, directionOf, sameKind, scoreColumns, targetColumns, weightColumn } from "../relations/scores.ts";
import { textsOf } from "../relations/texts.ts";

const why = {
  "zh-CN": "表中写明：正向指标得分＝权重×完成值÷目标值，反向指标得分＝权重×目标值÷完成值，均不超过权重。",
  en: "The form says: a score is its points times result over target (target over result where low is good), and never above its points.",
};
const next = {
  "zh-CN": "请按完成比例重新计分；按其他规则扣分的，请写明。",
  en: "Score again in proportion to the result; where another rule was used, say which.",
};

const RULE =
  /得分[=为:](?:该?指标)?(?:权重|分值|标准分|满分)[*×xX](?:B\/A|\(?(?:实际)?(?:完成值|完成数)(?:\([AB]\))?[/÷](?:年度|年初)?(?:目标值|指标值)|(?:实际)?完成(?:率|比例))/;

/** A target or a result at its face: ≥90% is 90 %. */
function atFace({ id, figure: { value, unit, raw } }: CanonicalRecord, role: string) {
  const words = `${role} ${raw.trim()}`;
  return { op: "number", value: value.times(tenTo(unit?.power ?? 0)), words, from: [{ record: id, role }] } as const;
}

function scored(
  table: Table,
  points: CanonicalRecord,
  target: CanonicalRecord,
  result: CanonicalRecord,
  direction: Direction | undefined,
): Expression | undefined {
  const [goal, reached] = [atFace(target, "目标值"), atFace(result, "完成值")];
  if (target.figure.qualifier?.kind === "range" || direction === undefined) return undefined;
  const [over, under] = direction === "down" ? [goal, reached] : [reached, goal];
  const full = figure(points, weightColumn(table, scoreColumns(table)[0]!)?.path.join("/") ?? "分值");
  if (under.value.lte(0) || over.value.lt(0)) return undefined;
  return over.value.gte(under.value) ? full : product(full, quotient(over, under));
}

/** Scores that the form's own note ties to result and target: 得分=权重*B/A, at most the points. */
export const scoreResult: Check = {
  id: "score-result",
  title: { "zh-CN": "按完成比例计分", en: "Scores in proportion to results" },
  why,
  next,
  *propose(evidence) {
    const ruled = new Set([...textsOf(evidence)].filter(([, text]) => RULE.test(text.replace(/[\s“”"$\\]+/g, ""))).map(([path]) => path));
    for (const table of evidence.tables) {
      const columns = targetColumns(table);
      const [score] = scoreColumns(table);
      const weight = score && weightColumn(table, score);
      if (!columns || !score || !weight || !ruled.has(table.document)) continue;
      const at = ({ index }: { readonly index: number }, row: number) => evidence.at(table, row, index);
      for (const row of table.rows) {
        const { index, role } = row;
        const [given, points, target, result] = [at(score, index), at(weight, index), at(columns.goal, index), at(columns.result, index)];
        if (role !== "item" || !given || !points || !target || !result || !sameKind(target, result)) continue;
        const expression = scored(table, points, target, result, directionOf(evidence, table, row, target));
        if (!expression) continue;
        yield relate({
          kind: "score",
          source: "vocabulary",
          scope: "table",
          ceiling: "warning",
          total: given,
          role: score.path.join("/"),
          expression,
          family: `score-result ${table.id}`,
          why,
          next,
        });
      }
    }
  },
};
