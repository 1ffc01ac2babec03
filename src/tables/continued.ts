import { type Decimal, ZERO } from "../model/decimal.ts";
import { BLANK } from "../model/grid.ts";
import { numberText, readFigure } from "../model/read-figure.ts";
import { cellAt, type Table } from "../model/table.ts";
import { key } from "./words.ts";

type Draft = Omit<Table, "id">;

/** Whether a table has the headings of the one before, column for column. */
export const sameHeadings = (table: Draft, before: Draft): boolean =>
  !table.form && table.headerRows.length > 0 && headings(table) === headings(before);

const headings = ({ columns }: Draft): string => columns.map(({ path }) => path.map(key).join("/")).join("|");

/**
 * A table that goes on from the one before (续表), which has the same headings: it takes its title, units and period. Its 合计
 * counts the rows of both, so that here it is a row like others, unless the table before has one of its own or the rows
 * here alone add up to it.
 */
export function continuing(table: Draft, before: Draft): Draft {
  const columns = table.columns.map((column, order) => ({ ...column, unit: column.unit ?? before.columns[order]!.unit }));
  const named = { ...table, columns, title: before.title, unit: table.unit ?? before.unit, period: table.period ?? before.period };
  if (before.rows.some(({ role }) => role === "total")) return named;
  const items = table.rows.filter(({ role, level }) => role === "item" && level === 0);
  const figures = table.columns.filter(({ role }) => role === "figure").map(({ index }) => index);
  const addUp = (total: number): boolean =>
    figures.some((column) => {
      const whole = amount(table, total, column);
      return whole !== undefined && !whole.isZero() && sum(items.map(({ index }) => amount(table, index, column))).eq(whole);
    });
  return { ...named, rows: table.rows.map((row) => (row.role === "total" && !addUp(row.index) ? { ...row, role: "item" } : row)) };
}

const sum = (amounts: readonly (Decimal | undefined)[]): Decimal =>
  amounts.reduce<Decimal>((total, each) => total.plus(each ?? ZERO), ZERO);

function amount(table: Draft, row: number, column: number): Decimal | undefined {
  const [at, across] = cellAt({ ...table, id: "" }, row, column);
  return readFigure(numberText(table.grid.rows[at]?.[across] ?? BLANK))?.value;
}
