import type { Document, Grid } from "../../src/model/grid.ts";

/**
 * Draws a grid: one line a row, cells between `|`, blanks around each cell dropped (an ideographic blank stays, so that a
 * label can be indented), `⏎` breaks the line in a cell. `<` is covered by the cell to its left, `^` by the cell above. Rows are filled up with blanks.
 */
export function drawGrid(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Grid {
  const drawn = strings.reduce((text, part, index) => text + (index > 0 ? values[index - 1] : "") + part, "");
  const lines = drawn
    .split("\n")
    .map((line) => line.replace(/^ +| +$/g, ""))
    .filter((line) => line !== "");
  const texts = lines.map((line) => line.split("|").map((cell) => cell.replace(/^ +| +$/g, "").replaceAll("⏎", "\n")));
  const width = Math.max(...texts.map((row) => row.length));
  const anchorOf = (row: number, column: number): readonly [number, number] => {
    const mark = texts[row]![column];
    if (mark === "<") return anchorOf(row, column - 1);
    return mark === "^" ? anchorOf(row - 1, column) : [row, column];
  };
  const rows = texts.map((row, r) =>
    Array.from({ length: width }, (_, c) => {
      const text = row[c] ?? "";
      return text === "<" || text === "^" ? { text: "", anchor: anchorOf(r, c) } : { text };
    }),
  );
  return { document: "drawn.docx", origin: { in: "word", table: 1 }, rows, ragged: false, firstRow: 1, firstColumn: 1 };
}

/** A document of paragraphs and grids, in order. */
export function drawDocument(...blocks: readonly (string | Grid)[]): Document {
  let number = 0;
  return {
    path: "drawn.docx",
    sha256: "0".repeat(64),
    bytes: 0,
    format: "docx",
    findings: [],
    losses: [],
    blocks: blocks.map((block) =>
      typeof block === "string" ? { kind: "paragraph", paragraph: { number: ++number, text: block } } : { kind: "grid", grid: block },
    ),
  };
}
