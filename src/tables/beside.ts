import { type Headings, headingPath } from "./heading-path.ts";
import { type Area, filled, type Lattice, type Piece } from "./lattice.ts";
import { core, key, levelledWords, remarkWords, sentence } from "./words.ts";

/** What a column of a body holds, roughly. */
interface Content {
  readonly words: number;
  readonly figures: number;
  readonly merged: boolean;
}

function content(lattice: Lattice, rows: readonly number[], column: number): Content {
  let words = 0;
  let figures = 0;
  let merged = false;
  for (const row of rows) {
    const kind = lattice.kind(row, column);
    if (kind === "text") {
      if (!sentence(lattice.text(row, column))) words++;
    } else if (kind === "figure" || kind === "period" || kind === "span") figures++;
    else if (lattice.piece(row, column).row < row) merged = true;
  }
  return { words, figures, merged };
}

/**
 * Tables printed side by side under one line of headings (收入 | 支出, 资产 | 负债, a long list in two panels): the columns
 * at which each begins. One number, the left edge, where there is a single table.
 */
export function panels(lattice: Lattice, area: Area, headings: Headings, body: readonly number[]): readonly number[] {
  const columns = Array.from({ length: area.right - area.left }, (_, offset) => area.left + offset);
  const paths = columns.map((column) => headingPath(lattice, area, headings, column));
  const leaf = (offset: number): string => key(paths[offset]?.at(-1) ?? "");
  if (paths.some((path) => path.some(levelledWords))) return [area.left];
  const contents = columns.map((column) => content(lattice, body, column));
  const again = headings.rows.length > 0 ? repetition(paths, contents) : alternation(lattice, area, body, contents);
  if (again) return again.map((offset) => area.left + offset);
  const empty = (offset: number): boolean =>
    contents[offset]!.words + contents[offset]!.figures === 0 && !contents[offset]!.merged && leaf(offset) === "";
  const named = (offset: number): boolean => {
    const { words, figures } = contents[offset]!;
    return words > figures && !remarkWords(leaf(offset));
  };
  const counts = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (contents[at]!.figures > contents[at]!.words) return true;
    return false;
  };
  const namedFrom = (from: number): number => columns.findIndex((_, at) => at >= from && named(at));
  let from = 0;
  let before = namedFrom(from);
  if (before < 0) return [area.left];
  const starts = [from];
  for (let offset = 1; offset < columns.length; offset++) {
    if (before < 0 || before >= offset || !counts(before + 1, offset)) continue;
    const label = named(offset)
      ? offset
      : contents[offset]!.figures > 0 &&
          named(offset + 1 < columns.length ? offset + 1 : offset) &&
          leaf(offset) === leaf(from) &&
          leaf(from) !== ""
        ? offset + 1
        : -1;
    if (label < 0 || !counts(label + 1, columns.length)) continue;
    if (contents[before]?.merged) continue;
    const plain = (at: number): string => core(paths[at]?.at(-1) ?? "");
    const same =
      leaf(label) !== "" && (leaf(label) === leaf(before) || (plain(label) === plain(before) && alike(paths, before, label, contents)));
    const apart = !straddles(lattice, area, headings, columns[offset]!) && (empty(offset - 1) || alike(paths, before, label, contents));
    if (!same && !apart) continue;
    starts.push(offset);
    from = offset;
    before = namedFrom(from);
  }
  return starts.map((offset) => area.left + offset);
}

