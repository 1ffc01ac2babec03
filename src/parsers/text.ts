import { decode } from "../containers/decode.ts";
import { fileFinding } from "../model/finding.ts";
import type { Block, Cell, Grid } from "../model/grid.ts";
import type { Parser, Reading } from "../model/parser.ts";
import { cellLines } from "./text/cell-lines.ts";
import { rowsOf } from "./text/cell-rows.ts";
import { type Layout, type Line, layoutAt, layoutOf, linesOf } from "./text/lines.ts";
import { withoutMarkup } from "./text/markup.ts";
import { tabRows } from "./text/tab-rows.ts";

/**
 * Plain text that a tool wrote from a Word document: paragraphs, and tables either as one cell a line behind a TAB, rows
 * apart by a blank line, or as one row a line with TABs between its cells. Tables come `ragged`, as printed.
 */
export const text: Parser = {
  id: "txt",
  parse: async (path, bytes, limits) => {
    const decoded = await decode(bytes);
    if (!decoded) return refused(path, "unreadable");
    const { encoding, replaced } = decoded;
    if (tabsIn(decoded.text) > limits.cells) return refused(path, "too many cells");
    const losses = replaced > 0 ? [{ what: "unreadable characters", count: replaced }] : [];
    return { blocks: blocksOf(path, linesOf(decoded.text)), findings: [], losses, encoding };
  },
};

const REFUSALS = {
  unreadable: {
    what: { "zh-CN": "文件不是可读的文本：按已知的中文编码都无法解读。", en: "The file is not readable text in any known encoding." },
    next: { "zh-CN": "请另存为 UTF-8 编码的文本后重新报送。", en: "Save it as UTF-8 text and submit it again." },
  },
  "too many cells": {
    what: { "zh-CN": "文件中的单元格数量超过可处理的上限。", en: "The file holds more table cells than can be examined." },
    next: { "zh-CN": "请拆分成几个文件后重新报送。", en: "Split it into several files and submit them again." },
  },
} as const;

function refused(path: string, why: keyof typeof REFUSALS): Reading {
  const { what, next } = REFUSALS[why];
  return { blocks: [], findings: [fileFinding("unreadable-file", "error", path, what, next)], losses: [] };
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
  const addParagraphs = (from: number, to: number): void => {
    for (const { text, number: line } of lines.slice(from, to)) {
      paragraphs += 1;
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
    const here = line.kind === "cell" || line.kind === "row" ? layoutAt(line, layout) : undefined;
    const from = index;
    if (here === "rows") {
      const { rows, end } = tabRows(lines, from);
      if (isTable(rows)) addGrid(rows);
      else addParagraphs(from, end);
      index = end;
    } else if (here === "cells") {
      const found = rowsOf(cellLines(lines, from, squeezed));
      for (const [position, { rows, end, gap }] of found.entries()) {
        addGrid(rows);
        index = end + Math.min(gap, TABLE_END);
        if (position < found.length - 1) addParagraphs(index, end + gap);
      }
    } else {
      addParagraphs(from, from + 1);
      index = from + 1;
    }
  }
  return blocks;
}

/** One line with a TAB is a table only if it has more than a label and a value. */
const isTable = (rows: readonly (readonly Cell[])[]): boolean =>
  rows.length > 1 || rows.some((row) => row.filter(({ text }) => text !== "").length > 2);
