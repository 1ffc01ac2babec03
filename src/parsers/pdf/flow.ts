import { BLANK, type Block, type Cell, type Grid } from "../../model/grid.ts";
import { alignedTables } from "./columns.ts";
import { joined } from "./join.ts";
import { ruledTables, type TableOnPage } from "./lattice.ts";
import { linesOf, paragraphsOf } from "./lines.ts";
import type { Line, Page } from "./shapes.ts";

type Item = { readonly top: number } & ({ readonly text: string } | { readonly table: TableOnPage });

/** Share of a page's height, at its head and foot, where numbers and titles of pages stand. */
const MARGIN = 0.1;

/** Paragraphs and tables of all pages in reading order; `margins` are the running heads and page numbers left out. */
export function flow(path: string, pages: readonly Page[]): { blocks: Block[]; margins: string[] } {
  const parts = pages.map((page) => {
    const { tables, rest } = ruledTables(page.rulings, page.words);
    return { page, tables, lines: linesOf(rest) };
  });
  const running = runningHeads(parts);
  const margins: string[] = [];
  const items: Item[] = [];
  for (const { page, tables, lines } of parts) {
    const isHead = (line: Line): boolean => isMargin(line, page) && running.has(pattern(line.text));
    margins.push(...lines.filter(isHead).map(({ text }) => text));
    const found = itemsOf(
      tables,
      lines.filter((line) => !isHead(line)),
    );
    for (const [order, item] of found.entries()) {
      const last = items.at(-1);
      const whole = order === 0 && last && "table" in last && "table" in item ? joined(last.table, item.table) : undefined;
      if (whole) items[items.length - 1] = { top: whole.top, table: whole };
      else items.push(item);
    }
  }
  return { blocks: blocksOf(path, items), margins };
}

function itemsOf(ruled: readonly TableOnPage[], lines: readonly Line[]): Item[] {
  const { tables, rest } = alignedTables(lines);
  const left = Math.min(...rest.map((line) => line.left));
  const right = Math.max(...rest.map((line) => line.right));
  const all = [...ruled, ...tables];
  // Text goes on over a table no more than over a page.
  const ends = all.map(({ top }) => top).sort((a, b) => a - b);
  const stretches = [...ends, Number.POSITIVE_INFINITY].map((end, index) =>
    rest.filter(({ top }) => top < end && top >= (ends[index - 1] ?? Number.NEGATIVE_INFINITY)),
  );
  return [
    ...all.map((table): Item => ({ top: table.top, table })),
    ...stretches.flatMap((some) =>
      paragraphsOf(some, { left, right, padding: 0 }).map(({ text, first }): Item => ({ top: first.top, text })),
    ),
  ].sort((a, b) => a.top - b.top);
}

const isMargin = ({ top, bottom }: Line, { height }: Page): boolean => bottom < height * MARGIN || top > height * (1 - MARGIN);
/** Numbers of pages differ from page to page, the words around them do not. */
const pattern = (text: string): string => text.replace(/\d+/g, "#").replace(/\s+/g, "");
const PAGE_NUMBER = /^[-—–·.\s]*(?:第#页)?(?:[共/]?#页?)?[-—–·.\s]*$/;

/** What stands at the head or foot of several pages, and numbers of pages. */
function runningHeads(parts: readonly { readonly page: Page; readonly lines: readonly Line[] }[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { page, lines } of parts)
    for (const each of new Set(lines.filter((line) => isMargin(line, page)).map(({ text }) => pattern(text))))
      seen.set(each, (seen.get(each) ?? 0) + 1);
  return new Set([...seen].flatMap(([each, count]) => ((count > 1 && count * 2 > parts.length) || PAGE_NUMBER.test(each) ? [each] : [])));
}

function blocksOf(path: string, items: readonly Item[]): Block[] {
  let paragraph = 0;
  let table = 0;
  return items.map((item): Block => {
    if ("text" in item) {
      paragraph += 1;
      return { kind: "paragraph", paragraph: { number: paragraph, text: item.text } };
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
