import { Decimal, decimal, plain } from "../../model/decimal.ts";
import type { Finding } from "../../model/finding.ts";
import type { Locator } from "../../model/place.ts";
import type { Relation } from "../../model/relation.ts";
import type { Text } from "../../model/text.ts";
import { grouped, say, T } from "./say.tsx";
import { apart, type Term, termsFor } from "./terms.ts";
import { placeWords, type View } from "./view.ts";

/** Terms of a sum written out in full; beyond, the middle ones are left to findings.json, and that is said. */
const MOST_TERMS = 24;
const FIRST_TERMS = 16;
const LAST_TERMS = 4;
/** A formula longer than this says less than the lines beneath it, which hold the same words. */
const LONGEST_CAPTION = 140;
const MOST_DECIMALS = 6;

/** How the outcome is worded: by what was asked of the figure; `observed` where nothing was computed. */
const WORDING = {
  equal: {
    sign: "=",
    expected: say("重算应为", "Recalculated"),
    difference: say("差额（填报 − 重算）", "Difference (reported − recalculated)"),
  },
  "at-most": { sign: "≤", expected: say("不应超过", "At most"), difference: say("差额（填报 − 上限）", "Difference (reported − limit)") },
  "at-least": { sign: "≥", expected: say("不应低于", "At least"), difference: say("差额（填报 − 下限）", "Difference (reported − limit)") },
  tie: { sign: "=", expected: say("另一处为", "Elsewhere"), difference: say("差额（此处 − 另一处）", "Difference (here − elsewhere)") },
  observed: { sign: "", expected: say("应为", "Should be"), difference: say("差额（填报 − 应为）", "Difference (reported − should be)") },
} as const;

const wordingOf = (relation: Relation | undefined): keyof typeof WORDING => {
  if (!relation) return "observed";
  return relation.kind === "tie" && relation.comparison === "equal" ? "tie" : relation.comparison;
};

const PLAIN_FIGURE = /^[-+−－]?[\d,]+(?:\.(\d+))?$/u;

const decimalsOf = (texts: readonly (string | null)[]): number =>
  Math.min(MOST_DECIMALS, Math.max(0, ...texts.map((text) => (text === null ? 0 : (PLAIN_FIGURE.exec(text)?.[1]?.length ?? 0)))));

/** A quotient goes on for ever: a few digits more than the figure it is compared with show what is meant. */
const shortened = (value: Decimal, decimals: number): Decimal =>
  value.toDecimalPlaces(Math.min(value.decimalPlaces(), decimals + 4), Decimal.ROUND_HALF_UP);

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

/** Two percentages are apart by percentage points, not by a percentage. */
const apartIn = (unit: string): string | Text => (unit === "%" ? say("个百分点", "pp") : unit);

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

interface LineProps {
  readonly sign?: string;
  readonly name: Text | string;
  readonly text: string | Text;
  readonly unit: string | Text;
  readonly decimals: number;
  readonly kind?: string;
  readonly at?: Locator | undefined;
  /** The document that need not be named again. */
  readonly home?: string;
  readonly close?: string;
  readonly view: View;
}

function Line({ sign = "", name, text, unit, decimals, kind, at, home, close = "", view }: LineProps) {
  return (
    <tr class={kind}>
      <td class="sign">{sign}</td>
      <th scope="row">
        {typeof name === "string" ? name : <T of={name} />}
        {at === undefined ? null : (
          <>
            {" "}
            {at.document === home ? null : <span class="file">{at.document} </span>}
            <PlaceLink at={at} view={view} />
          </>
        )}
      </th>
      <td class="n">{typeof text === "string" ? <Figure text={text} decimals={decimals} /> : <T of={text} />}</td>
      <td class="close">{close}</td>
      <td class="unit">{typeof unit === "string" ? unit : <T of={unit} />}</td>
    </tr>
  );
}

const LeftOut = ({ sign = "", words }: { readonly sign?: string; readonly words: Text }) => (
  <tr class="left-out">
    <td class="sign">{sign}</td>
    <td colSpan={4}>
      <T of={words} />
    </td>
  </tr>
);

/** The arithmetic of a finding laid out down the page: every figure with its place, what it gives, what was reported. */
export function Arithmetic({ finding, view }: { readonly finding: Finding; readonly view: View }) {
  const recalculation = finding.relation ? view.recalculations.get(finding.relation.id) : undefined;
  const terms = termsFor(finding, recalculation?.relation, view.records);
  if (terms.length === 0 && finding.expected === null) return null;
  const left = terms.length > MOST_TERMS ? terms.length - FIRST_TERMS - LAST_TERMS : 0;
  const wording = WORDING[wordingOf(recalculation?.relation)];
  const unit = finding.unit ?? "";
  const judged = recalculation && view.records.get(recalculation.relation.total);
  const reported = judged ? apart(judged.figure.raw, unit) : { raw: finding.reported, unit };
  const computed =
    recalculation?.expected && judged ? plain(shortened(recalculation.expected, judged.decimals), judged.decimals) : finding.expected;
  const decimals = decimalsOf([...terms.map(({ raw }) => raw), computed, reported.raw, finding.difference, finding.slack]);
  const shared = { decimals, view };
  const line = ({ sign, name, raw, unit: own, at, close }: Term) => (
    <Line
      {...shared}
      sign={sign}
      name={name === "" ? say("给定数", "stated") : name}
      text={raw}
      unit={own}
      at={at}
      home={finding.at.document}
      close={close}
    />
  );
  const formula = finding.relation?.formula ?? "";
  const blanks = recalculation?.blanks ?? 0;
  return (
    <div class="scroll">
      <table class="sum">
        {formula === "" || formula.length > LONGEST_CAPTION ? null : <caption>{formula}</caption>}
        <tbody>
          {(left > 0 ? terms.slice(0, FIRST_TERMS) : terms).map(line)}
          {left === 0 ? null : (
            <LeftOut
              sign="⋮"
              words={say(
                `此处略去 ${grouped(left)} 项，全部见 findings.json`,
                `${grouped(left)} terms are left out here; all are in findings.json`,
              )}
            />
          )}
          {left === 0 ? null : terms.slice(-LAST_TERMS).map(line)}
          {blanks === 0 ? null : (
            <LeftOut
              words={say(`另有 ${blanks} 个空白单元格按零计`, `${blanks} blank ${blanks === 1 ? "cell is" : "cells are"} taken for zero`)}
            />
          )}
        </tbody>
        <tbody class="results">
          {computed === null ? null : (
            <Line {...shared} sign={wording.sign} name={wording.expected} text={computed} unit={unit} kind="expected" />
          )}
          {finding.expected === null || computed === null || decimal(finding.expected).eq(computed) ? null : (
            <Line {...shared} name={say("按填报的位数应为", "To the digits reported")} text={finding.expected} unit={unit} />
          )}
          {reported.raw === null && finding.expected === null ? null : (
            <Line
              {...shared}
              name={say("填报", "Reported")}
              text={reported.raw ?? say("空白", "blank")}
              unit={reported.raw === null ? "" : reported.unit}
              kind="reported"
            />
          )}
          {finding.difference === null ? null : (
            <Line {...shared} name={wording.difference} text={finding.difference} unit={apartIn(unit)} kind="difference" />
          )}
          {finding.slack === null ? null : (
            <Line
              {...shared}
              name={say("四舍五入最多可解释", "Most that rounding explains")}
              text={finding.slack}
              unit={apartIn(unit)}
              kind="slack"
            />
          )}
        </tbody>
      </table>
    </div>
  );
}
