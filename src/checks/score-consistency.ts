import { plain } from "../model/decimal.ts";
import type { Check, Evidence } from "../model/check.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Row, Table } from "../model/table.ts";
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
    return target && actual && name ? [{ record, key: [table.document, normaliseLabel(table.title), row.path.length, name, target, actual].join("\u001f") }] : [];
  });
}

function finding(odd: CanonicalRecord, others: readonly CanonicalRecord[]): Finding {
  const [first] = others;
  const [given, usual] = [plain(odd.figure.value, odd.figure.decimals), plain(first!.figure.value, first!.figure.decimals)];
  return {
    id: fingerprint("score-consistency", odd.document, odd.tableId ?? "", odd.at.label),
    code: "score-mismatch",
    severity: "warning",
    nature: "plausibility",
    scope: "cross-table",
    message: {
      "zh-CN": `“${odd.at.label}”得 ${given} 分，而指标、目标值和完成值都相同的另外 ${others.length} 张表均得 ${usual} 分。`,
      en: `${odd.at.label} was given ${given} points; ${others.length} other forms with the same indicator, target and result were given ${usual}.`,
    },
    next: { "zh-CN": "请统一评分口径，或说明为何不同。", en: "Score alike, or explain the difference." },
    unit: "分",
    reported: given,
    expected: usual,
    difference: plain(odd.figure.value.minus(first!.figure.value)),
    slack: "0",
    at: odd.at,
    evidence: [odd, ...others].map((record) => ({ locator: record.at, raw: record.figure.raw, value: plain(record.figure.value, record.figure.decimals), role: record.at.label })),
    relation: null,
    suspect: { locator: odd.at, reported: given, suggested: usual, why: { "zh-CN": "相同结果的其他表均为此分", en: "every other form with the same result has this score" } },
    root: fingerprint("root", odd.id),
  };
}

/** Like scored unlike: forms of one kind that give the same indicator, target and result different points. */
export const scoreConsistency: Check = {
  id: "score-consistency",
  title: { "zh-CN": "相同结果评分一致", en: "Like results, like scores" },
  why: { "zh-CN": "同一指标、同一目标值和完成值，应得同样的分。", en: "The same indicator with the same target and result deserves the same score." },
  next: { "zh-CN": "请统一评分口径，或说明为何不同。", en: "Score alike, or explain the difference." },
  *observe(evidence) {
    const all = evidence.tables.flatMap((table) => scored(evidence, table));
    for (const members of grouped(all, ({ key }) => key).values()) {
      const byScore = [...grouped(members, ({ record }) => record.figure.value.toString()).values()].sort((a, b) => b.length - a.length);
      const [usual, ...odd] = byScore;
      // One against one shows no custom.
      if (!usual || usual.length < 2) continue;
      for (const few of odd) if (few.length < usual.length) for (const { record } of few) yield finding(record, usual.map(({ record: other }) => other));
    }
  },
};
