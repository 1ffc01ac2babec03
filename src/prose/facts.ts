import type { Fact } from "../model/fact.ts";
import type { Document } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import type { Table } from "../model/table.ts";
import { cellPassages } from "./reading/cells.ts";
import { type EntityOf, entitiesBy } from "./reading/entities.ts";
import { headingsOver } from "./reading/headings.ts";
import { chapterKey, type Passage, passages } from "./reading/passages.ts";
import { chapterOfTables, mainYears } from "./reading/period.ts";
import { type Source, statements } from "./reading/statements.ts";

const keyOf = ({ document, chapter }: Passage): string => chapterKey(document.path, chapter);
/** A title, or a line 项目单位：…: short, no sentence, and no numbered heading, which tells of a part of the report. */
const isTitle = ({ text }: Passage): boolean =>
  text.length <= 40 && !/[。;；!?,，]/.test(text) && !/^\s*(?!(?:19|20)\d\d\s*年)[第(（]?[一二三四五六七八九十\d]/.test(text);

/** Whose the figures of each chapter are, by its titles and those of its tables, and by `units`. */
function entityReader(
  body: readonly Passage[],
  documents: readonly Document[],
  tables: readonly Table[],
  units: readonly string[],
): (passage: Passage) => EntityOf {
  const chapters = chapterOfTables(documents, tables);
  const ofTables = grouped(tables, ({ id, document }) => chapterKey(document, chapters.get(id) ?? 0));
  const ofText = grouped(body.filter(isTitle), keyOf);
  const readers = new Map<string, EntityOf>();
  return (passage) => {
    const key = keyOf(passage);
    const known = readers.get(key);
    if (known) return known;
    const titles = [...(ofText.get(key) ?? []).map(({ text }) => text), ...(ofTables.get(key) ?? []).map(({ title }) => title)];
    const reader = entitiesBy(units, titles);
    readers.set(key, reader);
    return reader;
  };
}

/**
 * The figures of the running text, in order: body paragraphs, then the long cells of forms. A number is a fact where it
 * has a unit (or stands among figures that have one, under words of money); dates, document and telephone numbers, item
 * numbers and ratios are none. `units`: names of districts and offices that the submission's tables list.
 */
export function facts(documents: readonly Document[], tables: readonly Table[], units: readonly string[] = []): readonly Fact[] {
  const body = passages(documents);
  const year = mainYears(body, documents, tables);
  const headings = headingsOver(body);
  const entity = entityReader(body, documents, tables, units);
  const sources: Source[] = [
    ...body.map((passage, index): Source => {
      const before = body[index - 1];
      const announced = before?.document === passage.document && /[:：]\s*$/.test(before.text);
      const over = headings[index] ?? [];
      return { passage, headings: over, number: index, side: null, announced, cell: null, entityOf: entity(passage) };
    }),
    ...cellPassages(documents, tables).map(
      (cell, index): Source => ({
        ...cell,
        headings: [],
        announced: false,
        number: body.length + index,
        entityOf: entity(cell.passage),
      }),
    ),
  ];
  const numbers = new Map(documents.map((document, index) => [document.path, index + 1]));
  return sources.flatMap((source) => statements(source, year(source.passage), numbers.get(source.passage.document.path) ?? 0));
}
