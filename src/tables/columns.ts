import { grouped } from "../model/grouped.ts";
import type { Column, ColumnRole } from "../model/table.ts";
import { type Unit, unitInLabel, unitOf } from "../model/unit.ts";
import { type Headings, unitBelowHeading } from "./heading-path.ts";
import { type Holding, holding } from "./holding.ts";
import { type Area, filled, type Lattice } from "./lattice.ts";
import { periodInLabel } from "./period.ts";
import {
  aimWords,
  amountWords,
  core,
  datedWords,
  identifierWords,
  levelledWords,
  measureWords,
  ordinalWords,
  serialWords,
  textualWords,
} from "./words.ts";

/** What each column of a block is: its headings, role, unit and period. */
export function columns(lattice: Lattice, area: Area, headings: Headings, rows: readonly number[]): readonly Column[] {
  const all: Holding[] = [];
  for (let index = area.left; index < area.right; index++) all.push(holding(lattice, area, headings, rows, index));
  const kept = onePerHeading(lattice, headings, all);
  const roles = assign(kept);
  const paths = realigned(lattice, area, headings, kept, roles);
  return kept.flatMap(({ index }, order): Column[] => {
    const path = paths[order]!;
    const role = roles[order]!;
    if (path.length === 0 && kept[order]!.said === 0 && !kept[order]!.hung) return [];
    if (role !== "figure") return [{ index, path, role, unit: null, period: null }];
    const below = unitBelowHeading(lattice, headings, index);
    const inward = [...path].reverse();
    return [
      {
        index,
        path,
        role,
        unit:
          (below === undefined ? undefined : unitOf(below)) ??
          inward.map(unitInLabel).find((unit) => unit !== undefined) ??
          timeCounted(path.at(-1) ?? ""),
        period: inward.map(periodInLabel).find((period) => period !== null) ?? null,
      },
    ];
  });
}

/** 可支付月数 counts months, not the money of the table it stands in. */
function timeCounted(leaf: string): Unit | null {
  const word = /(?<![本上当去今同次前每])(月|天|年|日)数$/.exec(core(leaf))?.[1];
  return (word && unitOf(word === "月" ? "个月" : word)) || null;
}

/** A heading merged over columns that hold nothing stands for one column: the one that holds something, else the first. */
function onePerHeading(lattice: Lattice, headings: Headings, all: readonly Holding[]): readonly Holding[] {
  const lowest = headings.naming.at(-1);
  if (lowest === undefined) return all;
  const anchor = (index: number): string => {
    const piece = lattice.piece(lowest, index);
    return filled(piece) && piece.width > 1 ? `${piece.row},${piece.column}` : `${index}`;
  };
  const holds = ({ said, hung }: Holding): boolean => said > 0 || hung;
  const kept = [...grouped(all, ({ index }) => anchor(index)).values()].flatMap((sharing) =>
    sharing.some(holds) ? sharing.filter(holds) : sharing.slice(0, 1),
  );
  return kept.sort((a, b) => a.index - b.index);
}

