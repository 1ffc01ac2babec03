import type { Check, Evidence } from "../model/check.ts";
import { tenTo } from "../model/decimal.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import { agrees } from "../prose/words/likeness.ts";
import { withoutEchoes } from "../prose/years/held.ts";
import { worth } from "../relations/choose.ts";
import { figure, relate } from "../relations/relate.ts";

const why = { "zh-CN": "同一单位的同一指标在两张表中应一致。", en: "The same indicator of the same entity agrees in two tables." };
const next = {
  "zh-CN": "请核对两张表，以原始凭证为准更正其一。",
  en: "Check both tables against the source, and correct the one that is wrong.",
};

/** Rows that must agree before two columns are taken for one fact, fewer where their headings share words. */
const FEWEST = 5;
const FEWEST_WITH_WORDS = 3;

interface Pair {
  readonly a: readonly CanonicalRecord[];
  readonly b: readonly CanonicalRecord[];
}

/** The name of a row; of a total that of its group too: 小计 is not the same in each district. */
const rowKey = ({ rowPath, isTotal }: CanonicalRecord): string =>
  rowPath
    .slice(isTotal ? -2 : -1)
    .map((label) => normaliseLabel(label).replaceAll(" ", ""))
    .join("/")
    .replace(/[市县区镇乡]$/, "");
const columnKey = (record: CanonicalRecord): string => `${record.tableId} ${record.column}`;

const bigrams = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

function sharesWords(a: CanonicalRecord, b: CanonicalRecord): boolean {
  const left = bigrams(normaliseLabel(a.columnPath.join("")));
  return [...bigrams(normaliseLabel(b.columnPath.join("")))].some((pair) => left.has(pair) && !/合计|金额|人数|\d/.test(pair));
}

const bare = (text: string): string => normaliseLabel(text).replaceAll(" ", "");

/** The same form filled in again for another project: alike by design, not the same fact. */
const areSisters = (a: CanonicalRecord, b: CanonicalRecord): boolean =>
  a.document === b.document &&
  a.tableTitle !== "" &&
  bare(a.tableTitle) === bare(b.tableTitle) &&
  bare(a.columnPath.join("/")) === bare(b.columnPath.join("/"));

/** Of part of the money only: a 财政拨款 table agrees with that of all income where nothing else came in. */
const NARROW = /财政拨款|一般公共预算|政府性基金|国有资本|基本支出|项目支出|三公|本级|中央|省级/g;
const narrowing = ({ tableTitle, columnPath }: CanonicalRecord): string =>
  [...new Set(`${bare(tableTitle)}${bare(columnPath.join("/"))}`.match(NARROW) ?? [])].sort().join();

/** Tables of one scope by their titles and headings, or with no word of any. */
const isOneScope = (a: CanonicalRecord, b: CanonicalRecord): boolean =>
  a.tableTitle === "" || b.tableTitle === "" || narrowing(a) === narrowing(b);

function add(groups: Map<string, CanonicalRecord[]>, key: string, record: CanonicalRecord): void {
  const group = groups.get(key);
  if (group) group.push(record);
  else groups.set(key, [record]);
}

/** Leading digits in base units: figures in 元 and 万元 are found together. */
const LEADING = 3;
const roughly = ({ figure: { value, unit } }: CanonicalRecord): string =>
  value
    .times(tenTo(unit?.power ?? 0))
    .toSignificantDigits(LEADING)
    .toFixed();

/** Columns of different tables that agree on many rows of one name, found through the values they share. */
function pairs(records: readonly CanonicalRecord[]): readonly Pair[] {
  const byFact = new Map<string, CanonicalRecord[]>();
  const byColumn = new Map<string, CanonicalRecord[]>();
  for (const record of records) {
    if (record.figure.qualifier || rowKey(record) === "") continue;
    add(byColumn, columnKey(record), record);
    if (worth(record) >= 2) add(byFact, `${rowKey(record)} ${record.figure.unit?.dimension ?? ""} ${roughly(record)}`, record);
  }
  const agreeing = new Map<string, number>();
  for (const same of byFact.values())
    for (const [index, a] of same.entries())
      for (const b of same.slice(index + 1)) {
        if (a.tableId === b.tableId || areSisters(a, b) || !agrees(a, b)) continue;
        const key = `${columnKey(a)}\u001f${columnKey(b)}`;
        agreeing.set(key, (agreeing.get(key) ?? 0) + 1);
      }
  return [...agreeing]
    .filter(([, count]) => count >= FEWEST_WITH_WORDS)
    .sort(([, x], [, y]) => y - x)
    .flatMap(([key, count]) => {
      const [a, b] = key.split("\u001f").map((column) => byColumn.get(column) ?? []);
      if (!a?.[0] || !b?.[0] || !isOneScope(a[0], b[0])) return [];
      return count >= (sharesWords(a[0], b[0]) ? FEWEST_WITH_WORDS : FEWEST) ? [{ a, b }] : [];
    });
}

const isRoundedOff = (a: CanonicalRecord, b: CanonicalRecord): boolean =>
  a.figure.unit?.power !== b.figure.unit?.power &&
  agrees(a, b) &&
  !a.figure.value.times(tenTo(a.figure.unit?.power ?? 0)).eq(b.figure.value.times(tenTo(b.figure.unit?.power ?? 0)));

function* ties({ a, b }: Pair): Iterable<Relation> {
  const rows = new Map(a.map((record) => [rowKey(record), record]));
  const matched = b.flatMap((record) => {
    const other = rows.get(rowKey(record));
    return other && !(other.isTotal !== record.isTotal) ? [{ record, other }] : [];
  });
  // A total that differs because one of its rows does says nothing against the tie.
  const items = matched.filter(({ record }) => !record.isTotal);
  const equal = items.filter(({ record, other }) => agrees(record, other)).length;
  if (equal * 4 < items.length * 3) return;
  const worded = sharesWords(a[0]!, b[0]!);
  for (const { record, other } of withoutEchoes(matched, (each) => [each.record, each.other])) {
    // What 万元 rounds off of 元 is no news.
    if (isRoundedOff(record, other)) continue;
    yield relate({
      kind: "tie",
      source: worded ? "vocabulary" : "inferred",
      scope: record.document === other.document ? "cross-table" : "cross-document",
      ...(worded ? {} : { ceiling: "warning" as const }),
      total: record,
      role: `${record.tableTitle}.${record.columnPath.join("/")}`,
      expression: figure(other, `${other.tableTitle}.${other.columnPath.join("/")}`),
      family: `tie ${columnKey(record)} ${columnKey(other)}`,
      why,
      next,
    });
  }
}

/** Ties between tables (表间勾稽): columns of two tables that report one fact for the same entities. */
export const tieTables: Check = {
  id: "tie-tables",
  title: { "zh-CN": "表间一致", en: "Ties between tables" },
  why,
  next,
  *propose({ records, tables }: Evidence) {
    if (tables.length < 2) return;
    const taken = new Set<string>();
    for (const pair of pairs([...records.values()].filter(({ tableId }) => tableId !== null))) {
      // A column is tied to the one other column of a table that agrees with it best.
      const keys = [`${columnKey(pair.a[0]!)} ${pair.b[0]!.tableId}`, `${columnKey(pair.b[0]!)} ${pair.a[0]!.tableId}`];
      if (keys.some((key) => taken.has(key))) continue;
      for (const key of keys) taken.add(key);
      yield* ties(pair);
    }
  },
};
