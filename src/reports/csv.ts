import { stringify } from "csv-stringify/sync";
import type { Text } from "../model/text.ts";

/** A column of a CSV output. `number` cells are plain decimals, `json` cells one JSON object, `text` cells may hold anything. */
export interface CsvColumn {
  readonly name: string;
  readonly type: "text" | "number" | "integer" | "boolean" | "json";
  readonly title: Text;
  /** Unit of the figures, where the whole column has one. */
  readonly unit?: string;
}

/** A CSV output before it is written: what `datapackage.json` describes and what the file holds come from this one value. */
export interface CsvSheet {
  /** Path inside the output folder. */
  readonly path: string;
  readonly title: Text;
  readonly columns: readonly CsvColumn[];
  /** One cell per column, `""` where there is nothing. Made while they are written, and only once: ask for the sheet again. */
  readonly rows: Iterable<readonly string[]>;
}

/** What a spreadsheet takes for the start of a formula, full-width twins included (some locales heed them). */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u;
/** A signed number or a dash is no formula: `-5`, `+3.20%`, `-1,204.00`, `－`, `--`. */
const HARMLESS = /^\s*[+\-＋－]?\s*[\d,]*\.?\d*\s*[%％‰]?\s*$|^\s*[-－]+\s*$/u;

/** Text as a cell that no spreadsheet runs: a leading apostrophe where it would be a formula; a negative number stays. */
export const escapeFormula = (text: string): string => (FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text);

const BOM = "\uFEFF";

/** The bytes of a CSV file as text: byte order mark for Excel, CRLF, one header row. */
export function csvText({ columns, rows }: CsvSheet): string {
  const escapes = columns.map(({ type }) => type === "text");
  const header = columns.map(({ name }) => escapeFormula(name));
  const cells = Array.from(rows, (row) => row.map((cell, index) => (escapes[index] ? escapeFormula(cell) : cell)));
  return BOM + stringify([header, ...cells], { record_delimiter: "windows" });
}

/** Names made different from each other, as a table schema demands: the second `合计` becomes `合计_2`. */
export function distinct(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; used.has(unique); number++) unique = `${name}_${number}`;
    used.add(unique);
    return unique;
  });
}

/** Rows that are made when they are asked for: a data package needs the columns alone. */
export function* lazily<Item>(items: Iterable<Item>, cells: (item: Item) => readonly string[]): Iterable<readonly string[]> {
  for (const item of items) yield cells(item);
}
