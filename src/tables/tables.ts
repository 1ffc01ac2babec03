import type { Document, Grid } from "../model/grid.ts";
import type { Table } from "../model/table.ts";
import { type Unit, unitInLabel } from "../model/unit.ts";
import { overPanels, panels } from "./beside.ts";
import { type Block, blocks } from "./blocks.ts";
import { type Caption, caption, captionBefore } from "./captions.ts";
import { columns } from "./columns.ts";
import { continuing, sameHeadings } from "./continued.ts";
import { forms } from "./forms.ts";
import { type Headings, headingsOf } from "./heading-path.ts";
import { joined } from "./joined.ts";
import { type Area, type Lattice, lattice } from "./lattice.ts";
import { without } from "./nested.ts";
import { regions } from "./regions.ts";
import { restoreSpans } from "./restore.ts";
import { rows } from "./rows.ts";
import { settled, slips } from "./slips.ts";
import { totalsMoved } from "./totals.ts";
import { allotted, priced } from "./units.ts";
import { continuedWords } from "./words.ts";

type Draft = Omit<Table, "id">;
type Around = Pick<Draft, "document" | "grid" | "title" | "unit" | "period" | "notes">;

/**
 * Every table of the documents, in their order. Each cell that holds a figure belongs to exactly one table, as a row and a
 * figure column of it, unless it is part of a title, heading, serial number or label.
 */
export function tables(documents: readonly Document[]): readonly Table[] {
  return documents.flatMap((document, order) => tablesOf(document).map((draft, index) => ({ ...draft, id: `d${order + 1}t${index + 1}` })));
}

function tablesOf(document: Document): Draft[] {
  const drafts: Draft[] = [];
  let paragraphs: string[] = [];
  for (const block of joined(document.blocks, restoreSpans)) {
    if (block.kind === "paragraph") {
      paragraphs.push(block.paragraph.text);
      continue;
    }
    const before = captionBefore(paragraphs);
    const last = drafts.at(-1);
    const [first, ...others] = tablesIn(block.grid, before);
    // 续表, or the same headings again with no word before them.
    const goesOn = first && last && (before.continued || (first.title === "" && last.grid !== block.grid)) && sameHeadings(first, last);
    if (goesOn) drafts.push(continuing(first, last), ...others);
    else if (first) drafts.push(first, ...others);
    paragraphs = [];
  }
  return drafts;
}

const GENERIC_SHEET = /^(?:sheet|表|工作表)?\s*\d*$/i;
/** A sheet called Sheet2 or 续表 says nothing of what it holds. */
const isTitle = (sheet: string): boolean => !GENERIC_SHEET.test(sheet) && !continuedWords(sheet);

function tablesIn(grid: Grid, outside: Caption): Draft[] {
  const cells = lattice(grid);
  const drafts: Draft[] = [];
  const sheet = grid.origin.in === "sheet" && isTitle(grid.origin.sheet) ? grid.origin.sheet : "";
  const { above, areas } = regions(cells);
  const page = within(outside.title === "" ? { ...outside, title: sheet } : outside, caption(areas.length > 1 ? above : []));
  let lines = areas.length > 1 ? [] : above;
  for (const area of areas) {
    const { found, rest } = blocks(cells, area, lines);
    let around = page;
    for (const block of found) {
      // A table with a title of its own does not take its unit from the one before.
      const inside = caption(block.above);
      around = within(inside.title === "" ? around : page, inside);
      drafts.push(...tablesOfBlock(cells, block, around));
    }
    lines = rest;
  }
  return drafts;
}

/** What a caption says, and for the rest what the one around it says. */
const within = (outer: Caption, inner: Caption): Caption => ({
  title: inner.title || outer.title,
  units: inner.units.length > 0 ? inner.units : outer.units,
  period: inner.period ?? outer.period,
  continued: false,
});

function tablesOfBlock(cells: Lattice, block: Block, { title, units, period }: Caption): readonly Draft[] {
  const unit = units.length === 1 ? units[0]! : null;
  const around = { document: cells.grid.document, grid: cells.grid, title, unit, period, notes: block.notes };
  if (block.kind === "pairs") return forms(cells, block, around);
  if (block.inner.length > 0) return nested(cells, block, around, units);
  const headings = headingsOf(cells, block.area, block.headings);
  const starts = panels(cells, block.area, headings, block.body);
  const view = overPanels(cells, block.area, headings, starts);
  return starts.flatMap((left, order) => {
    const area: Area = { ...block.area, left, right: starts[order + 1] ?? block.area.right };
    const draft = tableOf(view, area, headings, block.body, around, units);
    return draft ? [draft] : [];
  });
}

/** A table with those that stand in its cells: their rows go by the name of their record first. */
function nested(cells: Lattice, block: Block, around: Around, units: readonly Unit[]): readonly Draft[] {
  const outer = tableOf(
    without(
      cells,
      block.inner.map(({ area }) => area),
    ),
    block.area,
    headingsOf(cells, block.area, block.headings),
    block.body,
    around,
    units,
  );
  const caption: Caption = { title: around.title, units, period: around.period, continued: false };
  const inner = block.inner.flatMap(({ area, name }) => {
    const drafts = blocks(cells, area, [], 1).found.flatMap((each) => tablesOfBlock(cells, each, caption));
    return drafts.map((draft) => ({ ...draft, rows: draft.rows.map((row) => ({ ...row, path: [name, ...row.path] })) }));
  });
  return [...(outer ? [outer] : []), ...inner];
}

function tableOf(
  cells: Lattice,
  area: Area,
  headings: Headings,
  body: readonly number[],
  around: Around,
  units: readonly Unit[],
): Draft | undefined {
  const first = columns(cells, area, headings, body);
  const moved = new Map([...slips(cells, area, body, first), ...totalsMoved(cells, area, body, first)]);
  const view = settled(cells, moved);
  const heads = moved.size === 0 ? first : columns(view, area, headings, body);
  const lines = rows(view, area, body, heads);
  if (lines.length === 0) return undefined;
  return {
    ...around,
    unit: groupUnit(heads) ?? around.unit,
    form: false,
    ...allotted(units, { columns: priced(around.unit, heads), rows: lines }),
    headerRows: headings.rows,
    moved,
  };
}

/** The unit in a heading to the left of all figures, which holds for them all: 项目资金（万元）. */
function groupUnit(heads: Draft["columns"]): Draft["unit"] {
  for (const { role, path } of heads) {
    if (role === "figure") break;
    for (const text of path) {
      const unit = unitInLabel(text);
      if (unit) return unit;
    }
  }
  return null;
}
