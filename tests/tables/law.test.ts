import { describe, expect, it } from "vitest";
import type { Cell, Grid } from "../../src/model/grid.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { linesOf } from "../support/outline.ts";
import { fc } from "../support/properties.ts";
import { unclaimed } from "../support/unclaimed.ts";

const WORDS = [
  ..."|||项目|金额|合计|小计|其中：甲|一、收入|（一）税收|1、增值税|单位：万元|注：说明|序号|2023年|1|2|12.5|97.3%|100|1,234.50|-|—".split(
    "|",
  ),
  ..."甲县|乙县|得分|分值|一级指标|二级指标|总分|负责人|备注|预算数（A）|执行数（B）|说明|无|表1 情况|附件1|≥90%|≥550元".split("|"),
  ..."年度资金总额|其他资金|制表人：|续表|　缩进|本表反映情况，数据为初步统计，待进一步核实。".split("|"),
];

interface Merge {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** A grid of the texts with those merged regions that do not overlap. */
function merged(texts: readonly (readonly string[])[], merges: readonly Merge[]): Grid {
  const rows = texts.map((row) => row.map((text): Cell => ({ text })));
  const taken = new Set<string>();
  for (const { row, column, height, width } of merges) {
    const cells: (readonly [number, number])[] = [];
    for (let r = row; r < Math.min(rows.length, row + height); r++)
      for (let c = column; c < Math.min(rows[0]!.length, column + width); c++) cells.push([r, c]);
    if (cells.some(([r, c]) => taken.has(`${r},${c}`))) continue;
    for (const [r, c] of cells) {
      taken.add(`${r},${c}`);
      if (r !== row || c !== column) rows[r]![c] = { text: "", anchor: [row, column] };
    }
  }
  return { document: "any.docx", origin: { in: "word", table: 1 }, rows, ragged: false, firstRow: 1, firstColumn: 1 };
}

const anyGrid = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 }))
  .chain(([height, width]) =>
    fc.tuple(
      fc.array(fc.array(fc.constantFrom(...WORDS), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
      fc.array(
        fc.record({
          row: fc.nat(height - 1),
          column: fc.nat(width - 1),
          height: fc.integer({ min: 1, max: 4 }),
          width: fc.integer({ min: 1, max: 4 }),
        }),
        { maxLength: 4 },
      ),
    ),
  )
  .map(([texts, merges]) => merged(texts, merges));

describe("whatever stands in a grid", () => {
  it("each figure is read once, or heads, numbers or names something", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        expect(unclaimed(grid, tables([drawDocument(grid)]))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it("rows and columns are counted once, paths are never empty, and the same grid gives the same tables", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const found = tables([drawDocument(grid)]);
        for (const table of found) {
          expect(new Set(table.rows.map(({ index }) => index)).size).toBe(table.rows.length);
          expect(new Set(table.columns.map(({ index }) => index)).size).toBe(table.columns.length);
          expect(table.rows.every(({ path }) => path.length > 0)).toBe(true);
        }
        expect(tables([drawDocument(grid)])).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });
});

const SHEET = drawGrid`
  2023年各县基金收支表 | <    | <        | <    | <        | <
  序号 | 地区 | 实际收入 | <    | 实际支出 | 结余
  ^    | ^    | 补助     | 缴费 | ^        | ^
  1    | 东乡 | 40.5     | 20   | 50       | 10.5
  2    | 西乡 | 30       | 10   | 35       | 5
  合计 | <    | 70.5     | 30   | 85       | 15.5
  注：数据未经审计。 | < | < | < | < | <`;

const essence = (grid: Grid): unknown => {
  const found = tables([drawDocument(grid)]);
  return found.map((table) => ({
    title: table.title,
    notes: table.notes,
    columns: table.columns.filter(({ path }) => path.length > 0).map(({ path, role, unit }) => [path, role, unit]),
    lines: linesOf(table),
  }));
};

/** The grid with a blank row before row `at`, or a blank column before column `at`; anchors are counted on. */
const shifted = (grid: Grid, axis: "row" | "column", at: number): Grid => {
  const moved = ([row, column]: readonly [number, number]): readonly [number, number] =>
    axis === "row" ? [row >= at ? row + 1 : row, column] : [row, column >= at ? column + 1 : column];
  const rows = grid.rows.map((row) => row.map((cell) => (cell.anchor ? { ...cell, anchor: moved(cell.anchor) } : cell)));
  const covered = (row: number, column: number): Cell => {
    // A blank line through a merged region is part of it.
    const [before, after] =
      axis === "row" ? [grid.rows[at - 1]?.[column], grid.rows[at]?.[column]] : [grid.rows[row]?.[at - 1], grid.rows[row]?.[at]];
    const start = before?.anchor ?? (axis === "row" ? [at - 1, column] : [row, at - 1]);
    return after?.anchor && after.anchor[0] === start[0] && after.anchor[1] === start[1]
      ? { text: "", anchor: moved([start[0]!, start[1]!]) }
      : { text: "" };
  };
  if (axis === "row") {
    const blank = rows[0]!.map((_, column) => covered(at, column));
    return { ...grid, rows: [...rows.slice(0, at), blank, ...rows.slice(at)] };
  }
  return { ...grid, rows: rows.map((row, index) => [...row.slice(0, at), covered(index, at), ...row.slice(at)]) };
};

describe("what changes nothing", () => {
  const plain = essence(SHEET);

  it("is read at all", () => {
    expect(plain).toEqual([
      expect.objectContaining({
        title: "2023年各县基金收支表",
        lines: ["东乡: 40.5 | 20 | 50 | 10.5", "西乡: 30 | 10 | 35 | 5", "= 合计: 70.5 | 30 | 85 | 15.5"],
      }),
    ]);
  });

  it.each([0, 1, 3, 4, 5, 6, 7])("a blank row before row %i", (at) => {
    expect(essence(shifted(SHEET, "row", at))).toEqual(plain);
  });

  it.each([0, 2, 4, 5, 6])("a blank column before column %i", (at) => {
    expect(essence(shifted(SHEET, "column", at))).toEqual(plain);
  });

  it("other tables before and after it", () => {
    const among = tables([
      drawDocument(
        "表一",
        drawGrid`
      项目 | 金额
      甲   | 1`,
        "表二",
        SHEET,
        "表三",
        SHEET,
      ),
    ]);
    expect(among.map(({ id }) => id)).toEqual(["d1t1", "d1t2", "d1t3"]);
    expect(linesOf(among[1]!)).toEqual(linesOf(tables([drawDocument(SHEET)])[0]!));
  });

  it("letter-spacing and full-width digits", () => {
    const spaced: Grid = {
      ...SHEET,
      rows: SHEET.rows.map((row) =>
        row.map((cell) => ({ ...cell, text: cell.text.replace(/^合计$/, "合　 计").replace(/^东乡$/, "东  乡") })),
      ),
    };
    expect(essence(spaced)).toEqual(plain);
  });
});
