import { BLANK } from "../../model/grid.ts";
import { cellOf, type PlacedCell, type TableOnPage } from "./lattice.ts";
import { goesOn } from "./lines.ts";

type Row = readonly PlacedCell[];

/** Edges of columns nearer than this (points) on two pages are the same. */
const NEAR = 4;

/**
 * A table and what follows it at the head of the next page, as one, if that is its other part: the outer edges are the
 * same and one has all edges of the other. Headings that are repeated are left out; a row that the page cut is one again.
 */
export function joined(first: TableOnPage, second: TableOnPage): TableOnPage | undefined {
  const edges = first.edges.length >= second.edges.length ? first.edges : second.edges;
  const fewer = edges === first.edges ? second.edges : first.edges;
  const places = fewer.map((edge) => edges.findIndex((other) => Math.abs(other - edge) < NEAR));
  if (places.includes(-1) || places[0] !== 0 || places.at(-1) !== edges.length - 1) return undefined;
  const above = edges === first.edges ? first.rows : widened(first.rows, places);
  let below = edges === second.edges ? second.rows : widened(second.rows, places);
  const words = (row: Row): string => JSON.stringify(row.map(({ text }) => text));
  let repeated = 0;
  while (repeated < below.length - 1 && words(below[repeated]!) === words(above[repeated] ?? [])) repeated += 1;
  below = moved(below.slice(repeated), -repeated);
  const last = above.at(-1)!;
  const next = below[0]!;
  const isCut = isRestOfRow(above, next);
  const whole = isCut ? above.map((row, r) => row.map((cell) => grown(cell, r, above.length - 1, next, row))) : above;
  const rest = isCut ? below.slice(1) : below;
  const shift = isCut ? above.length - 1 : above.length;
  const rows = moved(rest, shift).map((row) => row.map((cell) => cell));
  return {
    top: first.top,
    bottom: second.bottom,
    edges,
    rows: [...whole, ...continued(above, rows, isCut, last.length)],
  };
}

/** Rows with each cell over all the columns between its edges: `places` are those of the edges among the finer ones. */
function widened(rows: readonly Row[], places: readonly number[]): Row[] {
  return rows.map((row, r) => {
    const line: PlacedCell[] = new Array<PlacedCell>(places.at(-1)!).fill(BLANK);
    for (const [column, cell] of row.entries()) {
      const [from, to] = [places[column]!, places[column + 1]!];
      const anchor = cell.anchor && ([cell.anchor[0], places[cell.anchor[1]]!] as const);
      for (let at = from; at < to; at += 1) line[at] = at === from && !anchor ? cell : { ...BLANK, anchor: anchor ?? [r, from] };
    }
    return line;
  });
}

/** Rows whose places are counted from elsewhere. What belonged to a row that is gone stands by itself. */
const moved = (rows: readonly Row[], by: number): Row[] =>
  rows.map((row) => row.map(({ anchor, ...cell }): PlacedCell => (anchor ? { ...cell, anchor: [anchor[0] + by, anchor[1]] } : cell)));

function owner(rows: readonly Row[], column: number): PlacedCell {
  const cell = rows.at(-1)![column]!;
  return cell.anchor ? rows[cell.anchor[0]]![cell.anchor[1]]! : cell;
}

/**
 * Whether a row is the lower half of the last one, cut by the page: what stands in it goes on from there in at least half of
 * its cells, others are at their end already, and none begins with a figure, for columns of figures are as narrow as these.
 */
function isRestOfRow(above: readonly Row[], row: Row): boolean {
  const pairs = row.map((cell, column) => [owner(above, column), cell] as const);
  const going = pairs.filter(([, { lines }]) => lines);
  const ended = pairs.some(([upper, { lines }]) => upper.lines && !lines);
  if (going.length === 0 || !ended || going.some(([upper, { lines }]) => !upper.lines || FIGURE.test(lines![0]!.text))) return false;
  return going.filter(([upper, cell]) => isRestOf(upper, cell)).length * 2 >= going.length;
}

const FIGURE = /^[-+−(（]?[\d,，.．]+\s*[%％)）]?$/;

/** Whether what stands in a cell begins with the next line of another. */
function isRestOf({ lines = [], column }: PlacedCell, rest: PlacedCell): boolean {
  const [end, start] = [lines.at(-1), rest.lines?.[0]];
  // They stand on two pages: how far apart says nothing.
  return (
    end !== undefined &&
    start !== undefined &&
    column !== undefined &&
    goesOn(end, { ...start, top: end.bottom, bottom: end.bottom + start.bottom - start.top }, column)
  );
}

/** A cell with the rest of its text from the next page. */
function grown(cell: PlacedCell, row: number, last: number, next: Row, line: Row): PlacedCell {
  if (row !== last) return cell;
  const more = next[line.indexOf(cell)];
  if (!more?.lines || !cell.lines || !cell.column) return cell;
  const whole = cellOf([...cell.lines, ...more.lines], cell.column);
  return { ...whole, text: `${cell.text}${more.text}` };
}

/**
 * A merged cell that goes on over the page has its words on the first; below it stands a blank one of the same columns.
 * Where the row between was cut in two, what belonged to its lower half belongs to the upper.
 */
function continued(above: readonly Row[], below: readonly Row[], isCut: boolean, columns: number): Row[] {
  const last = above.length - 1;
  const first = isCut ? last : above.length;
  const to = new Map<number, readonly [row: number, column: number]>();
  for (let column = 0; column < columns; column += 1) {
    const [r, c] = above[last]![column]!.anchor ?? [last, column];
    if (isCut) {
      to.set(column, [r, c]);
      continue;
    }
    const cell = below[0]![column]!;
    const isTall = r < last || below[1]?.[column]?.anchor?.[0] === first;
    if (cell.text === "" && !cell.anchor && isTall && c === column && above[r]![c]!.text !== "") to.set(column, [r, c]);
  }
  return below.map((row, r) =>
    row.map((cell, column): PlacedCell => {
      const [at, from] = cell.anchor ?? [first + r, column];
      const isOwn = !cell.anchor && (isCut || r > 0);
      const target = at === first && !isOwn ? to.get(from) : undefined;
      return target ? { ...BLANK, anchor: target } : cell;
    }),
  );
}
