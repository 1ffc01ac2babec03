import type { WorkSheet } from "xlsx";
import { type Fault, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import type { Finding } from "../model/finding.ts";
import type { Block, Loss } from "../model/grid.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { newCellReader } from "./workbook/cells.ts";
import { type Opened, openBinary, openPackage } from "./workbook/read.ts";
import { hiddenIn, lostSheet, tooManyCells } from "./workbook/remarks.ts";
import { readSheet } from "./workbook/sheet.ts";

/** Workbooks of Excel 2007 and later. */
export const xlsx: Parser = {
  id: "xlsx",
  parse: async (path, bytes, limits) => readingOf(path, await openPackage(bytes, limits), limits),
};

/** Workbooks of Excel 97–2003 and before. */
export const xls: Parser = {
  id: "xls",
  parse: async (path, bytes, limits) => readingOf(path, await openBinary(bytes), limits),
};

/** A grid a sheet, hidden ones too, with remarks on what a reader of the file does not see. */
function readingOf(path: string, opened: Opened | Fault, limits: Limits): Reading {
  if (isFault(opened)) return { blocks: [], findings: [isFaulty(path, opened)], losses: [] };
  const { workbook, xml, formats, unread } = opened;
  const readCell = newCellReader(formats, workbook.Workbook?.WBProps?.date1904 === true);
  const blocks: Block[] = [];
  const findings: Finding[] = [];
  const losses = new Map(unread);
  let cells = 0;
  for (const [index, name] of workbook.SheetNames.entries()) {
    const source: WorkSheet | undefined = workbook.Sheets[name];
    if (!source) {
      findings.push(lostSheet(path, name));
      continue;
    }
    const kind = source["!type"];
    if (kind !== undefined && kind !== "sheet") {
      if (xml.length === 0) losses.set(`${kind} sheet`, (losses.get(`${kind} sheet`) ?? 0) + 1);
      continue;
    }
    const hidden = workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0;
    const sheet = readSheet({ path, name, source, xml: xml[index], readCell, isHidden: hidden !== 0, cells: limits.cells - cells });
    if (sheet === undefined) {
      findings.push(tooManyCells(path, name, limits.cells));
      continue;
    }
    cells += sheet.cells;
    for (const grid of sheet.grids) blocks.push({ kind: "grid", grid });
    if (sheet.uncalculated > 0)
      losses.set("formula without a saved result", (losses.get("formula without a saved result") ?? 0) + sheet.uncalculated);
    const finding = sheet.grids.length > 0 ? hiddenIn(path, name, hidden, sheet) : undefined;
    if (finding) findings.push(finding);
  }
  return { blocks, findings, losses: Array.from(losses, ([what, count]): Loss => ({ what, count })) };
}
