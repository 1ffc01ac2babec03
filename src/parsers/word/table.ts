import { BLANK, type Cell } from "../../model/grid.ts";

/** A cell as written: it spans `span` columns of the table's grid, and may only continue a merged one. */
export interface DraftCell {
  readonly text: string;
  /** Nothing but hidden text: `text` is that. */
  readonly hidden: boolean;
  readonly span: number;
  /** `restart` begins a vertically merged region, `continue` belongs to the one above. */
  readonly down: "restart" | "continue" | undefined;
  /** Belongs to the merged region of the cell before it, as older programs write spans. */
  readonly joined: boolean;
}

export interface DraftRow {
  /** Columns of the grid left out before the first cell and after the last. */
  readonly before: number;
  readonly after: number;
  readonly hidden: boolean;
  readonly cells: readonly DraftCell[];
}

export interface Spread {
  readonly rows: readonly (readonly Cell[])[];
  /** Cells under a merged one that hold text all the same. */
  readonly covered: number;
}

/** The rows as a rectangle with every span spread out; `undefined` where that takes more than `most` cells. */
export function spread(drafts: readonly DraftRow[], most: number): Spread | undefined {
  const widths = drafts.map(({ before, after, cells }) => cells.reduce((sum, { span }) => sum + span, before + after));
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0);
  if (width * drafts.length > most) return undefined;
  let covered = 0;
  /** By first column, the cell that a `continue` right below would belong to. */
  let above = new Map<number, readonly [row: number, column: number]>();
  const rows = drafts.map((draft, row) => {
    const line: Cell[] = new Array<Cell>(width).fill(BLANK);
    const open = new Map<number, readonly [row: number, column: number]>();
    let column = draft.before;
    let previous: readonly [row: number, column: number] | undefined;
    for (const { text, hidden, span, down, joined } of draft.cells) {
      const owner = joined ? previous : down === "continue" ? above.get(column) : undefined;
      const anchor = owner ?? ([row, column] as const);
      if (down !== undefined && !joined) open.set(column, anchor);
      if (owner && text !== "") covered += 1;
      for (let offset = 0; offset < span; offset += 1) {
        const isOwner = offset === 0 && !owner;
        if (isOwner) line[column] = cellOf(text, hidden || draft.hidden);
        else line[column + offset] = { ...cellOf(offset === 0 ? text : "", text !== ""), anchor };
      }
      column += span;
      previous = anchor;
    }
    above = open;
    return line;
  });
  return { rows, covered };
}

function cellOf(text: string, hidden: boolean): Cell {
  if (text === "") return BLANK;
  return hidden ? { text, hidden } : { text };
}
