import type { Check, Evidence } from "../model/check.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { Row, Table } from "../model/table.ts";
import { figure, relate } from "../relations/relate.ts";
import { ofOneForm } from "../relations/scores.ts";

const why = { "zh-CN": "收支总表左右两边的总计应相等。", en: "Both sides of an income and outlay statement come to the same total." };
const next = {
  "zh-CN": "请核对收入总计与支出总计，看是否漏列结转结余。",
  en: "Check both totals: a balance carried forward may be missing on one side.",
};

/** 合计 closes one side's own items and may differ; 总计 takes in the balances and may not. */
const GRAND = /总计$/;
const INCOME = /收入|来源|资产/;
const OUTLAY = /支出|运用|负债|净资产/;

const closing = ({ rows }: Table): Row | undefined => rows.findLast(({ path }) => GRAND.test(normaliseLabel(path.at(-1) ?? "")));

/** What a side is about: its labels, its headings and the block's title. */
const words = (table: Table): string =>
  normaliseLabel([...table.rows.flatMap(({ path }) => path), ...table.columns.flatMap(({ path }) => path)].join(" "));

function figuresOf({ at }: Evidence, table: Table, row: Row): readonly CanonicalRecord[] {
  return table.columns.flatMap(({ index }) => at(table, row.index, index) ?? []);
}

/** Grand totals that stand in one row of two tables side by side, one of income, one of outlay. */
function* pairs(evidence: Evidence): Iterable<readonly [CanonicalRecord, CanonicalRecord]> {
  const closed = evidence.tables.flatMap((table) => {
    const row = closing(table);
    return row ? [{ table, row }] : [];
  });
  for (const { table: left, row: a } of closed)
    for (const { table: right, row: b } of closed) {
      const beside = ofOneForm(left, right) && (left.columns.at(-1)?.index ?? 0) < (right.columns[0]?.index ?? 0);
      if (!beside || a.index !== b.index || !INCOME.test(words(left)) || !OUTLAY.test(words(right))) continue;
      const [incomes, outlays] = [figuresOf(evidence, left, a), figuresOf(evidence, right, b)];
      if (incomes.length !== outlays.length) continue;
      for (const [index, income] of incomes.entries()) yield [income, outlays[index]!];
    }
}

/** Income and outlay side by side: 收入总计 = 支出总计, column by column. */
export const bothSides: Check = {
  id: "both-sides",
  title: { "zh-CN": "收支总计平衡", en: "Both sides balance" },
  why,
  next,
  *propose(evidence): Iterable<Relation> {
    for (const [income, outlay] of pairs(evidence))
      yield relate({
        kind: "tie",
        source: "vocabulary",
        scope: "table",
        code: "balance-mismatch",
        total: outlay,
        role: outlay.at.label,
        expression: figure(income, income.at.label),
        family: `both-sides ${income.tableId} ${outlay.tableId}`,
        why,
        next,
      });
  },
};
