import type { CellObject, WorkBook, WorkSheet } from "xlsx";
import { type Fault, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { newCellReader } from "./workbook/cells.ts";
import { newGathering } from "./workbook/gather.ts";
import { LINK, type Opened, openBinary, openBinaryPackage, openPackage } from "./workbook/read.ts";
import { linksIn, lostSheet } from "./workbook/remarks.ts";
import { contentOf } from "./workbook/sheet.ts";

/** Workbooks of Excel 2007 and later. */
export const xlsx: Parser = {
  id: "xlsx",
  parse: async (path, bytes, limits) => readingOf(path, await openPackage(bytes, limits), limits),
};

/** Workbooks of Excel 2007 and later in their binary form. */
export const xlsb: Parser = {
  id: "xlsb",
  parse: async (path, bytes, limits) => {
    const opened = await openBinaryPackage(bytes, limits);
    return readingOf(path, isFault(opened) ? opened : withoutFormulas(opened), limits);
  },
};

/** Workbooks of Excel 97–2003 and before. */
export const xls: Parser = {
  id: "xls",
  parse: async (path, bytes, limits) => readingOf(path, await openBinary(bytes), limits),
};

/** The id that the package knows a sheet by; the library's declarations leave it out. */
function relationshipOf({ Workbook }: WorkBook, index: number): string {
  const sheet = Workbook?.Sheets?.[index];
  return sheet && "id" in sheet ? String(sheet.id) : "";
}

/** Formulas of an `.xlsb` cannot be trusted: what is left of them is their saved result and their number. */
function withoutFormulas(opened: Opened): Opened {
  let formulas = 0;
  for (const sheet of Object.values(opened.workbook.Sheets)) {
    const rows: readonly CellObject[][] = sheet["!data"] ?? [];
    for (const row of rows)
      row?.forEach((cell) => {
        if (cell.f === undefined) return;
        formulas += 1;
        delete cell.f;
      });
  }
  return formulas === 0 ? opened : { ...opened, unread: new Map([...opened.unread, ["formula of a binary workbook", formulas]]) };
}

/** A grid a sheet, hidden ones too, with remarks on what a reader of the file does not see. */
function readingOf(path: string, opened: Opened | Fault, limits: Limits): Reading {
  if (isFault(opened)) return { blocks: [], findings: [isFaulty(path, opened)], losses: [] };
  const { workbook, xml, formats, links, unread } = opened;
  const readCell = newCellReader(formats, workbook.Workbook?.WBProps?.date1904 === true);
  const gathering = newGathering(limits.cells);
  for (const [what, count] of unread) gathering.lose(what, count);
  const linked = unread.get(LINK) ?? 0;
  if (linked > 0) gathering.say(linksIn(path, linked));
  for (const [index, name] of workbook.SheetNames.entries()) {
    // A chart, macro or dialog sheet of a package: it is among what is not read.
    if (/^(?:chart|dialog|xl(?:Intl)?Macro)sheet$/i.test(links.get(relationshipOf(workbook, index))?.type ?? "")) continue;
    const source: WorkSheet | undefined = workbook.Sheets[name];
    if (!source) {
      gathering.say(lostSheet(path, name));
      continue;
    }
    const kind = source["!type"];
    if (kind !== undefined && kind !== "sheet") {
      if (xml.length === 0) gathering.lose(`${kind} sheet`);
      continue;
    }
    const hidden = workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0;
    const content = contentOf({ path, name, source, xml: xml[index], readCell, isHidden: hidden !== 0 });
    gathering.add(content, hidden);
    gathering.lose("formula without a saved result", content.uncalculated);
  }
  return gathering.reading();
}
