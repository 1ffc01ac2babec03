import { BLANK, type Block, type Cell, type Grid } from "../model/grid.ts";
import { readFigure } from "../model/read-figure.ts";
import { continuedWords, headingWords, totalWords } from "./words.ts";

/**
 * The blocks with their grids restored. Text dumps part the last rows of a form from it (总分 | 94 after an empty line): such
 * a grid of two columns is put back under the one above. A Word table that begins with a row of figures has no headings of
 * its own: it goes on with the one right above it, column for column.
 */
export function joined(blocks: readonly Block[], restore: (grid: Grid) => Grid): readonly Block[] {
  const out: Block[] = [];
  let last = -1;
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      out.push(block);
      const { text } = block.paragraph;
      if (text.trim() !== "" && !continuedWords(text)) last = -1;
      continue;
    }
    const grid = restore(block.grid);
    const above = last >= 0 ? out[last] : undefined;
    if (above?.kind === "grid" && (endsForm(above.grid, grid) || goesOn(above.grid, grid))) {
      out[last] = { kind: "grid", grid: under(above.grid, grid) };
      continue;
    }
    last = out.length;
    out.push({ kind: "grid", grid });
  }
  return out;
}

const widthOf = ({ rows }: Grid): number => rows.reduce((most, row) => Math.max(most, row.length), 0);

function endsForm(above: Grid, grid: Grid): boolean {
  if (above.origin.in !== "text" || grid.origin.in !== "text" || widthOf(grid) > 2 || widthOf(above) < 4) return false;
  return totalWords(grid.rows[0]?.[0]?.text ?? "") !== undefined;
}

/** Rows at the foot of a table, one of which has its figures where the table that goes on has them. */
const LAST_ROWS = 3;

/** The columns that hold a bare figure in a row. */
const figuresIn = (row: readonly Cell[]): readonly number[] =>
  row.flatMap(({ text, anchor }, column) => (!anchor && readFigure(text) ? [column] : []));

const hasTotal = (row: readonly Cell[]): boolean => row.some(({ text, anchor }) => !anchor && totalWords(text) === "total");

const FEWEST_HEADINGS = 2;

const headingsIn = (row: readonly Cell[]): number => row.filter(({ text }) => headingWords(text)).length;

/** The headings that stand further down in a form (一级指标, 二级指标 …) stand at the head of its next page again. */
const isHeadingAgain = (row: readonly Cell[], first: readonly Cell[]): boolean =>
  headingsIn(row) > FEWEST_HEADINGS && row.every(({ text }, column) => text.trim() === (first[column]?.text ?? "").trim());

/** Whether a Word table is the next page of the one right above it. A table that has been closed by its total is done. */
function goesOn(above: Grid, grid: Grid): boolean {
  if (above.origin.in !== "word" || grid.origin.in !== "word" || widthOf(above) !== widthOf(grid)) return false;
  const last = above.rows.slice(-LAST_ROWS);
  const [first = []] = grid.rows;
  if (last.some(hasTotal)) return false;
  if (above.rows.slice(1).some((row) => isHeadingAgain(row, first))) return true;
  const figures = figuresIn(first);
  const [leading] = first;
  if (figures.length === 0 || !leading || leading.text.trim() === "" || readFigure(leading.text)) return false;
  // One with headings further down is another.
  if (grid.rows.some((row) => headingsIn(row) > FEWEST_HEADINGS)) return false;
  return last.some((row) => {
    const columns = figuresIn(row);
    return columns.length > 0 && figures.every((column) => columns.includes(column));
  });
}

/** A grid with the rows of another under its own, each row known by the table it is printed in. */
function under(above: Grid, grid: Grid): Grid {
  const rows = [...above.rows, ...placedUnder(above, grid)];
  if (grid.origin.in !== "word") return { ...above, rows };
  return { ...above, rows, seams: [...(above.seams ?? []), { row: above.rows.length, table: grid.origin.table }] };
}

/** The rows of a grid as wide as the one above, their anchors counted on. */
function placedUnder(above: Grid, grid: Grid): Grid["rows"] {
  const width = widthOf(above);
  const down = above.rows.length;
  return grid.rows.map((row) =>
    Array.from({ length: width }, (_, column) => {
      const cell = row[column];
      if (!cell) return BLANK;
      return cell.anchor ? { ...cell, anchor: [cell.anchor[0] + down, cell.anchor[1]] as const } : cell;
    }),
  );
}
