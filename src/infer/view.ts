import { proofs } from "./bits.ts";
import type { InferredKind } from "./kind.ts";
import type { NumericGrid } from "./numeric-grid.ts";
import { saidBy } from "./words.ts";

/** What the formulas of a view are over: `columns` of each row, or `rows` of each column. */
export type Direction = "columns" | "rows";

/**
 * A table seen one way: formulas are over `lines`, and each is tried on every line that crosses them (`across`).
 * Figures are laid out crossing by crossing, so that a walk over the lines is a walk through memory.
 */
export interface View {
  readonly direction: Direction;
  readonly lines: number;
  readonly across: number;
  readonly scale: number;
  readonly value: Float64Array;
  readonly unit: Float64Array;
  readonly grain: Float64Array;
  /** Bits that each figure can prove where a formula gives it to the last digit. */
  readonly proof: Float64Array;
  /** The largest unit on each crossing line. */
  readonly coarsest: Float64Array;
  /** Whether a crossing line has a negative figure. */
  readonly signed: Uint8Array;
  /** Whether a line has no figure at all: a heading or a blank row. */
  readonly hollow: Uint8Array;
  /** Bits by which the heading of a line speaks for a kind of formula. */
  readonly said: (line: number, kind: InferredKind) => number;
}

/** The headings of the rows and columns of a table, as printed; empty where there is none. */
export interface Headings {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

export const NO_HEADINGS: Headings = { rows: [], columns: [] };

/** What each heading says, read when it is first asked for. */
function saidOf(headings: readonly string[]): View["said"] {
  const known = new Map<number, ReturnType<typeof saidBy>>();
  return (line, kind) => {
    let said = known.get(line);
    if (!said) {
      said = saidBy(headings[line] ?? "");
      known.set(line, said);
    }
    return said.get(kind) ?? 0;
  };
}

/** The table as formulas over its columns or over its rows. */
export function viewOf(grid: NumericGrid, direction: Direction, headings: Headings = NO_HEADINGS): View {
  const { rows, columns, scale } = grid;
  const [lines, across] = direction === "columns" ? [columns, rows] : [rows, columns];
  const laid = (figures: Float64Array): Float64Array => (direction === "columns" ? figures : transposed(figures, rows, columns));
  const [value, unit, grain] = [laid(grid.value), laid(grid.unit), laid(grid.grain)];
  const proof = proofs(value, grain);
  const coarsest = new Float64Array(across);
  const signed = new Uint8Array(across);
  const hollow = new Uint8Array(lines).fill(1);
  for (let a = 0; a < across; a += 1)
    for (let line = 0; line < lines; line += 1) {
      const at = a * lines + line;
      if (Number.isNaN(value[at]!)) continue;
      hollow[line] = 0;
      if (value[at]! < 0) signed[a] = 1;
      if (unit[at]! > coarsest[a]!) coarsest[a] = unit[at]!;
    }
  return { direction, lines, across, scale, value, unit, grain, proof, coarsest, signed, hollow, said: saidOf(headings[direction]) };
}

function transposed(figures: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(figures.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) turned[column * rows + row] = figures[row * columns + column]!;
  return turned;
}

/** How many crossing lines are looked at, of so many at most, and which is the n-th of them: they are spread evenly. */
export const sampleSize = ({ across }: View, most: number): number => Math.min(across, most);
export const sampled = ({ across }: View, index: number, size: number): number =>
  size === across ? index : Math.floor((index * across) / size);
