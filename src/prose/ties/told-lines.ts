import { grouped } from "../../model/grouped.ts";
import { halfWidth, normaliseLabel } from "../../model/label.ts";
import { sentenceOf } from "../reading/window.ts";
import { conceptOf } from "../words/concept.ts";
import { isTelling } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";

/** A line of a table that a sentence can name: its label and its figures. */
export interface NamedLine {
  readonly label: string;
  /** What the label leaves out of a name that a list ends with: 红星、光明两[社区]. */
  readonly end?: string | undefined;
  readonly chapter: string;
  readonly table: string;
  readonly cells: readonly Named[];
}

/** Lines by chapter and the first two characters of a label, longest labels first, and the lines of totals by chapter. */
interface Lines {
  readonly byName: ReadonlyMap<string, readonly NamedLine[]>;
  readonly totals: ReadonlyMap<string, readonly NamedLine[]>;
}

/** A figure of a sentence under the name of a line (several tables may have one of that name), or under several names at once. */
export interface ToldOfLine {
  readonly fact: Named;
  /** The lines named last before the figure; more than one name where they are told together. */
  readonly named: readonly (readonly NamedLine[])[];
  /** The words from the name to the figure, other figures left out, and those of the sentence before the name. */
  readonly words: string;
  readonly lead: string;
  /** The words since the figure before. */
  readonly gap: string;
  /** The name stands right before this figure; else before one that this figure follows. */
  readonly own: boolean;
  /** No line is named: the figure is told of the whole, which the lines of totals are. */
  readonly whole: boolean;
}

const WHOLE_LABEL = /^(?:全[年省市县区州镇乡部]?)?(?:合计|总计|共计|总数)数?$/;
const SUM_LABEL = /合计|小计|总计|共计|^其[他它]/;
const MONTH = /^\d{1,2}月份?$/;
const NUMBERING = /^(?:其中:?|指标\d*:?|目标\d*:?|\(?[一二三四五六七八九十\d]+[).、:])+/;
const PLACE = /^([\u3400-\u9fff]{2,4})(街道|社区|镇|乡|村)$/;
const MEASURE = /(?:人数|户数|人次|数量|金额|总额|数)$/;
const LONGEST_LABEL = 24;
/** A table of more lines is a register, whose lines no report tells one by one. */
const MOST_LINES = 1000;
const SHORTEST_STEM = 4;

const tight = (text: string): string => normaliseLabel(text).replace(/\s+/g, "").replace(NUMBERING, "");

/** Whether a sentence that has this label in it can be taken to name the line: 支出 and 住院 are said of anything. */
function isName(label: string): boolean {
  if (MONTH.test(label)) return true;
  if (label.length < 2 || label.length > LONGEST_LABEL || SUM_LABEL.test(label) || !/[\u3400-\u9fff]{2}/.test(label)) return false;
  const concept = conceptOf(label);
  const isScheme = concept.schemes.size > 0 && label.length >= SHORTEST_STEM;
  return isScheme || (isTelling(concept) && (label.length > 2 || concept.rest.length >= 2));
}

/** The labels of a line as sentences write them: without what stands in brackets, and without what is counted: 低保对象[人数]. */
function labelsOf(row: string): readonly string[] {
  const label = tight(row);
  const bare = label.replace(/\([^()]*\)/g, "");
  const stem = bare.replace(MEASURE, "");
  return [...new Set([label, bare.length < 2 ? label : bare, stem.length < SHORTEST_STEM ? label : stem])];
}

/** Every line of the tables that has a name of its own. A name that two lines of one table share names neither. */
function linesOf(ofTables: readonly Named[]): Lines {
  const lines: NamedLine[] = [];
  const totals: NamedLine[] = [];
  // Two halves of a sheet side by side have two labels in one row.
  const rows = grouped(ofTables, ({ line, record }) => (line === null ? undefined : `${line}\u001f${record.rowPath.join("\u001f")}`));
  const counts = new Map<string, number>();
  for (const [{ record }] of rows.values() as Iterable<[Named, ...Named[]]>)
    counts.set(record.tableId ?? "", (counts.get(record.tableId ?? "") ?? 0) + 1);
  for (const cells of rows.values()) {
    const [{ record, chapter }] = cells as [Named, ...Named[]];
    const row = record.rowPath.at(-1) ?? "";
    const table = record.tableId ?? "";
    if (WHOLE_LABEL.test(tight(row))) totals.push({ label: tight(row), chapter, table, cells });
    if (counts.get(table)! > MOST_LINES) continue;
    for (const label of labelsOf(row)) if (isName(label)) lines.push({ label, chapter, table, cells });
    const [, name, end] = PLACE.exec(tight(row)) ?? [];
    if (name !== undefined && conceptOf(name).rest === name) lines.push({ label: name, end, chapter, table, cells });
  }
  const twice = grouped(lines, ({ table, label }) => `${table}\u001f${label}`);
  // 义务教育 is neither 义务教育(小学) nor 义务教育(初中), but what both come to.
  const isSum = ({ cells }: NamedLine): boolean => cells.every(({ record }) => record.isTotal);
  const single = lines.filter((line) => twice.get(`${line.table}\u001f${line.label}`)!.length === 1 || isSum(line));
  const index = grouped(single, ({ chapter, label }) => `${chapter}\u001f${label.slice(0, 2)}`);
  return {
    byName: new Map([...index].map(([key, list]) => [key, [...list].sort((a, b) => b.label.length - a.label.length)])),
    totals: grouped(totals, ({ chapter }) => chapter),
  };
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly NamedLine[];
}

