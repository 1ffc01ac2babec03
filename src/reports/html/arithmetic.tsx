import type { Finding } from "../../model/finding.ts";
import type { Locator } from "../../model/place.ts";
import type { Expression, Relation } from "../../model/relation.ts";
import { grouped, say, T } from "./say.tsx";
import { placeWords, type View } from "./view.ts";

/** A figure of a formula with the sign it enters with; brackets where the formula has them. */
export interface Term {
  readonly sign: string;
  readonly name: string;
  readonly raw: string;
  readonly unit: string;
  readonly at: Locator | undefined;
  readonly close: string;
}

/** Terms of a sum written out in full; beyond, the middle ones are left to findings.json, and that is said. */
const MOST_TERMS = 24;
const FIRST_TERMS = 16;
const LAST_TERMS = 4;

const missing = (name: string): Omit<Term, "sign"> => ({ name, raw: "—", unit: "", at: undefined, close: "" });

const unitBeside = (raw: string, unit: string | null | undefined): string => (unit && !raw.trimEnd().endsWith(unit) ? unit : "");

function bracketed(terms: readonly Term[]): readonly Term[] {
  if (terms.length < 2) return terms;
  return terms.map((term, index) => ({
    ...term,
    sign: index === 0 ? `(${term.sign}` : term.sign,
    close: index === terms.length - 1 ? `${term.close})` : term.close,
  }));
}

const signed = (sign: string, terms: readonly Term[]): readonly Term[] => {
  const [first, ...rest] = terms;
  return first ? [{ ...first, sign: first.sign === "" ? sign : `${sign} ${first.sign}` }, ...rest] : [];
};

/** An expression's figures in formula order, each with its sign: what an accountant writes down the page. */
export function termsOf(expression: Expression, view: Pick<View, "records">): readonly Term[] {
  const inner = (of: Expression): readonly Term[] => (of.op === "sum" ? bracketed(termsOf(of, view)) : termsOf(of, view));
  switch (expression.op) {
    case "figure": {
      const record = view.records.get(expression.record);
      if (!record) return [{ sign: "", ...missing(expression.role) }];
      const { raw, unit } = record.figure;
      return [{ sign: "", name: expression.role, raw, unit: unitBeside(raw, unit?.symbol), at: record.at, close: "" }];
    }
    case "number":
      return [{ sign: "", name: "", raw: expression.words, unit: "", at: undefined, close: "" }];
    case "sum":
      return expression.terms.flatMap(({ weight, of }, index) => {
        const terms = of.op === "sum" && (weight < 0 || index > 0) ? inner(of) : termsOf(of, view);
        return weight < 0 ? signed("−", terms) : index > 0 ? signed("+", terms) : terms;
      });
    case "product":
      return expression.factors.flatMap((factor, index) => (index === 0 ? inner(factor) : signed("×", inner(factor))));
    case "quotient":
      return [...inner(expression.numerator), ...signed("÷", inner(expression.denominator))];
  }
}

const PLAIN_FIGURE = /^[-+]?[\d,]+(?:\.(\d+))?$/;

/** Hidden digits after a figure bring the points of a column under each other, whatever the font. */
function Figure({ text, decimals }: { readonly text: string; readonly decimals: number }) {
  const match = PLAIN_FIGURE.exec(text);
  const own = match?.[1]?.length ?? 0;
  const pad = match && own < decimals ? (own === 0 ? "." : "") + "0".repeat(decimals - own) : "";
  return (
    <>
      {text}
      {pad === "" ? null : (
        <span class="pad" aria-hidden="true">
          {pad}
        </span>
      )}
    </>
  );
}

const decimalsOf = (texts: readonly (string | null)[]): number =>
  Math.max(0, ...texts.map((text) => (text === null ? 0 : (PLAIN_FIGURE.exec(text.trim())?.[1]?.length ?? 0))));

const EXPECTED = {
  equal: say("重算应为", "Recalculated"),
  "at-most": say("不应超过", "At most"),
  "at-least": say("不应低于", "At least"),
} as const;

/** A place in words, leading to where the page shows it. */
export function PlaceLink({ at, view }: { readonly at: Locator; readonly view: View }) {
  const anchor = view.anchorOf(at);
  const words = <T of={placeWords(at)} />;
  return anchor === undefined ? (
    <span class="place">{words}</span>
  ) : (
    <a class="place" href={`#${anchor}`}>
      {words}
    </a>
  );
}

