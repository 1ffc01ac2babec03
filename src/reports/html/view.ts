import type { CellCoverage, Examination } from "../../model/examination.ts";
import type { Finding } from "../../model/finding.ts";
import type { Grid } from "../../model/grid.ts";
import { grouped } from "../../model/grouped.ts";
import { type Locator, type Place, placeText } from "../../model/place.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import type { Recalculation } from "../../model/relation.ts";
import { cellAt, type Table } from "../../model/table.ts";
import type { Language, Text } from "../../model/text.ts";
import { type Cause, causesOf } from "../causes.ts";
import { cellOf, originKey, placeKey } from "../cells.ts";
import { tableNames } from "../table-names.ts";

/** What the report marks on one cell. */
export interface Mark {
  readonly record?: CanonicalRecord;
  readonly coverage?: CellCoverage;
  /** Causes whose findings judge this cell. */
  readonly causes: Set<Cause>;
  /** Values suggested for this cell, with the cause that suggests them. */
  readonly suspects: Map<string, Cause>;
}

/** A grid as the page shows it: once, with every table read from it. */
export interface GridView {
  /** `g1`, `g2` … in order of place: the start of its cells' anchors. */
  readonly id: string;
  readonly grid: Grid;
  readonly tables: readonly Table[];
  /** By `row,column` of `grid.rows`. */
  readonly marks: ReadonlyMap<string, Mark>;
}

/** An examination with everything looked up that the parts of the page need. */
export interface View {
  readonly examination: Examination;
  readonly language: Language;
  readonly causes: readonly Cause[];
  readonly grids: readonly GridView[];
  readonly records: ReadonlyMap<string, CanonicalRecord>;
  readonly coverage: ReadonlyMap<string, CellCoverage>;
  readonly recalculations: ReadonlyMap<string, Recalculation>;
  /** Figures of running text by the paragraph or cell they stand in (`textKey`), in order. */
  readonly told: ReadonlyMap<string, readonly Told[]>;
  /** What the table of a finding is called, told from its sisters. */
  readonly tableOf: (finding: Finding) => Text | undefined;
  /** The element that shows a place, or the nearest that does. */
  readonly anchorOf: (place: Locator) => string | undefined;
}

/** A figure in running text, as the page marks it. */
export interface Told extends Mark {
  readonly record: CanonicalRecord;
  readonly anchor: string;
}

/** The paragraph, or the cell, that a figure of running text stands in. */
export const textKey = ({ document, paragraph, a1, sheet, table, row, col }: Place): string =>
  [document, paragraph, sheet, a1, table, row, col].join("\u001f");

interface Draft {
  readonly view: GridView;
  readonly marks: Map<string, Mark>;
}

/** Grids in order of place, each once: those tables were read from in their tables' form, the others as found. */
function draftGrids({ documents, tables }: Examination): readonly Draft[] {
  const tablesByGrid = new Map<Grid, Table[]>();
  const gridsByOrigin = new Map<string, Set<Grid>>();
  for (const table of tables) {
    tablesByGrid.set(table.grid, [...(tablesByGrid.get(table.grid) ?? []), table]);
    const key = originKey(table.document, table.grid.origin);
    gridsByOrigin.set(key, (gridsByOrigin.get(key) ?? new Set<Grid>()).add(table.grid));
  }
  const found = documents.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "grid" ? [...(gridsByOrigin.get(originKey(block.grid.document, block.grid.origin)) ?? [block.grid])] : [],
    ),
  );
  const grids = new Set([...found, ...tablesByGrid.keys()]);
  return [...grids].map((grid, index) => {
    const marks = new Map<string, Mark>();
    return { view: { id: `g${index + 1}`, grid, tables: tablesByGrid.get(grid) ?? [], marks }, marks };
  });
}

const markAt = (marks: Map<string, Mark>, key: string): Mark => {
  const known = marks.get(key);
  if (known) return known;
  const mark: Mark = { causes: new Set(), suspects: new Map() };
  marks.set(key, mark);
  return mark;
};

