import { decode } from "../containers/decode.ts";
import { tooLarge } from "../containers/fault.ts";
import { hasLostCharacters, isFaulty, isUnknown } from "../containers/file-findings.ts";
import type { Finding } from "../model/finding.ts";
import type { Block, Grid } from "../model/grid.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { cellLines } from "./text/cell-lines.ts";
import { rowsOf } from "./text/cell-rows.ts";
import { type Layout, type Line, layoutAt, layoutOf, linesOf } from "./text/lines.ts";
import { withoutMarkup } from "./text/markup.ts";
import { tabRows } from "./text/tab-rows.ts";
import { isSentence, isTableOfCells } from "./text/table-or-prose.ts";

/**
 * Plain text that a tool wrote from a Word document: paragraphs, and tables either as one cell a line behind a TAB, rows
 * apart by a blank line, or as one row a line with TABs between its cells. Tables come `ragged`, as printed.
 */
export const text: Parser = {
  id: "txt",
  parse: async (path, bytes, limits) => {
    const decoded = await decode(bytes);
    if (!decoded) return refused(isUnknown(path));
    const { encoding, replaced } = decoded;
    if (tabsIn(decoded.text) > limits.cells) return tooMany(path, limits);
    const findings = replaced > 0 ? [hasLostCharacters(path, replaced, encoding)] : [];
    const blocks = blocksOf(path, linesOf(decoded.text));
    return cellsIn(blocks) > limits.cells ? tooMany(path, limits) : { blocks, findings, losses: [], encoding };
  },
};

const refused = (finding: Finding): Reading => ({ blocks: [], findings: [finding], losses: [] });

const tooMany = (path: string, { cells }: Limits): Reading =>
  refused(isFaulty(path, tooLarge(`单元格超过上限 ${cells} 个`, `it holds more than the limit of ${cells} cells`)));

/** Cells of the tables once their rows are as wide as the widest. */
function cellsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === "paragraph") return sum;
    const { rows } = block.grid;
    return sum + rows.length * rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  }, 0);
}

function tabsIn(whole: string): number {
  let count = 0;
  for (let at = whole.indexOf("\t"); at >= 0; at = whole.indexOf("\t", at + 1)) count += 1;
  return count;
}

/** Blank lines that end a table printed cell by cell: one ends the row, one the table. */
const TABLE_END = 2;

function blocksOf(path: string, lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  const layout: Layout = layoutOf(lines);
  const squeezed = lines.every((line, index) => line.kind !== "blank" || line.runEnd - index === 1);
  let paragraphs = 0;
  let tables = 0;
  let title = "";
  const addParagraphs = (from: number, to: number): void => {
    for (const { text, number: line, kind } of lines.slice(from, to)) {
      paragraphs += 1;
      if (kind === "plain") title = text;
      blocks.push({ kind: "paragraph", paragraph: { number: paragraphs, text: withoutMarkup(text), line } });
    }
  };
  const addGrid = (rows: Grid["rows"]): void => {
    tables += 1;
    const origin = { in: "text", table: tables } as const;
    blocks.push({ kind: "grid", grid: { document: path, origin, rows, ragged: true, firstRow: 1, firstColumn: 1 } });
  };
  for (let index = 0; index < lines.length; ) {
    const line = lines[index]!;
    const from = index;
    const here = line.kind === "cell" || line.kind === "row" ? layoutAt(line, layout) : undefined;
    if (here === undefined) {
      index = from + 1;
      addParagraphs(from, index);
    } else if (here === "rows") {
      const { rows, end, isTable } = tabRows(lines, from, title);
      index = end;
      if (isTable) addGrid(rows);
      else addParagraphs(from, index);
    } else if (isIndentedText(lines.slice(from, line.runEnd))) {
      index = line.runEnd;
      addParagraphs(from, index);
    } else {
      let at = from;
      for (const { rows, end, gap } of rowsOf(cellLines(lines, from, squeezed))) {
        const isTable = isTableOfCells(rows);
        // Empty paragraphs since the table before.
        addParagraphs(index, at);
        if (isTable) addGrid(rows);
        else addParagraphs(at, end);
        index = isTable ? end + Math.min(gap, TABLE_END) : end;
        at = end + gap;
      }
    }
  }
  return blocks;
}

/** Paragraphs that begin with a TAB above a table printed cell by cell. */
const isIndentedText = (run: readonly Line[]): boolean => run.every(({ opens, text }) => opens && isSentence(text));
