import type { Check } from "../model/check.ts";
import { plain, tenTo } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { Column, Table } from "../model/table.ts";
import { figure, number, relate } from "../relations/relate.ts";
import { ACTUAL, HIGHER_IS_BETTER, LOWER_IS_BETTER, SCORE, TARGET, WEIGHT } from "../relations/vocabulary.ts";

const why = { "zh-CN": "实际完成值应达到目标值。", en: "The result should reach the target." };
const next = {
  "zh-CN": "请核对目标值与完成值；确未完成的，应说明原因并相应扣分。",
  en: "Check target and result; where it was missed, a reason and a lower score are due.",
};

const heading = ({ path }: Column): string => normaliseLabel(path.join(""));

/** Same kind of figure: 1人/期 says nothing about a bare 4, 70 % nothing about 74 万元. */
function comparable(target: CanonicalRecord, actual: CanonicalRecord): boolean {
  const [a, b] = [target.figure.unit, actual.figure.unit];
  const slash = (unit: typeof a): boolean => unit?.symbol.includes("/") ?? false;
  if (slash(a) !== slash(b)) return false;
  return a === null || b === null || (a.dimension === b.dimension && a.base === b.base);
}

/** Cost indicators and complaints should be low, everything else high. */
function lowerIsBetter({ rowPath }: CanonicalRecord): boolean {
  const leaf = normaliseLabel(rowPath.at(-1) ?? "");
  if (HIGHER_IS_BETTER.test(leaf)) return false;
  return LOWER_IS_BETTER.test(leaf) || rowPath.slice(0, -1).some((label) => /成本/.test(label));
}

function* relations(table: Table, target: CanonicalRecord, actual: CanonicalRecord, words: string): Iterable<Relation> {
  const { qualifier, unit } = target.figure;
  if (qualifier?.kind === "about" || !comparable(target, actual)) return;
  const shared = {
    kind: "target",
    source: "vocabulary",
    scope: "table",
    total: actual,
    role: actual.columnPath.join("/"),
    family: `target ${table.id}`,
    why,
    next,
  } as const;
  const most = qualifier?.kind === "at-most" || qualifier?.kind === "less-than" || (qualifier === null && lowerIsBetter(target));
  yield relate({ ...shared, comparison: most ? "at-most" : "at-least", expression: figure(target, words) });
  if (qualifier?.kind === "range") {
    const high = number(qualifier.high.times(tenTo(unit?.power ?? 0)), `${plain(qualifier.high)}${unit?.symbol ?? ""}`);
    yield relate({ ...shared, comparison: "at-most", expression: high });
  }
}

/** Results against targets (指标值与完成值): bounds, ranges, and plain figures by the direction the indicator implies. */
export const target: Check = {
  id: "target",
  title: { "zh-CN": "目标完成核对", en: "Targets and results" },
  why,
  next,
  *propose({ tables, at }) {
    for (const table of tables) {
      const figures = table.columns.filter(
        (column) => column.role === "figure" && !SCORE.test(heading(column)) && !WEIGHT.test(heading(column)),
      );
      const goal = figures.find((column) => TARGET.test(heading(column)) && !ACTUAL.test(heading(column)));
      const result = figures.find((column) => ACTUAL.test(heading(column)));
      if (!goal || !result) continue;
      for (const row of table.rows) {
        const [wanted, reached] = [at(table, row.index, goal.index), at(table, row.index, result.index)];
        if (row.role === "item" && wanted && reached) yield* relations(table, wanted, reached, goal.path.join("/"));
      }
    }
  },
};
