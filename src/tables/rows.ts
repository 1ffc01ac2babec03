import type { Decimal } from "../model/decimal.ts";
import { readFigure } from "../model/read-figure.ts";
import type { Column, Row, RowRole } from "../model/table.ts";
import { unitInLabel, unitOf } from "../model/unit.ts";
import { type Area, filled, type Lattice, numeric } from "./lattice.ts";
import { type Amounts, type Level, levels } from "./levels.ts";
import { periodInLabel } from "./period.ts";
import { identifierWords, key, measureWords, sentence, totalWords, unnumbered } from "./words.ts";

/** A row before it is known what the others make of it. */
export interface Line {
  readonly index: number;
  readonly groups: readonly string[];
  readonly label: string;
  /** The label as it stands, its indentation kept. */
  readonly raw: string;
  /** How many figures it prints. */
  readonly figures: number;
  readonly unlabelled: boolean;
  /** What its unit column says. */
  readonly unit?: string;
  readonly amounts?: Amounts;
  /** Steps in from the codes beside it (201, 20101). */
  readonly depth?: number;
  /** Its number, where numbers stand in a column of their own. */
  readonly serial?: string;
}

/** The lines of a block: what each is called, where it stands in sums and groups. */
export function rows(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): readonly Row[] {
  const lines = linesOf(lattice, area, body, columns);
  return classified(separated(lines.length > 0 ? lines : bareLines(lattice, area, body)));
}

