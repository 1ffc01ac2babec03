import type { JSX } from "preact";
import { hoverText, type Marking, markClasses, References, Suggestions } from "./mark.tsx";
import type { Told } from "./view.ts";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly told: Told;
}

/** Where each figure stands in the text: inside its quote, behind the figure before it. */
export function spansOf(text: string, told: readonly Told[]): readonly Span[] {
  const spans: Span[] = [];
  let cursor = 0;
  for (const each of told) {
    const { raw } = each.record.figure;
    if (raw === "") continue;
    const quoted = each.record.at.quote === undefined ? -1 : text.indexOf(each.record.at.quote);
    const start = text.indexOf(raw, Math.max(cursor, quoted));
    if (start < 0) continue;
    cursor = start + raw.length;
    spans.push({ start, end: cursor, told: each });
  }
  return spans;
}

/** Running text with its figures marked the way the figures of tables are. */
export function MarkedText({ text, told, marking }: { readonly text: string; readonly told: readonly Told[]; readonly marking: Marking }) {
  const parts: (string | JSX.Element)[] = [];
  let cursor = 0;
  for (const { start, end, told: each } of spansOf(text, told)) {
    parts.push(
      text.slice(cursor, start),
      <mark id={each.anchor} class={markClasses(each, marking).join(" ")} title={hoverText(each, marking.view)}>
        {text.slice(start, end)}
        <References of={each} marking={marking} />
        <Suggestions of={each} marking={marking} />
      </mark>,
    );
    cursor = end;
  }
  parts.push(text.slice(cursor));
  return <>{parts}</>;
}
