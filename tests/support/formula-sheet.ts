import type { Check } from "../../src/model/check.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Cell, Document } from "../../src/model/grid.ts";
import { evidence } from "../../src/pipeline.ts";
import { sheet } from "./sheet.ts";

const NUMBER = /^-?[\d,]+(?:\.\d+)?%?$/;

/** What a workbook stores of a number as it is shown. */
const storedOf = (text: string): string => {
  const plain = text.replace(/[,%]/g, "");
  return text.endsWith("%") ? String(Number((Number(plain) / 100).toPrecision(15))) : plain;
};

/** A drawn cell with its formula: `=B2+B3→12.50` shows 12.50, `=B2+B3→` was never calculated; numbers are stored. */
function calculated(cell: Cell): Cell {
  const [, formula, shown] = /^=(.*?)→(.*)$/s.exec(cell.text) ?? [];
  const text = shown ?? cell.text;
  if (formula !== undefined && text === "") return { text, formula, not: "uncalculated" };
  const number = NUMBER.test(text) ? { stored: storedOf(text) } : {};
  return { ...cell, text, ...number, ...(formula === undefined ? {} : { formula }) };
}

/** A drawn sheet (see `sheet`) whose cells may have formulas. */
export function formulaSheet(drawing: string, name = "Sheet1", path = "drawn.xlsx"): Document {
  const document = sheet(drawing, path, name);
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === "grid" ? { ...block, grid: { ...block.grid, rows: block.grid.rows.map((row) => row.map(calculated)) } } : block,
    ),
  };
}

/** Several sheets as one workbook. */
export const workbookOf = (...sheets: readonly Document[]): Document => ({ ...sheets[0]!, blocks: sheets.flatMap(({ blocks }) => blocks) });

/** What a check finds in one workbook. */
export const findingsIn = (check: Check, document: Document): readonly Finding[] => [...check.observe!(evidence([document]))];

/** Findings in short: severity, cell, and the figure that is likely right. */
export const brief = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, at, expected }) => `${severity} ${at.a1} ${expected}`);
