import { BLANK } from "../../model/grid.ts";
import { spansOf } from "./headings.ts";
import { cellOf, type PlacedCell, type TableOnPage } from "./lattice.ts";
import { type Band, bandsOf, guttersOf, isFigure, partsOf } from "./parts.ts";
import { type Parted, rowsOf } from "./rows.ts";
import { type Line, type Ruling, sizeOf } from "./shapes.ts";

/** A table without lines has at least so many rows of several columns, one below the other. */
const LEAST = 3;
/** No page that a person reads has so many lines: each is held against all others. */
const MOST = 1000;
/** Rows farther apart than so many heights are not of one table, unless a line or the edge of a coloured row is between them. */
const APART = 2.5;
const APART_WITH_LINE = 8;
/** A single line of words wider than this share of a table is a paragraph. */
const WIDE = 0.5;
/** Headings stand so close above each other (heights of a character) and differ in size by no more than this share. */
const CLOSE = 0.4;
const OTHER_SIZE = 0.15;
/** A line of running text has more characters than this, and fills so large a share of its column. */
const SENTENCE = 15;
const FULL = 0.75;
/** A label with its value, as stands above tables and below them. */
const LABELLED = /[:：]/;

/**
 * Tables without lines between their columns: rows of words that stand in columns. `marks` are level lines and edges of
 * coloured rows. Gives the tables, the lines that are in none, and how many of those hold figures that stand in columns.
 */
export function alignedTables(
  lines: readonly Line[],
  marks: readonly Ruling[],
): { tables: TableOnPage[]; rest: readonly Line[]; untold: number } {
  const tables: TableOnPage[] = [];
  const placed = new Set<Line>();
  for (const block of blocksOf(lines, marks)) {
    const table = tableOf(block, marks);
    if (!table) continue;
    tables.push(table.table);
    for (const line of table.lines) placed.add(line);
  }
  const rest = lines.filter((line) => !placed.has(line));
  return { tables, rest, untold: rest.filter((line) => partsOf(line).filter(isFigure).length > 1).length };
}

/** Stretches of lines that may be a table: they begin with a line of several parts, no paragraph is between. */
function blocksOf(lines: readonly Line[], marks: readonly Ruling[]): Parted[][] {
  const blocks: Parted[][] = [];
  let block: Parted[] = [];
  const end = (): void => {
    const several = block.filter(({ parts }) => parts.length > 1);
    const [left, right] = [Math.min(...several.map(({ line }) => line.left)), Math.max(...several.map(({ line }) => line.right))];
    let current: Parted[] = [];
    let lead: Parted[] = [];
    for (const row of block) {
      const isParagraph = row.parts.length === 1 && row.line.right - row.line.left > (right - left) * WIDE;
      const isLabel = current.length === 0 && row.parts.some(({ text }) => LABELLED.test(text));
      if (isParagraph || isLabel) {
        blocks.push(current);
        [current, lead] = [[], []];
      } else if (current.length > 0) current.push(row);
      else if (row.parts.length === 1) lead.push(row);
      else current = [...headingsAbove(row, lead), row];
    }
    blocks.push(current);
    block = [];
  };
  for (const line of lines) {
    const last = block.at(-1)?.line;
    const gap = last ? line.top - last.bottom : 0;
    const hasMark =
      last !== undefined &&
      marks.some(({ at, from, to }) => at > last.bottom - 2 && at < line.top + 2 && from < line.right && to > line.left);
    if (gap > sizeOf(line) * (hasMark ? APART_WITH_LINE : APART)) end();
    block.push({ line, parts: partsOf(line) });
  }
  end();
  return blocks.filter((rows) => rows.length <= MOST && rows.filter(({ parts }) => parts.length > 1).length >= LEAST);
}

