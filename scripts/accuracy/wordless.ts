import { fingerprint } from "../../src/model/finding.ts";
import type { Cell, Document } from "../../src/model/grid.ts";
import { isBlankFigure, numberText, readFigure } from "../../src/model/read-figure.ts";

const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";

/** A word that means nothing, always the same for the same text: `vobira`. */
function word(text: string): string {
  const digits = [...fingerprint(text)].map((digit) => Number.parseInt(digit, 16));
  return digits
    .slice(0, 8)
    .map((digit, at) => (at % 2 === 0 ? CONSONANTS[digit % 14]! : VOWELS[digit % 5]!))
    .join("");
}

function unnamed(cell: Cell): Cell {
  const text = numberText(cell);
  return text.trim() === "" || isBlankFigure(text) || readFigure(text) ? cell : { ...cell, text: word(text) };
}

/** The document with every label and sentence replaced by a word that means nothing; figures stay as they are. */
export const wordless = (document: Document): Document => ({
  ...document,
  blocks: document.blocks.map((block) =>
    block.kind === "grid"
      ? { ...block, grid: { ...block.grid, rows: block.grid.rows.map((row) => row.map(unnamed)) } }
      : { ...block, paragraph: { ...block.paragraph, text: block.paragraph.text.trim() === "" ? "" : word(block.paragraph.text) } },
  ),
});
