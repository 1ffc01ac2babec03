import { grouped } from "../../model/grouped.ts";
import { halfWidth, normaliseLabel } from "../../model/label.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { sentenceOf } from "../reading/window.ts";
import type { Named } from "../words/named.ts";
import type { NamedLine, ToldOfLine } from "./told-lines.ts";

/** Figures of several lines of one column, and what they come to as the figure of a line of its own. */
export interface Summed {
  readonly cells: readonly CanonicalRecord[];
  readonly sum: Named;
}

/** Figures that are told of each line and make no sum. */
const UNSUMMABLE = /标准|单价|均|编号|名次|年度|年限|比|率|电话/;
const COUNTS = "零一二三四五六七八九";
const KINDS_OF_PLACE = ["镇", "乡", "街道", "社区", "村"];
const MONTH = /^(?:(?:19|20)\d\d年)?(\d{1,2})月份?$/;
const QUARTERS = ["一季度", "二季度", "三季度", "四季度"];

const labelOf = ({ record }: Named): string => normaliseLabel(record.rowPath.at(-1) ?? "").replace(/\s+/g, "");

/** The sum of figures in one column; nothing where they are no plain amounts or counts in one unit. */
export function summed(named: readonly Named[], label: string, line: string): readonly Summed[] {
  const [first] = named;
  if (!first) return [];
  const { unit } = first.record.figure;
  const isPlain = named.every(
    ({ kind, record: { figure } }) => kind === "level" && figure.qualifier === null && figure.unit?.symbol === unit?.symbol,
  );
  const isSummable = (unit?.dimension === "money" || unit?.dimension === "count") && !UNSUMMABLE.test(first.record.columnPath.join(""));
  if (!isPlain || !isSummable) return [];
  const cells = named.map(({ record }) => record);
  const sum: CanonicalRecord = {
    ...first.record,
    id: `${line} ${first.record.column}`,
    rowPath: [label],
    isTotal: true,
    figure: {
      ...first.record.figure,
      value: cells.reduce((value, { figure }) => value.plus(figure.value), first.record.figure.value.times(0)),
    },
    decimals: cells.reduce((most, { decimals }) => Math.max(most, decimals), 0),
  };
  return [{ cells, sum: { ...first, record: sum, line, labels: [label] } }];
}

/** Sums of some lines of a table in each column that all of them have a figure in. */
function sumsOf(lines: readonly (readonly Named[])[], label: string): readonly Summed[] {
  const [first] = lines;
  return (first ?? []).flatMap((cell) => {
    const column = lines.flatMap((line) => line.filter(({ record }) => record.column === cell.record.column));
    return column.length === lines.length ? summed(column, label, `${cell.record.tableId}∑${label}`) : [];
  });
}

/** Quarters and half years of months, half years of quarters. */
function* partsOfYear(lines: readonly (readonly Named[])[]): Iterable<readonly [label: string, lines: readonly (readonly Named[])[]]> {
  const labels = lines.map(([first]) => labelOf(first!));
  const months = labels.map((label) => Number.parseInt(MONTH.exec(label)?.[1] ?? "", 10));
  const of = (numbers: readonly number[]): readonly (readonly Named[])[] => lines.filter((_, at) => numbers.includes(months[at]!));
  const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  for (const [at, label] of QUARTERS.entries()) yield* whole(label, of(range(3 * at + 1, 3 * at + 3)), 3);
  yield* whole("上半年", of(range(1, 6)), 6);
  yield* whole("下半年", of(range(7, 12)), 6);
  const quarter = (names: readonly string[]): readonly (readonly Named[])[] =>
    lines.filter((_, at) => names.some((name) => labels[at]!.replace(/^第/, "") === name));
  yield* whole("上半年", quarter(QUARTERS.slice(0, 2)), 2);
  yield* whole("下半年", quarter(QUARTERS.slice(2)), 2);
  function* whole(
    label: string,
    group: readonly (readonly Named[])[],
    count: number,
  ): Iterable<readonly [string, readonly (readonly Named[])[]]> {
    if (group.length === count && !labels.some((each) => each.includes(label))) yield [label, group];
  }
}