/** The single words that stand close above the first row of several: headings over some of its columns. */
function headingsAbove(row: Parted, lead: readonly Parted[]): readonly Parted[] {
  const next = (index: number): Line => (lead[index + 1] ?? row).line;
  const far = lead.findLastIndex(({ line }, index) => {
    const size = sizeOf(line);
    return next(index).top - line.bottom > size * CLOSE || Math.abs(sizeOf(next(index)) - size) > size * OTHER_SIZE;
  });
  return lead.slice(far + 1);
}

/** The table of a block, and its lines; `undefined` where its parts do not stand in columns. */
function tableOf(rough: readonly Parted[], marks: readonly Ruling[]): { table: TableOnPage; lines: readonly Line[] } | undefined {
  const gutters = guttersOf(rough.map(({ line }) => line));
  const block = rough.map(({ line }) => ({ line, parts: partsOf(line, gutters) }));
  const last = block.findLastIndex(({ parts }) => parts.length > 1);
  const bands = bandsOf(block.slice(0, last + 1).map(({ parts }) => parts));
  if (bands.length < 2 || block.filter(({ parts }) => parts.length > 1).length * 3 < block.length) return undefined;
  if (isText(block, bands)) return undefined;
  const all = rowsOf(block, bands, levels(marks, block, bands));
  // What stands below it alone is no row.
  const rows = all.slice(0, all.findLastIndex(({ cells }) => cells.filter((lines) => lines.length > 0).length > 1) + 1);
  const figures = rows.findIndex(({ cells }) => cells.some((lines) => lines.some(isFigure)));
  const grid = rows.map(({ cells }, r) => {
    const line = cells.map((lines, column): PlacedCell => (lines.length > 0 ? cellOf(lines, { ...bands[column]!, padding: 0 }) : BLANK));
    const below = rows.slice(r + 1, Math.max(figures, r + 1)).map((row) => row.cells);
    for (const [column, { from, to }] of spansOf(cells, below, bands)) {
      const isAlone = line.every(({ lines }, at) => at < from || at > to || at === column || !lines);
      if (from === to || !isAlone) continue;
      const cell = line[column]!;
      for (let at = from; at <= to; at += 1) line[at] = at === from ? cell : { ...BLANK, anchor: [r, from] };
    }
    return line;
  });
  const edges = [bands[0]!.left, ...bands.slice(1).map(({ left }, index) => (left + bands[index]!.right) / 2), bands.at(-1)!.right];
  const lines = rows.flatMap((row) => row.lines);
  return {
    table: {
      top: lines[0]!.top,
      bottom: lines.at(-1)!.bottom,
      edges,
      heights: [],
      tops: rows.map((row) => row.lines[0]!.top),
      bands,
      rows: grid,
    },
    lines,
  };
}

/** Whether what stands in columns is running text: most of its lines fill their column, in all of them. */
function isText(block: readonly Parted[], bands: readonly Band[]): boolean {
  const parts = block.flatMap((row) => row.parts);
  return bands.every((band) => {
    const here = parts.filter((part) => part.left >= band.left && part.right <= band.right);
    const full = here.filter(({ text, left, right }) => text.length > SENTENCE && right - left > (band.right - band.left) * FULL);
    return full.length * 2 > here.length;
  });
}

/** Heights of lines and edges of coloured rows that reach over most of a table. */
function levels(marks: readonly Ruling[], block: readonly Parted[], bands: readonly Band[]): number[] {
  const [left, right] = [bands[0]!.left, bands.at(-1)!.right];
  const places: { at: number; width: number }[] = [];
  const inside = marks.filter(({ at, from, to }) => at > block[0]!.line.top && at < block.at(-1)!.line.bottom && from < right && to > left);
  for (const { at, from, to } of [...inside].sort((a, b) => a.at - b.at)) {
    const width = Math.min(to, right) - Math.max(from, left);
    const last = places.at(-1);
    if (last && at - last.at < 2.5) last.width += width;
    else places.push({ at, width });
  }
  return places.filter(({ width }) => width > (right - left) / 2).map(({ at }) => at);
}
