import { Decimal, plain } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";

/** An amount with a few digits more than the figure it is compared with, so that 80.5528 can be seen beside 80. */
export const shown = (value: Decimal, decimals: number): string =>
  plain(value.toDecimalPlaces(Math.min(value.decimalPlaces(), decimals + 4), Decimal.ROUND_HALF_UP));

/** The most terms written out; beyond them an ellipsis stands for the middle ones. */
const MOST_TERMS = 12;

/** The arithmetic with the submitted figures put in: `5176.05 − 3988.93`. */
export function arithmetic(expression: Expression, records: Pick<ReadonlyMap<string, CanonicalRecord>, "get">): string {
  const inner = (of: Expression): string =>
    of.op === "sum" && of.terms.length > 1 ? `(${arithmetic(of, records)})` : arithmetic(of, records);
  switch (expression.op) {
    case "figure": {
      const figure = records.get(expression.record)?.figure;
      if (!figure) return "?";
      const text = `${plain(figure.value, figure.decimals)}${figure.unit?.symbol === "%" ? "%" : ""}`;
      return figure.value.isNegative() ? `(${text})` : text;
    }
    case "number":
      return expression.words;
    case "sum": {
      const terms = expression.terms.map(({ weight, of }, index) => `${weight < 0 ? " − " : index > 0 ? " + " : ""}${inner(of)}`);
      return terms.length > MOST_TERMS ? `${terms.slice(0, MOST_TERMS - 2).join("")} + … ${terms.at(-1)}` : terms.join("");
    }
    case "product":
      return expression.factors.map(inner).join(" × ");
    case "quotient":
      return `${inner(expression.numerator)} ÷ ${inner(expression.denominator)}`;
  }
}

/** The code of a relation that differs, unless the relation brings its own. */
export const CODE_OF_KIND = {
  sum: "sum-mismatch",
  difference: "difference-mismatch",
  ratio: "ratio-mismatch",
  average: "average-mismatch",
  growth: "growth-mismatch",
  product: "product-mismatch",
  balance: "balance-mismatch",
  tie: "tie-mismatch",
  bound: "over-limit",
  target: "target-missed",
  score: "score-mismatch",
} as const satisfies { readonly [kind in Relation["kind"]]: string };
