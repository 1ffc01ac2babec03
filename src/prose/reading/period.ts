import type { Document, Grid } from "../../model/grid.ts";
import type { Table } from "../../model/table.ts";
import { chapterKey, chaptersOf, type Passage } from "./passages.ts";

const YEAR = /((?:19|20)\d\d)\s*年(度)?/g;
const LONGEST_TITLE = 60;

interface Votes {
  readonly years: Map<string, number>;
  title: string | null;
  table: string | null;
}

/** The chapter that each grid's table is in. */
export function chapterOfTables(documents: readonly Document[], tables: readonly Table[]): ReadonlyMap<string, number> {
  // A table's grid may be one restored from the parser's, so it is known by its place.
  const nameOf = ({ document, origin }: Grid): string =>
    `${document}#${origin.in}#${origin.in === "sheet" ? origin.sheet : "table" in origin ? origin.table : ""}`;
  const ofGrid = new Map(
    documents.flatMap((document) => {
      const chapters = chaptersOf(document);
      return document.blocks.flatMap((block, index) =>
        block.kind === "grid" ? [[nameOf(block.grid), chapters[index] ?? 0] as const] : [],
      );
    }),
  );
  return new Map(tables.map((table) => [table.id, ofGrid.get(nameOf(table.grid)) ?? 0]));
}

/**
 * The year that a chapter is about, for sentences that name none: the 年度 of its title, else the period of its table,
 * else the year it names most often (the later of two).
 */
export function mainYears(
  passages: readonly Passage[],
  documents: readonly Document[],
  tables: readonly Table[],
): (passage: Passage) => string | null {
  const byChapter = new Map<string, Votes>();
  const votesOf = (document: string, chapter: number): Votes => {
    const key = chapterKey(document, chapter);
    const known = byChapter.get(key);
    if (known) return known;
    const votes: Votes = { years: new Map(), title: null, table: null };
    byChapter.set(key, votes);
    return votes;
  };
  const chapters = chapterOfTables(documents, tables);
  for (const table of tables) {
    const votes = votesOf(table.document, chapters.get(table.id) ?? 0);
    votes.table ??= /(?:19|20)\d\d/.exec(table.period ?? "")?.[0] ?? /((?:19|20)\d\d)\s*年/.exec(table.title)?.[1] ?? null;
  }
  for (const passage of passages) {
    const votes = votesOf(passage.document.path, passage.chapter);
    const title = passage.text.length <= LONGEST_TITLE && !/[。;；]/.test(passage.text);
    for (const [, year, whole] of passage.text.matchAll(YEAR)) {
      if (title && whole && /^\D*(?:19|20)\d\d/.test(passage.text)) votes.title ??= year!;
      votes.years.set(year!, (votes.years.get(year!) ?? 0) + 1);
    }
  }
  const years = new Map(
    [...byChapter].map(([key, votes]) => {
      const [most] = [...votes.years].sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1));
      return [key, votes.title ?? votes.table ?? most?.[0] ?? null] as const;
    }),
  );
  return ({ document, chapter }) => years.get(chapterKey(document.path, chapter)) ?? null;
}
