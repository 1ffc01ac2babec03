import type { Fact } from "../../model/fact.ts";
import type { Document } from "../../model/grid.ts";
import { grouped } from "../../model/grouped.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { mends } from "../arithmetic/slips.ts";
import { agrees, significance } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";
import { type ColumnReading, toldOfColumns } from "./open-columns.ts";

const TELLING_DIGITS = 4;
const FEWEST_ROWS = 2;
const LEADS_TO_TABLE = /如下|下表|附表|见表|明细|情况表|分配表|一览表/;

/** Money columns without a total of their own, by chapter. */
function openColumns(ofTables: readonly Named[]): ReadonlyMap<string, readonly (readonly CanonicalRecord[])[]> {
  const columns = new Map<string, { readonly chapter: string; readonly records: CanonicalRecord[]; closed: boolean }>();
  for (const { record, chapter, kind } of ofTables) {
    const key = `${record.tableId} ${record.column}`;
    const column = columns.get(key) ?? { chapter, records: [], closed: false };
    columns.set(key, column);
    if (record.isTotal || kind !== "level" || record.figure.unit?.dimension !== "money" || record.figure.qualifier) column.closed = true;
    column.records.push(record);
  }
  const usable = [...columns.values()].filter(({ closed, records }) => !closed && records.length >= FEWEST_ROWS);
  const open = grouped(usable, ({ chapter }) => chapter);
  return new Map([...open].map(([chapter, list]) => [chapter, list.map(({ records }) => records)]));
}

const isTwice = (difference: CanonicalRecord["figure"]["value"], column: readonly CanonicalRecord[]): boolean =>
  column.filter(({ figure }) => figure.value.eq(difference.abs())).length > 1;

/** Totals of the text over columns of tables. Where none agrees, the one that the text says the table breaks down. */
export function columnsOf(
  facts: readonly Fact[],
  { ofProse, ofTables }: { readonly ofProse: readonly Named[]; readonly ofTables: readonly Named[] },
  documents: readonly Document[],
): readonly ColumnReading[] {
  const beside = besideTables(facts, ofTables, documents);
  const keyOf = ({ column: [first], group = "" }: ColumnReading): string => `${first!.tableId}\u001f${first!.column}\u001f${group}`;
  const known = new Set(beside.map(keyOf));
  return [...beside, ...toldOfColumns(ofProse, ofTables).filter((reading) => !known.has(keyOf(reading)))];
}

/** Totals in the text of the report that a table stands in. */
function besideTables(facts: readonly Fact[], ofTables: readonly Named[], documents: readonly Document[]): readonly ColumnReading[] {
  const open = openColumns(ofTables);
  if (open.size === 0) return [];
  const found: ColumnReading[] = [];
  const paragraphOf = ({ record: { at } }: Fact): string => {
    const blocks = documents.find(({ path }) => path === at.document)?.blocks ?? [];
    const block = blocks.find((each) => each.kind === "paragraph" && each.paragraph.number === at.paragraph);
    return block?.kind === "paragraph" ? block.paragraph.text : "";
  };
  const amounts = grouped(facts, ({ record, reading }) =>
    reading?.kind === "level" && record.figure.unit?.dimension === "money" && record.figure.qualifier === null
      ? `${record.document}#${reading.chapter}`
      : undefined,
  );
  const tablesOf = grouped(
    new Set(ofTables.map(({ chapter, record }) => `${chapter}\u001f${record.tableId}`)),
    (key) => key.split("\u001f")[0],
  );
  for (const [chapter, columns] of open) {
    const told = amounts.get(chapter) ?? [];
    const sums = columns.map((column) => {
      const sum = column.reduce((value, { figure }) => value.plus(figure.value), column[0]!.figure.value.times(0));
      return {
        column,
        sum,
        record: {
          ...column[0]!,
          figure: { ...column[0]!.figure, value: sum },
          decimals: column.reduce((most, { decimals }) => Math.max(most, decimals), 0),
        },
      };
    });
    const agreeing = sums.flatMap(({ column, record }) => {
      const total = told.find((fact) => agrees(fact.record, record) && significance(fact.record, record) >= TELLING_DIGITS);
      return total ? [{ total, column, sure: true }] : [];
    });
    found.push(...agreeing);
    const [only] = sums;
    if (agreeing.length > 0 || sums.length !== 1 || tablesOf.get(chapter)?.length !== 1 || !only) continue;
    const announced = told.find((fact) => fact.reading!.closes && LEADS_TO_TABLE.test(paragraphOf(fact)));
    if (announced && announced.record.figure.unit?.power === only.column[0]!.figure.unit?.power)
      found.push({
        total: announced,
        column: only.column,
        sure: mends(announced.record, only.column) || isTwice(only.sum.minus(announced.record.figure.value), only.column),
      });
  }
  return found;
}
