import { bodyOf, isNote } from "./body.ts";
import { headingsEnd, isPreamble, nextFilled, own } from "./headings.ts";
import { type Area, type Lattice, type Piece, wordy } from "./lattice.ts";
import { type Inner, nestedAt } from "./nested.ts";
import { pairGrid } from "./pair-grid.ts";
import { type PairRow, pairsIn } from "./pairs.ts";
import { sentence } from "./words.ts";

/** Rows of a region that belong together: headings with what stands under them, or a run of label/value pairs. */
export interface Block {
  readonly kind: "table" | "pairs";
  readonly area: Area;
  readonly headings: readonly number[];
  readonly body: readonly number[];
  /** The rows of a run of pairs. */
  readonly pairs: readonly PairRow[];
  /** Tables that stand in its cells. */
  readonly inner: readonly Inner[];
  /** Lines above: titles, units, periods. */
  readonly above: readonly string[];
  readonly notes: readonly string[];
}

interface Draft {
  readonly kind: "table" | "pairs";
  readonly headings: readonly number[];
  readonly body: readonly number[];
  readonly pairs: PairRow[];
  readonly inner: readonly Inner[];
  readonly above: readonly string[];
  readonly notes: string[];
}

/**
 * Reads a region from the top down and cuts it where new titles, headings or another kind of line begin. `before` are lines
 * already met above it; `rest` are lines at its end that title nothing in it. Pairs stand in at least `panels` side by side.
 */
export function blocks(
  lattice: Lattice,
  area: Area,
  before: readonly string[],
  panels = 2,
): { readonly found: readonly Block[]; readonly rest: readonly string[] } {
  const drafts: Draft[] = [];
  let above: string[] = [...before];
  const open = (headings: readonly number[], body: readonly number[], notes: readonly string[], inner: readonly Inner[] = []): void => {
    drafts.push({ kind: "table", headings, body, pairs: [], inner, above, notes: [...notes] });
    above = [];
  };
  const openPairs = (pairs: readonly PairRow[]): void => {
    const last = drafts.at(-1);
    if (last?.kind === "pairs" && above.length === 0) last.pairs.push(...pairs);
    else drafts.push({ kind: "pairs", headings: [], body: [], pairs: [...pairs], inner: [], above, notes: [] });
    above = [];
  };
  let row = nextFilled(lattice, area, area.top);
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    const rest: Area = { ...area, top: row };
    const last = drafts.at(-1);
    if (isNote(cells, last !== undefined)) {
      const { notes, end } = notesFrom(lattice, rest, row);
      (last?.notes ?? above).push(...notes);
      row = end;
      continue;
    }
    const nesting = nestedAt(lattice, rest, row);
    if (nesting) {
      open([nesting.heading], nesting.records, [], nesting.inner);
      row = nextFilled(lattice, area, nesting.end);
      continue;
    }
    const grid = pairGrid(lattice, rest, row, panels);
    if (grid) {
      openPairs(grid.rows);
      row = grid.end;
      continue;
    }
    const end = headingsEnd(lattice, rest, row);
    if (end !== undefined) {
      const headings = Array.from({ length: end - row }, (_, index) => row + index);
      const body = bodyOf(lattice, rest, headings, above, end);
      open(headings, body.lines, body.notes);
      row = body.end;
      continue;
    }
    if (isBanner(cells)) {
      above.push(...cells.map(({ text }) => text));
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const pairs = pairsIn(lattice, rest, row);
    if (pairs) {
      openPairs([pairs]);
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const body = bodyOf(lattice, rest, [], above, row);
    open([], body.lines, body.notes);
    row = body.end;
  }
  const found = drafts.map((draft) => {
    const lines = [...draft.headings, ...draft.body, ...draft.pairs.map((each) => each.row)];
    const top = lines[0] ?? area.top;
    return { ...draft, area: { ...area, top, bottom: (lines.at(-1) ?? top) + 1 } };
  });
  return { found, rest: above };
}

const ENUMERATED = /^(?:\d+[.、．]|[(（]\d|[①-⑳]|[一二三四五六七八九]、)/;

/** Notes and lines to sign on; they go on while lines are numbered, or are sentences. */
function notesFrom(lattice: Lattice, area: Area, from: number): { readonly notes: readonly string[]; readonly end: number } {
  const notes: string[] = [];
  let row = from;
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    const only = cells.length === 1 && cells[0]!.kind === "text" ? cells[0]!.text : undefined;
    const goes = row === from || isNote(cells, true) || (only !== undefined && (ENUMERATED.test(only) || sentence(only)));
    if (!goes) break;
    notes.push(cells.map(({ text }) => text).join(" "));
    row = nextFilled(lattice, area, row + 1);
  }
  return { notes, end: row };
}

/** A line of words alone in its row, or several cells that only say unit, period and who filled the form in. */
const isBanner = (cells: readonly Piece[]): boolean => isPreamble(cells) || (cells.length === 1 && wordy(cells[0]!));
