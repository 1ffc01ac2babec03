import { cellAt, type Table } from "../../src/model/table.ts";

/** The figure columns of a table, `A/B {unit} <period>` each. */
export const headingsOf = (table: Table): string[] =>
  table.columns
    .filter(({ role }) => role === "figure")
    .map(({ path, unit, period }) => `${path.join("/")}${unit ? ` {${unit.symbol}}` : ""}${period ? ` <${period}>` : ""}`);

/** Every column as `role heading`. */
export const rolesOf = (table: Table): string[] => table.columns.map(({ role, path }) => `${role} ${path.join("/")}`.trim());

const MARKS = { item: "", subtotal: "- ", total: "= " } as const;

/**
 * The rows of a table, `A/B: 1 | 2` each: the figures of the figure columns (moved cells where they belong). Before a total
 * stands `=`, before a subtotal `-`, before deeper rows a `>` for each level, before a row of which `w`.
 */
export const linesOf = (table: Table): string[] =>
  table.rows.map(({ index, path, role, level, ofWhich, unit, period }) => {
    const figures = table.columns
      .filter((column) => column.role === "figure")
      .map((column) => {
        const [row, at] = cellAt(table, index, column.index);
        return table.grid.rows[row]![at]!.text.trim();
      });
    const marks = `${">".repeat(level)}${ofWhich ? "w" : ""}`;
    return `${MARKS[role]}${marks}${marks ? " " : ""}${path.join("/")}${unit ? ` {${unit.symbol}}` : ""}${period ? ` <${period}>` : ""}: ${figures.join(" | ")}`;
  });
