import type { Column, Row, RowRole } from "../model/table.ts";
import { unitInLabel, unitOf } from "../model/unit.ts";
import { type Area, filled, type Lattice } from "./lattice.ts";
import { type Level, levels } from "./levels.ts";
import { periodInLabel } from "./period.ts";
import { key, measureWords, totalWords } from "./words.ts";

interface Line {
  readonly index: number;
  readonly groups: readonly string[];
  readonly label: string;
  /** The label as it stands, its indentation kept. */
  readonly raw: string;
  readonly figures: number;
  readonly unlabelled: boolean;
}

/** The lines of a block: what each is called, where it stands in sums and groups. */
export function rows(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): readonly Row[] {
  const labels = columns.filter(({ role }) => role === "label").map(({ index }) => index);
  const figures = columns.filter(({ role }) => role === "figure").map(({ index }) => index);
  const texts = columns.filter(({ role }) => role === "text").map(({ index }) => index);
  const measure = columns.find(({ path, role }) => role === "text" && measureWords(path.at(-1) ?? ""))?.index;
  const lines: Line[] = [];
  const sections: string[] = [];
  const carried = new Map<number, string>();
  for (const index of body) {
    const printed = figures.filter((column) => lattice.kind(index, column) !== "blank").length;
    const says = printed > 0 || texts.some((column) => lattice.kind(index, column) !== "blank");
    const across = lattice.begins(index, area.left, area.right).filter(filled);
    const only = across[0];
    if (across.length === 1 && only && only.width >= Math.max(2, area.right - area.left - 1) && !says) {
      sections.splice(0, sections.length, only.text);
      carried.clear();
      continue;
    }
    const named = labelled(lattice, index, labels, columns, carried);
    if (!says && named.every((label) => label === "")) continue;
    const label = named.at(-1) ?? "";
    lines.push({
      index,
      groups: [...sections, ...named.slice(0, -1)],
      label,
      raw: rawLabel(lattice, index, labels, label),
      figures: printed,
      unlabelled: named.length === 0 || named.every((text) => text === ""),
    });
  }
  const nested = levels(lines.map(({ label, raw, groups }) => ({ label, raw, group: groups.join("/") })));
  return lines.map((line, order) => row(lattice, lines, nested, line, order, measure));
}

/** Group labels from the outside in and the row's own label; a label merged over several columns counts once. */
function labelled(
  lattice: Lattice,
  index: number,
  labels: readonly number[],
  columns: readonly Column[],
  carried: Map<number, string>,
): string[] {
  const path: string[] = [];
  let before: { row: number; column: number } | undefined;
  let fresh = false;
  const own = labels.map((column) => lattice.piece(index, column));
  const lastOwn = own.findLastIndex((piece) => filled(piece));
  for (const [order, piece] of own.entries()) {
    const column = labels[order]!;
    if (before && piece.row === before.row && piece.column === before.column) continue;
    before = piece;
    if (filled(piece)) {
      if (piece.kind === "figure") {
        path.push("");
        continue;
      }
      if (piece.row === index && order < labels.length - 1) {
        for (const inner of labels.slice(order + 1)) carried.delete(inner);
        carried.set(column, piece.text);
        fresh = true;
      } else if (piece.row < index && order < labels.length - 1) {
        if (carried.get(column) !== piece.text) for (const inner of labels.slice(order + 1)) carried.delete(inner);
        carried.set(column, piece.text);
      }
      path.push(piece.text);
    } else if (order < lastOwn && !fresh && carried.has(column)) path.push(carried.get(column)!);
  }
  const words = path.filter((text) => text !== "");
  if (words.length > 0) return words;
  // 合计 may stand under 序号, or in any column of words before the figures.
  for (const { index: column, role } of columns) {
    if (role === "label") continue;
    const piece = lattice.piece(index, column);
    if (role === "figure" && piece.kind !== "text") break;
    if (piece.kind === "text" && piece.row === index && (role === "serial" || totalWords(piece.text) !== undefined)) return [piece.text];
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

function row(
  lattice: Lattice,
  lines: readonly Line[],
  nested: readonly Level[],
  line: Line,
  order: number,
  measure: number | undefined,
): Row {
  const { level, ofWhich } = nested[order]!;
  const path = [...line.groups, line.label];
  const unitText = measure === undefined ? "" : lattice.piece(line.index, measure).text;
  return {
    index: line.index,
    path,
    role: role(lines, nested, line, order),
    level,
    ofWhich,
    unit: unitInLabel(line.label) ?? (unitText === "" ? undefined : unitOf(unitText)) ?? null,
    period: periodInLabel(line.label),
  };
}

const WHOLE = /总(?:额|数|计|量|收入|支出|体|指标)?$|总(?:收入|支出|额|数)/;

function role(lines: readonly Line[], nested: readonly Level[], line: Line, order: number): RowRole {
  const words = totalWords(line.label);
  const inner = line.groups.length > 0 && lines.some(({ groups }) => groups.length < line.groups.length || groups[0] !== line.groups[0]);
  if (words === "subtotal") return "subtotal";
  if (words === "total") return inner && line.groups.length > 0 ? "subtotal" : "total";
  if (words === "named") {
    if (inner || nested[order]!.level > 0) return "subtotal";
    const wider = lines.some(
      (other, at) =>
        at !== order &&
        other.groups.length <= line.groups.length &&
        (totalWords(other.label) === "total" || (at > order && /总计$/.test(key(other.label)) && !/总计$/.test(key(line.label)))),
    );
    const parts =
      (nested[order + 1]?.level ?? 0) > nested[order]!.level && lines.filter(({ label }) => totalWords(label) === "named").length > 1;
    return wider || parts ? "subtotal" : "total";
  }
  if (
    line.unlabelled &&
    order === lines.length - 1 &&
    line.figures > 0 &&
    lines.length > 2 &&
    lines.filter(({ unlabelled }) => unlabelled).length === 1
  )
    return "total";
  const next = nested[order + 1];
  if (next && WHOLE.test(key(line.label)) && next.ofWhich && !nested[order]!.ofWhich) return order === 0 ? "total" : "subtotal";
  return "item";
}
