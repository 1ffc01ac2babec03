import type { Check, Evidence } from "../model/check.ts";
import { plain } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Row, Table } from "../model/table.ts";
import { observed } from "../relations/observation.ts";
import { scoreColumns, scoresOf } from "../relations/scores.ts";
import { ACTUAL, TARGET } from "../relations/vocabulary.ts";

interface Scored {
  readonly record: CanonicalRecord;
  /** Indicator, target and result, word for word. */
  readonly key: string;
}

function textOf({ textAt }: Evidence, table: Table, row: Row, heading: RegExp): string {
  const column = table.columns.find(({ path }) => heading.test(normaliseLabel(path.join(""))));
  return column ? normaliseLabel(textAt(table, row.index, column.index)).replaceAll(" ", "") : "";
}

function scored(evidence: Evidence, table: Table): readonly Scored[] {
  const [column] = scoreColumns(table);
  if (!column) return [];
  return scoresOf(evidence, table, column).flatMap(({ row, record }) => {
    const [target, actual] = [textOf(evidence, table, row, TARGET), textOf(evidence, table, row, ACTUAL)];
    const name = normaliseLabel(row.path.at(-1) ?? "").replaceAll(" ", "");
    return target && actual && name
      ? [
          {
            record,
            key: [table.document, normaliseLabel(table.title).replaceAll(" ", ""), row.path.length, name, target, actual].join("\u001f"),
          },
        ]
      : [];
  });
}

const next = { "zh-CN": "请统一评分口径，或说明为何不同。", en: "Score alike, or explain the difference." };

function finding(odd: CanonicalRecord, others: readonly CanonicalRecord[]): Finding {
  const [first] = others;
  const [given, usual] = [plain(odd.figure.value, odd.figure.decimals), plain(first!.figure.value, first!.figure.decimals)];
  return observed({
    code: "score-mismatch",
    severity: "warning",
    nature: "plausibility",
    scope: "cross-table",
    about: odd,
    others,
    message: {
      "zh-CN": `“${odd.at.label}”得 ${given} 分，而指标、目标值和完成值都相同的另外 ${others.length} 张表均得 ${usual} 分。`,
      en: `${odd.at.label} was given ${given} points; ${others.length} other forms with the same indicator, target and result were given ${usual}.`,
    },
    next,
    suggested: { value: usual, why: { "zh-CN": "相同结果的其他表均为此分", en: "every other form with the same result has this score" } },
  });
}

/** Like scored unlike: forms of one kind that give the same indicator, target and result different points. */
export const scoreConsistency: Check = {
  id: "score-consistency",
  title: { "zh-CN": "相同结果评分一致", en: "Like results, like scores" },
  why: {
    "zh-CN": "同一指标、同一目标值和完成值，应得同样的分。",
    en: "The same indicator with the same target and result deserves the same score.",
  },
  next,
  *observe(evidence) {
    const all = evidence.tables.flatMap((table) => scored(evidence, table));
    for (const members of grouped(all, ({ key }) => key).values()) {
      const byScore = [...grouped(members, ({ record }) => record.figure.value.toString()).values()].sort((a, b) => b.length - a.length);
      const [usual, ...odd] = byScore;
      // One against one shows no custom.
      if (!usual || usual.length < 2) continue;
      for (const few of odd)
        if (few.length < usual.length)
          for (const { record } of few)
            yield finding(
              record,
              usual.map(({ record: other }) => other),
            );
    }
  },
};
