import type { Decimal } from "../model/decimal.ts";
import { readFigure } from "../model/read-figure.ts";
import type { Column, Row } from "../model/table.ts";
import { classified, type Line } from "./classified.ts";
import { type Area, filled, type Lattice, numeric } from "./lattice.ts";
import { sectionsOf } from "./sections.ts";
import { identifierWords, key, measureWords, totalWords } from "./words.ts";

/** The lines of a block: what each is called, where it stands in sums and groups. */
export function rows(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): readonly Row[] {
  const lines = linesOf(lattice, area, body, columns);
  return classified(lines.length > 0 ? lines : bareLines(lattice, area, body));
}

function linesOf(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): readonly Line[] {
  const labels = columns.filter(({ role }) => role === "label").map(({ index }) => index);
  const figures = columns.filter(({ role }) => role === "figure").map(({ index }) => index);
  const texts = columns.filter(({ role }) => role === "text").map(({ index }) => index);
  const measure = columns.find(({ path, role }) => role === "text" && measureWords(path.at(-1) ?? ""))?.index;
  const serial = columns.find(({ role }) => role === "serial")?.index;
  const depths = codeDepths(lattice, body, columns);
  const lines: Line[] = [];
  const carried = new Map<number, string>();
  const [outer] = columns;
  const heads = (row: number): boolean =>
    !filled(lattice.piece(row, outer!.index)) || totalWords(lattice.text(row, outer!.index)) !== undefined;
  if (outer?.role === "label" && labels.length > 1 && body.every(heads)) carried.set(outer.index, outer.path.at(-1) ?? "");
  let before: ReturnType<typeof totalWords>;
  const sections = sectionsOf(lattice, area, body, labels, figures);
  for (const index of body) {
    const printed = figures.filter((column) => lattice.kind(index, column) !== "blank").length;
    const says = printed > 0 || texts.some((column) => lattice.kind(index, column) !== "blank");
    if (sections.heads.has(index)) {
      carried.clear();
      continue;
    }
    const words = totalAt(lattice, index, labels);
    // 合计 after 小计, or at the very end, is the whole's and no group's.
    const closes = words !== undefined && words !== "subtotal" && (before !== undefined || index === body.at(-1));
    const named = labelled(lattice, index, labels, columns, carried, closes);
    before = words;
    // A number where labels stand, and nothing else in the row: it is the label.
    const bare = says || named.length > 0 ? undefined : labels.map((column) => lattice.text(index, column)).findLast((text) => text !== "");
    if (!says && named.length === 0 && bare === undefined) continue;
    const label = named.at(-1) ?? bare ?? "";
    const section = sections.over.get(index);
    lines.push({
      index,
      groups: [...(section === undefined ? [] : [section]), ...named.slice(0, -1)],
      label,
      raw: rawLabel(lattice, index, labels, label),
      figures: printed,
      unlabelled: named.every((text) => text === ""),
      ...(measure === undefined ? {} : { unit: lattice.piece(index, measure).text }),
      ...(serial === undefined ? {} : { serial: lattice.text(index, serial) }),
      ...(depths.has(index) ? { depth: depths.get(index)! } : {}),
      amounts: () => figures.map((column) => amount(lattice, index, column)),
    });
  }
  return lines;
}

/** What the labels standing in a row say of sums. */
function totalAt(lattice: Lattice, row: number, labels: readonly number[]): ReturnType<typeof totalWords> {
  for (const column of labels) {
    const words = totalWords(lattice.text(row, column));
    if (words !== undefined) return words;
  }
  return undefined;
}

function amount(lattice: Lattice, row: number, column: number): Decimal | undefined {
  const figure = lattice.kind(row, column) === "figure" ? readFigure(lattice.text(row, column)) : undefined;
  return figure?.unit?.dimension === "rate" ? undefined : figure?.value;
}

/** Rows of which nothing is known but that numbers stand in them. */
const bareLines = (lattice: Lattice, area: Area, body: readonly number[]): readonly Line[] =>
  body
    .filter((row) => lattice.begins(row, area.left, area.right).some(numeric))
    .map((index) => ({ index, groups: [], label: "", raw: "", figures: 0, unlabelled: true }));

/** Group labels from the outside in and the row's own label; a label merged over several columns counts once. */
function labelled(
  lattice: Lattice,
  index: number,
  labels: readonly number[],
  columns: readonly Column[],
  carried: Map<number, string>,
  closes: boolean,
): readonly string[] {
  const path: string[] = [];
  const pieces = labels.map((column) => lattice.piece(index, column));
  const lastOwn = pieces.findLastIndex((piece) => filled(piece) && piece.kind !== "mark");
  let before: { row: number; column: number } | undefined;
  let fresh = false;
  for (const [order, piece] of pieces.entries()) {
    const column = labels[order]!;
    if (before && piece.row === before.row && piece.column === before.column) continue;
    before = piece;
    if (filled(piece) && piece.kind !== "mark") {
      if (piece.kind === "figure" && !(order === labels.length - 1 && path.some((text) => text !== ""))) continue;
      if (order < labels.length - 1 && (piece.row === index || carried.get(column) !== piece.text)) {
        for (const inner of labels.slice(order + 1)) carried.delete(inner);
        carried.set(column, piece.text);
        if (piece.row === index) fresh = true;
      }
      path.push(piece.text);
    } else if (order < lastOwn && !fresh && carried.has(column) && !closes) path.push(carried.get(column)!);
  }
  const words = path.filter((text) => text !== "");
  if (words.length > 0) return words;
  // 合计 may stand under 序号, or in any column of words before the figures.
  for (const { index: column, role } of columns) {
    const piece = lattice.piece(index, column);
    if (role === "label" || piece.row !== index || piece.kind !== "text") continue;
    if (role === "serial" || totalWords(piece.text) !== undefined) return [piece.text];
  }
  return [];
}

const rawLabel = (lattice: Lattice, index: number, labels: readonly number[], label: string): string => {
  for (const column of [...labels].reverse()) {
    const piece = lattice.piece(index, column);
    if (filled(piece) && piece.text === label) return lattice.grid.rows[piece.row]?.[piece.column]?.text ?? label;
  }
  return label;
};

/** For codes that grow by their parent's digits (201, 20101, 2010101): how many of its beginnings stand above each. */
function codeDepths(lattice: Lattice, body: readonly number[], columns: readonly Column[]): ReadonlyMap<number, number> {
  const depths = new Map<number, number>();
  const parts = columns.filter(({ role, path }) => role === "serial" && path.some(identifierWords)).map(({ index }) => index);
  if (parts.length > 1) {
    // 类 | 款 | 项: the code stands in parts, each in its own column.
    for (const row of body) {
      const depth = parts.findLastIndex((column) => /^\d+$/.test(key(lattice.text(row, column))));
      if (depth >= 0) depths.set(row, depth);
    }
    if (new Set(depths.values()).size > 1) return depths;
  }
  for (const { index, role } of columns) {
    if (role !== "serial") continue;
    const open: string[] = [];
    let deepest = 0;
    depths.clear();
    for (const row of body) {
      const code = key(lattice.text(row, index));
      if (!/^\d{3,}$/.test(code)) continue;
      while (open.length > 0 && !(code.length > open.at(-1)!.length && code.startsWith(open.at(-1)!))) open.pop();
      depths.set(row, open.length);
      deepest = Math.max(deepest, open.length);
      open.push(code);
    }
    if (deepest > 0) return depths;
  }
  depths.clear();
  return depths;
}
