import type { Evidence } from "../../model/check.ts";
import type { Fact, FactKind } from "../../model/fact.ts";
import { normaliseLabel } from "../../model/label.ts";
import { isBlankFigure, readFigure } from "../../model/read-figure.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { cellAt, type Table } from "../../model/table.ts";
import { chapterOfTables } from "../reading/period.ts";
import { type Concept, conceptOf } from "./concept.ts";

/** A figure of a table or a sentence with the meaning of its words, so that the two can be compared. */
export interface Named {
  readonly record: CanonicalRecord;
  readonly fact: Fact | null;
  /** What the words mean; a table cell may be named by its row, by the text beside it, or both. */
  readonly concepts: readonly Concept[];
  /** The same words tight and without units, for labels too long to take apart. */
  readonly labels: readonly string[];
  readonly kind: FactKind;
  readonly side: "target" | "actual" | null;
  readonly year: string | null;
  /** The year is printed with the figure; else it is that of the report. */
  readonly dated: boolean;
  /** The report of the file that the figure is in: `document#chapter`. */
  readonly chapter: string;
  /** The row of a table, for the other years and columns of the same line. */
  readonly line: string | null;
  /** The grid that a cell is in, figure or sentence: a target told in a form speaks of that form. */
  readonly grid: string | null;
}

