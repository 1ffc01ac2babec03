import type { RowShape } from "../word/marked.ts";

/** Bytes that a cell is described by, its borders included. */
const CELL = 20;
const DEFINITION = 0xd608;
const MERGE_DOWN = 0xd62b;
const MERGE = 0x5624;
const SPLIT = 0x5625;
const INSERT = 0x7621;
const DELETE = 0x5622;
const WIDTH = 0x7623;
/** Shades of the first 22 cells: two colours and a pattern each. */
const SHADES = 0xd612;
const SHADE = 10;

const BOTH = 3;

interface DraftCell {
  width: number;
  across: number;
  down: number;
  shaded: boolean;
}

/** A row while its properties are read: the definition of its cells, then what changed it. */
export interface RowDraft {
  readonly property: (code: number, operand: Uint8Array) => void;
  readonly shape: () => RowShape | undefined;
}

export function newRowDraft(): RowDraft {
  let left = 0;
  let cells: DraftCell[] | undefined;
  return {
    property: (code, operand) => {
      if (code === DEFINITION) [left, cells] = defined(operand);
      else if (cells) change(cells, code, operand);
    },
    shape: () => {
      if (!cells || cells.length === 0) return undefined;
      const edges = [left];
      for (const { width } of cells) edges.push(edges.at(-1)! + width);
      const across = mergedAcross(cells);
      const merges = cells.map(({ down, shaded }, index) => ({ joined: across[index]!, down: DOWN[down & 3], shaded }));
      return { edges, cells: merges };
    },
  };
}

/** A pattern, or a ground (red, green, blue, and a byte that is set where it is none) of any colour but that of paper. */
const isDark = ([, , , , red = 0, green = 0, blue = 0, none = 0, low = 0, high = 0]: Uint8Array): boolean =>
  (low | high) !== 0 || (none === 0 && (red & green & blue) !== 255);

/** How a cell merges with those above and below it, by two bits. */
const DOWN = [undefined, "continue", "restart", "restart"] as const;

const short = (bytes: Uint8Array, at: number): number => (((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) << 16) >> 16;

/** The count of cells, their edges, and so many bytes for each cell as were written. */
function defined(operand: Uint8Array): [left: number, cells: DraftCell[]] {
  const count = operand[0] ?? 0;
  const cells = Array.from({ length: count }, (_, index): DraftCell => {
    const flags = short(operand, 1 + (count + 1) * 2 + index * CELL);
    return {
      width: short(operand, 3 + index * 2) - short(operand, 1 + index * 2),
      across: flags & 3,
      down: (flags >> 5) & 3,
      shaded: false,
    };
  });
  return [short(operand, 1), cells];
}

function change(cells: DraftCell[], code: number, operand: Uint8Array): void {
  const [first = 0, limit = 0] = operand;
  const here = cells.slice(first, limit);
  if (code === SHADES) {
    for (let index = 0; (index + 1) * SHADE <= operand.length; index += 1) {
      const cell = cells[index];
      if (cell) cell.shaded = isDark(operand.subarray(index * SHADE, (index + 1) * SHADE));
    }
  } else if (code === MERGE_DOWN) {
    const cell = cells[first];
    if (cell) cell.down = limit;
  } else if (code === WIDTH) for (const cell of here) cell.width = short(operand, 2);
  else if (code === SPLIT) for (const cell of here) cell.across = 0;
  else if (code === MERGE) for (const [index, cell] of here.entries()) cell.across = index === 0 ? 1 : 2;
  else if (code === DELETE) cells.splice(first, Math.max(0, limit - first));
  else if (code === INSERT)
    cells.splice(first, 0, ...Array.from({ length: limit }, () => ({ width: short(operand, 2), across: 0, down: 0, shaded: false })));
}

/**
 * Which cells belong to the one before. Of the two bits one marks the first cell of a merged set and the other those that
 * follow; programs differ in which is which. The first of a chain is always a first one, so its bit tells.
 */
function mergedAcross(cells: readonly DraftCell[]): boolean[] {
  let first = 0;
  return cells.map(({ across }) => {
    if (across === 0) {
      first = 0;
      return false;
    }
    if (first === 0) first = across;
    return across !== first && across !== BOTH;
  });
}
