import type { Evidence } from "../model/check.ts";
import { labelOf, type Path } from "./name.ts";
import { type Axis, bearing, type Sheet, sheetOf } from "./sheet.ts";
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

/** Paragraphs that belong to a table, made plain and joined: a sentence broken over a page stays one. */
export interface Passage {
  readonly text: string;
  /** Start of each paragraph in `text`. */
  readonly starts: readonly { readonly at: number; readonly number: number; readonly line?: number }[];
}

/** The submission laid out for rules: tables by form, texts by place, each prepared once. */
export interface Desk {
  readonly evidence: Evidence;
  readonly sheets: readonly Sheet[];
  /** Tables that are the form of this name or, failing that, have the word in their title. */
  readonly named: (word: string) => readonly Sheet[];
  readonly bearing: (sheet: Sheet, axis: Axis, path: Path) => readonly number[];
  /** The text from a table to the next one of the same form: notes of the table and paragraphs. */
  readonly passage: (sheet: Sheet, siblings: readonly Sheet[]) => Passage;
  /** All words that a table holds: title, notes, headings, labels and cells. */
  readonly tableText: (sheet: Sheet) => string;
  /** Every table's words and every document's paragraphs. */
  readonly everything: () => readonly string[];
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
  const blocks = evidence.documents.find(({ path }) => path === sheet.table.document)?.blocks ?? [];
  const others = new Set(siblings.filter(({ table }) => table.grid !== sheet.table.grid).map(({ table }) => table.grid));
  const start = blocks.findIndex((block) => block.kind === "grid" && block.grid === sheet.table.grid);
  let text = sheet.table.notes.map((note) => `${plainText(note)}。`).join("");
  const starts: { at: number; number: number; line?: number }[] = [];
  for (const block of blocks.slice(start + 1)) {
    if (block.kind === "grid") {
      if (others.has(block.grid)) break;
      continue;
    }
    const { number, line } = block.paragraph;
    starts.push({ at: text.length, number, ...(line === undefined ? {} : { line }) });
    text += plainText(block.paragraph.text);
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
  const words = remembered((sheet: Sheet) => tableText(evidence, sheet));
  const after = remembered((sheet: Sheet) => remembered((siblings: readonly Sheet[]) => passage(evidence, sheet, siblings)));
  const fits = (sheet: Sheet, form: Form): boolean =>
    form.title.every((each) => find(plainText(sheet.table.title), each)) &&
    form.columns.every((path) => found(sheet).columns(path).length > 0) &&
    form.rows.every((path) => found(sheet).rows(path).length > 0) &&
    form.text.every((each) => find(words(sheet), each) ?? find(after(sheet)(sheets).text, each));
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
  return {
    evidence,
    sheets,
    named,
    bearing: (sheet, axis, path) => found(sheet)[axis](path),
    passage: (sheet, siblings) => after(sheet)(siblings),
    tableText: words,
    everything: () => everything(null),
  };
}
