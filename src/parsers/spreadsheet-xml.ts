import { decode } from "../containers/decode.ts";
import { isFault } from "../containers/fault.ts";
import { isFaulty, isUnknown } from "../containers/file-findings.ts";
import type { Finding } from "../model/finding.ts";
import type { Cell } from "../model/grid.ts";
import type { Parser, Reading } from "../model/parser.ts";
import { readSpreadsheet, type XmlSheet } from "./spreadsheet-xml/content.ts";
import { type CellReader, newCellReader } from "./workbook/cells.ts";
import { newGathering } from "./workbook/gather.ts";
import { address, type Filled, type SheetContent } from "./workbook/layout.ts";
import { numberFormats } from "./workbook/read.ts";
import { tooManyCells } from "./workbook/remarks.ts";

/** Workbooks that Excel 2002 and 2003 wrote as one XML file, and many reporting systems still do, mostly as `.xls`. */
export const spreadsheetXml: Parser = {
  id: "spreadsheetml",
  parse: async (path, bytes, limits) => {
    const decoded = await decode(bytes);
    if (!decoded) return refused(isUnknown(path));
    const sheets = readSpreadsheet(new TextEncoder().encode(decoded.text));
    if (isFault(sheets)) return refused(isFaulty(path, sheets));
    const { translateFormulaToA1 } = await import("@borgar/fx");
    const readCell = newCellReader(await numberFormats(), false);
    const gathering = newGathering(limits.cells);
    for (const sheet of sheets) {
      if (sheet.cells.length > limits.cells) gathering.say(tooManyCells(path, sheet.name, limits.cells));
      else gathering.add(contentOf(path, sheet, readCell, translateFormulaToA1), sheet.hidden);
      gathering.lose("formula without a saved result", sheet.uncalculated.size);
    }
    return { ...gathering.reading(), encoding: decoded.encoding };
  },
};

const refused = (finding: Finding): Reading => ({ blocks: [], findings: [finding], losses: [] });

function contentOf(path: string, sheet: XmlSheet, readCell: CellReader, toA1: (formula: string, anchor: string) => string): SheetContent {
  const filled: Filled = new Map();
  for (const [row, column, source] of sheet.cells) {
    const at = address(row, column);
    const read = readCell(source, sheet.uncalculated.has(at));
    if (!read) continue;
    const line = filled.get(row) ?? new Map<number, Cell>();
    filled.set(row, line.set(column, read.formula === undefined ? read : { ...read, formula: toA1(read.formula, at) }));
  }
  return {
    ...sheet,
    path,
    filled,
    isHidden: sheet.hidden !== 0,
    rowHidden: (row) => sheet.hiddenRows.some(([first, last]) => row >= first && row <= last),
    columnHidden: (column) => sheet.hiddenColumns.some(([first, last]) => column >= first && column <= last),
  };
}
