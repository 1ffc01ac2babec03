import type { Examination } from "../../src/model/examination.ts";
import type { Finding } from "../../src/model/finding.ts";
import { type Grid, type Paragraph, placeOf } from "../../src/model/grid.ts";
import { columnLetters, type Place } from "../../src/model/place.ts";

/** What is drawn whole; of anything larger only headings, labels and the cells that the finding speaks of. */
const MOST_ROWS = 12;
const MOST_COLUMNS = 8;
const LONGEST = 80;

const MARK = "※";

/** The places that a finding speaks of. */
interface Spots {
  readonly judged: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
  readonly suspect: ReadonlySet<string>;
  readonly quotes: readonly string[];
}

const cellKey = ({ document, sheet, a1, table, row, col }: Place): string => [document, sheet, a1, table, row, col].join("|");
const paragraphKey = (document: string, paragraph: number): string => `${document}|¶${paragraph}`;
const keyOf = (place: Place): string => (place.paragraph === undefined ? cellKey(place) : paragraphKey(place.document, place.paragraph));

function spotsOf({ at, evidence, suspect }: Finding): Spots {
  const places = [at, ...evidence.map(({ locator }) => locator), ...(suspect ? [suspect.locator] : [])];
  return {
    judged: new Set([keyOf(at)]),
    read: new Set(evidence.map(({ locator }) => keyOf(locator))),
    suspect: new Set(suspect ? [keyOf(suspect.locator)] : []),
    quotes: [...new Set(places.flatMap(({ quote }) => (quote === undefined ? [] : [quote])))],
  };
}

const isHit = ({ judged, read, suspect }: Spots, key: string): boolean => judged.has(key) || read.has(key) || suspect.has(key);

/** Text as it must be written in Markdown to be read as it is. */
export const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", "<br>");

/** Of a long text the sentences that hold a quote, the rest as `…`. */
function cropped(text: string, quotes: readonly string[]): string {
  if (text.length <= LONGEST) return text;
  const sentences = text.match(/[^。；\n]+[。；\n]?/g) ?? [text];
  const kept = sentences.map((sentence) =>
    quotes.some((quote) => sentence.includes(quote) || quote.includes(sentence.trim())) ? sentence : "…",
  );
  const joined = kept.join("").replace(/…+/g, "…");
  return joined === "…" ? `${text.slice(0, LONGEST / 2)}…` : joined;
}

/** A passage of text, the words that the finding quotes in bold. */
function quoted(text: string, quotes: readonly string[]): string {
  let shown = escaped(cropped(text, quotes));
  for (const quote of quotes) shown = shown.replace(escaped(quote), (found) => `**${found}**`);
  return shown;
}

function marked(text: string, key: string, { judged, read, suspect, quotes }: Spots): string {
  const tick = suspect.has(key) ? MARK : "";
  if (text.trim().length > LONGEST) return quoted(text.trim(), judged.has(key) || read.has(key) ? quotes : []) + tick;
  const shown = escaped(text.trim());
  if (shown === "") return judged.has(key) || tick !== "" ? `**∅**${tick}` : "";
  if (judged.has(key)) return `**${shown}**${tick}`;
  return read.has(key) || tick !== "" ? `*${shown}*${tick}` : shown;
}

/** Numbers to draw, with `null` where some are left out. */
const withGaps = (numbers: readonly number[]): readonly (number | null)[] =>
  numbers.flatMap((number, index) => (index > 0 && numbers[index - 1]! + 1 !== number ? [null, number] : [number]));

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** A grid as its file counts it: letters over the columns of a sheet, numbers elsewhere. */
function drawGrid(grid: Grid, { tables }: Examination, spots: Spots): string {
  const hits = grid.rows.flatMap((row, r) => row.flatMap((_, c) => (isHit(spots, cellKey(placeOf(grid, r, c))) ? [{ r, c }] : [])));
  const width = grid.rows[0]?.length ?? 0;
  const origin = JSON.stringify(grid.origin);
  const read = tables.filter(
    (table) =>
      table.document === grid.document &&
      JSON.stringify(table.grid.origin) === origin &&
      hits.some(({ r }) => table.rows.some(({ index }) => index === r)),
  );
  const rows =
    grid.rows.length <= MOST_ROWS
      ? range(grid.rows.length)
      : [...new Set([...read.flatMap(({ headerRows }) => headerRows), ...hits.map(({ r }) => r)])].sort((a, b) => a - b);
  const labels = read.flatMap(({ columns }) => columns.filter(({ role }) => role === "label").map(({ index }) => index));
  const columns =
    width <= MOST_COLUMNS
      ? range(width)
      : [...new Set([...labels, ...hits.map(({ c }) => c)])].sort((a, b) => a - b).slice(0, MOST_COLUMNS + 4);
  const name = (column: number): string =>
    grid.origin.in === "sheet" ? columnLetters(column + grid.firstColumn) : String(column + grid.firstColumn);
  const across = withGaps(columns);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...across.map((column) => (column === null ? "…" : name(column)))]),
    line(["---", ...across.map(() => "---")]),
    ...withGaps(rows).map((row) => {
      if (row === null) return line(["…", ...across.map(() => "…")]);
      const cells = across.map((column) => {
        const cell = column === null ? undefined : grid.rows[row]?.[column];
        if (column === null || cell === undefined || cell.anchor) return "";
        return marked(
          cell.formula === undefined ? cell.text : `${cell.text} ← =${cell.formula}`,
          cellKey(placeOf(grid, row, column)),
          spots,
        );
      });
      return line([`${row + grid.firstRow}`, ...cells]);
    }),
  ].join("\n");
}

const drawParagraph = ({ text }: Paragraph, { quotes }: Spots): string => `> ${quoted(text, quotes)}`;

/** Where a drawn block stands, said once for each: the document where there are several, the sheet. */
function caption(grid: Grid, many: boolean): string {
  const { origin, document } = grid;
  const words = [
    ...(many ? [`\`${document}\``] : []),
    ...(origin.in === "sheet" ? [`${escaped(origin.sheet)}${origin.hidden ? "（隐藏 hidden）" : ""}`] : []),
    ...(origin.in === "word" || origin.in === "text" ? [`表 table ${origin.table}`] : []),
  ];
  return words.join(" · ");
}

/**
 * The tables and sentences that a finding speaks of, as Markdown: the judged figure bold, the figures it was computed from
 * in italics, the suspect with ※. A document without tables that are hit is drawn whole where it is small.
 */
export function drawing(examination: Examination, finding: Finding): string {
  const spots = spotsOf(finding);
  const touched = new Set([finding.at.document, ...finding.evidence.map(({ locator }) => locator.document)]);
  const documents = examination.documents.filter(({ path }) => touched.has(path));
  const drawn: string[] = [];
  for (const { path, blocks } of documents)
    for (const block of blocks) {
      if (block.kind === "grid") {
        const { grid } = block;
        const small = grid.rows.length <= MOST_ROWS && blocks.length <= 4;
        const hit = grid.rows.some((row, r) => row.some((_, c) => isHit(spots, cellKey(placeOf(grid, r, c)))));
        if (!hit && !small) continue;
        const above = caption(grid, documents.length > 1);
        drawn.push(...(above === "" ? [] : [above]), drawGrid(grid, examination, spots));
      } else if (isHit(spots, paragraphKey(path, block.paragraph.number)) || (blocks.length <= 4 && block.paragraph.text !== ""))
        drawn.push(drawParagraph(block.paragraph, spots));
    }
  return drawn.join("\n\n");
}
