import { fieldsAnswered, own } from "./headings.ts";
import { type Area, filled, type Lattice, type Piece, wordy } from "./lattice.ts";
import { key, sentence } from "./words.ts";

/** A table that stands inside another, in the rows of one record under a heading merged over several columns. */
export interface Inner {
  readonly area: Area;
  /** What the record is called. */
  readonly name: string;
}

/** A table some of whose cells hold tables. */
export interface Nesting {
  /** The one row of headings. */
  readonly heading: number;
  /** The first row of each record. */
  readonly records: readonly number[];
  readonly inner: readonly Inner[];
  readonly end: number;
}

/** Rows looked at below a heading for cells that part it. */
const LOOKED_AT = 30;

interface Span {
  readonly left: number;
  readonly right: number;
}

/**
 * Records merged down over several rows, and beside them, under a heading merged over several columns, rows of their own:
 * 设备 | 投产日期 | 主要参数, where each 设备 has its 型号, 电压, 厂家 … Only the way cells are merged decides.
 */
export function nestedAt(lattice: Lattice, area: Area, row: number): Nesting | undefined {
  const heads = lattice.across(row, area.left, area.right).filter(filled);
  const bottom = row + (heads[0]?.height ?? 1);
  if (heads.length < 2 || heads[0]!.column !== area.left || !heads.every((head) => headsHere(head, row, bottom))) return undefined;
  if (fieldsAnswered(heads)) return undefined;
  const spans = heads
    .filter((head) => parted(lattice, area, head, bottom))
    .map(({ column, width }) => ({ left: column, right: column + width }));
  const outer = heads.filter(({ column }) => !spans.some(({ left }) => left === column));
  if (spans.length === 0 || outer.length === 0 || outer[0]!.column !== area.left) return undefined;
  const first = spelling(lattice, area, row);
  const records: { readonly top: number; readonly bottom: number; readonly name: string }[] = [];
  let at = bottom;
  while (at < area.bottom) {
    const name = lattice.piece(at, area.left);
    if (!filled(name) || name.row !== at || spelling(lattice, area, at) === first) break;
    const end = at + name.height;
    if (end > area.bottom || !holds(lattice, area, { top: at, bottom: end, left: area.left, right: area.right }, outer, spans)) break;
    records.push({ top: at, bottom: end, name: name.text });
    at = end;
  }
  const deep = records.filter((record) => record.bottom - record.top > 1).length;
  if (deep === 0 || deep * 2 < records.length) return undefined;
  return {
    heading: row,
    records: records.map(({ top }) => top),
    inner: records.flatMap(({ name, ...rows }) => spans.map((span) => ({ area: { ...rows, ...span }, name }))),
    end: at,
  };
}

const headsHere = (head: Piece, row: number, bottom: number): boolean =>
  wordy(head) && head.row === row && head.row + head.height === bottom && !sentence(head.text);

/** Under a heading merged over several columns cells begin side by side. */
function parted(lattice: Lattice, area: Area, { column, width }: Piece, from: number): boolean {
  if (width < 2) return false;
  for (let row = from; row < Math.min(area.bottom, from + LOOKED_AT); row++)
    if (own(lattice, { ...area, left: column, right: column + width }, row).some((piece) => piece.column > column)) return true;
  return false;
}

/** All cells of a record but those under the merged headings reach down over all its rows, and none reaches over their sides. */
function holds(lattice: Lattice, area: Area, record: Area, outer: readonly Piece[], spans: readonly Span[]): boolean {
  for (const { column, width } of outer)
    for (let at = column; at < column + width; at++) {
      const piece = lattice.piece(record.top, at);
      if (filled(piece) && piece.row + piece.height < record.bottom) return false;
      for (let row = record.top + 1; row < record.bottom; row++)
        if (filled(lattice.piece(row, at)) && lattice.piece(row, at).row === row) return false;
    }
  let rows = 0;
  for (let row = record.top; row < record.bottom; row++) {
    if (own(lattice, record, row).some(({ column }) => spans.some(({ left, right }) => column >= left && column < right))) rows++;
    const straddles = lattice
      .across(row, area.left, area.right)
      .some((piece) =>
        spans.some(({ left, right }) => [left, right].some((side) => piece.column < side && piece.column + piece.width > side)),
      );
    if (straddles) return false;
  }
  return rows > 0;
}

const spelling = (lattice: Lattice, area: Area, row: number): string =>
  lattice
    .across(row, area.left, area.right)
    .map(({ text }) => key(text))
    .join("|");

/** The lattice with the cells of some areas read as blank. */
export function without(lattice: Lattice, areas: readonly Area[]): Lattice {
  const gone = (row: number, column: number): boolean =>
    areas.some(({ top, bottom, left, right }) => row >= top && row < bottom && column >= left && column < right);
  const blank = (row: number, column: number): Piece => ({ row, column, width: 1, height: 1, text: "", kind: "blank" });
  const across = (row: number, left: number, right: number): readonly Piece[] =>
    lattice
      .across(row, left, right)
      .flatMap((piece) =>
        gone(row, Math.max(left, piece.column))
          ? Array.from({ length: Math.min(right, piece.column + piece.width) - Math.max(left, piece.column) }, (_, step) =>
              blank(row, Math.max(left, piece.column) + step),
            )
          : [piece],
      );
  return {
    ...lattice,
    kind: (row, column) => (gone(row, column) ? "blank" : lattice.kind(row, column)),
    text: (row, column) => (gone(row, column) ? "" : lattice.text(row, column)),
    piece: (row, column) => (gone(row, column) ? blank(row, column) : lattice.piece(row, column)),
    across,
    begins: (row, left, right) => across(row, left, right).filter((piece) => piece.row === row),
  };
}
