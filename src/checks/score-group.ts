import type { Check, Evidence } from "../model/check.ts";
import { decimal } from "../model/decimal.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { Row, Table } from "../model/table.ts";
import { isHeld } from "../relations/choose.ts";
import { recalculate } from "../relations/recalculate.ts";
import { difference, figure, number, relate } from "../relations/relate.ts";
import { pointsIn, scoreColumns, weightColumn } from "../relations/scores.ts";

const why = {
  "zh-CN": "指标名称中注明的分数等于其下各项分值之和。",
  en: "The points that a heading states are the sum of the points under it.",
};
const next = { "zh-CN": "请核对标题中的分数与各项分值。", en: "Check the points in the heading against those of its items." };

const OPTIONAL = /可选|选填|备选|任选|加分/;

interface Group {
  readonly label: string;
  readonly points: string;
  readonly records: readonly CanonicalRecord[];
}

/** Groups of rows under one heading with points, at one depth of the path. A heading repeated after a page break is one group. */
function groups({ at }: Evidence, table: Table, column: number, depth: number): readonly Group[] {
  const items = table.rows.filter(({ role, path }) => role === "item" && path.length > depth);
  const key = ({ path }: Row): string =>
    path
      .slice(0, depth + 1)
      .map((label) => normaliseLabel(label).replaceAll(" ", ""))
      .join("\u001f");
  return [...grouped(items, key).values()].flatMap((rows) => {
    const label = rows[0]!.path[depth]!;
    const points = pointsIn(label);
    const records = rows.flatMap((row) => at(table, row.index, column) ?? []);
    // Of optional items only those chosen share the points: 经济效益（可选项）.
    if (rows.some(({ path }) => OPTIONAL.test(normaliseLabel(path.at(-1) ?? "")))) return [];
    return points !== undefined && records.length > 0 && rows.every((row) => row.path.length > depth) ? [{ label, points, records }] : [];
  });
}

/** `Σ points of the group = points in its heading`, judged on the last of them so that each figure has a relation. */
function relation(table: Table, column: number, { label, points, records }: Group): Relation {
  const last = records.at(-1)!;
  const rest = records.slice(0, -1);
  const stated = number(decimal(points), `${label}`);
  return relate({
    kind: "score",
    source: "vocabulary",
    scope: "table",
    rounding: "exact",
    total: last,
    role: last.rowPath.filter(Boolean).join("/"),
    expression: rest.length === 0 ? stated : difference(stated, ...rest.map((record) => figure(record, record.rowPath.at(-1) ?? ""))),
    formula: `${label}：Σ = ${points}`,
    family: `score-group ${table.id} ${column}`,
    why,
    next,
  });
}

/** Points stated in group headings (项目决策（20分）) against the points of the rows under them. */
export const scoreGroup: Check = {
  id: "score-group",
  title: { "zh-CN": "分组分值核对", en: "Points of groups" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) {
      const [score] = scoreColumns(table);
      const weight = score && weightColumn(table, score);
      if (!weight) continue;
      const deepest = table.rows.reduce((most, { path }) => Math.max(most, path.length), 0);
      const relations = Array.from({ length: deepest }, (_, depth) => groups(evidence, table, weight.index, depth)).flatMap((found) =>
        found.map((group) => relation(table, weight.index, group)),
      );
      const holding = relations.filter((each) => isHeld(recalculate(each, evidence.records)));
      // Where most groups do not add up, the groups were misread, not miscounted.
      if (holding.length * 2 > relations.length || relations.length === 1) yield* relations;
    }
  },
};