/** Lines that their labels put together: months to a quarter, 义务教育（小学） and 义务教育（初中） to 义务教育, the three lines in 镇 to 三个镇. */
export function groupsOfLines(ofTables: readonly Named[]): readonly Summed[] {
  return [...grouped(ofTables, ({ record }) => record.tableId ?? undefined).values()].flatMap((table) => {
    const lines = [...grouped(table, ({ line, record }) => (record.isTotal || line === null ? undefined : line)).values()];
    const labels = lines.map(([first]) => labelOf(first!));
    const stems = grouped(lines, ([first]) => /^(.{2,})\([^()]+\)$/.exec(labelOf(first!))?.[1]);
    const places = KINDS_OF_PLACE.flatMap((end) => {
      const group = lines.filter((_, at) => labels[at]!.endsWith(end));
      const count = COUNTS[group.length];
      if (group.length < 2 || group.length === lines.length || count === undefined) return [];
      return (count === "二" ? ["两", "二"] : [count])
        .flatMap((word) => [`${word}个${end}`, `${word}${end}`])
        .map((label) => [label, group] as const);
    });
    return [...partsOfYear(lines), ...[...stems].filter(([stem, group]) => group.length > 1 && !labels.includes(stem)), ...places].flatMap(
      ([label, group]) => sumsOf(group, label),
    );
  });
}

const TOGETHER = /合计|共计|总计|[两二三四五六七八九]个?(?:镇|乡|村|街道|社区|校|家|项|类)/;
const THE_REST = /其余([两二三四五六七八九十]|\d{1,2})个?(?:乡镇|镇|乡|村|街道|社区|县|区|学校|单位|机构)[^,，。;；]{0,8}$/;

/** The number that a word of counting says: 两, 三, 12. */
const numberOf = (word: string): number =>
  /\d/.test(word) ? Number.parseInt(word, 10) : word === "两" ? 2 : word === "十" ? 10 : COUNTS.indexOf(word);

/** A figure told of several lines together, as one told of a line that they make up. */
export interface ToldOfGroup {
  readonly told: ToldOfLine;
  readonly sums: readonly Summed[];
}

const asLine = (told: Omit<ToldOfLine, "named">, sums: readonly Summed[], line: Pick<NamedLine, "chapter" | "table">): ToldOfGroup => ({
  told: { ...told, named: [[{ label: sums[0]!.sum.labels[0]!, ...line, cells: sums.map(({ sum }) => sum) }]] },
  sums,
});

/** Figures told of lines that the sentence lists (甲镇、乙镇合计), or of those that it does not (其余三个乡). */
export function toldOfGroups(ofProse: readonly Named[], ofTables: readonly Named[], told: readonly ToldOfLine[]): readonly ToldOfGroup[] {
  const listed = told.flatMap((each): readonly ToldOfGroup[] => {
    const names = each.named;
    if (names.length < 2 || !TOGETHER.test(each.words)) return [];
    return names[0]!.slice(0, 1).flatMap((first) => {
      const lines = names.map((lines) => lines.find(({ table }) => table === first.table)?.cells ?? []);
      const sums = sumsOf(lines, names.map(([line]) => line!.label).join("、"));
      return sums.length > 0 ? [asLine({ ...each, words: each.words.replace(TOGETHER, "") }, sums, first)] : [];
    });
  });
  const tables = grouped(ofTables, ({ record }) => (record.isTotal ? undefined : (record.tableId ?? undefined)));
  const ofSentence = grouped(told, ({ fact, whole }) => (whole ? undefined : sentenceOf(fact.fact!)));
  const rest = ofProse.flatMap((fact): readonly ToldOfGroup[] => {
    const before = fact.fact && fact.grid === null ? halfWidth(fact.fact.text.slice(0, fact.fact.start)) : "";
    const count = before.includes("其余") ? THE_REST.exec(before)?.[1] : undefined;
    const named =
      count === undefined ? [] : (ofSentence.get(sentenceOf(fact.fact!)) ?? []).filter((each) => each.fact.fact!.end <= fact.fact!.start);
    const [line] = named[0]?.named[0] ?? [];
    if (!line || count === undefined) return [];
    const said = new Set(named.flatMap((each) => each.named.flat()).flatMap(({ cells }) => cells.map(({ line: id }) => id)));
    const others = [...grouped(tables.get(line.table) ?? [], ({ line: id }) => (id === null || said.has(id) ? undefined : id)).values()];
    const sums = others.length === numberOf(count) ? sumsOf(others, `其余${count}个`) : [];
    const words = before
      .slice(before.lastIndexOf("其余"))
      .replace(/^其余([两二三四五六七八九十]|\d{1,2})个?(?:乡镇|镇|乡|村|街道|社区|县|区|学校|单位|机构)/, "");
    return sums.length > 0 ? [asLine({ fact, words, lead: "", gap: words, own: true, whole: false }, sums, line)] : [];
  });
  return [...listed, ...rest];
}
