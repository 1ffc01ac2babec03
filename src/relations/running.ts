import type { Evidence } from "../model/check.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation } from "../model/relation.ts";
import type { Table } from "../model/table.ts";
import type { Text } from "../model/text.ts";
import { type Axis, axesOf, eachOnce, type Line } from "./axis.ts";
import { isFailed, isHeld, worth } from "./choose.ts";
import { recalculate } from "./recalculate.ts";
import { figure, relate } from "./relate.ts";
import { isAddable } from "./totals.ts";
import { BALANCE, CHANGE, INCOME, OPENING, OUTLAY, RUNNING_TOTAL, THIS_PERIOD } from "./vocabulary.ts";

type Records = ReadonlyMap<string, CanonicalRecord>;

/** A line whose figures each go on from the one before: 余额 of a ledger, 累计 of monthly figures. */
export interface Running {
  readonly line: Line;
  readonly relations: readonly Relation[];
}

/** Steps that must come out before a line is taken to run on, and how many of them for each that does not. */
const FEWEST = 2;
const FOR_EACH = 2;

interface Flow {
  readonly line: Line;
  readonly weight: 1 | -1;
}

/** What may be added to and taken from a running line; a ledger of liabilities runs the other way. */
function flows(axis: Axis, line: Line): readonly (readonly Flow[])[] {
  const others = axis.lines.filter((other) => other !== line && isAddable(other) && !other.points);
  if (RUNNING_TOTAL.test(line.label))
    return others.filter(({ label }) => THIS_PERIOD.test(label)).map((other) => [{ line: other, weight: 1 }]);
  const moving = others.filter(({ label }) => !BALANCE.test(label) && !OPENING.test(label));
  const incomes = moving.filter(({ label }) => INCOME.test(label));
  const outlays = moving.filter(({ label }) => OUTLAY.test(label));
  return incomes.flatMap((income) =>
    outlays
      .filter((outlay) => outlay !== income)
      .flatMap((outlay): (readonly Flow[])[] => [
        [
          { line: income, weight: 1 },
          { line: outlay, weight: -1 },
        ],
        [
          { line: income, weight: -1 },
          { line: outlay, weight: 1 },
        ],
      ]),
  );
}

/** Lines of a ledger that sum up and move nothing: 本月合计, 本年累计, 过次页. */
const CLOSES = /(?:合计|小计|累计|过次页|承前页)$/;

const why: Text = {
  "zh-CN": "余额（累计数）等于上一行的余额（累计数）加本行增加减本行减少。",
  en: "A running balance is the one before it plus and less what moved since.",
};
const next: Text = {
  "zh-CN": "请从上一行起逐笔重算，看是否漏记一笔或余额抄错。",
  en: "Compute again from the line before: an entry may be missing, or a balance copied wrong.",
};

/** Each figure of the line from the last one printed and what moved since; a line without movements begins anew, a total repeats the last. */
function steps(axis: Axis, line: Line, moves: readonly Flow[]): readonly Relation[] {
  const relations: Relation[] = [];
  let last: { readonly record: CanonicalRecord; readonly words: string } | undefined;
  let since: { readonly weight: 1 | -1; readonly of: Expression }[] = [];
  for (const across of axis.across) {
    if (CHANGE.test(across.path.join("/"))) continue;
    const record = axis.at(line, across);
    const moved = moves.flatMap(({ line: flow, weight }) => {
      const movement = axis.at(flow, across);
      return movement && !movement.figure.qualifier ? [{ weight, of: figure(movement, `${across.words} ${flow.words}`) }] : [];
    });
    const isTotal = across.role !== "item" || CLOSES.test(across.label);
    if (!isTotal) since.push(...moved);
    if (!record) continue;
    if (last && (isTotal || moved.length > 0))
      relations.push(
        relate({
          kind: "balance",
          source: "vocabulary",
          scope: "table",
          ...(isTotal ? { ceiling: "warning" as const } : {}),
          total: record,
          role: `${across.words} ${line.words}`,
          expression: {
            op: "sum",
            terms: [{ weight: 1, of: figure(last.record, `${last.words} ${line.words}`) }, ...(isTotal ? [] : since)],
          },
          family: `running ${axis.table.id} ${axis.direction} ${line.index}`,
          why,
          next,
        }),
      );
    if (isTotal) continue;
    last = { record, words: across.words };
    since = [];
  }
  return relations;
}

/** Crossing lines at the beginning on which a way of running is first tried. */
const SAMPLE = 24;

const results = (relations: readonly Relation[], records: Records): readonly Recalculation[] =>
  relations.filter(({ ceiling }) => ceiling === undefined).map((relation) => recalculate(relation, records));

function runningLines(axis: Axis, records: Records): readonly Running[] {
  const beginning: Axis = { ...axis, across: axis.across.slice(0, SAMPLE) };
  return axis.lines.flatMap((line): readonly Running[] => {
    if (!(BALANCE.test(line.label) || RUNNING_TOTAL.test(line.label)) || OPENING.test(line.label) || !isAddable(line) || line.points)
      return [];
    let best: { readonly relations: readonly Relation[]; readonly weight: number } | undefined;
    for (const moves of flows(axis, line)) {
      if (!results(steps(beginning, line, moves), records).some(isHeld)) continue;
      const relations = steps(axis, line, moves);
      const tried = results(relations, records);
      const held = tried.filter(isHeld);
      if (held.length < FEWEST || held.length < FOR_EACH * tried.filter(isFailed).length) continue;
      const weight = held.reduce((sum, each) => sum + worth(records.get(each.relation.total)), 0);
      if (weight > (best?.weight ?? 0)) best = { relations, weight };
    }
    return best ? [{ line, relations: best.relations }] : [];
  });
}

/** The lines that run on down a table's rows, and those that run on across its columns. */
const runningOfTables = eachOnce((evidence, table): readonly [columns: readonly Running[], rows: readonly Running[]] => {
  const [columns, rows] = axesOf(evidence, table);
  return [runningLines(columns, evidence.records), runningLines(rows, evidence.records)];
});

/** The columns of a table that run on from row to row, and the rows that run on from column to column, with each of their steps. */
export const runningOf = (evidence: Evidence, table: Table): readonly [columns: readonly Running[], rows: readonly Running[]] =>
  evidence.derived(runningOfTables)(table);
