import { BLANK, type Block, type Cell, type Grid } from "../../model/grid.ts";
import { alignedTables } from "./columns.ts";
import { textColumn } from "./edges.ts";
import { joined } from "./join.ts";
import { type PlacedCell, ruledTables, type TableOnPage } from "./lattice.ts";
import { type Column, goesOnOver, joinedPassage, linesOf, type Passage, paragraphsOf } from "./lines.ts";
import { isFigure, partsOf } from "./parts.ts";
import { type Line, type Page, sizeOf } from "./shapes.ts";
import { besideEachOther } from "./strips.ts";

type Item = { readonly passage: Passage } | { readonly table: TableOnPage };

/** Share of a page's height, at its head and foot, where numbers and titles of pages stand. */
const MARGIN = 0.1;

/**
 * Paragraphs and tables of all pages in reading order; `margins` are the running heads and page numbers left out, `untold`
 * is the number of lines with figures in columns that are in no table, `unlabelled` of tables without labels of rows,
 * `crowded` of cells with several figures side by side.
 */
export function flow(
  path: string,
  pages: readonly Page[],
): { blocks: Block[]; margins: string[]; untold: number; unlabelled: number; crowded: number } {
  const parts = pages.map((page) => {
    const { tables, rest } = ruledTables(page.rulings, page.words);
    const lines = linesOf(rest);
    return { page, ruled: tables, lines, outside: marginsOf(lines, page) };
  });
  const running = runningHeads(parts);
  const margins: string[] = [];
  let untold = 0;
  const found = parts.map(({ page, ruled, lines, outside }) => {
    const isHead = (line: Line): boolean => outside.has(line) && running.has(pattern(line.text));
    margins.push(...lines.filter(isHead).map(({ text }) => text));
    const { across, shades } = page.rulings;
    const {
      tables,
      rest,
      untold: some,
    } = alignedTables(
      lines.filter((line) => !isHead(line)),
      [...across, ...shades],
    );
    untold += some;
    return { width: Math.round(page.width), tables: [...ruled, ...tables], lines: rest };
  });
  const columns = new Map<number, Column>();
  for (const { width } of found)
    if (!columns.has(width))
      columns.set(
        width,
        textColumn(
          found.filter((page) => page.width === width).flatMap(({ lines }) => lines),
          width,
        ),
      );
  const { pages: placed, unlabelled } = besideEachOther(found.map(({ tables }) => tables));
  const crowded = placed.flat().reduce((sum, { rows }) => sum + rows.flat().filter(holdsSeveral).length, 0);
  const items: Item[] = [];
  for (const [number, { width, lines }] of found.entries()) {
    const tables = placed[number]!;
    const column = columns.get(width)!;
    const [first, ...others] = itemsOf(tables, lines, column);
    const last = items.at(-1);
    const whole = first && last ? continued(last, first, column) : undefined;
    if (whole) items[items.length - 1] = whole;
    else if (first) items.push(first);
    items.push(...others);
  }
  return { blocks: blocksOf(path, items), margins, untold, unlabelled, crowded };
}

/** Whether figures stand side by side in one cell: lines or room between columns are missing. */
const holdsSeveral = ({ lines = [] }: PlacedCell): boolean => lines.some((line) => partsOf(line).filter(isFigure).length > 1);

/** What a page ends with and the next begins with, as one, if it is. */
function continued(last: Item, first: Item, column: Column): Item | undefined {
  if ("table" in last && "table" in first) {
    const table = joined(last.table, first.table);
    return table && { table };
  }
  if ("table" in last || "table" in first || !goesOnOver(last.passage.last, first.passage.first, column)) return undefined;
  return { passage: joinedPassage(last.passage, first.passage, column) };
}

function itemsOf(tables: readonly TableOnPage[], lines: readonly Line[], column: Column): Item[] {
  // Text goes on over a table no more than over a heading.
  const ends = tables.map(({ top }) => top).sort((a, b) => a - b);
  const stretches = [...ends, Number.POSITIVE_INFINITY].map((end, index) =>
    lines.filter(({ top }) => top < end && top >= (ends[index - 1] ?? Number.NEGATIVE_INFINITY)),
  );
  const top = (item: Item): number => ("table" in item ? item.table.top : item.passage.first.top);
  return [
    ...tables.map((table): Item => ({ table })),
    ...stretches.flatMap((some) => paragraphsOf(some, column).map((passage): Item => ({ passage }))),
  ].sort((a, b) => top(a) - top(b));
}

/** The lines at the head and foot of a page that stand apart from what is between them. */
function marginsOf(lines: readonly Line[], { height }: Page): ReadonlySet<Line> {
  const isOutside = ({ top, bottom }: Line): boolean => bottom < height * MARGIN || top > height * (1 - MARGIN);
  const stretches: Line[][] = [];
  for (const line of lines) {
    const last = stretches.at(-1)?.at(-1);
    if (last && line.top - last.bottom < sizeOf(line)) stretches.at(-1)!.push(line);
    else stretches.push([line]);
  }
  return new Set(stretches.filter((some) => some.every(isOutside)).flat());
}

/** Numbers of pages differ from page to page, the words around them do not. */
const pattern = (text: string): string => text.replace(/\d+/g, "#").replace(/\s+/g, "");
const PAGE_NUMBER = /^[-—–·.\s]*(?:第#页)?(?:[共/]?#页?)?[-—–·.\s]*$/;

/** What stands at the head or foot of several pages, and numbers of pages. */
function runningHeads(parts: readonly { readonly outside: ReadonlySet<Line> }[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { outside } of parts)
    for (const each of new Set(Array.from(outside, ({ text }) => pattern(text)))) seen.set(each, (seen.get(each) ?? 0) + 1);
  return new Set([...seen].flatMap(([each, count]) => ((count > 1 && count * 2 > parts.length) || PAGE_NUMBER.test(each) ? [each] : [])));
}

function blocksOf(path: string, items: readonly Item[]): Block[] {
  let paragraph = 0;
  let table = 0;
  return items.map((item): Block => {
    if ("passage" in item) {
      paragraph += 1;
      return { kind: "paragraph", paragraph: { number: paragraph, text: item.passage.text } };
    }
    table += 1;
    const grid: Grid = {
      document: path,
      origin: { in: "word", table },
      rows: item.table.rows.map((row) => row.map(({ text, anchor }): Cell => (anchor ? { text, anchor } : text === "" ? BLANK : { text }))),
      ragged: false,
      firstRow: 1,
      firstColumn: 1,
    };
    return { kind: "grid", grid };
  });
}
