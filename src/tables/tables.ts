import type { Document, Grid } from "../model/grid.ts";
import type { Table } from "../model/table.ts";
import { type Block, blocks } from "./blocks.ts";
import { type Caption, caption, captionBefore } from "./captions.ts";
import { columns } from "./columns.ts";
import { type Area, type Lattice, lattice } from "./lattice.ts";
import { rows } from "./rows.ts";

type Draft = Omit<Table, "id">;

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
  for (const block of document.blocks) {
    if (block.kind === "paragraph") {
      paragraphs.push(block.paragraph.text);
      continue;
    }
    drafts.push(...tablesIn(block.grid, captionBefore(paragraphs)));
    paragraphs = [];
  }
  return drafts;
}

function tablesIn(grid: Grid, outside: Caption): Draft[] {
  const cells = lattice(grid);
  const area: Area = { top: 0, bottom: cells.height, left: 0, right: cells.width };
  const drafts: Draft[] = [];
  let around = outside;
  for (const block of blocks(cells, area)) {
    const inside = caption(block.above);
    around = { title: inside.title || around.title, unit: inside.unit ?? around.unit, period: inside.period ?? around.period };
    drafts.push(...tableOf(cells, block, around));
  }
  return drafts;
}

function tableOf(cells: Lattice, block: Block, around: Caption): Draft[] {
  const heads = columns(cells, block.area, block.headings, block.body);
  const lines = rows(cells, block.area, block.body, heads);
  if (lines.length === 0) return [];
  return [
    {
      document: cells.grid.document,
      grid: cells.grid,
      ...around,
      notes: block.notes,
      form: block.kind === "pairs",
      columns: heads,
      rows: lines,
      headerRows: block.headings,
      moved: new Map(),
    },
  ];
}
