import type { CellCoverage, Examination } from "../../src/model/examination.ts";
import { type Finding, fingerprint } from "../../src/model/finding.ts";
import type { Table } from "../../src/model/table.ts";
import { unitOf } from "../../src/model/unit.ts";
import { column, digest, drawnGrid, figuresOf, row } from "./drawn-table.ts";
import { smallExamination } from "./examination.ts";

/** A run that could examine nothing: one refused file. */
export function nothingExamined(): Examination {
  const small = smallExamination();
  return {
    ...small,
    documents: small.documents.slice(2),
    tables: [],
    records: [],
    recalculations: [],
    findings: small.findings.filter(({ code }) => code === "encrypted-file"),
    coverage: [],
    summary: {
      documents: { arrived: 1, read: 0, refused: 1 },
      tables: 0,
      figures: 0,
      relations: { proposed: 0, agreed: 0, rounded: 0, differing: 0, untested: 0 },
      cells: { verified: 0, disputed: 0, untested: 0 },
      findings: { error: 1, warning: 0, info: 0 },
      causes: { error: 1, warning: 0, info: 0 },
    },
  };
}

/** Everything examined and in order: the same tables without the lines that disagree. */
export function nothingFound(): Examination {
  const small = smallExamination();
  const recalculations = small.recalculations.filter(({ verdict }) => verdict.is === "agrees");
  const known = new Set(recalculations.map(({ relation }) => relation.id));
  const cells = small.coverage.map(
    (cell): CellCoverage => ({
      ...cell,
      relations: cell.relations.filter((id) => known.has(id)),
      state: cell.relations.some((id) => known.has(id)) ? "verified" : "untested",
      reason: cell.relations.some((id) => known.has(id)) ? null : "no label or pattern ties it to another figure",
    }),
  );
  const verified = cells.filter(({ state }) => state === "verified").length;
  return {
    ...small,
    documents: small.documents.slice(0, 2),
    recalculations,
    findings: [],
    coverage: cells,
    summary: {
      ...small.summary,
      documents: { arrived: 2, read: 2, refused: 0 },
      relations: { proposed: recalculations.length, agreed: recalculations.length, rounded: 0, differing: 0, untested: 0 },
      cells: { verified, disputed: 0, untested: cells.length - verified },
      findings: { error: 0, warning: 0, info: 0 },
      causes: { error: 0, warning: 0, info: 0 },
    },
  };
}

/** One sheet of many rows, two figures a row and their sum: what a large input does to a report. */
export function largeExamination(rows: number, wrong: ReadonlySet<number> = new Set()): Examination {
  const document = "台账.xlsx";
  const grid = drawnGrid(document, { in: "sheet", sheet: "明细", hidden: false }, [
    ["编号", "甲", "乙", "合计"],
    ...Array.from({ length: rows }, (_, index) => [`第${index + 1}户`, `${index}.10`, "2.00", `${index + (wrong.has(index) ? 3 : 2)}.10`]),
  ]);
  const table: Table = {
    id: "d1t1",
    document,
    grid,
    title: "补助台账",
    unit: unitOf("元")!,
    period: null,
    notes: [],
    form: false,
    columns: [column(0, "label", ["编号"]), column(1, "figure", ["甲"]), column(2, "figure", ["乙"]), column(3, "figure", ["合计"])],
    rows: Array.from({ length: rows }, (_, index) => row(index + 1, [`第${index + 1}户`])),
    headerRows: [0],
    moved: new Map(),
  };
  const records = figuresOf(table, digest("e"));
  const [nothing] = nothingExamined().findings;
  if (!nothing) throw new Error("no finding to begin with");
  const findings = [...wrong].map((index): Finding => {
    const at = records.find((record) => record.row === index + 1 && record.column === 3)!.at;
    const id = fingerprint("large", String(index));
    return {
      ...nothing,
      id,
      root: id,
      code: "sum-mismatch",
      scope: "table",
      at,
      message: { "zh-CN": `第${index + 1}户合计不符。`, en: `The total of line ${index + 1} does not add up.` },
    };
  });
  const cells = records.map(
    ({ id, row: line }): CellCoverage => ({
      record: id,
      state: wrong.has(line - 1) ? "disputed" : "verified",
      relations: [`r${line}`],
      reason: null,
    }),
  );
  return {
    ...nothingFound(),
    submission: "台账",
    documents: [
      { path: document, sha256: digest("e"), bytes: 1, format: "xlsx", blocks: [{ kind: "grid", grid }], findings: [], losses: [] },
    ],
    tables: [table],
    records,
    recalculations: [],
    findings,
    coverage: cells,
    summary: {
      ...nothingFound().summary,
      documents: { arrived: 1, read: 1, refused: 0 },
      tables: 1,
      figures: records.length,
      relations: { proposed: rows, agreed: rows - wrong.size, rounded: 0, differing: wrong.size, untested: 0 },
      cells: { verified: records.length - wrong.size * 3, disputed: wrong.size * 3, untested: 0 },
      findings: { error: wrong.size, warning: 0, info: 0 },
      causes: { error: wrong.size, warning: 0, info: 0 },
    },
  };
}
