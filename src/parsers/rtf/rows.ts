import type { RowShape } from "../word/marked.ts";

/** The definition of a row while it is read. It holds for every row until it is given anew. */
export interface RowDefinition {
  /** Takes a control word that belongs to a row; gives false for any other. */
  readonly word: (word: string, value: number | undefined) => boolean;
  readonly shape: () => RowShape | undefined;
}

/** No row has so many cells. */
const MOST_CELLS = 1024;

/** `isWhite` tells colours of paper by their number. */
export function newRowDefinition(isWhite: (colour: number) => boolean): RowDefinition {
  let left = 0;
  let edges: number[] = [];
  let cells: { down: "restart" | "continue" | undefined; joined: boolean; shaded?: boolean }[] = [];
  let next: (typeof cells)[number] = { down: undefined, joined: false };
  return {
    word: (word, value) => {
      if (word === "trowd") {
        left = 0;
        edges = [];
        cells = [];
        next = { down: undefined, joined: false };
      } else if (word === "trleft") left = value ?? 0;
      else if (word === "clmrg") next.joined = true;
      else if (word === "clvmgf") next.down = "restart";
      else if (word === "clvmrg") next.down = "continue";
      else if (word === "clcbpat") next.shaded = value !== undefined && value > 0 && !isWhite(value);
      else if (word === "cellx") {
        if (cells.length < MOST_CELLS) {
          edges.push(value ?? 0);
          cells.push(next);
        }
        next = { down: undefined, joined: false };
      } else return false;
      return true;
    },
    shape: () => (cells.length === 0 ? undefined : { edges: [Math.min(left, edges[0] ?? left), ...edges], cells: [...cells] }),
  };
}
