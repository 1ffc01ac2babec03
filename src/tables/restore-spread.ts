import { type Decimal, ZERO } from "../model/decimal.ts";
import { BLANK, type Cell } from "../model/grid.ts";
import { continued } from "./restore-continued.ts";
import { bare, spansOver } from "./restore-headings.ts";
import { type Look, lookAt, profilesOf, type Span } from "./restore-look.ts";
import { type Columns, isForm, isPair, onlyLast, spansAmong, spansOfPairs } from "./restore-rows.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Block {
  /** For each row the columns its cells cover. */
  readonly spans: readonly (readonly Span[])[];
  readonly headings: Range;
}

/** Rows whose spans were printed as one cell, set into columns: block by block, each as wide as its widest row. */
export function spread(rows: readonly (readonly Cell[])[], width: number): (readonly Cell[])[] {
  const out: (readonly Cell[])[] = [];
  for (const { from, to } of blocksOf(rows)) {
    const looks = rows.slice(from, to).map((row) => row.map(lookAt));
    const block = blockOf(looks, width);
    const placed = rows.slice(from, to).map((row, index) => set(row, block.spans[index]!, from + index, width));
    for (const row of continued(withDescending(placed, looks, block, from), from)) out.push(row);
  }
  return out;
}

function set(row: readonly Cell[], spans: readonly Span[], index: number, width: number): Cell[] {
  const out: Cell[] = new Array<Cell>(width).fill(BLANK);
  for (const [position, cell] of row.entries()) {
    const { from, to } = spans[position]!;
    out[from] = cell;
    for (let column = from + 1; column <= to; column += 1) out[column] = { text: "", anchor: [index, from] };
  }
  return out;
}

/** Blank cells of lower rows of headings that are just as wide as the heading above them: it goes on down over them. */
function withDescending(
  rows: readonly Cell[][],
  looks: readonly (readonly Look[])[],
  { spans, headings }: Block,
  base: number,
): readonly Cell[][] {
  for (let index = headings.from + 1; index < headings.to; index += 1)
    for (const [position, { from, to }] of spans[index]!.entries()) {
      if (looks[index]![position]!.kind !== "blank") continue;
      const above = spans[index - 1]!.findIndex((span) => span.from === from && span.to === to);
      if (above < 0) continue;
      const over = rows[index - 1]![from]!;
      const anchor = over.anchor ?? (looks[index - 1]![above]!.kind === "blank" ? undefined : ([base + index - 1, from] as const));
      if (anchor) for (let column = from; column <= to; column += 1) rows[index]![column] = { ...rows[index]![column]!, text: "", anchor };
    }
  return rows;
}

/** As many rows below a row of one cell as these, and narrower, still belong to the block above: totals. */
const FEW = 2;

/**
 * Rows that share their columns. A row of one cell may be the title of another table, with other columns, inside the same
 * Word table; rows below it as wide as those above go on, and so do a few narrower ones.
 */
function blocksOf(rows: readonly (readonly Cell[])[]): Range[] {
  const blocks: (Range & { readonly width: number })[] = [];
  for (let from = 0; from < rows.length; ) {
    let body = from;
    while (body < rows.length && rows[body]!.length <= 1) body += 1;
    let to = body;
    let width = 0;
    for (; to < rows.length && rows[to]!.length > 1; to += 1) width = Math.max(width, rows[to]!.length);
    const last = blocks.at(-1);
    if (last && (width === 0 || width === last.width || (to - body <= FEW && width < last.width)))
      blocks[blocks.length - 1] = { ...last, to };
    else blocks.push({ from, to, width });
    from = to;
  }
  return blocks;
}

/** Where the cells of a block's rows belong. `full`: columns of the whole grid, which titles and lone values run across. */
function blockOf(rows: readonly (readonly Look[])[], full: number): Block {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const found = headingsOf(rows, width);
  const whole = rows.slice(found.to).filter((row) => row.length === width);
  const profiles = profilesOf(whole, width);
  const form = isForm(profiles);
  const headings = form ? { from: 0, to: 0 } : found;
  const spans = rows.map((row): readonly Span[] => row.map((_, column) => ({ from: column, to: column })));
  const columns = bare(width, whole, profiles);
  let floor = columns;
  for (let index = headings.to - 1; index >= headings.from; index -= 1) {
    const row = rows[index]!;
    const over = row.length === width ? spans[index]! : (spansOver(row, floor) ?? spansOver(row, columns));
    if (!over) continue;
    spans[index] = over;
    floor = { ...floor, cells: row, spans: over };
  }
  let sums: (Decimal | null)[] = profiles.map(() => null);
  for (const [index, row] of rows.entries()) {
    if (row.length === 1) spans[index] = [{ from: 0, to: full - 1 }];
    else if (index >= headings.from && index < headings.to) continue;
    else if (row.length < width) spans[index] = shortRow(row, { profiles, sums }, form, full) ?? spans[index]!;
    else sums = sums.map((sum, column) => added(sum, row[column]!.value));
  }
  return { spans, headings };
}

const added = (sum: Decimal | null, value: Decimal | null): Decimal | null => (value ? (sum ?? ZERO).plus(value) : sum);

/** Headings: rows without figures, from the first of several cells down to the one that prints every column. */
function headingsOf(rows: readonly (readonly Look[])[], width: number): Range {
  const from = rows.findIndex((row) => row.length > 1 && !onlyLast(row));
  if (from < 0) return { from: 0, to: 0 };
  let to = from;
  while (to < rows.length && isHeading(rows[to]!)) {
    to += 1;
    if (rows[to - 1]!.length === width) break;
  }
  return { from, to };
}

const isHeading = (row: readonly Look[]): boolean =>
  row.length > 1 && row.every(({ kind }) => kind === "blank" || kind === "words") && row.some(({ kind }) => kind === "words");

function shortRow(row: readonly Look[], columns: Columns, form: boolean, full: number): readonly Span[] | undefined {
  const width = columns.profiles.length;
  if (onlyLast(row)) return row.map((_, index) => ({ from: index, to: index === row.length - 1 ? width - 1 : index }));
  if (form) return spansOfPairs(row.length, width) ?? spansAmong(row, columns);
  if (isPair(row, columns)) return spansOfPairs(2, full);
  return spansAmong(row, columns);
}
