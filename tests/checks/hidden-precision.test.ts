import { expect, test } from "vitest";
import { hiddenPrecision } from "../../src/checks/hidden-precision.ts";
import type { Cell, Document } from "../../src/model/grid.ts";
import { evidence } from "../../src/pipeline.ts";
import { sheet } from "../support/sheet.ts";

/** The drawn sheet with what its cells store: figures as shown, but for those named. */
function storing(document: Document, stored: { readonly [shown: string]: string }): Document {
  const store = (cell: Cell): Cell => (/^[\d.]+$/.test(cell.text) ? { ...cell, stored: stored[cell.text] ?? cell.text } : cell);
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === "grid" ? { ...block, grid: { ...block.grid, rows: block.grid.rows.map((row) => row.map(store)) } } : block,
    ),
  };
}

const drawn = sheet(`
  项目 | 金额（万元）
  甲 | 157.25
  乙 | 332.26
  合计 | 489.51`);

test("one finding a column names the first figure that stores more than it shows", () => {
  const findings = [...hiddenPrecision.observe!(evidence([storing(drawn, { "157.25": "157.247", "332.26": "332.263" })]))];
  expect(findings.map(({ code, severity, at, evidence: seen }) => [code, severity, at.a1, seen.length])).toEqual([
    ["hidden-precision", "info", "B2", 2],
  ]);
  expect(findings[0]!.message.en).toContain("157.247");
});

test("figures that store what they show are left alone", () => {
  expect([...hiddenPrecision.observe!(evidence([storing(drawn, {})]))]).toEqual([]);
});
