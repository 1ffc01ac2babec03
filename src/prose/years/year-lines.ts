import { normaliseLabel } from "../../model/label.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { type Concept, conceptOf } from "../words/concept.ts";
import { yearIn } from "./dated.ts";

/** A figure of a table, told by its words without those of its year, so that two years' tables can be laid side by side. */
export interface Line {
  readonly record: CanonicalRecord;
  readonly year: number;
  /** Row and column but for the year: 上年决算数 and 决算数 are one. */
  readonly key: string;
  /** Its table's title but for the year. */
  readonly title: string;
  /** The label that tells the year: figures of one table and mark stand and fall together. */
  readonly mark: string;
  readonly schemes: ReadonlySet<string>;
}

const EXPLICIT = /(?:19|20)\d\d(?=年|$|\D)/g;
const LAST = /上年|去年|上期|同期/;
/** Not the figure itself, but how it moved, what was meant to be, or what the next year opens with. */
const OTHER =
  /增减|增长|增幅|变动|变化|比上年|较上年|同比|±|预算|计划|目标|预计|应|比重|占比|(?:上年|年初|期初|上期).*(?:结余|结转|余额|结存)/;
/** 一般公共预算 names an account, no plan. */
const LEDGER = /(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算/g;
const OF_TIME = /(?:本年|上年|当年)度?累计|(?:19|20)\d\d年?度?|上年度?|去年|本年度?|当年度?|今年|上期|本期|当期|同期/g;
const DONE = /决算|实际|执行|完成/g;
const NUMBERING = /^(?:其中:?|\(?[一二三四五六七八九十\d]+[).、:])+/;

const tight = (text: string): string => normaliseLabel(text).replaceAll(" ", "");
const bare = (label: string): string =>
  tight(label)
    .replace(NUMBERING, "")
    .replace(OF_TIME, "")
    .replace(DONE, "")
    .replace(/数额?$|情况$/, "");

/** A name but for its year and its ending: 2016年决算 and 2017年决算 are of one office. */
export const undated = (name: string): string =>
  tight(name)
    .replace(/[\d年度上本去今]+/g, "")
    .replace(/\.[a-z]+$/i, "");

interface Label {
  readonly bare: string;
  readonly years: ReadonlySet<number>;
  readonly last: boolean;
  readonly other: boolean;
}

function labelReader(): (label: string) => Label {
  const known = new Map<string, Label>();
  return (label) => {
    const found = known.get(label);
    if (found) return found;
    const text = tight(label);
    const plain = text.replace(LEDGER, "");
    const read: Label = {
      bare: bare(label),
      years: new Set([...plain.matchAll(EXPLICIT)].map(([year]) => Number.parseInt(year, 10))),
      last: LAST.test(plain),
      other: OTHER.test(plain),
    };
    known.set(label, read);
    return read;
  };
}

/** The figures of tables with the year that each is of. `report`: the year of the submission. */
export function lines(records: Iterable<CanonicalRecord>, report: number | null): readonly Line[] {
  const read = labelReader();
  const titles = new Map<string, { readonly title: string; readonly year: number | null; readonly schemes: ReadonlySet<string> }>();
  const found: Line[] = [];
  for (const record of records) {
    const { tableId, tableTitle, figure, rowPath, columnPath } = record;
    if (tableId === null || figure.qualifier !== null || figure.value.isZero()) continue;
    const labels = [...rowPath, ...columnPath];
    const parts = labels.map(read);
    if (parts.some(({ other }) => other)) continue;
    const known = titles.get(tableTitle) ?? {
      title: undated(tableTitle),
      year: yearIn(tableTitle),
      schemes: conceptOf(tableTitle).schemes,
    };
    titles.set(tableTitle, known);
    const years = new Set(parts.flatMap((part) => [...part.years]));
    const own = known.year ?? yearIn(record.document) ?? report;
    const last = parts.some((part) => part.last);
    const [named] = years;
    const year = years.size > 1 ? null : (named ?? (own === null ? null : last ? own - 1 : own));
    const key = parts.map((part) => part.bare).join("/");
    if (year === null || key.replaceAll("/", "") === "") continue;
    const mark = labels.find((_, index) => parts[index]!.last || parts[index]!.years.size > 0) ?? "";
    found.push({ record, year, key, title: known.title, mark, schemes: known.schemes });
  }
  return found;
}

/** Figures that are no amount as such: how much more, how many per cent of what, what was before. */
const NOT_AS_SUCH: ReadonlySet<string> = new Set(["change", "growth", "share", "earlier", "aside", "increase", "decrease"]);
const LONGEST_KEY = 30;

/** A figure of a sentence, or of a table's line without further heading, by the notions of its words. */
export interface Told {
  readonly record: CanonicalRecord;
  readonly concept: Concept;
}

/** The figures of one year that a sentence of the next may speak of. */
export function toldOf(records: Iterable<CanonicalRecord>, year: number | null): readonly Told[] {
  const all = [...records];
  const inText = all.filter(
    ({ tableId, period, figure, flags }) =>
      tableId === null && figure.qualifier === null && !flags.some((flag) => NOT_AS_SUCH.has(flag)) && yearIn(period) === year,
  );
  const inTables = lines(all, year).flatMap((line) => {
    const [word, ...more] = line.key.split("/").filter((part) => part !== "");
    return line.year === year && word && more.length === 0 && word.length < LONGEST_KEY ? [{ line, word }] : [];
  });
  return [
    ...inText.map((record) => ({ record, concept: conceptOf(record.indicator) })),
    ...inTables.map(({ line: { record, schemes }, word }) => {
      const concept = conceptOf(word);
      return { record, concept: { ...concept, schemes: new Set([...concept.schemes, ...schemes]) } };
    }),
  ];
}
