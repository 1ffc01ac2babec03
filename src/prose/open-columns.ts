import type { Fact } from "../model/fact.ts";
import { halfWidth } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { pairsOf, readLines } from "./line-ties.ts";
import { groupedBy } from "./lookup.ts";
import type { Named } from "./named.ts";
import { usualParts } from "./part-of-year.ts";
import { sizeOf } from "./quotients.ts";
import { toldOfLines } from "./told-lines.ts";

/** A total that only the text states, and the column of a table without a total row that it is the total of. */
export interface ColumnReading {
  readonly total: Fact;
  readonly column: readonly CanonicalRecord[];
  /** The text gives the sum exactly, or one slip explains the difference. */
  readonly sure: boolean;
}

const FEWEST_ROWS = 2;
/** Figures that are told of each line and make no sum. */
const UNSUMMABLE = /标准|单价|均|编号|名次|年度|年限|比|率|电话/;
/** A table that lists some of its kind. */
const SOME = /主要|部分|重点|节选|前[十二三五\d]|典型|样本|抽查/;
/** Words of a title that any table has. */
const ANY_TITLE = /(?:19|20)\d\d年?度?|明细|汇总|分配|统计|一览|清单|安排|情况|项目|资金|单位|[表附件:()\s\d]/g;
/** How much of a title a sentence must have to speak of all that the table lists. */
const MOST = 0.8;
const FEWEST_PAIRS = 3;
/** Lines left out are a part of the whole: the rest is not less than half of it. */
const HALF = 2;

interface Column {
  readonly cells: readonly CanonicalRecord[];
  /** What the column comes to, as the figure of a line of totals. */
  readonly sum: Named;
}

/** Columns of amounts and counts, in one unit and without a total of their own. */
function openColumns(ofTables: readonly Named[]): readonly Column[] {
  const columns = groupedBy(ofTables, ({ record }) => `${record.tableId}\u001f${record.column}`);
  return [...columns.values()].flatMap((named): readonly Column[] => {
    const cells = named.map(({ record }) => record);
    const [first, record] = [named[0]!, cells[0]!];
    const { unit } = record.figure;
    const isOpen = named.every(
      ({ kind, record: { isTotal, figure } }) =>
        !isTotal && kind === "level" && figure.qualifier === null && figure.unit?.symbol === unit?.symbol,
    );
    const isSummable = (unit?.dimension === "money" || unit?.dimension === "count") && !UNSUMMABLE.test(record.columnPath.join(""));
    if (!isOpen || !isSummable || cells.length < FEWEST_ROWS) return [];
    const sum: CanonicalRecord = {
      ...record,
      id: `${record.tableId}∑${record.column}`,
      rowPath: ["合计"],
      isTotal: true,
      figure: { ...record.figure, value: cells.reduce((value, { figure }) => value.plus(figure.value), record.figure.value.times(0)) },
      decimals: cells.reduce((most, { decimals }) => Math.max(most, decimals), 0),
    };
    return [{ cells, sum: { ...first, record: sum, line: `${record.tableId}∑`, labels: ["合计"] } }];
  });
}

/** Whether a sentence says what the title of a table does, so that it speaks of all its lines. */
function isOfTitle({ fact }: Named, { tableTitle }: CanonicalRecord): boolean {
  const own = pairsOf(halfWidth(tableTitle).replace(ANY_TITLE, " "));
  const text = halfWidth(fact!.text);
  return own.length >= FEWEST_PAIRS && !SOME.test(tableTitle) && own.filter((pair) => text.includes(pair)).length >= own.length * MOST;
}

/** Totals of the whole that the text gives, over columns without a total row of any document of the submission. */
export function toldOfColumns(ofProse: readonly Named[], ofTables: readonly Named[]): readonly ColumnReading[] {
  const columns = openColumns(ofTables);
  if (columns.length === 0) return [];
  const withSums = [...ofTables, ...columns.map(({ sum }) => sum)];
  const { ties, doubtful } = readLines(toldOfLines(ofProse, withSums), withSums, usualParts(ofProse));
  const columnOf = new Map(columns.map((column) => [column.sum, column]));
  const reading = (fact: Named, cell: Named, sure: boolean): readonly ColumnReading[] => {
    const column = columnOf.get(cell);
    return column && fact.fact ? [{ total: fact.fact, column: column.cells, sure }] : [];
  };
  return [
    ...ties.flatMap(({ fact, cell, plain }) => reading(fact, cell, plain)),
    ...doubtful.flatMap(({ fact, cell }) => {
      const [told, sum] = [sizeOf(fact.record), sizeOf(cell.record)];
      return sum.lt(told) && sum.times(HALF).gt(told) && isOfTitle(fact, cell.record) ? reading(fact, cell, false) : [];
    }),
  ];
}