function assign(all: readonly Holding[]): ColumnRole[] {
  const roles: ColumnRole[] = [];
  const later = (order: number, has: (held: Holding) => boolean): boolean => all.findLastIndex(has) > order;
  const counts = (other: Holding): boolean => other.figures > other.words && !other.sequence;
  const hasWords = ({ words }: Holding): boolean => words > 0;
  /** No column of figures has come yet; the last label column names groups, so that another must name the rows. */
  let leading = true;
  let unnamed = true;
  for (const [order, each] of all.entries()) {
    const role = roleOf(each, order);
    roles.push(role);
    if (role === "figure") leading = false;
    if (role === "label") unnamed = each.groups || each.hung || each.onlyTotals || (each.repeated && later(order, counts));
  }
  // Where all would name, the last one answers: 英文名称 | ….
  const last = roles.lastIndexOf("label");
  if (last > 0 && !roles.includes("figure") && !roles.includes("text") && all[last]!.said > 0)
    roles[last] = all[last]!.figures > 0 ? "figure" : "text";
  return roles;

  function roleOf(each: Holding, order: number): ColumnRole {
    const { leaf, path, figures, words } = each;
    const numbers = words === 0 && figures > 0;
    if (
      serialWords(leaf) &&
      each.whole === figures &&
      (each.sequence || each.codes || figures === 0 || ordinalWords(leaf) || (leading && order === 0))
    )
      return "serial";
    if (identifierWords(leaf) || path.some((text) => /[编代]码$/.test(core(text)) && words === 0))
      return figures > words ? "serial" : "text";
    if (order === 0 && each.outline && (words > 0 || serialWords(leaf)) && later(0, hasWords)) return "serial";
    if (order === 0 && each.numbering && figures === 0 && later(0, hasWords)) return "serial";
    if (leading && numbers && (each.codes || (each.sequence && order === 0)) && later(order, hasWords)) return "serial";
    const named = figures > 0 && !amountWords(leaf) && (each.periods === figures || (figures > 1 && each.plain === 0));
    if (order === 0 && named && later(0, (other) => other.figures > 0)) return "label";
    if ((each.hung && figures <= words) || heads(each, order)) return "label";
    if (words > figures) {
      if (levelledWords(leaf)) return "label";
      if (!leading) return figures > 0 ? "figure" : "text";
      if (measureWords(leaf) && (each.units * 2 >= words || (roles.includes("label") && each.short + each.units === words))) return "text";
      // What follows a column of units is what they measure.
      if (all.slice(0, order).some((other, at) => measureWords(other.leaf) && roles[at] === "text")) return figures > 0 ? "figure" : "text";
      const first = !roles.includes("label");
      const tells = (textualWords(leaf) && (!/内容$/.test(core(leaf)) || explained(order))) || aimWords(leaf);
      const names = first || ((unnamed || indicatorAfter(order)) && each.long * 2 <= words && !tells);
      return names ? "label" : figures > 0 ? "figure" : "text";
    }
    if (figures > 0) return each.periods === figures && datedWords(leaf) ? "text" : "figure";
    return path.length > 0 && !leading && !textualWords(leaf) && !measureWords(leaf) ? "figure" : "text";
  }

  /** Where nothing is merged: a heading with nothing under it, to the left of the row labels, names them all. */
  function heads({ onlyTotals, leaf }: Holding, order: number): boolean {
    if (order > 0 || !onlyTotals || leaf === "") return false;
    const next = all.find((other, at) => at > 0 && other.said > 0);
    return next !== undefined && next.words > next.figures;
  }

  /** 三级指标 stands before this column: what follows explains the indicator. */
  function explained(order: number): boolean {
    return all.slice(0, order).some(({ leaf }) => /^[三四]级/.test(core(leaf)));
  }

  /** 二级指标 | 指标内容: the indicator itself, where no third step names it. */
  function indicatorAfter(order: number): boolean {
    return /指标/.test(all[order]!.leaf) && levelledWords(all[order - 1]?.leaf ?? "") && !explained(order);
  }
}

/**
 * Headings that stand one cell to the left of their figures: the column of row labels is headed 预算数, and the last column
 * of figures by nothing. Each heading is then read one column on.
 */
function realigned(
  lattice: Lattice,
  area: Area,
  headings: Headings,
  all: readonly Holding[],
  roles: readonly ColumnRole[],
): readonly (readonly string[])[] {
  const paths = all.map(({ path }) => path);
  const label = roles.lastIndexOf("label");
  const row = headings.naming.at(-1);
  if (row === undefined || label < 0 || label !== roles.indexOf("figure") - 1) return paths;
  const heading = lattice.piece(row, all[label]!.index);
  if (!amountWords(heading.text) || heading.row !== row || heading.height > 1 || all[label]!.hung) return paths;
  const heads = lattice.begins(row, heading.column, area.right).filter(filled);
  const places = all.flatMap(({ index }, order) =>
    order > label && (roles[order] === "figure" || all[order]!.said > 0 || all[order]!.path.length > 0)
      ? [order]
      : index < 0
        ? [order]
        : [],
  );
  if (heads.length < 2 || heads.length > places.length) return paths;
  const last = places.findLastIndex((order) => all[order]!.figures > 0);
  const unheaded = last >= 0 && all[places[last]!]!.path.length === 0;
  if (!unheaded && heads.length < places.length && last + 1 >= heads.length) return paths;
  const out = [...paths];
  out[label] = paths[label]!.slice(0, -1);
  for (const order of places) out[order] = [];
  for (const [at, head] of heads.entries()) {
    const order = places[at];
    if (order !== undefined) out[order] = [...paths[label]!.slice(0, -1), head.text];
  }
  return out;
}
