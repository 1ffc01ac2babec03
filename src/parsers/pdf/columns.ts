import { BLANK, type Cell } from "../../model/grid.ts";
import type { TableOnPage } from "./lattice.ts";
import { lineOf } from "./lines.ts";
import { type Line, sizeOf, type Word } from "./shapes.ts";

/** A gap of so many heights of a character parts columns. */
const GAP = 1.4;
/** A table without lines has at least so many rows of several columns, one below the other. */
const LEAST = 3;
/** Rows farther apart than so many heights are not of one table. */
const APART = 2.5;

/** A line cut where it has gaps. */
function parts(line: Line): Line[] {
  const groups: Word[][] = [];
  let last: Word | undefined;
  for (const word of line.words) {
    if (last && word.left - last.right < sizeOf(word) * GAP) groups.at(-1)!.push(word);
    else groups.push([word]);
    last = word;
  }
  return groups.map((group) => lineOf(group));
}

/** Tables without lines around their cells: rows of words that stand in columns. Gives them and the lines that are in none. */
export function alignedTables(lines: readonly Line[]): { tables: TableOnPage[]; rest: readonly Line[] } {
  const tables: TableOnPage[] = [];
  const rest: Line[] = [];
  let block: { line: Line; parts: Line[] }[] = [];
  const end = (): void => {
    const table = block.length >= LEAST ? tableOf(block.map(({ parts: some }) => some)) : undefined;
    if (table) tables.push(table);
    else rest.push(...block.map(({ line }) => line));
    block = [];
  };
  for (const line of lines) {
    const some = parts(line);
    const last = block.at(-1)?.line;
    if (last && line.top - last.bottom > sizeOf(line) * APART) end();
    if (some.length > 1) block.push({ line, parts: some });
    else {
      end();
      rest.push(line);
    }
  }
  end();
  return { tables, rest };
}

interface Band {
  left: number;
  right: number;
}

/** Rows in the columns of those that have most parts; `undefined` where the parts do not stand in columns. */
function tableOf(rows: readonly (readonly Line[])[]): TableOnPage | undefined {
  const most = rows.reduce((sum, row) => Math.max(sum, row.length), 0);
  const bands: Band[] = [];
  for (const row of rows) {
    if (row.length < most) continue;
    for (const [index, { left, right }] of row.entries()) {
      const band = bands[index];
      if (!band) bands.push({ left, right });
      else Object.assign(band, { left: Math.min(band.left, left), right: Math.max(band.right, right) });
    }
  }
  // Where columns run into each other the words only happen to have gaps.
  if (bands.some((band, index) => index > 0 && band.left <= bands[index - 1]!.right)) return undefined;
  const full = rows.filter((row) => row.length === most).length;
  if (full < 2 || full * 2 < rows.length) return undefined;
  const cells = rows.map((row, r) => {
    const line = new Array<Cell>(most).fill(BLANK);
    for (const { text, left, right } of row) {
      const over = bands.flatMap((band, index) => (left < band.right && right > band.left ? [index] : []));
      const first = over[0] ?? nearest(bands, (left + right) / 2);
      line[first] = line[first] === BLANK ? { text } : { text: `${line[first]!.text} ${text}` };
      for (const column of over.slice(1)) line[column] = { ...BLANK, anchor: [r, first] };
    }
    return line;
  });
  const edges = [bands[0]!.left, ...bands.map(({ right }) => right)];
  return { top: rows[0]![0]!.top, bottom: rows.at(-1)![0]!.bottom, edges, heights: [], rows: cells };
}

function nearest(bands: readonly Band[], place: number): number {
  const distances = bands.map(({ left, right }) => Math.abs((left + right) / 2 - place));
  return distances.indexOf(Math.min(...distances));
}