function linesOf(lattice: Lattice, area: Area, body: readonly number[], columns: readonly Column[]): readonly Line[] {
  const labels = columns.filter(({ role }) => role === "label").map(({ index }) => index);
  const figures = columns.filter(({ role }) => role === "figure").map(({ index }) => index);
  const texts = columns.filter(({ role }) => role === "text").map(({ index }) => index);
  const measure = columns.find(({ path, role }) => role === "text" && measureWords(path.at(-1) ?? ""))?.index;
  const serial = columns.find(({ role }) => role === "serial")?.index;
  const depths = codeDepths(lattice, body, columns);
  const lines: Line[] = [];
  let sections: readonly string[] = [];
  const carried = new Map<number, string>();
  const [outer] = columns;
  if (outer?.role === "label" && labels.length > 1 && body.every((row) => !filled(lattice.piece(row, outer.index))))
    carried.set(outer.index, outer.path.at(-1) ?? "");
  let before: ReturnType<typeof totalWords>;
  const { heads, ends } = sectionsOf(lattice, area, body, labels, figures);
  for (const index of body) {
    const printed = figures.filter((column) => lattice.kind(index, column) !== "blank").length;
    const says = printed > 0 || texts.some((column) => lattice.kind(index, column) !== "blank");
    const head = heads.get(index);
    if (head !== undefined) {
      sections = [head];
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
    lines.push({
      index,
      groups: [...sections, ...named.slice(0, -1)],
      label,
      raw: rawLabel(lattice, index, labels, label),
      figures: printed,
      unlabelled: named.every((text) => text === ""),
      ...(measure === undefined ? {} : { unit: lattice.piece(index, measure).text }),
      ...(serial === undefined ? {} : { serial: lattice.text(index, serial) }),
      ...(depths.has(index) ? { depth: depths.get(index)! } : {}),
      amounts: () => figures.map((column) => amount(lattice, index, column)),
    });
    if (ends.has(index)) sections = [];
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

interface Sections {
  /** Rows that only head the rows below, with what they say. */
  readonly heads: ReadonlyMap<number, string>;
  /** Total rows after which the section they name is over. */
  readonly ends: ReadonlySet<number>;
}

/**
 * Sections of a body: a line across the table; a numbered label (一、) alone in its row where all labels numbered like it
 * stand alone; a label alone in its row (流动资产：) that a total further down names (流动资产合计).
 */
function sectionsOf(
  lattice: Lattice,
  area: Area,
  body: readonly number[],
  labels: readonly number[],
  figures: readonly number[],
): Sections {
  const heads = new Map<number, string>();
  const ends = new Set<number>();
  const alone = new Map<number, string>();
  const open: { readonly row: number; readonly text: string; readonly name: string }[] = [];
  let numbered = 0;
  for (const [order, row] of body.entries()) {
    const cells = lattice.begins(row, area.left, area.right).filter(filled);
    const first = cells[0];
    if (!first) continue;
    const label = cells.find(({ column, kind }) => kind === "text" && labels.includes(column))?.text ?? "";
    if (cells.length > 1 && totalWords(label) !== undefined) {
      const at = open.findLastIndex(({ name }) => key(label).toLowerCase().includes(name));
      if (at >= 0) {
        heads.set(open[at]!.row, open[at]!.text);
        ends.add(row);
        open.splice(at);
      }
    }
    const han = /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])/.test(first.text);
    if (han) numbered++;
    if (cells.length !== 1 || first.kind !== "text" || order === body.length - 1) continue;
    if (first.width >= Math.max(2, area.right - area.left - 1)) heads.set(row, first.text);
    else if ((labels.includes(first.column) || first.column === area.left) && figures.length > 0) {
      if (han) alone.set(row, first.text);
      const name = unnumbered(first.text).toLowerCase();
      if (name.length > 1) open.push({ row, text: first.text, name });
    }
  }
  if (alone.size > 1 && alone.size === numbered) for (const [row, text] of alone) heads.set(row, text);
  return { heads, ends };
}

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
    return depths;
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

/**
 * Where one label names several rows, the label they stand under goes before it: the row above them in the nesting, or the
 * first row of their run (金额 人数 人均 | 金额 人数 人均: each 人均 is that of its 金额).
 */
function separated(lines: readonly Line[]): readonly Line[] {
  const name = ({ groups, label }: Line): string => [...groups, label].map(key).join("\u001f");
  const times = new Map<string, number>();
  for (const line of lines) times.set(name(line), (times.get(name(line)) ?? 0) + 1);
  const twice = lines.map((line) => (times.get(name(line)) ?? 0) > 1 && line.label !== "" && totalWords(line.label) === undefined);
  if (lines.some(({ groups }) => groups.length > 0) || !twice.includes(true)) return lines;
  const nested = levelsOf(lines);
  const runs = runsOf(lines, twice);
  return lines.map((line, order) => {
    if (!twice[order]) return line;
    const { level } = nested[order]!;
    const parent = level > 0 ? lines[nested.slice(0, order).findLastIndex((above) => above.level < level)] : undefined;
    const group = parent?.label ?? runs.get(order);
    return group === undefined || group === "" ? line : { ...line, groups: [group] };
  });
}

/** The label that heads each run of repeated labels, if all runs say the same; a row entered twice makes no such run. */
function runsOf(lines: readonly Line[], twice: readonly boolean[]): ReadonlyMap<number, string> {
  const heads = new Map<number, string>();
  const runs: string[] = [];
  let head = "";
  for (const [order, { label }] of lines.entries()) {
    if (!twice[order]) {
      if (order === 0 || twice[order - 1]) head = label;
      continue;
    }
    if (order > 0 && twice[order - 1]) runs[runs.length - 1] += `\u001f${key(label)}`;
    else runs.push(key(label));
    heads.set(order, head);
  }
  const same = runs.every((run) => run === runs[0]);
  const length = runs[0]?.split("\u001f").length ?? 0;
  return same && runs.length > 1 && (length > 1 || runs.length > 2) ? heads : new Map();
}

/** The numbers of a column of their own, written as they would stand before the labels; none where they only count up. */
function serials(lines: readonly Line[]): readonly (string | undefined)[] {
  const written = lines.map(({ serial = "" }) => {
    const number = key(serial).replace(/[、.．]$/, "");
    if (/^\d+$/.test(number)) return { style: "number", text: `${number}、` };
    if (/^[一二三四五六七八九十]+$/.test(number)) return { style: "han", text: `${number}、` };
    if (/^[(][一二三四五六七八九十\d]+[)]$/.test(number)) return { style: /\d/.test(number) ? "bracketed" : "bracketed-han", text: number };
    return /^\d{1,2}(?:\.\d{1,2})+$/.test(number) ? { style: `decimal${number.split(".").length}`, text: number } : undefined;
  });
  const styles = new Set(written.flatMap((each) => (each ? [each.style] : [])));
  return written.map((each) => (styles.size > 1 ? each?.text : undefined));
}

function levelsOf(lines: readonly Line[]): readonly Level[] {
  const numbers = serials(lines);
  return levels(
    lines.map(({ label, raw, groups, amounts, depth }, order) => {
      const number = numbers[order];
      return {
        label,
        raw,
        group: groups.join("/"),
        ...(amounts ? { amounts } : {}),
        ...(depth === undefined ? {} : { depth }),
        ...(number === undefined ? {} : { number }),
      };
    }),
  );
}

/** Rows with their role, level, unit and period, which the labels of all of them decide. */
export function classified(lines: readonly Line[]): readonly Row[] {
  const nested = levelsOf(lines);
  return lines.map((line, order) => {
    const words = sentence(line.label) || /\d\s*[%％]$/.test(line.label) ? "" : line.label;
    return {
      index: line.index,
      path: [...line.groups, line.label],
      role: roleOf(lines, nested, line, order),
      level: nested[order]!.level,
      ofWhich: nested[order]!.ofWhich,
      unit: unitInLabel(words) ?? (line.unit === undefined || line.unit === "" ? undefined : unitOf(line.unit)) ?? null,
      period: periodInLabel(words),
    };
  });
}

const WHOLE = /总(?:额|数|计|量|收入|支出)(?:[(（].*[)）])?:?$/;

function roleOf(lines: readonly Line[], nested: readonly Level[], line: Line, order: number): RowRole {
  const words = totalWords(line.label);
  const inner = line.groups.length > 0 && lines.some(({ groups }) => groups[0] !== line.groups[0]);
  if (words === "subtotal") return "subtotal";
  if (words === "total") return inner ? "subtotal" : "total";
  if (words === "named") {
    if (inner || nested[order]!.level > 0) return "subtotal";
    const wider = lines.some(
      (other, at) =>
        at !== order &&
        other.groups.length <= line.groups.length &&
        (totalWords(other.label) === "total" || (at > order && /总计$/.test(key(other.label)) && !/总计$/.test(key(line.label)))),
    );
    const heads =
      (nested[order + 1]?.level ?? 0) > nested[order]!.level && lines.filter(({ label }) => totalWords(label) === "named").length > 1;
    return wider || heads ? "subtotal" : "total";
  }
  const closing = line.unlabelled && order === lines.length - 1 && line.figures > 0 && lines.length > 2;
  if (closing && lines.filter(({ unlabelled }) => unlabelled).length === 1) return "total";
  if (whole(lines, nested, order)) return lines.some((_, at) => at !== order && whole(lines, nested, at)) ? "subtotal" : "total";
  return "item";
}

/** 资金总额, 总收入 …, with its parts named under it by 其中. */
const whole = (lines: readonly Line[], nested: readonly Level[], order: number): boolean =>
  WHOLE.test(key(lines[order]!.label)) && !nested[order]!.ofWhich && (nested[order + 1]?.ofWhich ?? false);
