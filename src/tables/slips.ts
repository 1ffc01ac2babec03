import type { Column } from "../model/table.ts";
import { type Area, filled, type Lattice, type Piece } from "./lattice.ts";
import { key, remarkWords, totalWords } from "./words.ts";

export type Moved = Map<string, readonly [row: number, column: number]>;

const OUTER = /^(?:产出|效益|效果|满意度?|成本|投入|过程|绩效|决策|管理)(?:指标)?$/;
const INNER =
  /^(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|环境效益|可持续(?:影响|发展)?|服务对象(?:满意度?)?|社会公众或服务对象)(?:指标)?$/;

/**
 * Rows whose cells have slid to the left, as a faulty dump leaves them: label in a column of groups or values, values short
 * of their columns. The last cells of such a row are put under the last columns of values, the cell before them under the
 * row labels, and so on. Only where the row makes no sense as it stands.
 */
export function slips(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): Moved {
  const moved: Moved = new Map();
  const labels = columns.filter(({ role }) => role === "label").map(({ index }) => index);
  const leaf = labels.at(-1);
  if (labels.length < 2 || leaf === undefined) return moved;
  const regular = columns
    .filter(({ index, role, path }) => index > leaf && (role === "figure" || role === "text") && !remarkWords(path.at(-1) ?? ""))
    .map(({ index }) => index)
    .filter((column) => body.filter((row) => lattice.kind(row, column) !== "blank").length * 5 >= body.length * 2);
  const last = regular.at(-1);
  if (
    last === undefined ||
    labels.some(
      (label, order) => order > 0 && columns.some(({ index, role }) => role === "figure" && index > labels[order - 1]! && index < label),
    )
  )
    return moved;
  for (const row of body) {
    const cells = lattice.begins(row, area.left, area.right).filter(filled);
    if (cells.length <= regular.length || cells.some(({ width, height }) => width > 1 || height > 1)) continue;
    if (cells.at(-1)!.column >= last || totalWords(cells[0]!.text) !== undefined) continue;
    const names = cells.slice(0, cells.length - regular.length);
    const values = cells.slice(cells.length - regular.length);
    if (names.length > labels.length || names.some(({ kind }) => kind !== "text")) continue;
    if (!makesNoSense(lattice, row, labels, leaf, regular, cells) || !fits(lattice, body, row, values, regular)) continue;
    for (const [order, piece] of names.entries()) place(moved, row, labels[labels.length - names.length + order]!, piece);
    for (const [order, piece] of values.entries()) place(moved, row, regular[order]!, piece);
  }
  return moved;
}

function place(moved: Moved, row: number, column: number, piece: Piece): void {
  if (piece.column !== column) moved.set(`${row},${column}`, [row, piece.column]);
}

/** As it stands the row has no label, a figure or a value for a label, or a group under the wrong heading. */
function makesNoSense(
  lattice: Lattice,
  row: number,
  labels: readonly number[],
  leaf: number,
  regular: readonly number[],
  cells: readonly Piece[],
): boolean {
  const label = lattice.piece(row, leaf);
  if (!filled(label) || label.kind === "figure") return true;
  if (label.row === row && key(label.text) === key(lattice.text(row, regular[0]!))) return true;
  return cells.some(({ column, text }) => {
    const order = labels.indexOf(column);
    const groups = labels.length - 1;
    if (order < 0 || order >= groups) return false;
    if (INNER.test(key(text)) && !OUTER.test(key(text))) return order < groups - 1;
    return OUTER.test(key(text)) && !INNER.test(key(text)) && order < groups - 2;
  });
}

/** Figures come under columns that hold figures, words under columns that hold words. */
function fits(lattice: Lattice, body: readonly number[], row: number, values: readonly Piece[], regular: readonly number[]): boolean {
  return values.every((piece, order) => {
    const others = body.filter((other) => other !== row).map((other) => lattice.kind(other, regular[order]!));
    const words = others.some((kind) => kind === "text");
    return piece.kind === "text" ? words : others.some((kind) => kind === "figure" || kind === "period" || kind === "span");
  });
}

/** The lattice with moved cells read where they belong, and the places they left read as blank. */
export function settled(lattice: Lattice, moved: Moved): Lattice {
  if (moved.size === 0) return lattice;
  const left = new Set([...moved.values()].map(([row, column]) => `${row},${column}`));
  const from = (row: number, column: number): readonly [number, number] | undefined => moved.get(`${row},${column}`);
  const gone = (row: number, column: number): boolean => !moved.has(`${row},${column}`) && left.has(`${row},${column}`);
  const piece = (row: number, column: number): Piece => {
    const source = from(row, column);
    if (source) return { ...lattice.piece(source[0], source[1]), row, column, width: 1, height: 1 };
    if (gone(row, column)) return { row, column, width: 1, height: 1, text: "", kind: "blank" };
    return lattice.piece(row, column);
  };
  const across = (row: number, start: number, end: number): Piece[] => {
    const pieces: Piece[] = [];
    for (let column = start; column < end; ) {
      const here = piece(row, column);
      pieces.push(here);
      column = Math.max(column + 1, here.column + here.width);
    }
    return pieces;
  };
  return {
    ...lattice,
    piece,
    across,
    begins: (row, start, end) => across(row, start, end).filter((here) => here.row === row),
    kind: (row, column) => {
      const source = from(row, column);
      return source ? lattice.kind(source[0], source[1]) : gone(row, column) ? "blank" : lattice.kind(row, column);
    },
    text: (row, column) => {
      const source = from(row, column);
      return source ? lattice.text(source[0], source[1]) : gone(row, column) ? "" : lattice.text(row, column);
    },
  };
}
