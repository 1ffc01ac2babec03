import { type Decimal, ZERO } from "../model/decimal.ts";
import { BLANK, type Cell } from "../model/grid.ts";
import { blockRanges, headingRanges, type Range, usualWidth } from "./restore-blocks.ts";
import { continued } from "./restore-continued.ts";
import { spansOver, spansOverColumns } from "./restore-headings.ts";
import { isWordy, type Look, looksOf, profilesOf, type Span, widthOf } from "./restore-look.ts";
import { type Columns, isFields, isForm, isPair, onlyLast, spansAmong, spansBesideLabel, spansOfPairs } from "./restore-rows.ts";
import { type Purse, purse } from "./restore-search.ts";

interface Block {
  /** For each row the columns its cells cover. */
  readonly spans: readonly (readonly Span[])[];
  readonly headings: readonly Range[];
}

/** Rows whose spans were printed as one cell, set into columns: block by block, each as wide as its widest row. */
export function spread(rows: readonly (readonly Cell[])[], width: number): (readonly Cell[])[] {
  const looks = looksOf(rows);
  const out: (readonly Cell[])[] = [];
  const left = purse();
  for (const { from, to } of blockRanges(looks)) {
    const within = looks.slice(from, to);
    const block = blockOf(within, width, left);
    const placed = within.map((_, index) => set(rows[from + index]!, block.spans[index]!, from + index, width));
    for (const row of continued(withDescending(placed, within, block, from), from)) out.push(row);
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
  for (const range of headings)
    for (let index = range.from + 1; index < range.to; index += 1)
      for (const [position, { from, to }] of spans[index]!.entries()) {
        if (looks[index]![position]!.kind !== "blank") continue;
        const above = spans[index - 1]!.findIndex((span) => span.from === from && span.to === to);
        const over = rows[index - 1]![from]!;
        const standing = above >= 0 && looks[index - 1]![above]!.kind !== "blank" ? ([base + index - 1, from] as const) : undefined;
        const anchor = above < 0 ? undefined : (over.anchor ?? standing);
        if (anchor)
          for (let column = from; column <= to; column += 1) rows[index]![column] = { ...rows[index]![column]!, text: "", anchor };
      }
  return rows;
}

/** Where the cells of a block's rows belong. `full`: columns of the whole grid, which titles and lone values run across. */
function blockOf(rows: readonly (readonly Look[])[], full: number, left: Purse): Block {
  const width = usualWidth(rows);
  const spans = rows.map((row): readonly Span[] => row.map((_, column) => ({ from: column, to: column })));
  const found = headingRanges(rows, width);
  const inHeadings = new Set(found.flatMap(({ from, to }) => rows.slice(from, to)));
  const whole = rows.filter((row) => row.length === width && !inHeadings.has(row));
  const profiles = profilesOf(whole, width);
  // A row of headings that names every column makes it a table, however its columns look.
  const form = isForm(profiles) && !found.some(({ to }) => rows[to - 1]!.length === width);
  const headings = form ? [] : found;
  for (const range of headings) setHeadings(rows, range, { rows: whole, profiles }, spans, left);
  // Labels that stand for themselves are as wide as the first heading.
  const [first] = headings[0] ? spans[headings[0].from]! : [];
  const label = first && first.to < width - 1 ? widthOf(first) : 1;
  let sums: (Decimal | null)[] = profiles.map(() => null);
  for (let index = 0; index < rows.length; ) {
    const row = rows[index]!;
    let next = index + 1;
    if (row.length === 1) spans[index] = [{ from: 0, to: full - 1 }];
    else if (!form && inHeadings.has(row)) sums = profiles.map(() => null);
    else if (row.length >= width) sums = sums.map((sum, column) => added(sum, row[column]?.value ?? null));
    else {
      const columns = { profiles, sums };
      const alike = (other: readonly Look[] | undefined): boolean =>
        other?.length === row.length && onlyLast(other) === onlyLast(row) && isPair(other, columns) === isPair(row, columns);
      while (alike(rows[next]) && (form || !inHeadings.has(rows[next]!))) next += 1;
      const placed = shortRows(rows.slice(index, next), columns, { form, label, full, left });
      if (placed) for (let short = index; short < next; short += 1) spans[short] = placed;
    }
    index = next;
  }
  return { spans, headings };
}

const added = (sum: Decimal | null, value: Decimal | null): Decimal | null => (value ? (sum ?? ZERO).plus(value) : sum);

/** Rows of headings from the lowest up: each over the one below it, the lowest over the columns. */
function setHeadings(
  rows: readonly (readonly Look[])[],
  { from, to }: Range,
  body: Parameters<typeof spansOverColumns>[1],
  spans: (readonly Span[])[],
  left: Purse,
): void {
  let below: number | undefined;
  for (let index = to - 1; index >= from; index -= 1) {
    const row = rows[index]!;
    const floor = below === undefined ? undefined : { cells: rows[below]!, spans: spans[below]! };
    const over = floor && spansOver(row, floor, body, left);
    const placed = over ?? spansOverColumns(row, body, left);
    if (!placed) continue;
    spans[index] = placed;
    below = index;
  }
}

interface Style {
  readonly form: boolean;
  /** Columns that labels take. */
  readonly label: number;
  /** Columns of the whole grid. */
  readonly full: number;
  readonly left: Purse;
}

/** Neighbouring rows of one length, which is less than the block's: they share one layout. */
function shortRows(rows: readonly (readonly Look[])[], columns: Columns, { form, label, full, left }: Style): readonly Span[] | undefined {
  const [row = []] = rows;
  const cells = row.length;
  const width = columns.profiles.length;
  if (onlyLast(row)) return row.map((_, index) => ({ from: index, to: index === cells - 1 ? width - 1 : index }));
  if (form) return spansOfPairs(cells, width) ?? spansAmong(rows, columns, left);
  if (isPair(row, columns)) return spansBesideLabel(2, full, label);
  if (rows.every(isFields)) return spansOfPairs(cells, width);
  if (rows.every((short) => short.every(isWordy)))
    return label > 1 || cells % 2 === 1 ? spansBesideLabel(cells, width, label) : spansOfPairs(cells, width);
  return spansAmong(rows, columns, left);
}
