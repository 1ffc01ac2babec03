import type { Cell, Grid } from "../model/grid.ts";
import { isBlankFigure, numberText, readFigure } from "../model/read-figure.ts";
import { printed } from "./printed.ts";

/**
 * What a cell looks like by itself. `mark`: a dash or slash in place of a figure. `period`: a bare year, 2016年, 3月;
 * `span`: 1年以内, 60岁以上. Both are a heading or a label in most places, a figure in a column of figures.
 */
export type Kind = "blank" | "mark" | "figure" | "period" | "span" | "text";

/** A rectangle of a grid; `bottom` and `right` are the first row and column outside. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A printed cell with what merging gave it. */
export interface Piece {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
  readonly text: string;
  readonly kind: Kind;
}

/** A grid with each cell's look worked out once. Rows and columns count from 0, as in `grid.rows`. */
export interface Lattice {
  readonly grid: Grid;
  readonly height: number;
  readonly width: number;
  /** Look of the cell that stands here; `blank` where a merged region merely covers it. */
  readonly kind: (row: number, column: number) => Kind;
  /** Printed text of the cell that stands here; `""` where a merged region merely covers it. */
  readonly text: (row: number, column: number) => string;
  /** The cell that a reader sees here: the merged one, where one covers this place. */
  readonly piece: (row: number, column: number) => Piece;
  /** The cells that begin in this row, blank ones too, from left to right. */
  readonly begins: (row: number, left: number, right: number) => readonly Piece[];
  /** The cells of a row, those that reach down into it from above too. */
  readonly across: (row: number, left: number, right: number) => readonly Piece[];
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const YEAR = /^(?:19|20)\d{2}$/;
const PERIOD = /^(?:(?:19|20)\d{2}年?(?:度|末|初)?|(?:(?:19|20)\d{2}年)?\d{1,2}(?:[-—~～至]\d{1,2})?月(?:份|底|末)?)$/;
/** A span of time or age, which sorts figures by how old they are: 1年以内, 2-3年, 60岁以上. */
const SPAN =
  /^\d{1,3}(?:(?:年|个?月|天|岁)?(?:[-—–~～至到])\d{1,3})?(?:年|个?月|天|岁)(?:及)?(?:以内|以上|以下|以后|内)(?:[(（].*[)）])?$|^\d{1,3}(?:年|个?月|岁)?[-—–~～至到]\d{1,3}(?:年|个?月|岁)(?:[(（].*[)）])?$/;

/** The form's own rule before the figure: (20分*执行率) 13. */
const AFTER_BRACKETS = /^\s*[(（][^()（）]*[^\d()（）.,%％][^()（）]*[)）]\s*(\S+)\s*$/;

/** How a cell looks. A bare number from 1900 to 2099 counts as a period here: its surroundings decide. */
function look(cell: Cell, seen: Map<string, Kind>): Kind {
  const text = numberText(cell);
  if (text === "") return "blank";
  if (cell.not !== undefined) return "text";
  if (PLAIN.test(text)) return YEAR.test(text) ? "period" : "figure";
  const known = seen.get(text);
  if (known !== undefined) return known;
  const bare = text.trim();
  let kind: Kind;
  if (bare === "" || printed(text) === "") kind = "blank";
  else if (PERIOD.test(bare.replace(/\s+/g, ""))) kind = "period";
  else if (SPAN.test(bare.replace(/\s+/g, ""))) kind = "span";
  else if (PLAIN.test(bare)) kind = "figure";
  else if (isBlankFigure(text)) kind = "mark";
  else kind = readFigure(text) || readFigure(text.replace(AFTER_BRACKETS, "$1")) ? "figure" : "text";
  seen.set(text, kind);
  return kind;
}

/** Works out the look of every cell of a rectangular grid. */
export function lattice(grid: Grid): Lattice {
  const height = grid.rows.length;
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const seen = new Map<string, Kind>();
  const kinds: Kind[][] = [];
  const texts: string[][] = [];
  const labels = new Map<string, string>();
  const reach = new Map<number, { bottom: number; right: number }>();
  for (let row = 0; row < height; row++) {
    const cells = grid.rows[row]!;
    const rowKinds: Kind[] = new Array<Kind>(width).fill("blank");
    const rowTexts: string[] = new Array<string>(width).fill("");
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column]!;
      if (cell.anchor) {
        const key = cell.anchor[0] * width + cell.anchor[1];
        const far = reach.get(key);
        if (!far) reach.set(key, { bottom: row, right: column });
        else {
          far.bottom = Math.max(far.bottom, row);
          far.right = Math.max(far.right, column);
        }
        continue;
      }
      rowKinds[column] = look(cell, seen);
      const text = numberText(cell);
      if (text !== "" && rowKinds[column] === "figure" && PLAIN.test(text)) rowTexts[column] = text;
      else if (text !== "") {
        let label = labels.get(text);
        if (label === undefined) {
          label = printed(text);
          labels.set(text, label);
        }
        rowTexts[column] = label;
      }
    }
    kinds.push(rowKinds);
    texts.push(rowTexts);
  }
  const standing = (row: number, column: number): Piece => {
    const far = reach.get(row * width + column);
    return {
      row,
      column,
      height: far ? Math.max(far.bottom, row) - row + 1 : 1,
      width: far ? Math.max(far.right, column) - column + 1 : 1,
      text: texts[row]?.[column] ?? "",
      kind: kinds[row]?.[column] ?? "blank",
    };
  };
  const piece = (row: number, column: number): Piece => {
    const anchor = grid.rows[row]?.[column]?.anchor;
    return anchor ? standing(anchor[0], anchor[1]) : standing(row, column);
  };
  const covers = (here: Piece, row: number, column: number): boolean => {
    const anchor = grid.rows[row]?.[column]?.anchor;
    return anchor !== undefined && anchor[0] === here.row && anchor[1] === here.column;
  };
  const across = (row: number, left: number, right: number): Piece[] => {
    const pieces: Piece[] = [];
    for (let column = left; column < right; ) {
      const here = piece(row, column);
      pieces.push(here);
      column++;
      while (column < right && covers(here, row, column)) column++;
    }
    return pieces;
  };
  return {
    grid,
    height,
    width,
    kind: (row, column) => kinds[row]?.[column] ?? "blank",
    text: (row, column) => texts[row]?.[column] ?? "",
    piece,
    across,
    begins: (row, left, right) => across(row, left, right).filter((here) => here.row === row),
  };
}

/** The cell that stands here says something: a word, a figure, a dash. */
export const filled = (piece: Piece): boolean => piece.kind !== "blank";

/** Words, a period or a span: what can head a column or name a row. */
export const wordy = ({ kind }: Piece): boolean => kind === "text" || kind === "period" || kind === "span";

/** Could be read as a figure, whatever it is here. */
export const numeric = ({ kind }: { readonly kind: Kind }): boolean => kind === "figure" || kind === "period" || kind === "span";
