import { plain } from "../model/decimal.ts";
import type { Examination } from "../model/examination.ts";
import { grouped } from "../model/grouped.ts";
import { isBlankFigure } from "../model/read-figure.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Report } from "../model/report.ts";
import { type Column, cellAt, type Row, type Table } from "../model/table.ts";
import { type CsvColumn, type CsvSheet, csvText, distinct, lazily } from "./csv.ts";

type Figures = ReadonlyMap<string, CanonicalRecord>;

const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").trim();

/** A heading that spans stands in every path below it and once more where a cell spans rows: say it once. */
const pathName = (path: readonly string[]): string =>
  path
    .map(inOneLine)
    .filter((part, index, all) => part !== "" && part !== all[index - 1])
    .join("/");

function textAt(table: Table, row: number, column: number): string {
  const [r, c] = cellAt(table, row, column);
  const cell = table.grid.rows[r]?.[c];
  if (cell === undefined) return "";
  const anchor = cell.anchor && table.grid.rows[cell.anchor[0]]?.[cell.anchor[1]];
  return inOneLine((anchor ?? cell).text);
}

/** The figures of a table by `row,column`, as its rows and columns count them. */
const figuresOf = (records: readonly CanonicalRecord[]): Figures =>
  new Map(records.map((record) => [`${record.row},${record.column}`, record]));

/**
 * A column whose every filled cell is a figure without ≥, 约 or a range, all of one unit, is written as numbers; any other
 * keeps the words beside its plain numbers, so that a target of `≥550元` is never written as 550.
 */
function valueColumn(
  table: Table,
  column: Column,
  figures: Figures,
): { readonly type: CsvColumn["type"]; readonly unit: string | undefined } {
  const units = new Set<string>();
  let filled = 0;
  for (const { index } of table.rows) {
    const record = figures.get(`${index},${column.index}`);
    if (record === undefined) {
      if (!isBlankFigure(textAt(table, index, column.index))) return { type: "text", unit: undefined };
    } else if (record.figure.qualifier !== null) return { type: "text", unit: undefined };
    else {
      filled++;
      units.add(record.figure.unit?.symbol ?? "");
    }
  }
  const [unit] = units;
  return filled === 0 || units.size > 1 ? { type: "text", unit: undefined } : { type: "number", unit: unit === "" ? undefined : unit };
}

function valueCell(table: Table, row: Row, column: Column, figures: Figures, type: CsvColumn["type"]): string {
  const record = figures.get(`${row.index},${column.index}`);
  const text = textAt(table, row.index, column.index);
  if (record === undefined) return type === "number" ? "" : text;
  const { figure } = record;
  const bare =
    figure.qualifier === null && (figure.unit === null || !text.includes(figure.unit.symbol) || figure.unit.symbol === column.unit?.symbol);
  return type === "number" || bare ? plain(figure.value, figure.decimals) : text;
}

/** Headings for the row path: the label columns' own where there are as many as levels, `item` ones else. */
function labelNames(table: Table, depth: number): readonly string[] {
  const headings = table.columns.filter(({ role }) => role === "label").map(({ path }) => pathName(path));
  if (headings.length === depth && headings.every((heading) => heading !== "")) return headings;
  return depth === 1 ? [headings[0] || "item"] : Array.from({ length: depth }, (_, index) => `item_${index + 1}`);
}

/** A table as other tools load it: one header row, the row path in the leading columns, plain numbers. */
export function tableSheet(table: Table, records: readonly CanonicalRecord[]): CsvSheet {
  const figures = figuresOf(records);
  const depth = table.rows.reduce((most, { path }) => Math.max(most, path.length), 1);
  const values = table.columns.filter(({ role }) => role !== "label" && role !== "serial");
  const kinds = values.map((column) => valueColumn(table, column, figures));
  const labels = labelNames(table, depth);
  const names = distinct([
    ...labels,
    ...values.map(({ path, index }) => pathName(path) || (values.length === 1 ? "value" : `column_${index + 1}`)),
  ]);
  const title = { "zh-CN": table.title, en: table.title };
  return {
    path: `tables/${table.id}.csv`,
    title,
    columns: names.map((name, index) => {
      const kind = kinds[index - labels.length];
      return {
        name,
        type: kind?.type ?? "text",
        title: { "zh-CN": name, en: name },
        ...(kind?.unit === undefined ? {} : { unit: kind.unit }),
      };
    }),
    rows: lazily(table.rows, (row) => [
      ...Array.from({ length: depth }, (_, level) => inOneLine(row.path[level] ?? "")),
      ...values.map((column, index) => valueCell(table, row, column, figures, kinds[index]!.type)),
    ]),
  };
}

/** Every table of the examination, cleaned, in order of place. */
export function tableSheets({ tables, records }: Examination): readonly CsvSheet[] {
  const byTable = grouped(records, ({ tableId }) => tableId ?? "");
  return tables.map((table) => tableSheet(table, byTable.get(table.id) ?? []));
}

/** `tables/<id>.csv`: each table cleaned. Submitted digits are kept; a blank stays blank, never 0. */
export const tablesCsv: Report = {
  id: "tables-csv",
  *files(examination) {
    for (const sheet of tableSheets(examination)) yield { path: sheet.path, content: csvText(sheet) };
  },
};
