import { Decimal } from "../model/decimal.ts";
import type { CellCoverage, CellState, Examination } from "../model/examination.ts";
import { placeOf } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation } from "../model/relation.ts";
import type { Report } from "../model/report.ts";
import { cellAt, type Table } from "../model/table.ts";
import { lossWords } from "./losses.ts";
import type { CoverageFile } from "./schemas.ts";

type Counts = { [state in CellState]: number };
interface Covered {
  readonly record: CanonicalRecord;
  readonly coverage: CellCoverage;
}

/** Key of what is in no table. */
const PROSE = "";

/** How many figures are in each state. */
export function countStates(states: Iterable<CellState>): Counts {
  const counts: Counts = { verified: 0, disputed: 0, untested: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

/** Checked figures out of all, as a decimal fraction cut (never rounded up) to four places; `null` where there is no figure. */
export function shareOf({ verified, disputed, untested }: Readonly<Counts>): string | null {
  const all = verified + disputed + untested;
  return all === 0 ? null : new Decimal(verified + disputed).div(all).toDecimalPlaces(4, Decimal.ROUND_DOWN).toFixed(4);
}

const LETTER = { verified: "v", disputed: "d", untested: "u" } as const;

/** A line a grid row, a letter a column (`coverage.json`); marks stand where the figure really stands, slipped rows heeded. */
function coverageMap(table: Table, covered: readonly Covered[]): readonly string[] {
  const lines = table.grid.rows.map((row) => row.map((): string => "."));
  for (const { record, coverage } of covered) {
    const [row, column] = cellAt(table, record.row, record.column);
    const line = lines[row];
    if (line && column < line.length) line[column] = LETTER[coverage.state];
  }
  return lines.map((line) => line.join(""));
}

/** Each figure's coverage with the figure, by table id; figures of running text under `PROSE`. In the order of the records. */
function coveredByTable({ records, coverage }: Examination): ReadonlyMap<string, readonly Covered[]> {
  const byRecord = new Map(coverage.map((cell) => [cell.record, cell]));
  const covered = records.flatMap((record) => {
    const cell = byRecord.get(record.id);
    return cell ? [{ record, coverage: cell }] : [];
  });
  return grouped(covered, ({ record }) => record.tableId ?? PROSE);
}

const figureEntry = ({ record, coverage }: Covered): CoverageFile["prose"]["figures"][number] => ({
  record: record.id,
  at: record.at,
  raw: record.figure.raw,
  state: coverage.state,
  relations: [...coverage.relations],
  reason: coverage.reason,
});

const relationEntry = ({ relation, verdict, blanks }: Recalculation): CoverageFile["relations"][number] => ({
  id: relation.id,
  kind: relation.kind,
  source: relation.source,
  scope: relation.scope,
  nature: relation.nature,
  formula: relation.formula,
  why: relation.scope === "table" ? null : relation.why,
  verdict: verdict.is,
  difference: "difference" in verdict ? verdict.difference.toDecimalPlaces(12).toFixed() : null,
  because: verdict.is === "untested" ? verdict.because : null,
  blanks,
});

/** What was checked and what was not: per table, per figure, per document, and every relation with its verdict. */
export function coverageFile(examination: Examination): CoverageFile {
  const byTable = coveredByTable(examination);
  const part = (covered: readonly Covered[]) => {
    const cells = countStates(covered.map(({ coverage }) => coverage.state));
    return { cells, share: shareOf(cells) };
  };
  const prose = byTable.get(PROSE) ?? [];
  return {
    schema: "urn:crossfoot:schema:coverage:1",
    submission: examination.submission,
    tool: examination.tool,
    cells: examination.summary.cells,
    share: shareOf(examination.summary.cells),
    tables: examination.tables.map((table) => {
      const covered = byTable.get(table.id) ?? [];
      return {
        id: table.id,
        document: table.document,
        title: table.title,
        at: placeOf(table.grid, 0, 0),
        ...part(covered),
        map: [...coverageMap(table, covered)],
        figures: covered.map(figureEntry),
      };
    }),
    prose: { ...part(prose), figures: prose.map(figureEntry) },
    documents: examination.documents.map(({ path, losses }) => ({
      path,
      losses: losses.map(({ what, count }) => ({ what, count, ...lossWords(what) })),
    })),
    relations: examination.recalculations.map(relationEntry),
  };
}

/** `coverage.json`: the same bytes whatever the language of the run. */
export const coverageJson: Report = {
  id: "coverage-json",
  *files(examination) {
    yield { path: "coverage.json", content: `${JSON.stringify(coverageFile(examination), null, 1)}\n` };
  },
};
