import { infer } from "../infer/infer.ts";
import { numericGrid } from "../infer/numeric-grid.ts";
import type { Inferred, Instance } from "../infer/relation.ts";
import type { Check, Evidence } from "../model/check.ts";
import { Decimal } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation, Relation } from "../model/relation.ts";
import type { Table } from "../model/table.ts";
import { type Axis, axesOf } from "../relations/axis.ts";
import { isHeld } from "../relations/choose.ts";
import { recalculate } from "../relations/recalculate.ts";
import { difference, figure, number, product, quotient, relate, sum } from "../relations/relate.ts";
import { hasIndicators } from "../relations/scores.ts";
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
const ENOUGH = { holds: 2, bits: 20, each: 2 } as const;
const PLENTY = { holds: 6, bits: 80, each: 6 } as const;

/** One line alone proves nothing, unless it adds many figures up to the last digit. */
const ALONE = { parts: 3, bits: 12 } as const;

/** The lines that both axes number the same way: the rows and figure columns of a table, in order. */
function gridOf(columns: Axis): ReturnType<typeof numericGrid> {
  const { lines, across } = columns;
  return numericGrid(across.length, lines.length, (row, column) => {
    const record = columns.at(lines[column]!, across[row]!);
    if (!record || record.figure.qualifier) return undefined;
    return { value: record.figure.value.toFixed(), decimals: record.decimals };
  });
}

/** What the judged figure should be, of its parts in formula order; a rate without a sign of its own is a number per hundred. */
function expressionOf({ kind, factor }: Inferred, parts: readonly Expression[], judged: CanonicalRecord): Expression | undefined {
  const [first, second] = parts;
  if (!first || !second) return undefined;
  const scaled = (of: Expression): Expression =>
    factor === 1 || judged.figure.unit?.dimension === "rate" ? of : product(of, number(new Decimal(factor), String(factor)));
  switch (kind) {
    case "sum":
      return sum(parts);
    case "average":
      return quotient(sum(parts), number(new Decimal(parts.length), String(parts.length)));
    case "ratio":
      return scaled(quotient(first, second));
    case "growth":
      return scaled(quotient(difference(second, first), first));
    case "product":
      return product(first, second);
  }
}

function relationOn(axis: Axis, inferred: Inferred, { across, parts }: Instance): Relation | undefined {
  const crossing = axis.across[across]!;
  const record = (line: number): CanonicalRecord | undefined => axis.at(axis.lines[line]!, crossing);
  const judged = record(inferred.total);
  const figures = parts.flatMap((line): Expression[] => {
    const part = record(line);
    return part ? [figure(part, axis.lines[line]!.words)] : [];
  });
  const expression = judged && expressionOf(inferred, figures, judged);
  if (!judged || !expression) return undefined;
  return relate({
    kind: inferred.kind,
    source: "inferred",
    scope: "table",
    total: judged,
    role: axis.lines[inferred.total]!.words || "合计",
    expression,
    family: `inferred ${inferred.kind} ${axis.table.id} ${inferred.direction} ${inferred.total} ${inferred.instances[0]!.parts.join(",")}`,
    why,
    next,
    ceiling: "warning",
  });
}

/** Whether the figure judged, or a part of a sum, differs from what would mend the relation by a slip of the pen. */
function isSlip({ relation, verdict, expected, reported, figures }: Recalculation, { records }: Evidence): boolean {
  if (verdict.is !== "differs" || expected === null || reported === null) return false;
  const [total, ...parts] = figures.map(({ record }) => records.get(record)!);
  if (!total) return false;
  if (slip(reported, expected.toDecimalPlaces(total.decimals), total.decimals) !== undefined) return true;
  return (
    relation.kind === "sum" &&
    parts.some((part) => slip(part.figure.value, part.figure.value.plus(verdict.difference), part.decimals) !== undefined)
  );
}

/** A relation holds strongly enough for its failing lines to be findings: many lines, many digits, hardly a miss. */
const isEnough = (
  { holds, misses, bits }: Inferred,
  enough: { readonly holds: number; readonly bits: number; readonly each: number },
): boolean => holds >= enough.holds && bits >= enough.bits && holds >= enough.each * misses;

const isBelieved = ({ holds, bits, instances }: Inferred): boolean =>
  holds > 1 || (bits >= ALONE.bits && instances.every(({ is, parts }) => is === "exact" && parts.length >= ALONE.parts));

function* relations(evidence: Evidence, table: Table): Iterable<Relation> {
  const [columns, rows] = axesOf(evidence, table);
  const words = ({ lines }: Axis): readonly string[] => lines.map((line) => line.words);
  for (const inferred of infer(gridOf(columns), { rows: words(rows), columns: words(columns) })) {
    const axis = inferred.direction === "columns" ? columns : rows;
    for (const instance of inferred.instances) {
      const relation = relationOn(axis, inferred, instance);
      if (!relation) continue;
      const tried = recalculate(relation, evidence.records);
      if (isHeld(tried)) {
        if (isBelieved(inferred)) yield relation;
      } else if (instance.is === "misses" && isEnough(inferred, ENOUGH) && isSlip(tried, evidence))
        yield inferred.kind === "sum" && isEnough(inferred, PLENTY) ? { ...relation, ceiling: "error" } : relation;
    }
  }
}

/** What the numbers themselves reveal (design §6.4): no label, no rule pack; only lines inside strong evidence are found fault with. */
export const inferred: Check = {
  id: "inferred",
  title: { "zh-CN": "数据自身显示的勾稽关系", en: "Relations the numbers reveal" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) if (!hasIndicators(table)) yield* relations(evidence, table);
  },
};