function TermRow({
  term,
  decimals,
  view,
  other,
}: {
  readonly term: Term;
  readonly decimals: number;
  readonly view: View;
  readonly other: string;
}) {
  return (
    <tr>
      <td class="sign">{term.sign}</td>
      <th scope="row">
        {term.name === "" ? <T of={say("常数", "constant")} /> : term.name}
        {term.at === undefined ? null : (
          <>
            {" "}
            {term.at.document === other ? null : <span class="file">{term.at.document}</span>} <PlaceLink at={term.at} view={view} />
          </>
        )}
      </th>
      <td class="n">
        <Figure text={term.raw.trim()} decimals={decimals} />
        {term.close}
      </td>
      <td class="unit">{term.unit}</td>
    </tr>
  );
}

function Result({
  label,
  text,
  unit,
  decimals,
  kind,
}: {
  readonly label: ReturnType<typeof say>;
  readonly text: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly kind: string;
}) {
  if (text === null) return null;
  return (
    <tr class={kind}>
      <td class="sign">{kind === "expected" ? "=" : ""}</td>
      <th scope="row">
        <T of={label} />
      </th>
      <td class="n">
        <Figure text={text.trim()} decimals={decimals} />
      </td>
      <td class="unit">{unit}</td>
    </tr>
  );
}

/** Terms of what was compared: signs where the relation is known, else the evidence as it was given. */
function termsFor(finding: Finding, relation: Relation | undefined, view: View): readonly Term[] {
  if (relation) return termsOf(relation.expression, view);
  return finding.evidence.map(({ locator, raw, role }) => ({ sign: "", name: role, raw, unit: "", at: locator, close: "" }));
}

/** The arithmetic of a finding laid out down the page: every figure with its place, what it gives, what was reported. */
export function Arithmetic({ finding, view }: { readonly finding: Finding; readonly view: View }) {
  const recalculation = finding.relation ? view.recalculations.get(finding.relation.id) : undefined;
  const relation = recalculation?.relation;
  const blanks = recalculation?.blanks ?? 0;
  const terms = termsFor(finding, relation, view);
  if (terms.length === 0 && finding.expected === null && finding.reported === null) return null;
  const left = terms.length > MOST_TERMS ? terms.length - FIRST_TERMS - LAST_TERMS : 0;
  const judged = finding.evidence[0];
  const raw = relation && judged ? judged.raw : finding.reported;
  const decimals = Math.min(
    6,
    decimalsOf([...terms.map(({ raw: text }) => text), finding.expected, raw, finding.difference, finding.slack]),
  );
  const unit = finding.unit ?? "";
  const shared = { decimals, view, other: finding.at.document };
  return (
    <div class="scroll">
      <table class="sum">
        {finding.relation === null ? null : <caption>{finding.relation.formula}</caption>}
        <tbody>
          {(left > 0 ? terms.slice(0, FIRST_TERMS) : terms).map((term) => (
            <TermRow term={term} {...shared} />
          ))}
          {left === 0 ? null : (
            <tr class="left-out">
              <td class="sign">⋮</td>
              <td colSpan={3}>
                <T
                  of={say(
                    `此处略去 ${grouped(left)} 项，全部见 findings.json`,
                    `${grouped(left)} terms are left out here; all are in findings.json`,
                  )}
                />
              </td>
            </tr>
          )}
          {left === 0 ? null : terms.slice(-LAST_TERMS).map((term) => <TermRow term={term} {...shared} />)}
          {blanks === 0 ? null : (
            <tr class="left-out">
              <td class="sign" />
              <td colSpan={3}>
                <T
                  of={say(`另有 ${blanks} 个空白单元格按零计`, `${blanks} blank ${blanks === 1 ? "cell is" : "cells are"} taken for zero`)}
                />
              </td>
            </tr>
          )}
        </tbody>
        <tbody class="results">
          <Result
            label={EXPECTED[relation?.comparison ?? "equal"]}
            text={finding.expected}
            unit={unit}
            decimals={decimals}
            kind="expected"
          />
          <Result
            label={say("填报", "Reported")}
            text={raw}
            unit={raw === null ? "" : unitBeside(raw, unit)}
            decimals={decimals}
            kind="reported"
          />
          <Result
            label={say("差额（填报 − 重算）", "Difference (reported − recalculated)")}
            text={finding.difference}
            unit={unit}
            decimals={decimals}
            kind="difference"
          />
          <Result
            label={say("四舍五入最多可解释", "Most that rounding explains")}
            text={finding.slack}
            unit={unit}
            decimals={decimals}
            kind="slack"
          />
        </tbody>
      </table>
    </div>
  );
}