/** Where the headings come again and again in the same order, each time over words first: the offsets at which they begin. */
function repetition(paths: readonly (readonly string[])[], contents: readonly Content[]): readonly number[] | undefined {
  const runs: { readonly leaf: string; readonly from: number }[] = [];
  for (const [offset, path] of paths.entries()) {
    const leaf = key(path.at(-1) ?? "");
    const { words, figures } = contents[offset]!;
    if (leaf === "" && words + figures === 0) continue;
    if (leaf !== runs.at(-1)?.leaf) runs.push({ leaf, from: offset });
  }
  for (let period = 2; period * 2 <= runs.length; period++) {
    if (runs.length % period !== 0 || runs[period]!.leaf !== runs[0]!.leaf) continue;
    const first = new Set(runs.slice(0, period).map(({ leaf }) => leaf));
    if (first.size !== period || first.has("")) continue;
    const starts = runs.filter((_, order) => order % period === 0).map(({ from }) => from);
    const names = starts.every((start) => contents[start]!.words > contents[start]!.figures);
    if (names && runs.every(({ leaf }, order) => leaf === runs[order % period]!.leaf)) return [0, ...starts.slice(1)];
  }
  return undefined;
}

/** Names of their own in each panel, not a unit that comes again. */
const MOST_DISTINCT = 0.8;
const FEWEST_NAMES = 3;

/** Without headings: columns of names and columns of figures in the same order, again and again. The offsets at which each panel begins. */
function alternation(lattice: Lattice, area: Area, body: readonly number[], contents: readonly Content[]): readonly number[] | undefined {
  const kinds = contents.map(({ words, figures }) => (words > 0 && figures === 0 ? "n" : words === 0 && figures > 0 ? "f" : "")).join("");
  const repeated = /^(n+f+)\1+$/.exec(kinds)?.[1];
  if (repeated === undefined || kinds.length !== contents.length) return undefined;
  const starts = contents.flatMap((_, offset) => (offset % repeated.length === 0 ? [offset] : []));
  const namesLines = (offset: number): boolean => {
    const column = area.left + offset + repeated.lastIndexOf("n");
    const names = body.flatMap((row) => (lattice.kind(row, column) === "text" ? [key(lattice.text(row, column))] : []));
    return names.length >= FEWEST_NAMES && new Set(names).size >= MOST_DISTINCT * names.length;
  };
  return starts.every(namesLines) ? starts : undefined;
}

/** A heading, but one across everything, reaches over the border before `column`. */
function straddles(lattice: Lattice, area: Area, headings: Headings, column: number): boolean {
  return headings.naming.some((row) => {
    const piece = lattice.piece(row, column);
    return piece.text !== "" && piece.column < column && piece.width < area.right - area.left;
  });
}

/** The columns of figures after both labels bear the same headings: 资产 | 年初 | 期末 | 负债 | 年初 | 期末. */
function alike(paths: readonly (readonly string[])[], before: number, label: number, contents: readonly Content[]): boolean {
  const heads = (from: number, to: number): string[] => {
    const found: string[] = [];
    for (let at = from; at < to; at++) {
      if (contents[at]!.words > contents[at]!.figures) break;
      found.push(key(paths[at]?.at(-1) ?? ""));
    }
    return found;
  };
  const left = heads(before + 1, label);
  const right = heads(label + 1, paths.length);
  return (
    left.length > 0 &&
    left.length === label - before - 1 &&
    left.join("|") === right.slice(0, left.length).join("|") &&
    left.every((text) => text !== "")
  );
}

/**
 * The lattice with group headings put over their panels: where a heading row has one heading for each panel but its spans
 * (guessed from a dump that lost them) end elsewhere, the n-th heading is that of the n-th panel.
 */
export function overPanels(lattice: Lattice, area: Area, headings: Headings, starts: readonly number[]): Lattice {
  if (starts.length < 2) return lattice;
  const moved = new Map<number, readonly Piece[]>();
  for (const row of headings.naming) {
    const pieces = lattice.begins(row, area.left, area.right).filter(filled);
    if (pieces.length !== starts.length || pieces.every(({ column }, order) => column === starts[order])) continue;
    moved.set(
      row,
      pieces.map((piece, order) => ({ ...piece, column: starts[order]!, width: (starts[order + 1] ?? area.right) - starts[order]! })),
    );
  }
  if (moved.size === 0) return lattice;
  return {
    ...lattice,
    piece: (row, column) => moved.get(row)?.findLast((piece) => piece.column <= column) ?? lattice.piece(row, column),
  };
}
