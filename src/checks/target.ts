import type { Check, Evidence } from "../model/check.ts";
import { plain, tenTo } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { Row, Table } from "../model/table.ts";
import { figure, number, relate } from "../relations/relate.ts";
import { directionOf, sameKind, targetColumns } from "../relations/scores.ts";

const why = { "zh-CN": "实际完成值应达到目标值。", en: "The result should reach the target." };
const next = {
  "zh-CN": "请核对目标值与完成值；确未完成的，应说明原因并相应扣分。",
  en: "Check target and result; where it was missed, a reason and a lower score are due.",
};

/** The column in which a form wants the reason why a target was missed, and what stands for none. */
const REASON = /(?:原因|偏差|改进措施|扣分说明)|^(?:情况)?说明$|^备注$/;
const NO_REASON = /^(?:无|没有|\/|-|—|正常|已完成|完成)?[。.]?$/;

const tight = (text: string): string => normaliseLabel(text).replaceAll(" ", "");

function* relations(
  evidence: Evidence,
  table: Table,
  row: Row,
  [target, actual]: readonly [CanonicalRecord, CanonicalRecord],
  words: string,
  isExplained: boolean,
): Iterable<Relation> {
  const { qualifier, unit } = target.figure;
  const direction = directionOf(evidence, table, row, target);
  if (qualifier?.kind === "about" || direction === undefined || !sameKind(target, actual)) return;
  const shared = {
    kind: "target",
    source: "vocabulary",
    scope: "table",
    total: actual,
    role: actual.columnPath.join("/"),
    family: `target ${table.id}`,
    // With its reason beside it a missed target is told, but asks for nothing.
    ...(isExplained ? { ceiling: "info" as const } : {}),
    why,
    next,
  } as const;
  yield relate({ ...shared, comparison: direction === "down" ? "at-most" : "at-least", expression: figure(target, words) });
  if (qualifier?.kind === "range") {
    const high = number(qualifier.high.times(tenTo(unit?.power ?? 0)), `${plain(qualifier.high)}${unit?.symbol ?? ""}`);
    yield relate({ ...shared, comparison: "at-most", expression: high });
  }
}

/** Results against targets (指标值与完成值): bounds, ranges, and plain figures by the direction that the form prints or the indicator implies. */
export const target: Check = {
  id: "target",
  title: { "zh-CN": "目标完成核对", en: "Targets and results" },
  why,
  next,
  *propose(evidence) {
    const { tables, at, textAt } = evidence;
    for (const table of tables) {
      const columns = targetColumns(table);
      if (!columns) continue;
      const { goal, result } = columns;
      const reasons = table.columns.filter(({ role, path }) => role === "text" && REASON.test(tight(path.at(-1) ?? "")));
      for (const row of table.rows) {
        const [wanted, reached] = [at(table, row.index, goal.index), at(table, row.index, result.index)];
        const isExplained = reasons.some(({ index }) => !NO_REASON.test(tight(textAt(table, row.index, index))));
        if (row.role === "item" && wanted && reached)
          yield* relations(evidence, table, row, [wanted, reached], goal.path.join("/"), isExplained);
      }
    }
  },
};
