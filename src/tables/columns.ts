import type { Column, ColumnRole } from "../model/table.ts";
import { unitInLabel, unitOf } from "../model/unit.ts";
import { headingPath, unitBelowHeading } from "./headings.ts";
import type { Area, Kind, Lattice } from "./lattice.ts";
import { periodInLabel } from "./period.ts";
import { core, identifierWords, key, levelledWords, measureWords, sentence, serialWords, textualWords } from "./words.ts";

/** What the body of a column holds. */
interface Holding {
  readonly figures: number;
  readonly periods: number;
  readonly words: number;
  readonly long: number;
  readonly distinct: number;
  /** Numbers that count up by one, or codes that grow by their parent's digits. */
  readonly sequence: boolean;
  readonly codes: boolean;
  readonly units: number;
  /** Words that name several rows: merged down, or followed by blanks. */
  readonly groups: boolean;
}

const CODE = /^\d{3,12}$/;

function holding(lattice: Lattice, rows: readonly number[], column: number): Holding {
  let figures = 0;
  let periods = 0;
  let words = 0;
  let long = 0;
  let units = 0;
  let counting = 0;
  let codes = 0;
  let groups = false;
  let blanks = 0;
  let last: number | undefined;
  const texts = new Set<string>();
  for (const row of rows) {
    const kind: Kind = lattice.kind(row, column);
    const text = lattice.text(row, column);
    if (kind === "blank" || kind === "mark") {
      if (lattice.piece(row, column).row < row) groups = true;
      blanks++;
      continue;
    }
    texts.add(key(text));
    if (kind === "text") {
      words++;
      if (sentence(text)) long++;
      if (unitOf(text)) units++;
    } else {
      if (kind === "period") periods++;
      figures++;
      const plain = key(text);
      if (/^\d{1,4}$/.test(plain)) {
        const value = Number.parseInt(plain, 10);
        if (last === undefined ? value <= 1 : value === last + 1) counting++;
        last = value;
      }
      if (CODE.test(plain)) codes++;
    }
  }
  if (!groups && words > 1 && blanks > words && blanks + words === rows.length) groups = true;
  if (!groups && words > 2 && texts.size * 2 <= words) groups = true;
  const numbers = [...texts].filter((text) => CODE.test(text));
  const nested = numbers.some((code) => numbers.some((other) => other.length > code.length && other.startsWith(code)));
  return {
    figures,
    periods,
    words,
    long,
    distinct: texts.size,
    sequence: figures > 1 && counting >= Math.max(2, figures - 1),
    codes: figures > 1 && codes === figures && nested && numbers.some((code) => code.length > 3),
    units,
    groups,
  };
}

const NUMBERED_LINE = /^(?:[一二三四五六七八九十]+|[(（][一二三四五六七八九十\d]+[)）]|\d{1,3}(?:\.\d+)*)[、.．]?$/;

/** What each column of a block is: its headings, role, unit and period. */
export function columns(lattice: Lattice, area: Area, headings: readonly number[], rows: readonly number[]): readonly Column[] {
  const paths: (readonly string[])[] = [];
  const holdings: Holding[] = [];
  for (let column = area.left; column < area.right; column++) {
    paths.push(headingPath(lattice, area, headings, column));
    holdings.push(holding(lattice, rows, column));
  }
  const roles = assign(lattice, area, rows, paths, holdings);
  const columns: Column[] = [];
  for (const [offset, path] of paths.entries()) {
    const index = area.left + offset;
    const held = holdings[offset]!;
    if (path.length === 0 && held.distinct === 0) continue;
    const below = unitBelowHeading(lattice, area, headings, index);
    const role = roles[offset]!;
    const worded = [...path]
      .reverse()
      .map(unitInLabel)
      .find((unit) => unit !== undefined);
    columns.push({
      index,
      path,
      role,
      unit: role === "figure" ? ((below === undefined ? undefined : unitOf(below)) ?? worded ?? null) : null,
      period:
        role === "figure"
          ? ([...path]
              .reverse()
              .map(periodInLabel)
              .find((period) => period !== null) ?? null)
          : null,
    });
  }
  return columns;
}

function assign(
  lattice: Lattice,
  area: Area,
  rows: readonly number[],
  paths: readonly (readonly string[])[],
  holdings: readonly Holding[],
): ColumnRole[] {
  const roles: ColumnRole[] = [];
  const leafOf = (offset: number): string => paths[offset]?.at(-1) ?? "";
  const levelled = paths.some((path) => path.some(levelledWords));
  let labelled = false;
  let open = true;
  let more = true;
  for (const [offset, held] of holdings.entries()) {
    const leaf = leafOf(offset);
    let role: ColumnRole;
    const isNumber = held.words === 0 && held.figures > 0;
    const numbering =
      held.words > 0 && held.figures === 0 && held.long === 0 && offset === 0 && allNumbering(lattice, rows, area.left + offset);
    if (serialWords(leaf) && (open || !held.figures || held.sequence || held.codes || identifierWords(leaf))) role = "serial";
    else if (numbering && holdings.slice(1).some(({ words }) => words > 0)) role = "serial";
    else if (
      open &&
      isNumber &&
      (held.codes || (held.sequence && offset === 0)) &&
      holdings.slice(offset + 1).some(({ words }) => words > 0)
    )
      role = "serial";
    else if (
      open &&
      offset === 0 &&
      isNumber &&
      held.periods === held.figures &&
      held.distinct === held.figures &&
      holdings.slice(1).some(({ figures }) => figures > 0)
    )
      role = "label";
    else if (open && held.words > held.figures) {
      const mostlyLong = held.long * 2 > held.words;
      if (measureWords(leaf) && held.units * 2 >= held.words) role = "text";
      else if (!labelled) role = "label";
      else if (levelledWords(leaf)) role = "label";
      else if (
        !more ||
        mostlyLong ||
        textualWords(leaf) ||
        (levelled &&
          paths.slice(0, offset).some((path) => path.some(levelledWords)) &&
          !holdings
            .slice(0, offset)
            .some(
              (_, index) =>
                roles[index] === "label" && levelledWords(leafOf(index)) && holdings[index]!.groups && index === lastLabel(roles),
            ))
      )
        role = held.figures > 0 ? "figure" : "text";
      else role = "label";
      if (role === "label") {
        labelled = true;
        more = held.groups;
      }
    } else if (held.words > held.figures && levelledWords(leaf)) role = "label";
    else if (held.figures > 0) {
      role = identifierWords(leaf) && !isAmountHeading(leaf) ? "text" : "figure";
      if (role === "figure") open = false;
    } else if (held.words > 0) role = "text";
    else
      role = paths[offset]!.length > 0 && !textualWords(leaf) && !identifierWords(leaf) && !measureWords(leaf) && !open ? "figure" : "text";
    roles.push(role);
  }
  return roles;
}

const lastLabel = (roles: readonly ColumnRole[]): number => roles.lastIndexOf("label");

const isAmountHeading = (leaf: string): boolean => /[额数率]$/.test(core(leaf));

function allNumbering(lattice: Lattice, rows: readonly number[], column: number): boolean {
  let numbered = 0;
  let other = 0;
  for (const row of rows) {
    if (lattice.kind(row, column) !== "text") continue;
    if (NUMBERED_LINE.test(key(lattice.text(row, column)))) numbered++;
    else other++;
  }
  return numbered > 1 && other <= 1;
}
