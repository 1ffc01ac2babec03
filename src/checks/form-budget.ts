import type { Check, Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";
import type { Column, Table } from "../model/table.ts";
import { isHeld } from "../relations/choose.ts";
import { recalculate } from "../relations/recalculate.ts";
import { figure, product, relate } from "../relations/relate.ts";
import { ofOneForm } from "../relations/scores.ts";
import { ACTUAL, TARGET } from "../relations/vocabulary.ts";

const why = {
  "zh-CN": "成本指标与预算执行数说的是同一笔钱：预算对应目标值，执行对应完成值。",
  en: "The cost indicator and the budget block speak of the same money: budget as target, spending as result.",
};
const next = {
  "zh-CN": "请核对预算执行情况与成本（数量）指标，统一口径。",
  en: "Check the budget block against the cost and quantity indicators.",
};

type Side = "budget" | "spent";

interface Form {
  readonly indicators: Table;
  readonly budget: { readonly [side in Side]: CanonicalRecord };
  readonly columns: { readonly [side in Side]: Column };
}

const heading = (column: Column): string => normaliseLabel(column.path.at(-1) ?? "");

function columnOf(table: Table, pattern: RegExp): Column | undefined {
  return table.columns.find((column) => column.role === "figure" && pattern.test(heading(column)));
}

/** Forms with a budget block (预算数, 执行数) and an indicator table (目标值, 完成值) in one grid. */
function forms({ tables, at }: Evidence): readonly Form[] {
  return tables.flatMap((indicators) => {
    const [goal, result] = [columnOf(indicators, TARGET), columnOf(indicators, ACTUAL)];
    const block = tables.find(
      (table) => table !== indicators && ofOneForm(table, indicators) && columnOf(table, /预算数/) && columnOf(table, /执行数/),
    );
    const row = block?.rows[0];
    if (!goal || !result || !block || !row) return [];
    const budget = at(block, row.index, columnOf(block, /预算数/)!.index);
    const spent = at(block, row.index, columnOf(block, /执行数/)!.index);
    return budget && spent && budget.figure.unit?.dimension === "money"
      ? [{ indicators, budget: { budget, spent }, columns: { budget: goal, spent: result } }]
      : [];
  });
}

/** What an indicator table says the money is: an amount of its own, or a number of persons times an amount a head. */
function amounts(
  { indicators, columns }: Form,
  side: Side,
  { at }: Evidence,
): readonly { readonly by: "amount" | "heads"; readonly judged?: CanonicalRecord; readonly expression?: Expression }[] {
  const rows = indicators.rows.flatMap((row) => {
    const record = at(indicators, row.index, columns[side].index);
    return record && !record.figure.qualifier ? [{ row, record, path: normaliseLabel(row.path.join("/")) }] : [];
  });
  const money = rows.filter(({ record, path }) => record.figure.unit?.dimension === "money" && /成本/.test(path));
  const whole = money.filter(({ record, path }) => !record.figure.unit?.symbol.includes("/") && /经费|总成本|资金总额|项目成本/.test(path));
  const each = money.filter(({ record }) => /元\/人/.test(record.figure.unit?.symbol ?? ""));
  const heads = rows.filter(({ record, path }) => record.figure.unit?.base === "人" && /人数/.test(path));
  const found: { by: "amount" | "heads"; judged?: CanonicalRecord; expression?: Expression }[] = [];
  if (whole.length === 1) found.push({ by: "amount", judged: whole[0]!.record });
  if (each.length === 1 && heads.length === 1)
    found.push({ by: "heads", expression: product(figure(heads[0]!.record, heads[0]!.path), figure(each[0]!.record, each[0]!.path)) });
  return found;
}

/** A budget that was set by heads × standard is near it; one far off was set in another way. */
const NEAR = "0.02";

function relation(form: Form, side: Side, { by, judged, expression }: ReturnType<typeof amounts>[number]): Relation {
  const block = form.budget[side];
  const shared = {
    source: "vocabulary",
    scope: "cross-table",
    why,
    next,
    family: `form-budget ${by} ${normaliseLabel(form.indicators.title).replaceAll(" ", "")}`,
  } as const;
  return judged
    ? relate({ ...shared, kind: "tie", total: judged, role: judged.at.label, expression: figure(block, block.at.label) })
    : relate({
        ...shared,
        kind: "product",
        nature: "plausibility",
        ceiling: "warning",
        total: block,
        role: block.at.label,
        expression: expression!,
      });
}

/** The budget block of a form against its cost and quantity indicators, where a sister form shows that they are meant to agree. */
export const formBudget: Check = {
  id: "form-budget",
  title: { "zh-CN": "预算与成本指标一致", en: "Budget block and cost indicators" },
  why,
  next,
  *propose(evidence) {
    const proposed = forms(evidence).flatMap((form) =>
      (["budget", "spent"] as const).flatMap((side) =>
        amounts(form, side, evidence).map((amount) => recalculate(relation(form, side, amount), evidence.records)),
      ),
    );
    for (const members of grouped(proposed, ({ relation: { family } }) => family).values()) {
      if (!members.some(isHeld)) continue;
      for (const { relation: each, verdict, expected } of members) {
        const far =
          each.kind === "product" &&
          verdict.is === "differs" &&
          expected !== null &&
          verdict.difference.abs().gt(expected.abs().times(NEAR));
        if (!far) yield each;
      }
    }
  },
};
