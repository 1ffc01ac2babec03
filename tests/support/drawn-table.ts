import type { Cell, Grid } from "../../src/model/grid.ts";
import { placeOf } from "../../src/model/grid.ts";
import { readFigure } from "../../src/model/read-figure.ts";
import type { CanonicalRecord } from "../../src/model/record.ts";
import type { Column, Row, Table } from "../../src/model/table.ts";
import { unitOf } from "../../src/model/unit.ts";

/** One table from drawn rows: `<` continues the cell to the left, `^` the cell above (merged cells). */
export function drawnGrid(document: string, origin: Grid["origin"], drawn: readonly (readonly string[])[]): Grid {
  const anchors: (readonly [number, number])[][] = [];
  const rows = drawn.map((line, row) => {
    anchors.push([]);
    return line.map((text, column): Cell => {
      const anchor = text === "<" ? anchors[row]![column - 1]! : text === "^" ? anchors[row - 1]![column]! : ([row, column] as const);
      anchors[row]!.push(anchor);
      return text === "<" || text === "^" ? { text: "", anchor } : { text };
    });
  });
  return { document, origin, rows, ragged: false, firstRow: 1, firstColumn: 1 };
}

/** A line of a drawn table. */
export const row = (index: number, path: readonly string[], role: Row["role"] = "item"): Row => ({
  index,
  path,
  role,
  level: 0,
  ofWhich: false,
  unit: null,
  period: null,
});

/** A column of a drawn table. */
export const column = (index: number, role: Column["role"], path: readonly string[], unit?: string): Column => ({
  index,
  path,
  role,
  unit: unit === undefined ? null : (unitOf(unit) ?? null),
  period: null,
});

/** The figures of a table's figure columns, named the way the pipeline names them. */
export function figuresOf(table: Table, sha256: string): readonly CanonicalRecord[] {
  return table.rows.flatMap((line) =>
    table.columns.flatMap((heading): CanonicalRecord[] => {
      const cell = table.grid.rows[line.index]?.[heading.index];
      const read = heading.role === "figure" && cell && !cell.anchor ? readFigure(cell.text) : undefined;
      if (!read) return [];
      const place = placeOf(table.grid, line.index, heading.index);
      return [
        {
          id: `${table.id}r${line.index}c${heading.index}`,
          document: table.document,
          documentSha256: sha256,
          sheet: place.sheet ?? null,
          tableId: table.id,
          tableTitle: table.title,
          period: table.period,
          entity: line.role === "item" ? line.path.at(-1)! : null,
          rowPath: line.path,
          columnPath: heading.path,
          indicator: heading.path.join("/"),
          figure: { ...read, unit: read.unit ?? heading.unit ?? table.unit },
          decimals: read.decimals,
          isTotal: line.role !== "item",
          at: { ...place, label: `${line.path.join("/")} × ${heading.path.join("/")}` },
          row: line.index,
          column: heading.index,
          flags: [],
        },
      ];
    }),
  );
}

/** A digest of one letter: plain to see in a golden file. */
export const digest = (letter: string): string => letter.repeat(64);
