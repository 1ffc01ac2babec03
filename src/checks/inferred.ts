import { infer } from "../infer/infer.ts";
import { numericGrid } from "../infer/numeric-grid.ts";
import type { Inferred, Instance } from "../infer/relation.ts";
import type { Check, Evidence } from "../model/check.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation, RelationKind } from "../model/relation.ts";
import type { Table } from "../model/table.ts";
import { type Axis, axesOf, type Line } from "../relations/axis.ts";
import { isHeld } from "../relations/choose.ts";
import { recalculate } from "../relations/recalculate.ts";
import { figure, relate, sum } from "../relations/relate.ts";
import { slip } from "../relations/slip.ts";

const why = {
  "zh-CN": "其余各行（栏）的数据都符合这一关系，可见此处也应当相符。",
  en: "The other lines of the table all satisfy this relation, so this one should too.",
};
const next = {
  "zh-CN": "请对照原始资料，核实式中哪一个数有误；若此处本不适用该关系，请说明。",
  en: "Check which figure of the formula is wrong, or explain why the relation does not apply here.",
};

/** Lines that must hold, and their evidence in bits, before one that fails is worth a look; and before it may be an error. */
const ENOUGH = { holds: 3, bits: 30, each: 3 } as const;
const PLENTY = { holds: 6, bits: 80, each: 6 } as const;

const KINDS: { readonly [kind in Inferred["kind"]]: RelationKind } = {
  sum: "sum",
  average: "average",
  ratio: "ratio",
  growth: "growth",
  product: "product",
};

/** The lines that both axes number the same way: the rows and figure columns of a table, in order. */
function gridOf(columns: Axis): ReturnType<typeof numericGrid> {
  const { lines, across } = columns;
  return numericGrid(across.length, lines.length, (row, column) => {
    const record = columns.at(lines[column]!, across[row]!);
    if (!record || record.figure.qualifier) return undefined;
    return { value: record.figure.value.toFixed(), decimals: record.decimals };
  });
}

function relationOn(axis: Axis, { kind, total, direction, instances }: Inferred, { across, parts }: Instance): Relation | undefined {
  const crossing = axis.across[across]!;
  const record = (line: Line): CanonicalRecord | undefined => axis.at(line, crossing);
  const judged = record(axis.lines[total]!);
  const figures = parts.flatMap((line): Expression[] => {
    const part = record(axis.lines[line]!);
    return part ? [figure(part, axis.lines[line]!.words)] : [];
  });
  if (!judged || figures.length < 2) return undefined;
  return relate({
    kind: KINDS[kind],
    source: "inferred",
    scope: "table",
    total: judged,
    role: axis.lines[total]!.words || "合计",
    expression: sum(...figures),
    family: `inferred ${axis.table.id} ${direction} ${total} ${instances[0]!.parts.join(",")}`,
    why,
    next,
    ceiling: "warning",
  });
}

/** Whether a figure of a failing relation differs from what would mend it by a slip of the pen, or a part was left out. */
function isSlip({ relation, verdict, expected, reported, figures }: Recalculation, { records }: Evidence): boolean {
  if (verdict.is !== "differs" || expected === null || reported === null) return false;
  const [total, ...parts] = figures.map(({ record }) => records.get(record)!);
  if (!total || relation.expression.op !== "sum") return false;
  return (
    slip(reported, expected, total.decimals) !== undefined ||
    parts.some((part) => slip(part.figure.value, part.figure.value.plus(verdict.difference), part.decimals) !== undefined)
  );
}

/** A relation holds strongly enough for its failing lines to be findings: many lines, many digits, hardly a miss. */
const isEnough = (
  { holds, misses, bits }: Inferred,
  enough: { readonly holds: number; readonly bits: number; readonly each: number },
): boolean => holds >= enough.holds && bits >= enough.bits && holds >= enough.each * misses;

function* relations(evidence: Evidence, table: Table): Iterable<Relation> {
  const [columns, rows] = axesOf(evidence, table);
  for (const inferred of infer(gridOf(columns))) {
    const axis = inferred.direction === "columns" ? columns : rows;
    for (const instance of inferred.instances) {
      const relation = relationOn(axis, inferred, instance);
      if (!relation) continue;
      const tried = recalculate(relation, evidence.records);
      if (isHeld(tried)) yield relation;
      else if (instance.is === "misses" && isEnough(inferred, ENOUGH) && isSlip(tried, evidence))
        yield isEnough(inferred, PLENTY) ? { ...relation, ceiling: "error" } : relation;
    }
  }
}

/** What the numbers themselves reveal (DESIGN §6.4): no label, no rule pack; only lines inside strong evidence are found fault with. */
export const inferred: Check = {
  id: "inferred",
  title: { "zh-CN": "数据自身显示的勾稽关系", en: "Relations the numbers reveal" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) yield* relations(evidence, table);
  },
};
