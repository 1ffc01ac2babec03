/**
 * What a line of a text dump can be: `cell` begins with its only TAB (one cell of a table printed cell by cell), `row`
 * holds TABs between texts or several of them (a whole row), `plain` has no TAB.
 */
export type LineKind = "blank" | "plain" | "cell" | "row";

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly kind: LineKind;
  /** White space and a TAB stand before the first word: in a dump of cells, a cell begins here. */
  readonly opens: boolean;
  /** Index after the run that the line belongs to: lines with no blank one between them. Of a blank line, after all blank ones. */
  readonly runEnd: number;
  /** Lines from this one to the end of its run: that open a cell, and those of either kind with a TAB. */
  readonly opensLeft: number;
  readonly cellsLeft: number;
  readonly rowsLeft: number;
  /** Index of the first line from this one on that opens a cell; the number of lines where there is none. */
  readonly nextCell: number;
}

const BLANK = /^[\s\u200b-\u200d\ufeff]*$/;
const OPENS = /^\s*\t/;

/** Nothing a reader would see: white space of any width and invisible marks. */
export const isBlank = (text: string): boolean => BLANK.test(text);

/** The lines of a text; a last line that the file ends with is not one more, empty line. */
export function linesOf(text: string): Line[] {
  const texts = text.split(/\r\n|\n|\r/);
  if (texts.at(-1) === "") texts.pop();
  const lines = new Array<Line>(texts.length);
  let below: Line | undefined;
  for (let index = texts.length - 1; index >= 0; index -= 1) {
    const printed = texts[index]!;
    const kind = kindOf(printed);
    const opens = (kind === "cell" || kind === "row") && OPENS.test(printed);
    const sameRun = below !== undefined && (below.kind === "blank") === (kind === "blank") ? below : undefined;
    below = {
      number: index + 1,
      text: printed,
      kind,
      opens,
      runEnd: sameRun?.runEnd ?? index + 1,
      opensLeft: (sameRun?.opensLeft ?? 0) + (opens ? 1 : 0),
      cellsLeft: (sameRun?.cellsLeft ?? 0) + (kind === "cell" ? 1 : 0),
      rowsLeft: (sameRun?.rowsLeft ?? 0) + (kind === "row" ? 1 : 0),
      nextCell: opens ? index : (below?.nextCell ?? texts.length),
    };
    lines[index] = below;
  }
  return lines;
}

function kindOf(line: string): LineKind {
  const tab = line.indexOf("\t");
  if (tab < 0) return isBlank(line) ? "blank" : "plain";
  return isBlank(line.slice(0, tab)) && line.indexOf("\t", tab + 1) < 0 ? "cell" : "row";
}

export type Layout = "cells" | "rows";

/**
 * Which of the two dumps the file is, by its runs of lines without a blank one between: a dump of cells has a run for
 * each row, with one TAB at the head of each line; a dump of rows has TABs inside its lines.
 */
export function layoutOf(lines: readonly Line[]): Layout {
  let cells = 0;
  let rows = 0;
  for (let start = 0; start < lines.length; start = lines[start]!.runEnd) {
    const { rowsLeft, cellsLeft } = lines[start]!;
    if (rowsLeft > 0) rows += 1;
    else if (cellsLeft > 0) cells += 1;
  }
  return cells > rows ? "cells" : "rows";
}

/** The layout of the run from a line with a TAB on, or `undefined` where the line is a sentence with a TAB in it. */
export function layoutAt({ rowsLeft, cellsLeft, opens }: Line, file: Layout): Layout | undefined {
  if (file === "rows" || (rowsLeft >= 2 && rowsLeft > cellsLeft)) return "rows";
  return opens ? "cells" : undefined;
}
