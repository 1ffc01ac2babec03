import type { Expression, Relation, RelationSource } from "../model/relation.ts";

const STRENGTH: readonly RelationSource[] = ["declared", "formula", "vocabulary", "prose", "inferred"];

type Coefficients = Map<string, number>;

/** A linear expression as record → weight; `undefined` where it is not linear or holds a number. */
function coefficients(expression: Expression, sign: number, into: Coefficients): boolean {
  if (expression.op === "figure") {
    into.set(expression.record, (into.get(expression.record) ?? 0) + sign);
    return true;
  }
  return expression.op === "sum" && expression.terms.every(({ weight, of }) => coefficients(of, sign * weight, into));
}

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
export function claim(relation: Relation): string {
  const weights: Coefficients = new Map([[relation.total, -1]]);
  if (relation.comparison === "equal" && coefficients(relation.expression, 1, weights)) {
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
