import type { Expression, Relation, RelationSource } from "../model/relation.ts";
import { weightsOf } from "./relate.ts";

const STRENGTH: readonly RelationSource[] = ["declared", "formula", "vocabulary", "prose", "inferred"];

const hasNumber = (expression: Expression): boolean =>
  expression.op === "number" || (expression.op === "sum" && expression.terms.some(({ of }) => hasNumber(of)));

function shape(expression: Expression): string {
  switch (expression.op) {
    case "figure":
      return expression.record;
    case "number":
      return expression.value.toString();
    case "sum":
      return `(${expression.terms
        .map(({ weight, of }) => `${weight < 0 ? "-" : "+"}${shape(of)}`)
        .sort()
        .join("")})`;
    case "product":
      return `[${expression.factors.map(shape).sort().join("*")}]`;
    case "quotient":
      return `{${shape(expression.numerator)}/${shape(expression.denominator)}}`;
  }
}

/** What a relation claims, whoever proposed it: 结余 = 收入 − 支出 and 收入 = 支出 + 结余 are one claim. */
function claim(relation: Relation): string {
  const counted = relation.comparison === "equal" && !hasNumber(relation.expression) ? weightsOf(relation.expression) : undefined;
  if (counted) {
    const weights = new Map(counted).set(relation.total, (counted.get(relation.total) ?? 0) - 1);
    const sorted = [...weights].filter(([, weight]) => weight !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
    const flip = (sorted[0]?.[1] ?? 1) < 0 ? -1 : 1;
    return sorted.map(([record, weight]) => `${weight * flip}·${record}`).join(" ");
  }
  return `${relation.total} ${relation.comparison} ${shape(relation.expression)}`;
}

/** One relation a claim: the strongest source speaks (design §6), the order of first mention is kept. */
export function merge(relations: Iterable<Relation>): readonly Relation[] {
  const byClaim = new Map<string, Relation>();
  for (const relation of relations) {
    const key = claim(relation);
    const known = byClaim.get(key);
    if (!known || STRENGTH.indexOf(relation.source) < STRENGTH.indexOf(known.source)) byClaim.set(key, relation);
  }
  return [...byClaim.values()];
}
