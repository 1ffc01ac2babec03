import { numbersColumns, own, unitsOnly } from "./headings.ts";
import { type Area, filled, type Lattice, type Piece } from "./lattice.ts";
import { key } from "./words.ts";

/** The heading rows of a block by what they do. */
export interface Headings {
  readonly rows: readonly number[];
  /** Those that name columns: neither column numbers nor bare units. */
  readonly naming: readonly number[];
  readonly units: readonly number[];
}

/** Sorts the heading rows of a whole block: a part of it alone may not show that a row only numbers the columns. */
export function headingsOf(lattice: Lattice, area: Area, rows: readonly number[]): Headings {
  const units = rows.filter((row) => unitsOnly(own(lattice, area, row)));
  const naming = rows.filter((row) => !units.includes(row) && !numbersColumns(lattice, area, row));
  return { rows, naming: naming.length > 0 ? naming : rows, units };
}

/** Headings from the top down for one column. Column numbers and lone units are left out. */
export function headingPath(lattice: Lattice, area: Area, { naming: rows }: Headings, column: number): readonly string[] {
  const path: string[] = [];
  let last: Piece | undefined;
  for (const order of rows.keys()) {
    const piece = reaching(lattice, area, rows, order, column);
    if (!piece || piece.text === "" || (last && piece.row === last.row && piece.column === last.column)) continue;
    if (path.length > 0 && key(path.at(-1)!) === key(piece.text)) continue;
    path.push(piece.text);
    last = piece;
  }
  return path;
}

/** The heading above a column in one heading row; where nothing is merged, a group heading reaches over the blanks beside it. */
function reaching(lattice: Lattice, area: Area, rows: readonly number[], order: number, column: number): Piece | undefined {
  const row = rows[order]!;
  const here = lattice.piece(row, column);
  if (filled(here)) return order > 0 && overreaches(lattice, area, rows, order, column, here) ? undefined : here;
  if (here.row !== row || here.width > 1) return undefined;
  const lower = rows.slice(order + 1);
  const said = (at: number) => lower.some((next) => lattice.kind(next, at) !== "blank" && lattice.kind(next, at) !== "figure");
  if (!said(column)) return undefined;
  for (let left = column - 1; left >= area.left; left--) {
    const beside = lattice.piece(row, left);
    if (!filled(beside)) continue;
    if (beside.row !== row || beside.width > 1 || beside.height > 1 || !said(left)) return undefined;
    // The group of the row above ends before this column: so does everything in it.
    if (order > 0) {
      const upper = reaching(lattice, area, rows, order - 1, column);
      const upperLeft = reaching(lattice, area, rows, order - 1, left);
      if (upper && (upper.column !== upperLeft?.column || upper.row !== upperLeft.row)) return undefined;
    }
    return beside;
  }
  return undefined;
}

/** A heading reaches from under one heading of the row above to under another: only its first column can be meant. */
function overreaches(lattice: Lattice, area: Area, rows: readonly number[], order: number, column: number, here: Piece): boolean {
  if (here.column === column || here.column < area.left || here.row !== rows[order] || /^[(（]/.test(here.text)) return false;
  const [upper, first] = [column, here.column].map((at) => reaching(lattice, area, rows, order - 1, at));
  return upper !== undefined && first !== undefined && (upper.column !== first.column || upper.row !== first.row);
}

/** The unit printed under a heading in a row of units, if there is one. */
export function unitBelowHeading(lattice: Lattice, { units }: Headings, column: number): string | undefined {
  for (const row of units) {
    const { text } = lattice.piece(row, column);
    if (text !== "") return text.replace(/^[(（](.*)[)）]$/, "$1");
  }
  return undefined;
}
