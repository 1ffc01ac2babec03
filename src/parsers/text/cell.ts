import type { Cell } from "../../model/grid.ts";
import { isBlank } from "./lines.ts";
import { withoutMarkup } from "./markup.ts";

/** A paragraph of a cell and the line it stands on, counted from 1. */
export interface CellParagraph {
  readonly text: string;
  readonly line: number;
}

/** A cell from its paragraphs, empty ones before and behind left out; `line` is that of the first words in it. */
export function cellOf(paragraphs: readonly CellParagraph[]): Cell {
  const first = paragraphs.findIndex(({ text }) => !isBlank(text));
  const from = Math.max(first, 0);
  const line = paragraphs[from]?.line;
  const at = line === undefined ? {} : { line };
  if (first < 0) return { text: "", ...at };
  const last = paragraphs.findLastIndex(({ text }) => !isBlank(text));
  const printed = paragraphs.slice(first, last + 1).map(({ text }) => text);
  return { text: withoutMarkup(printed.join("\n")), ...at };
}
