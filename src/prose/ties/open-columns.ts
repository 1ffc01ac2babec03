import type { Fact } from "../../model/fact.ts";
import { grouped } from "../../model/grouped.ts";
import { halfWidth } from "../../model/label.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import type { Named } from "../words/named.ts";
import { groupsOfLines, type Summed, summed, toldOfGroups } from "./line-groups.ts";
import { pairsOf, readLines } from "./line-ties.ts";
import { usualParts } from "./part-of-year.ts";
import { toldOfLines } from "./told-lines.ts";

/** A sum that only the text states, and the cells of a column that it is the sum of: all of them, or those of a group of lines. */
export interface ColumnReading {
  readonly total: Fact;
  readonly column: readonly CanonicalRecord[];
  /** The text gives the sum exactly, or one slip explains the difference. */
  readonly sure: boolean;
  /** What the lines have in common: 一季度, 其余三个. `undefined` where they are all lines of the table. */
  readonly group?: string | undefined;
}

const FEWEST_ROWS = 2;
const ALL = "合计";
/** A table that lists some of its kind. */
const SOME = /主要|部分|重点|节选|前[十二三五\d]|典型|样本|抽查/;
/** Words of a title that any table has. */
const ANY_TITLE = /(?:19|20)\d\d年?度?|明细|汇总|分配|统计|一览|清单|安排|情况|项目|资金|单位|[表附件:()\s\d]/g;
/** How much of a title a sentence must have to speak of all that the table lists. */
const MOST = 0.8;
const FEWEST_PAIRS = 3;
/** Lines left out are a part of the whole: the rest is not less than half of it. */
const HALF = 2;

/** Columns of amounts and counts, in one unit and without a total of their own. */
function openColumns(ofTables: readonly Named[]): readonly Summed[] {
  const columns = grouped(ofTables, ({ record }) => `${record.tableId}\u001f${record.column}`);
  return [...columns.values()].flatMap((named) =>
    named.length < FEWEST_ROWS || named.some(({ record }) => record.isTotal) ? [] : summed(named, ALL, `${named[0]!.record.tableId}∑`),
  );
}

/** Whether a sentence says what the title of a table does, so that it speaks of all its lines. */
function isOfTitle({ fact }: Named, { tableTitle }: CanonicalRecord): boolean {
  const own = pairsOf(halfWidth(tableTitle).replace(ANY_TITLE, " "));
  const text = halfWidth(fact!.text);
  return own.length >= FEWEST_PAIRS && !SOME.test(tableTitle) && own.filter((pair) => text.includes(pair)).length >= own.length * MOST;
}

/** Sums that the text gives, over columns without a total row, or over lines that it puts together, of any document of the submission. */
export function toldOfColumns(ofProse: readonly Named[], ofTables: readonly Named[]): readonly ColumnReading[] {
  const sums = [...openColumns(ofTables), ...groupsOfLines(ofTables)];
  const withSums = [...ofTables, ...sums.map(({ sum }) => sum)];
  const told = toldOfLines(ofProse, withSums);
  const groups = toldOfGroups(ofProse, ofTables, told);
  const grouped = new Set(groups.map(({ told: { fact } }) => fact));
  const all = [...told.filter(({ fact }) => !grouped.has(fact)), ...groups.map((group) => group.told)];
  const { ties, doubtful } = readLines(all, withSums, usualParts(ofProse));
  const sumOf = new Map([...sums, ...groups.flatMap((group) => group.sums)].map((each) => [each.sum, each]));
  const reading = (fact: Named, cell: Named, sure: boolean): readonly ColumnReading[] => {
    const column = sumOf.get(cell);
    const label = cell.labels[0];
    return column && fact.fact ? [{ total: fact.fact, column: column.cells, sure, group: label === ALL ? undefined : label }] : [];
  };
  return [
    ...ties.flatMap(({ fact, cell, plain }) => reading(fact, cell, plain)),
    ...doubtful.flatMap(({ fact, cell }) => {
      const [whole, sum] = [sizeOf(fact.record), sizeOf(cell.record)];
      return sum.lt(whole) && sum.times(HALF).gt(whole) && isOfTitle(fact, cell.record) ? reading(fact, cell, false) : [];
    }),
  ];
}
