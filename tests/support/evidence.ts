import { asEvidence, type Evidence } from "../../src/model/check.ts";
import type { Block, Cell, Document, Grid } from "../../src/model/grid.ts";
import { readFigure } from "../../src/model/read-figure.ts";
import type { Column, Row, Table } from "../../src/model/table.ts";
import { type Unit, unitInLabel, unitOf } from "../../src/model/unit.ts";
import { recordId, records } from "../../src/records/records.ts";

/** A table as it is drawn in a test: headings in the first line, `|` between cells, `/` between levels of a label. */
export interface Drawing {
  readonly title?: string;
  readonly unit?: string;
  readonly period?: string;
  readonly notes?: readonly string[];
  readonly draw: string;
}

/** A document of a test: tables and paragraphs in their order. */
export interface DrawnDocument {
  readonly path: string;
  readonly holds: readonly (Drawing | string)[];
}

const TOTAL = /(?:合计|总计|总分)$/;
/** At `/`, but not inside brackets: 执行率（B/A） is one heading. */
const levels = (label: string): readonly string[] => label.split(/\s*\/\s*(?![^（(]*[）)])/);

function table({ title = "", unit, period, notes = [], draw }: Drawing, document: string, id: string, number: number): Table {
  const lines = draw
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const [head = [], ...body] = lines;
  const grid: Grid = {
    document,
    origin: { in: "word", table: number },
    rows: lines.map((line) => line.map((text): Cell => ({ text }))),
    ragged: false,
    firstRow: 1,
    firstColumn: 1,
  };
  const roleOf = (column: number): Column["role"] => {
    const cells = body.map((line) => line[column] ?? "").filter((text) => text !== "");
    if (column === 0) return "label";
    return cells.length > 0 && cells.some((text) => readFigure(text)) ? "figure" : "text";
  };
  const named = (text: string | undefined): Unit | null => (text === undefined ? null : (unitOf(text) ?? null));
  return {
    id,
    document,
    grid,
    title,
    unit: named(unit),
    period: period ?? null,
    notes,
    form: false,
    columns: head.map(
      (label, index): Column => ({ index, path: levels(label), role: roleOf(index), unit: unitInLabel(label) ?? null, period: null }),
    ),
    rows: body.map(
      (line, index): Row => ({
        index: index + 1,
        path: levels(line[0] ?? ""),
        role: TOTAL.test((line[0] ?? "").replace(/\s/g, "")) ? "total" : "item",
        level: 0,
        ofWhich: (line[0] ?? "").startsWith("其中"),
        unit: null,
        period: null,
      }),
    ),
    headerRows: [0],
    moved: new Map(),
  };
}

/** What a submission of drawn documents gives checks and rule packs to look at. The first column names the rows. */
export function evidenceOf(...drawn: readonly DrawnDocument[]): Evidence {
  const tables: Table[] = [];
  const documents = drawn.map(({ path, holds }, at): Document => {
    let paragraphs = 0;
    let grids = 0;
    const blocks = holds.map((each): Block => {
      if (typeof each === "string") return { kind: "paragraph", paragraph: { number: ++paragraphs, text: each } };
      const made = table(each, path, `d${at + 1}t${++grids}`, grids);
      tables.push(made);
      return { kind: "grid", grid: made.grid };
    });
    return { path, sha256: "0".repeat(64), bytes: 0, format: "docx", blocks, findings: [], losses: [] };
  });
  const byId = new Map(records(tables, documents).map((record) => [record.id, record]));
  return asEvidence({
    documents,
    tables,
    records: byId,
    facts: [],
    previous: [],
    at: (of, row, column) => byId.get(recordId(of, row, column)),
    textAt: (of, row, column) => of.grid.rows[row]?.[column]?.text ?? "",
  });
}
