import { type Document, type Grid, placeOf } from "../../model/grid.ts";
import { readEmbedded } from "../../model/read-figure.ts";
import type { Table } from "../../model/table.ts";
import { chaptersOf, type Passage, plainText } from "./passages.ts";
import type { Source } from "./statements.ts";

const SHORTEST = 10;
const RUNNING_TEXT = 30;
/** Four Chinese characters somewhere: less is a figure with its unit. */
const WORDS = /[\u3400-\u9fff][^\u3400-\u9fff]*[\u3400-\u9fff][^\u3400-\u9fff]*[\u3400-\u9fff][^\u3400-\u9fff]*[\u3400-\u9fff]/;
const TARGET = /总体目标|预期目标|年度目标|绩效目标|目标值|指标值|计划完成|预期|年初目标|年初设定/;
const ACTUAL = /实际完成|完成情况|完成值|完成结果|实现情况|全年实际|实际值/;
/** A scale for points is no statement about the year, nor are the points behind an indicator's name or the formula of a rate. */
const SCALE =
  /^[^,，;；。()（）]{2,20}[(（]\s*[\d.]+\s*分\s*[)）]?$|[×xX*]\s*100\s*[%％]|[得扣计加减]\s*[\d.]+\s*分|不得分|得满分|不扣分|计分标准|评分标准|每[^,，;；。]{0,8}扣|为止/;

/** What the nearest heading above a cell says the cell holds, in its own column. */
function sideOf(grid: Grid, row: number, column: number): "target" | "actual" | null {
  for (let above = row - 1; above >= 0; above--) {
    const text = plainText(grid.rows[above]?.[column]?.text ?? "").replace(/\s+/g, "");
    if (text === "" || text.length > SHORTEST * 2) continue;
    if (TARGET.test(text) && !ACTUAL.test(text)) return "target";
    if (ACTUAL.test(text) && !TARGET.test(text)) return "actual";
  }
  return null;
}

/** The long cells of forms: targets and results told in sentences, explanations. Headings and rating scales are none. */
export function cellPassages(
  documents: readonly Document[],
  tables: readonly Table[],
): readonly Omit<Source, "headings" | "number" | "announced" | "entityOf">[] {
  const found: Omit<Source, "headings" | "number" | "announced" | "entityOf">[] = [];
  const tableOf = new Map<Grid, Table>();
  for (const table of tables) if (!tableOf.has(table.grid)) tableOf.set(table.grid, table);
  for (const [number, document] of documents.entries()) {
    const chapters = chaptersOf(document);
    let grids = 0;
    for (const [index, block] of document.blocks.entries()) {
      if (block.kind !== "grid") continue;
      grids++;
      const { grid } = block;
      for (const [row, cells] of grid.rows.entries())
        for (const [column, cell] of cells.entries()) {
          // Most cells are figures: what is short, stored as a number or without words is passed over before anything is read.
          if (cell.text.length < SHORTEST || cell.stored !== undefined || cell.anchor || !WORDS.test(cell.text) || !/\d/.test(cell.text))
            continue;
          const text = plainText(cell.text);
          if (SCALE.test(text) || readEmbedded(cell.text)) continue;
          const side = sideOf(grid, row, column);
          if (side === null && (text.length < RUNNING_TEXT || !/[。;；,，]/.test(text))) continue;
          const passage: Passage = {
            document,
            text: text.replace(/\n/g, " "),
            raw: cell.text,
            pieces: [{ start: 0, paragraph: { number: 0, text: cell.text } }],
            chapter: chapters[index] ?? 0,
          };
          const place = placeOf(grid, row, column);
          found.push({ passage, side, cell: { at: { ...place, label: "" }, id: `d${number + 1}g${grids}r${row}c${column}` } });
        }
    }
  }
  return found;
}
