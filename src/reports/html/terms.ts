import { plain } from "../../model/decimal.ts";
import type { Finding } from "../../model/finding.ts";
import type { Locator } from "../../model/place.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import type { Expression, Relation } from "../../model/relation.ts";

/** A figure of a formula with the sign it enters with; brackets where the formula has them. */
export interface Term {
  readonly sign: string;
  /** `""` for a number that a rule or a label states. */
  readonly name: string;
  readonly raw: string;
  readonly unit: string;
  readonly at: Locator | undefined;
  /** Brackets that close behind the figure. */
  readonly close: string;
}

type Records = ReadonlyMap<string, CanonicalRecord>;

/** `93.01%` as `93.01` and `%`, so that points stand under each other; a raw text that is no bare figure stays whole. */
export function apart(raw: string, unit: string | null | undefined): Pick<Term, "raw" | "unit"> {
  const [, number, behind] = /^\s*([-+−－]?[\d,]+(?:\.\d+)?)\s*(\D*)$/u.exec(raw) ?? [];
  if (number === undefined || behind === undefined) return { raw: raw.trim(), unit: unit && !raw.trimEnd().endsWith(unit) ? unit : "" };
  return { raw: number, unit: behind.trim() || (unit ?? "") };
}

function bracketed(terms: readonly Term[]): readonly Term[] {
  if (terms.length < 2) return terms;
  const last = terms.length - 1;
  return terms.map((term, index) => ({
    ...term,
    sign: index === 0 ? `(${term.sign}` : term.sign,
    close: index === last ? `${term.close})` : term.close,
  }));
}

function signed(sign: string, terms: readonly Term[]): readonly Term[] {
  const [first, ...rest] = terms;
  return first ? [{ ...first, sign: first.sign === "" ? sign : `${sign} ${first.sign}` }, ...rest] : [];
}

function figureTerm(name: string, record: CanonicalRecord | undefined): Term {
  if (!record) return { sign: "", name, raw: "—", unit: "", at: undefined, close: "" };
  return { sign: "", name, ...apart(record.figure.raw, record.figure.unit?.symbol), at: record.at, close: "" };
}

/** A stated number as `150` and `元`; where words stand for it (a count of lines, say) they are its name. */
function numberTerm({ value, words }: Expression & { readonly op: "number" }): Term {
  const stated = apart(words, null);
  const isBare = /^[-+−－]?[\d,.]+$/u.test(stated.raw);
  return { sign: "", at: undefined, close: "", ...(isBare ? { name: "", ...stated } : { name: words, raw: plain(value), unit: "" }) };
}

/** An expression's figures in formula order, each with its sign: what an accountant writes down the page. */
export function termsOf(expression: Expression, records: Records): readonly Term[] {
  const inner = (of: Expression): readonly Term[] => (of.op === "sum" ? bracketed(termsOf(of, records)) : termsOf(of, records));
  switch (expression.op) {
    case "figure":
      return [figureTerm(expression.role, records.get(expression.record))];
    case "number":
      return [numberTerm(expression)];
    case "sum":
      return expression.terms.flatMap(({ weight, of }, index) => {
        if (weight < 0) return signed("−", inner(of));
        return index > 0 ? signed("+", inner(of)) : termsOf(of, records);
      });
    case "product":
      return expression.factors.flatMap((factor, index) => (index === 0 ? inner(factor) : signed("×", inner(factor))));
    case "quotient":
      return [...inner(expression.numerator), ...signed("÷", inner(expression.denominator))];
  }
}

/** What a finding was compared with: signed where its relation is known, else its evidence beside the figure itself. */
export function termsFor(finding: Finding, relation: Relation | undefined, records: Records): readonly Term[] {
  if (relation) return termsOf(relation.expression, records);
  const itself = JSON.stringify(finding.at);
  return finding.evidence
    .filter(({ locator }) => JSON.stringify(locator) !== itself)
    .map(({ locator, raw, role }) => ({ sign: "", name: role, ...apart(raw, null), at: locator, close: "" }));
}
