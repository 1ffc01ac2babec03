import type { Evidence } from "../model/check.ts";
import { type Grid, placeOf } from "../model/grid.ts";
import type { Place } from "../model/place.ts";
import { labelOf, type Path } from "./name.ts";
import { type Axis, bearing, linesByKey, type Sheet, sameGrid, sheetOf } from "./sheet.ts";
import { find, plainText, type Words } from "./wording.ts";

/** How a form is told: title words, and names that its columns and rows must bear. All given must fit. */
export interface Form {
  readonly id: string;
  readonly title: readonly Words[];
  readonly columns: readonly Path[];
  readonly rows: readonly Path[];
  /** Words that stand in the table, its notes or the text after it. */
  readonly text: readonly Words[];
}

/** What is written from a form on up to the next one of its kind, made plain and joined: a sentence broken over a page stays one. */
export interface Passage {
  readonly text: string;
  /** Where each cell and paragraph begins in `text`. */
  readonly starts: readonly { readonly at: number; readonly place: Place }[];
}

/** The submission laid out for rules: tables by form, texts by place, each prepared once. */
export interface Desk {
  readonly evidence: Evidence;
  readonly sheets: readonly Sheet[];
  /** Tables that are the form of this name or, failing that, have the word in their title. */
  readonly named: (word: string) => readonly Sheet[];
  readonly bearing: (sheet: Sheet, axis: Axis, path: Path) => readonly number[];
  /** Rows or columns by what they may be joined by (`lineKeys`). */
  readonly lines: (sheet: Sheet, axis: Axis) => ReadonlyMap<string, readonly number[]>;
  /** The words from a table's grid to the next one of the same form: all its cells, then notes and paragraphs. */
  readonly passage: (sheet: Sheet, siblings: readonly Sheet[]) => Passage;
  /** All words that a table holds: title, notes, headings, labels and cells. */
  readonly tableText: (sheet: Sheet) => string;
  /** Every table's words and every document's paragraphs. */
  readonly everything: () => readonly string[];
  /** What was worked out for a key before, else what `make` gives now. */
  readonly once: <Made>(key: object, make: () => Made) => Made;
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (known.has(key)) return known.get(key) as Value;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}

function tableText(evidence: Evidence, { table, rows, columns }: Sheet): string {
  const headings = table.headerRows.flatMap((row) => table.grid.rows[row]?.filter(({ anchor }) => !anchor).map(({ text }) => text) ?? []);
  const labels = table.rows.map(({ path }) => path.join(" "));
  const cells = rows.flatMap((row) => columns.map((column) => evidence.textAt(table, row.index, column.index)));
  return [table.title, ...headings, ...labels, ...cells, ...table.notes].map(plainText).join("。");
}

function passage(evidence: Evidence, sheet: Sheet, siblings: readonly Sheet[]): Passage {
  const { table } = sheet;
  const blocks = evidence.documents.find(({ path }) => path === table.document)?.blocks ?? [];
  const others = siblings.filter((each) => !sameGrid(each.table.grid, table.grid)).map((each) => each.table.grid);
  const starts: { at: number; place: Place }[] = [];
  let text = "";
  const add = (words: string, place: Place, mark: string): void => {
    starts.push({ at: text.length, place });
    text += `${plainText(words)}${mark}`;
  };
  const addGrid = (grid: Grid): void => {
    for (const [row, cells] of grid.rows.entries()) {
      const filled = cells.flatMap((cell, column) => (cell.anchor || cell.text.trim() === "" ? [] : [[cell.text, column] as const]));
      for (const [at, [words, column]] of filled.entries()) add(words, placeOf(grid, row, column), at < filled.length - 1 ? "," : "。");
    }
  };
  addGrid(table.grid);
  const own = blocks.findIndex((block) => block.kind === "grid" && sameGrid(block.grid, table.grid));
  for (const block of blocks.slice(own + 1)) {
    if (block.kind === "grid") {
      if (others.some((grid) => sameGrid(grid, block.grid))) break;
      if (text !== "" && !text.endsWith("。")) text += "。";
      addGrid(block.grid);
      continue;
    }
    const { number, line, text: words } = block.paragraph;
    add(words, { document: table.document, paragraph: number, ...(line === undefined ? {} : { line }) }, "");
  }
  return { text, starts };
}

/** Lays out a submission for the forms of one pack. */
export function desk(evidence: Evidence, forms: readonly Form[]): Desk {
  const sheets = evidence.tables.map(sheetOf);
  const found = remembered((sheet: Sheet) => ({
    rows: remembered((path: Path) => bearing(sheet.rows, path)),
    columns: remembered((path: Path) => bearing(sheet.columns, path)),
  }));
  const lines = remembered((sheet: Sheet) => remembered((axis: Axis) => linesByKey(sheet[axis])));
  const words = remembered((sheet: Sheet) => tableText(evidence, sheet));
  const after = remembered((sheet: Sheet) => remembered((siblings: readonly Sheet[]) => passage(evidence, sheet, siblings)));
  const fits = (sheet: Sheet, form: Form): boolean =>
    form.title.every((each) => find(plainText(sheet.table.title), each)) &&
    form.columns.every((path) => found(sheet).columns(path).length > 0) &&
    form.rows.every((path) => found(sheet).rows(path).length > 0) &&
    form.text.every((each) => find(after(sheet)(sheets).text, each) ?? find(words(sheet), each));
  const named = remembered((word: string): readonly Sheet[] => {
    const form = forms.find(({ id }) => id === word);
    if (form) return sheets.filter((sheet) => fits(sheet, form));
    const { full } = labelOf(word);
    return sheets.filter(({ table }) => labelOf(table.title).full.includes(full));
  });
  const everything = remembered((_: null): readonly string[] => [
    ...sheets.map(words),
    ...evidence.documents.map(({ blocks }) =>
      blocks.map((block) => (block.kind === "paragraph" ? plainText(block.paragraph.text) : "。")).join(""),
    ),
  ]);
  const made = new Map<object, unknown>();
  return {
    evidence,
    sheets,
    named,
    once: <Made>(key: object, make: () => Made): Made => {
      if (!made.has(key)) made.set(key, make());
      return made.get(key) as Made; // of this key: each has one maker
    },
    bearing: (sheet, axis, path) => found(sheet)[axis](path),
    lines: (sheet, axis) => lines(sheet)(axis),
    passage: (sheet, siblings) => after(sheet)(siblings),
    tableText: words,
    everything: () => everything(null),
  };
}
