import { CsvError, type Options, parse } from "csv-parse/sync";
import { decode } from "../containers/decode.ts";
import { delimiterOf } from "../containers/delimiter.ts";
import { tooLarge } from "../containers/fault.ts";
import { hasLostCharacters, isFaulty, isUnknown } from "../containers/file-findings.ts";
import { type Finding, fileFinding } from "../model/finding.ts";
import { BLANK, type Cell, type Grid } from "../model/grid.ts";
import type { Parser, Reading } from "../model/parser.ts";

/**
 * Values with a delimiter between them, in any encoding `decode` knows; the delimiter is found by how alike it makes the
 * records. One grid, a row a record (blank ones counted), every row as wide as the widest; nothing in a cell is converted.
 */
export const csv: Parser = {
  id: "csv",
  parse: async (path, bytes, limits) => {
    const decoded = await decode(bytes);
    if (!decoded) return refused(isUnknown(path));
    const { encoding, replaced } = decoded;
    const { records, finding } = recordsOf(path, decoded.text);
    const width = records.reduce((widest, record) => Math.max(widest, record.length), 0);
    if (width * records.length > limits.cells)
      return refused(
        isFaulty(path, tooLarge(`单元格超过上限 ${limits.cells} 个`, `it holds more than the limit of ${limits.cells} cells`)),
      );
    const grid = gridOf(path, records);
    return {
      blocks: grid ? [{ kind: "grid", grid }] : [],
      findings: [...(finding ? [finding] : []), ...(replaced > 0 ? [hasLostCharacters(path, replaced, encoding)] : [])],
      losses: [],
      encoding,
    };
  },
};

const refused = (finding: Finding): Reading => ({ blocks: [], findings: [finding], losses: [] });

/** `sep=;` in the first line is a note to Excel, not a record. */
const SEPARATOR_NOTE = /^sep=[,;\t|]\r?\n/i;

/**
 * As written, else with stray quotes inside fields let be, else with quotes as plain characters: a quote that is never
 * closed would swallow every record up to the next one.
 */
const QUOTES = [{}, { relax_quotes: true }, { quote: false }] as const;

function recordsOf(path: string, text: string): { readonly records: readonly (readonly string[])[]; readonly finding?: Finding } {
  const noted = SEPARATOR_NOTE.test(text);
  const body = noted ? text.replace(SEPARATOR_NOTE, "") : text;
  const before = noted ? [[""]] : [];
  const options = { delimiter: delimiterOf(text), record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true };
  let line: number | undefined;
  for (const quotes of QUOTES) {
    try {
      const records = parse(body, { ...options, ...quotes });
      return { records: [...before, ...records], ...(line === undefined ? {} : { finding: hasOddQuotes(path, line) }) };
    } catch (error) {
      // Only the tokenizer's own complaints are about the file; anything else is a fault of ours.
      if (!(error instanceof CsvError)) throw error;
      line ??= lineOf(body, options, error) + before.length;
    }
  }
  throw new Error("a CSV without quotes cannot have wrong ones");
}

/** Where the complaint is about an open quote, the tokenizer names the end of the file: count the sound records instead. */
function lineOf(body: string, options: Options, error: CsvError): number {
  if (error.code !== "CSV_QUOTE_NOT_CLOSED") return Number(error.lines);
  const records = Number(error.records);
  let lines = 0;
  const count = (record: string[], info: { readonly lines: number }): string[] => {
    lines = info.lines;
    return record;
  };
  if (records > 0) parse(body, { ...options, to: records, on_record: count });
  return lines + 1;
}

const hasOddQuotes = (path: string, line: number): Finding =>
  fileFinding(
    "unreadable-file",
    "warning",
    path,
    {
      "zh-CN": `第 ${line} 行附近的引号不成对或位置不对；内容已按原样读取，该行附近的分列可能不准。`,
      en: `Quotes near line ${line} do not pair or stand in the wrong place; the text was read as it is, but columns near that line may be off.`,
    },
    {
      "zh-CN": "请改正引号后重新报送，并核对该行附近的各列。",
      en: "Correct the quotes and submit the file again; check the columns near that line.",
    },
    `line ${line}`,
  );

/** The records as a grid, without blank rows and columns around them. */
function gridOf(path: string, records: readonly (readonly string[])[]): Grid | undefined {
  const used = (record: readonly string[]): boolean => record.some((text) => text !== "");
  const first = records.findIndex(used);
  if (first < 0) return undefined;
  const rows = records.slice(first, records.findLastIndex(used) + 1);
  let left = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const row of rows) {
    const from = row.findIndex((text) => text !== "");
    if (from < 0) continue;
    left = Math.min(left, from);
    right = Math.max(right, row.findLastIndex((text) => text !== "") + 1);
  }
  const cells = rows.map((row) => Array.from({ length: right - left }, (_, column): Cell => cellOf(row[left + column] ?? "")));
  return { document: path, origin: { in: "csv" }, rows: cells, ragged: false, firstRow: first + 1, firstColumn: left + 1 };
}

const cellOf = (text: string): Cell => (text === "" ? BLANK : { text });
