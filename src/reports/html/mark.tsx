import type { Text } from "../../model/text.ts";
import { CODE_TITLES, reasonWords } from "../words.ts";
import type { Mark, View } from "./view.ts";

/** Formulas named in a figure's hover text. */
const MOST_FORMULAS = 3;

/** What marking a figure takes beside the figure itself. */
export interface Marking {
  readonly view: View;
  /** The letter that stands at a figure for the reason why it was not checked. */
  readonly letters: ReadonlyMap<string, string>;
  /** References of causes that have an element of their own on the page. */
  readonly listed: ReadonlySet<string>;
}

/** `a`, `b` … for the reasons in order of first appearance. */
export function reasonLetters({ examination }: View): Marking["letters"] {
  const reasons = [...new Set(examination.coverage.flatMap(({ reason }) => reason ?? []))];
  return new Map(reasons.map((reason, index) => [reason, String.fromCharCode(97 + (index % 26))]));
}

/** Whether an error or a warning judges the figure itself; a note does not contest it. */
export const isJudged = ({ causes }: Mark): boolean => [...causes].some(({ severity }) => severity !== "info");

/**
 * Which causes judge a figure, and which relations it is in, failing ones first; or, in both languages, why it is in none.
 * A figure in a failing relation that nothing judges is said to be one of its terms, so that nobody takes it for wrong.
 */
export function hoverText(mark: Mark, view: View): string | undefined {
  const judged = [...mark.causes].map(({ reference, lead }) => `${reference} ${titleIn(CODE_TITLES[lead.code])}`);
  const term =
    mark.coverage?.state === "disputed" && !isJudged(mark) && mark.suspects.size === 0
      ? ["? 只是不成立关系中的一项，本身未必有误\n? one term of a relation that fails; not itself judged"]
      : [];
  return [...judged, ...term, ...relationLines(mark, view)].join("\n") || undefined;
}

const titleIn = (title: Text): string => `${title["zh-CN"]} / ${title.en}`;

function relationLines({ coverage }: Mark, view: View): readonly string[] {
  if (!coverage) return [];
  if (coverage.state === "untested") {
    if (coverage.reason === null) return [];
    const words = reasonWords(coverage.reason);
    return [`未核对：${words["zh-CN"]}\nnot checked: ${words.en}`];
  }
  const lines = coverage.relations.flatMap((id) => {
    const known = view.recalculations.get(id);
    if (!known) return [];
    const failed = known.verdict.is === "differs" || known.verdict.is === "truncated";
    return [{ failed, text: `${failed ? "≠" : "✓"} ${known.relation.formula}` }];
  });
  const ordered = [...lines.filter(({ failed }) => failed), ...lines.filter(({ failed }) => !failed)].map(({ text }) => text);
  const left = ordered.length - MOST_FORMULAS;
  return [...ordered.slice(0, MOST_FORMULAS), ...(left > 0 ? [`… +${left}`] : [])];
}

const STATE_CLASS = { verified: "v", disputed: "p", untested: "u" } as const;
const CONTESTED_CLASS = { verified: "d", disputed: "d", untested: "u" } as const;

/**
 * What the style sheet marks a figure by: `d` judged or suspected in a failing relation, `p` a mere term of one. A figure that
 * an error or a warning judges is never marked as verified, whatever relations hold with it. Causes stand worst first, so the first one's severity is the mark's. */
export function markClasses(mark: Mark, { letters }: Marking): readonly string[] {
  const [worst] = mark.causes;
  const { coverage } = mark;
  const contested = isJudged(mark) || mark.suspects.size > 0;
  return [
    ...(mark.record ? ["n"] : []),
    ...(coverage ? [contested ? CONTESTED_CLASS[coverage.state] : STATE_CLASS[coverage.state]] : []),
    ...(coverage?.reason ? [`r${letters.get(coverage.reason) ?? ""}`] : []),
    ...(worst ? ["at", worst.severity] : []),
    ...(mark.suspects.size > 0 ? ["suspected"] : []),
  ];
}

function Badge({ reference, listed }: { readonly reference: string; readonly listed: ReadonlySet<string> }) {
  return listed.has(reference) ? (
    <a class="badge" href={`#${reference}`}>
      {reference}
    </a>
  ) : (
    <span class="badge">{reference}</span>
  );
}

interface MarkProps {
  readonly of: Mark;
  readonly marking: Marking;
}

/** References of the causes that judge a figure. */
export const References = ({ of, marking: { listed } }: MarkProps) => (
  <>
    {[...of.causes].map(({ reference }) => (
      <Badge reference={reference} listed={listed} />
    ))}
  </>
);

/** Values suggested for a figure, beside it and marked as what they are. */
export const Suggestions = ({ of, marking: { listed } }: MarkProps) => (
  <>
    {[...of.suspects].map(([suggested, cause]) => (
      <span class="suggested">
        {of.causes.has(cause) ? null : <Badge reference={cause.reference} listed={listed} />}◆ {suggested}?
      </span>
    ))}
  </>
);