const PART_OF_DATE = /[\d\-—–~至到]/;

/** Whether a name cut short stands in a list that ends with what all its names leave out. */
function isListed({ end }: NamedLine, text: string, at: number): boolean {
  return end === undefined || LISTED.exec(text.slice(at, at + LONGEST_LIST))?.[1] === end;
}
const LISTED = /^(?:[、和及与][\u3400-\u9fff]{2,4})*?[两二三四五六七八九]个?(街道|社区|镇|乡|村)/;
const LONGEST_LIST = 30;

/** The names of lines in a text, in order; the longest where one holds another. */
function mentionsIn(text: string, chapter: string, { byName }: Lines): readonly Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < text.length - 1; at++) {
    const list = byName.get(`${chapter}\u001f${text.slice(at, at + 2)}`);
    const label = list?.find((line) => text.startsWith(line.label, at) && isListed(line, text, at + line.label.length))?.label;
    if (!list || label === undefined) continue;
    const end = at + label.length;
    const isDate = MONTH.test(label) && (PART_OF_DATE.test(text[at - 1] ?? "") || PART_OF_DATE.test(text[end] ?? ""));
    if (isDate) continue;
    found.push({ start: at, end, lines: list.filter((line) => line.label === label) });
    at = end - 1;
  }
  return found;
}

const RESPECTIVELY = /分别/;
const NEXT = /^\s*(?:[、,]|和|及|与|以及)?\s*(?:约|近)?$/;
/** Words that go from one line to the whole, or to lines that are not named. */
const LEAVES =
  /;|全[省市县区州旗镇乡村街校局系]|[我本][省市县区州旗镇乡局院街校]|合计|总计|其余|其[他它]|[两二三四五六七八九十\d]+个|另|上年|去年|同期/;

/** 脱贫户…人，监测户…人，合计…人: the whole after its lines. */
const SUMS_UP = /^[,;，；]?(?:共计|合计|总计)$/;

/** The figures of one sentence with the lines they are told of. */
function ofSentence(facts: readonly Named[], mentions: readonly Mention[], totals: readonly NamedLine[]): readonly ToldOfLine[] {
  const text = halfWidth(facts[0]!.fact!.text);
  const found: ToldOfLine[] = [];
  let from = 0;
  let next = 0;
  let current: readonly Mention[] = [];
  /** Names that 分别 gives to the figures still to come, and all of them, for another 分别. */
  let queue: Mention[] = [];
  let several: readonly Mention[] = [];
  let spoken = "";
  let isWhole = totals.length > 0;
  let isSummedUp = false;
  for (const each of facts) {
    const { start, end, reading } = each.fact!;
    const fresh: Mention[] = [];
    for (; next < mentions.length && mentions[next]!.end <= start; next++) if (mentions[next]!.start >= from) fresh.push(mentions[next]!);
    const cut = text.lastIndexOf(";", start - 1);
    const named = fresh.filter((mention) => mention.start > cut);
    const gap = text.slice(from, start);
    isSummedUp =
      fresh.length === 0 && totals.length > 0 && reading!.opens === null && (SUMS_UP.test(gap) || (isSummedUp && NEXT.test(gap)));
    if (isSummedUp) spoken = "";
    isWhole &&= fresh.length === 0 && reading!.opens === null;
    const last = named.at(-1);
    if (last) {
      spoken = text.slice(last.end, start);
      several = named.length > 1 && RESPECTIVELY.test(spoken) ? named : [];
      queue = [...several];
      current = several.length > 0 ? [queue.shift()!] : named;
    } else if (several.length > 0) {
      if (queue.length === 0 && RESPECTIVELY.test(gap) && !LEAVES.test(gap)) queue = [...several];
      else if (!NEXT.test(gap)) queue = [];
      const following = queue.shift();
      current = following ? [following] : [];
    } else {
      if (LEAVES.test(gap)) current = [];
      spoken += gap;
    }
    const [first] = current;
    if (first) {
      const own = last !== undefined || several.length > 0;
      const lead = text.slice(0, first.start);
      found.push({ fact: each, named: current.map(({ lines }) => lines), words: spoken, lead, gap, own, whole: false });
    } else if (isWhole || isSummedUp) found.push({ fact: each, named: [totals], words: spoken, lead: "", gap, own: false, whole: true });
    from = end;
  }
  return found;
}

/** The figures of the running text that are told of a line of a table, by the names of lines in their sentences. */
export function toldOfLines(ofProse: readonly Named[], ofTables: readonly Named[]): readonly ToldOfLine[] {
  const lines = linesOf(ofTables);
  if (lines.byName.size + lines.totals.size === 0) return [];
  const chapters = [...new Set(ofTables.map(({ chapter }) => chapter))];
  const withTables = new Set(chapters);
  const sentences = grouped(ofProse, ({ fact, grid }) => (grid === null && fact?.reading ? sentenceOf(fact) : undefined));
  return [...sentences.values()].flatMap((facts) => {
    const [{ chapter, fact }] = facts as [Named, ...Named[]];
    const text = halfWidth(fact!.text);
    const read = (each: string): readonly ToldOfLine[] => ofSentence(facts, mentionsIn(text, each, lines), lines.totals.get(each) ?? []);
    if (withTables.has(chapter)) return read(chapter);
    const elsewhere = chapters.map(read).filter((told) => told.length > 0);
    return elsewhere.length === 1 ? elsewhere[0]! : [];
  });
}
