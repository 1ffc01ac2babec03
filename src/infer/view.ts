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
  if (direction === "columns")
    return {
      direction,
      lines: columns,
      across: rows,
      scale,
      value: grid.value,
      unit: grid.unit,
      grain: grid.grain,
      signed: signs(rows, grid.value),
      hollow: hollowLines(columns, grid.value),
      said: saidOf(headings.columns),
    };
  const value = new Float64Array(rows * columns);
  const unit = new Float64Array(rows * columns);
  const grain = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      value[column * rows + row] = grid.value[row * columns + column]!;
      unit[column * rows + row] = grid.unit[row * columns + column]!;
      grain[column * rows + row] = grid.grain[row * columns + column]!;
    }
  return {
    direction,
    lines: rows,
    across: columns,
    scale,
    value,
    unit,
    grain,
    signed: signs(columns, value),
    hollow: hollowLines(rows, value),
    said: saidOf(headings.rows),
  };
}

function signs(across: number, value: Float64Array): Uint8Array {
  const signed = new Uint8Array(across);
  const lines = value.length / Math.max(1, across);
  for (let at = 0; at < value.length; at += 1) if (value[at]! < 0) signed[Math.floor(at / lines)] = 1;
  return signed;
}

function hollowLines(lines: number, value: Float64Array): Uint8Array {
  const hollow = new Uint8Array(lines).fill(1);
  for (let at = 0; at < value.length; at += 1) if (!Number.isNaN(value[at]!)) hollow[at % lines] = 0;
  return hollow;
}

/** Crossing lines to look at, spread evenly. */
export function sample(across: number, most: number): Uint32Array {
  const size = Math.min(across, most);
  const chosen = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) chosen[index] = across <= most ? index : Math.floor((index * across) / most);
  return chosen;
}