function markFigures(drafts: readonly Draft[], records: readonly CanonicalRecord[], coverage: ReadonlyMap<string, CellCoverage>): void {
  const byTable = new Map(drafts.flatMap((draft) => draft.view.tables.map((table) => [table.id, { table, draft }] as const)));
  for (const record of records) {
    const home = record.tableId === null ? undefined : byTable.get(record.tableId);
    if (!home) continue;
    const [row, column] = cellAt(home.table, record.row, record.column);
    const covered = coverage.get(record.id);
    home.draft.marks.set(`${row},${column}`, { causes: new Set(), suspects: new Map(), record, ...(covered ? { coverage: covered } : {}) });
  }
}

/** Paragraphs of a document by number, as an element id. */
export const paragraphAnchor = (document: number, paragraph: number): string => `d${document + 1}p${paragraph}`;

/** A document's own line in the list of files. */
export const documentAnchor = (document: number): string => `d${document + 1}`;

/** What tells one figure of running text from the others, as far as a locator can. */
const proseKey = ({ document, paragraph, line, sheet, a1, table, row, col, quote, label }: Locator): string =>
  [document, paragraph, line, sheet, a1, table, row, col, quote, label].join("\u001f");

/** Builds the view of an examination. Pure: the same examination gives the same anchors. */
export function viewOf(examination: Examination, language: Language): View {
  const { findings, records, coverage, recalculations, documents } = examination;
  const causes = causesOf(findings);
  const coverageById = new Map(coverage.map((cell) => [cell.record, cell]));
  const drafts = draftGrids(examination);
  markFigures(drafts, records, coverageById);

  const byOrigin = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { document, origin } = draft.view.grid;
    const key = originKey(document, origin);
    byOrigin.set(key, [...(byOrigin.get(key) ?? []), draft]);
  }
  const cellFor = (place: Place): { readonly draft: Draft; readonly row: number; readonly column: number } | undefined => {
    if (place.paragraph !== undefined) return undefined;
    for (const draft of byOrigin.get(placeKey(place)) ?? []) {
      const cell = cellOf(draft.view.grid, place);
      if (cell) return { draft, row: cell[0], column: cell[1] };
    }
    return undefined;
  };

  const prose = records.filter(({ tableId }) => tableId === null);
  const told = prose.map((record, index): Told => {
    const covered = coverageById.get(record.id);
    return { record, anchor: `f${index + 1}`, causes: new Set(), suspects: new Map(), ...(covered ? { coverage: covered } : {}) };
  });
  const toldByKey = new Map(told.map((each) => [proseKey(each.record.at), each]));

  const pin = (place: Locator, cause: Cause, suggested?: string): void => {
    const cell = cellFor(place);
    const mark = toldByKey.get(proseKey(place)) ?? (cell && markAt(cell.draft.marks, `${cell.row},${cell.column}`));
    if (mark && suggested === undefined) mark.causes.add(cause);
    else if (mark && suggested !== undefined) mark.suspects.set(suggested, cause);
  };
  const pinFinding = ({ at, suspect }: Finding, cause: Cause): void => {
    pin(at, cause);
    if (suspect) pin(suspect.locator, cause, suspect.suggested);
  };
  for (const cause of causes) for (const finding of [cause.lead, ...cause.echoes]) pinFinding(finding, cause);

  const numbers = new Map(documents.map(({ path }, index) => [path, index]));
  return {
    examination,
    language,
    causes,
    grids: drafts.map(({ view }) => view),
    records: new Map(records.map((record) => [record.id, record])),
    coverage: coverageById,
    recalculations: new Map(recalculations.map((each) => [each.relation.id, each])),
    told: grouped(told, ({ record }) => textKey(record.at)),
    tableOf: tableNames(examination),
    anchorOf: (place) => {
      const figure = toldByKey.get(proseKey(place));
      if (figure) return figure.anchor;
      const cell = cellFor(place);
      if (cell) return `${cell.draft.view.id}r${cell.row + 1}c${cell.column + 1}`;
      const document = numbers.get(place.document);
      if (document === undefined) return undefined;
      return place.paragraph === undefined ? documentAnchor(document) : paragraphAnchor(document, place.paragraph);
    },
  };
}

/** A place in words, in both languages; the file's name where there is nothing finer. */
export const placeWords = (place: Place): Text => ({
  "zh-CN": placeText(place, "zh-CN") || place.document,
  en: placeText(place, "en") || place.document,
});