const CHANGE_COLUMN = /增减|增长|变化|变动|±|比上年|较上年|增幅|差额/;
const TARGET_COLUMN = /目标|指标值|计划|预算|预期|应/;
/** 一般公共预算财政拨款 is money of that account, not a plan. */
const LEDGER = /(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算/g;
const ACTUAL_COLUMN = /实际|完成|执行|决算|到位/;
const VALUE_COLUMN = /^(?:(?:19|20)\d\d年?度?|本年度?|上年度?|本期|上期|金额|数额|数量|数值|合计|值|本年数|上年数|备注)?$/;
const LONGEST_LABEL = 60;

const tight = (text: string): string => normaliseLabel(text).replace(/\s+/g, "");

/** A label without what stands in brackets, its numbering and 指标1:. */
const bareLabel = (text: string): string =>
  tight(text)
    .replace(/\([^()]*\)/g, "")
    .replace(/^(?:其中:?|指标\d*:?|目标\d*:?|\(?[一二三四五六七八九十\d]+[).、:])+/, "")
    .replace(/[:;,。]+$/, "");

/** The words in the cell next to the left of a figure: its name in forms made of label/value pairs. */
function besideLabel(table: Table, record: CanonicalRecord): string {
  const [row, column] = cellAt(table, record.row, record.column);
  for (let left = column - 1; left >= 0; left--) {
    // A column of figures beside it: the row's own label names both.
    if (table.columns.find(({ index }) => index === left)?.role === "figure" && !table.form) return "";
    const text = table.grid.rows[row]?.[left]?.text ?? "";
    if (text.trim() === "" || isBlankFigure(text)) continue;
    return text.length > LONGEST_LABEL || readFigure(text) ? "" : text;
  }
  return "";
}

/** What words mean, each text read once: a table says the same heading in every row. */
interface Glossary {
  readonly concept: (text: string) => Concept;
  readonly bare: (text: string) => string;
}

function glossary(): Glossary {
  const concepts = new Map<string, Concept>();
  const labels = new Map<string, string>();
  return {
    concept: (text) => {
      const known = concepts.get(text) ?? conceptOf(text);
      concepts.set(text, known);
      return known;
    },
    bare: (text) => {
      const known = labels.get(text) ?? bareLabel(text);
      labels.set(text, known);
      return known;
    },
  };
}

/** The two halves of a sheet: 年终结余 stands under 支出, and is none. */
const HALF_OF_SHEET = /^(?:收入|支出|来源|运用|资金来源|资金运用)$/;

const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => (b.size === 0 ? a : a.size === 0 ? b : new Set([...a, ...b]));

/** The meaning of a row's label and a column's heading together. */
function joined(row: Concept, column: Concept): Concept {
  if (column.key === "|" && column.schemes.size === 0) return column.planned && !row.planned ? { ...row, planned: true } : row;
  const tokens = union(row.tokens, column.tokens);
  const rest = row.rest + column.rest;
  return {
    tokens,
    rest,
    key: `${[...tokens].sort().join("+")}|${rest}`,
    schemes: union(row.schemes, column.schemes),
    planned: row.planned || column.planned,
  };
}

const BALANCES = ["结余", "累计结余", "上年结余", "当年结余"];
const isBalance = ({ tokens }: Concept): boolean => BALANCES.some((token) => tokens.has(token));

const yearOf = (period: string | null): string | null => /(?:19|20)\d\d/.exec(period ?? "")?.[0] ?? null;

/** What all figures of a table share, worked out once. */
interface Setting {
  readonly table: Table;
  readonly chapter: string;
  readonly grid: string;
  readonly year: string | null;
  readonly schemes: ReadonlySet<string>;
  /** 区本级: of that level only, where the text tells it from the whole; `null` else. */
  readonly level: Concept | null;
  readonly headings: Map<readonly string[], Heading>;
}

interface Heading {
  readonly change: boolean;
  readonly side: Named["side"];
  readonly own: Concept;
  /** The heading without the half of the sheet that it stands in. */
  readonly half: Concept | undefined;
}

function headingOf(path: readonly string[], { headings }: Setting, words: Glossary): Heading {
  const known = headings.get(path);
  if (known) return known;
  const text = path.map(tight).join("");
  const change = CHANGE_COLUMN.test(text);
  const actual = ACTUAL_COLUMN.test(text);
  const target = TARGET_COLUMN.test(text.replace(LEDGER, ""));
  const heading: Heading = {
    change,
    side: target && !actual ? "target" : actual ? "actual" : null,
    own: words.concept(VALUE_COLUMN.test(text) || change ? "" : path.join("")),
    half: path.length > 1 && HALF_OF_SHEET.test(tight(path[0]!)) ? words.concept(path.slice(1).join("")) : undefined,
  };
  headings.set(path, heading);
  return heading;
}

function ofTable(record: CanonicalRecord, setting: Setting, words: Glossary): Named {
  const { table } = setting;
  const { change, side, own, half } = headingOf(record.columnPath, setting, words);
  const leaf = (record.rowPath.at(-1) ?? "").trim();
  const beside = besideLabel(table, record).trim();
  const rows = [leaf, beside === leaf ? "" : beside].filter((label) => label !== "");
  const concepts = (rows.length === 0 ? [""] : rows).map((label): Concept => {
    const row = words.concept(label);
    const told = joined(row, half && isBalance(row) ? half : own);
    const concept = setting.level === null ? told : joined(told, setting.level);
    return concept.schemes.size > 0 || setting.schemes.size === 0 ? concept : { ...concept, schemes: setting.schemes };
  });
  const period = record.period ?? "";
  const printed = yearOf(period);
  // 本年收入 under 2020年 is of that year, whatever the line says of time.
  const heading = printed ?? yearOf(record.columnPath.join(" "));
  const shift = printed === null && /上年|去年|上期/.test(period) ? -1 : 0;
  const base = heading ?? setting.year;
  const year = base === null || shift === 0 ? base : `${Number.parseInt(base, 10) + shift}`;
  const average =
    record.figure.unit?.symbol.includes("/") === true || concepts.some(({ tokens }) => tokens.has("人均") || tokens.has("次均"));
  const rate = record.figure.unit?.dimension === "rate";
  return {
    record,
    fact: null,
    concepts,
    labels: rows.map(words.bare),
    kind: change ? (rate ? "growth" : "change") : rate ? "rate" : average ? "average" : "level",
    side,
    year,
    dated: heading !== null,
    chapter: setting.chapter,
    line: `${table.id}r${record.row}`,
    grid: setting.grid,
  };
}

const LEVEL = /[省市县区]本级/;
const levelIn = (title: string, words: Glossary): Concept | null => {
  const [level] = LEVEL.exec(title) ?? [];
  return level === undefined ? null : words.concept(level);
};

/** What all cells of one grid have in common in their places. */
const gridOf = ({ at }: CanonicalRecord): string => `${at.document}#${at.sheet ?? ""}#${at.table ?? ""}`;

/** The scheme that a figure leaves unsaid is that of the one before it in its passage, else that of the nearest heading. */
function unsaidScheme({ reading }: Fact, before: Named | undefined): ReadonlySet<string> | undefined {
  const last = before?.fact?.reading?.passage === reading?.passage ? before?.concepts[0]?.schemes : undefined;
  return last && last.size > 0 ? last : reading?.headings.map((heading) => conceptOf(heading).schemes).findLast((set) => set.size > 0);
}

function ofFact(fact: Fact, before: Named | undefined): Named {
  const { record, reading } = fact;
  const concept = conceptOf(record.indicator);
  const schemes = concept.schemes.size > 0 ? concept.schemes : (unsaidScheme(fact, before) ?? concept.schemes);
  return {
    record,
    fact,
    concepts: [{ ...concept, schemes }],
    labels: [bareLabel(record.indicator.replace(/^.*\//, ""))],
    kind: reading?.kind === "share" ? "rate" : (reading?.kind ?? "level"),
    side: reading?.side ?? (concept.planned ? "target" : null),
    year: yearOf(record.period),
    dated: reading?.dated ?? false,
    chapter: `${record.document}#${reading?.chapter ?? 0}`,
    line: null,
    grid: fact.record.at.paragraph === undefined ? gridOf(fact.record) : null,
  };
}

/** All figures of a submission with their meaning, tables first. A table's own period stands in for a figure without one. */
export function named({ documents, tables, records, facts }: Evidence): {
  readonly ofTables: readonly Named[];
  readonly ofProse: readonly Named[];
} {
  const chapters = chapterOfTables(documents, tables);
  const byId = new Map(tables.map((table) => [table.id, table]));
  const ofProse: Named[] = [];
  for (const fact of facts) if (fact.reading) ofProse.push(ofFact(fact, ofProse.at(-1)));
  const years = new Map<string, Map<string, number>>();
  for (const { chapter, year } of ofProse) {
    if (year === null) continue;
    const counts = years.get(chapter) ?? new Map<string, number>();
    years.set(chapter, counts.set(year, (counts.get(year) ?? 0) + 1));
  }
  const mainYear = (chapter: string): string | null => [...(years.get(chapter) ?? [])].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  const mainYears = new Set([...years.keys()].map(mainYear));
  /** Tables in files of their own are of the year that all reports of the submission speak of. */
  const commonYear = mainYears.size === 1 ? [...mainYears][0]! : null;
  const words = glossary();
  const tellsLevels = facts.some(({ text }) => LEVEL.test(text));
  const settings = new Map<string, Setting>();
  const settingOf = (table: Table, record: CanonicalRecord): Setting => {
    const known = settings.get(table.id);
    if (known) return known;
    const chapter = `${record.document}#${chapters.get(table.id) ?? 0}`;
    const setting: Setting = {
      table,
      chapter,
      grid: gridOf(record),
      year: yearOf(table.period) ?? yearOf(table.title) ?? (years.has(chapter) ? mainYear(chapter) : commonYear),
      schemes: words.concept(table.title).schemes,
      level: tellsLevels ? levelIn(table.title, words) : null,
      headings: new Map(),
    };
    settings.set(table.id, setting);
    return setting;
  };
  const ofTables: Named[] = [];
  // Of the points of a form only its total is told in the text: the largest, where its budget block has one of its own.
  const scores = new Map<string, CanonicalRecord>();
  for (const record of records.values()) {
    if (record.figure.unit?.dimension !== "points" || !record.isTotal) continue;
    const form = `${gridOf(record)} ${record.columnPath.at(-1)}`;
    const known = scores.get(form);
    if (!known || record.figure.value.gt(known.figure.value)) scores.set(form, record);
  }
  const totals = new Set(scores.values());
  for (const record of records.values()) {
    const isItemScore = record.figure.unit?.dimension === "points" && !totals.has(record);
    const table = record.tableId === null || isItemScore ? undefined : byId.get(record.tableId);
    if (table) ofTables.push(ofTable(record, settingOf(table, record), words));
  }
  return { ofTables, ofProse };
}
