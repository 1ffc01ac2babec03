import type { Fact } from "../model/fact.ts";
import type { Document } from "../model/grid.ts";
import type { Table } from "../model/table.ts";
import { cellPassages } from "./cells.ts";
import { headingsOver } from "./headings.ts";
import { passages } from "./passages.ts";
import { mainYears } from "./period.ts";
import { type Source, statements } from "./statements.ts";

/**
 * The figures of the running text, in order: body paragraphs, then the long cells of forms. A number is a fact where it
 * has a unit (or stands among figures that have one, under words of money); dates, document and telephone numbers, item
 * numbers and ratios are none.
 */
export function facts(documents: readonly Document[], tables: readonly Table[]): readonly Fact[] {
  const body = passages(documents);
  const year = mainYears(body, documents, tables);
  const headings = headingsOver(body);
  const sources: Source[] = [
    ...body.map((passage, index): Source => {
      const before = body[index - 1];
      const announced = before?.document === passage.document && /[:：]\s*$/.test(before.text);
      return { passage, headings: headings[index] ?? [], number: index, side: null, announced, cell: null };
    }),
    ...cellPassages(documents, tables).map(
      (cell, index): Source => ({ ...cell, headings: [], announced: false, number: body.length + index }),
    ),
  ];
  const numbers = new Map(documents.map((document, index) => [document.path, index + 1]));
  return sources.flatMap((source) => statements(source, year(source.passage), numbers.get(source.passage.document.path) ?? 0));
}
