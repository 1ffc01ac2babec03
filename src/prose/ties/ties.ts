import type { Evidence } from "../../model/check.ts";
import type { Decimal } from "../../model/decimal.ts";
import { grouped } from "../../model/grouped.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import { sentenceOf } from "../reading/window.ts";
import {
  agrees,
  comparable,
  finer,
  isLongLabelInside,
  isTelling,
  type Likeness,
  likeness,
  looksCopied,
  sharedWords,
  significance,
} from "../words/likeness.ts";
import { type Named, named } from "../words/named.ts";
import { type LineReading, readLines } from "./line-ties.ts";
import { isOfOtherPart, usualParts } from "./part-of-year.ts";
import { toldOfLines } from "./told-lines.ts";

/** Two figures that state one fact, whether they agree or not. `sure`: the words alone say so. */
export interface Tie {
  readonly fact: Named;
  readonly other: Named;
  readonly agrees: boolean;
  readonly sure: boolean;
  /** The sentence names the line of the table. */
  readonly line?: true;
}

/** A share of labels this short list is looked through whole; a longer one only where the values are close. */
const MOST_CANDIDATES = 60;
/** Longer lists of figures under one name, or of about one size, tell nothing apart. */
const MOST_ALIKE = 400;
/** Values that statements of one fact may have before they are taken for several facts. */
const MOST_VALUES = 3;
/** Digits that must agree before loosely like words are taken for one fact. */
const TELLING_DIGITS = 3;

type Index = ReadonlyMap<string, readonly Named[]>;

function push(index: Map<string, Named[]>, key: string, each: Named): void {
  const list = index.get(key);
  if (list) list.push(each);
  else index.set(key, [each]);
}

/** Exponent and first two digits of a value in a unit of that power, so that close values meet. */
function bucketOf(value: Decimal, power: number): string {
  const digits = value.abs().toFixed();
  const first = digits.search(/[1-9]/);
  if (first < 0) return "0";
  const point = digits.indexOf(".");
  return `${(point < 0 ? digits.length : point) - first + power} ${digits
    .slice(first, first + 3)
    .replace(".", "")
    .slice(0, 2)}`;
}

const ownBucket = ({ record: { figure } }: Named): string => bucketOf(figure.value, figure.unit?.power ?? 0);

/** The buckets that a value one hundredth away may be in. */
function bucketsAround(each: Named): ReadonlySet<string> {
  const { value, unit } = each.record.figure;
  const power = unit?.power ?? 0;
  return new Set([bucketOf(value, power), bucketOf(value.times("0.99"), power), bucketOf(value.times("1.01"), power)]);
}

interface Indexes {
  readonly byKey: Index;
  readonly byToken: Index;
  readonly byValue: Index;
  readonly chapters: ReadonlySet<string>;
}

function indexed(records: readonly Named[]): Indexes {
  const byKey = new Map<string, Named[]>();
  const byToken = new Map<string, Named[]>();
  const byValue = new Map<string, Named[]>();
  const chapters = new Set<string>();
  for (const each of records) {
    chapters.add(each.chapter);
    push(byValue, `${each.chapter} ${ownBucket(each)}`, each);
    for (const concept of each.concepts) {
      push(byKey, `${each.chapter} ${concept.key}`, each);
      for (const token of concept.tokens) push(byToken, `${each.chapter} ${token}`, each);
    }
    for (const label of each.labels) push(byToken, `${each.chapter} ${label.slice(0, 4)}`, each);
  }
  return { byKey, byToken, byValue, chapters };
}

function candidates(fact: Named, chapter: string, { byKey, byToken, byValue }: Indexes): ReadonlySet<Named> {
  const found = new Set<Named>();
  const [concept] = fact.concepts;
  const add = (list: readonly Named[] | undefined, most: number): void => {
    if (list && list.length <= most) for (const each of list) found.add(each);
  };
  add(byKey.get(`${chapter} ${concept?.key}`), MOST_ALIKE);
  for (const bucket of bucketsAround(fact)) add(byValue.get(`${chapter} ${bucket}`), MOST_ALIKE);
  for (const token of [
    ...(concept?.tokens ?? []),
    ...fact.labels.flatMap((label) => Array.from(label, (_, at) => label.slice(at, at + 4))),
  ]) {
    add(byToken.get(`${chapter} ${token}`), MOST_CANDIDATES);
  }
  return found;
}

const SPEAKING = new Set(["level", "average", "standard", "rate", "change", "growth"]);

const isFixed = ({ fact }: Named): boolean => fact?.reading?.opens !== "contains";

/** A fact told in a title, a form and two tables: more mentions than these add nothing. */
const MOST_TIES = 4;

const isSure = ({ how, long }: { readonly how: Likeness; readonly long: boolean }): boolean => how === "same" || long;

/** What the sentences of all reports tell of lines of tables, and the part of the year that each report is about. */
interface Known {
  readonly lines: LineReading;
  readonly usual: ReadonlyMap<string, string>;
}

/** A figure told of one line of a table does not differ from another line of it, nor from one of its totals. */
const isOfAnotherLine = (fact: Named, other: Named, { spoken }: LineReading): boolean => {
  const told = spoken.get(fact);
  return told !== undefined && !told.cells.has(other) && (told.tables.has(other.record.tableId ?? "") || !isTelling(fact.concepts[0]!));
};

/** The ties of one fact among its candidates: one that agrees, else one that ought to and does not. */
function tieOf(fact: Named, among: Iterable<Named>, { lines, usual }: Known): readonly Tie[] {
  const rows =
    fact.side === null || fact.grid === null ? [] : [...among].filter((other) => other.grid === fact.grid && comparable(fact, other));
  const mostShared = Math.max(0, ...rows.map((other) => sharedWords(fact, other)));
  const like = [...among].flatMap((other) => {
    if (!comparable(fact, other) || (fact.grid !== null && fact.side !== null && other.grid !== fact.grid)) return [];
    // A form tells each target twice, in a sentence and in a row: the row that shares most of its words is meant.
    const shared = fact.side !== null && fact.grid !== null && fact.grid === other.grid ? sharedWords(fact, other) : 0;
    const how = likeness(fact, other) ?? (shared > 0 && shared === mostShared ? "inside" : undefined);
    if (how === undefined) return [];
    const long = isLongLabelInside(fact, other) || (shared > 0 && shared === mostShared);
    return [{ other, how, long, same: agrees(fact.record, other.record) }];
  });
  const telling = (other: Named): number => significance(fact.record, other.record);
  const agreeing = like.filter(
    ({ other, how, long, same }) =>
      same && (how === "same" || long || (telling(other) >= TELLING_DIGITS && fact.record.figure.unit?.dimension !== "rate")),
  );
  if (agreeing.length > 0) {
    return [...agreeing.filter(isSure), ...agreeing.filter((each) => !isSure(each))]
      .slice(0, MOST_TIES)
      .map((each) => ({ fact, other: each.other, agrees: true, sure: isSure(each) }));
  }
  if (!isFixed(fact) || fact.kind === "change" || fact.kind === "growth" || like.some(({ same }) => same)) return [];
  // A sentence that does not say 目标 tells what came of it.
  const judged = like.filter(
    ({ other }) =>
      (fact.side !== null || other.side !== "target") &&
      other.year === fact.year &&
      isPlanned(fact) === isPlanned(other) &&
      !isOfAnotherLine(fact, other, lines) &&
      !isOfOtherPart(fact, other, usual),
  );
  const one = <T extends { readonly other: Named }>(list: readonly T[]): T | undefined =>
    list.length > 0 && list.every(({ other }) => other.record.figure.value.eq(list[0]!.other.record.figure.value)) ? list[0] : undefined;
  const sure = one(judged.filter(({ how, long }) => (how === "same" && isTelling(fact.concepts[0]!)) || (long && fact.side !== null)));
  if (sure) return [{ fact, other: sure.other, agrees: false, sure: true }];
  // 支出 alone is said of anything, and of many figures one looks like another.
  const isSaid = isTelling(fact.concepts[0]!);
  const copied = one(judged.filter(({ other, how }) => (isSaid || how === "same") && looksCopied(fact.record, other.record)));
  return copied ? [{ fact, other: copied.other, agrees: false, sure: false }] : [];
}

/**
 * Facts of the text tied to figures of the tables of their own report. A report whose file has no tables looks at those of
 * the others, where just one report has a figure of that name. A line that the sentence names goes before like words.
 */
function tiesToTables(ofProse: readonly Named[], ofTables: readonly Named[]): readonly Tie[] {
  const indexes = indexed(ofTables);
  const usual = usualParts(ofProse);
  const lines = readLines(toldOfLines(ofProse, ofTables), ofTables, usual);
  const known = { lines, usual };
  const ofLine = new Map(lines.ties.map((tie) => [tie.fact, tie]));
  return ofProse.flatMap((fact) => {
    if (!SPEAKING.has(fact.kind) || fact.record.figure.qualifier?.kind === "range") return [];
    const named = ofLine.get(fact);
    const byName = named ? [{ fact, other: named.cell, agrees: named.agrees, sure: named.plain, line: true as const }] : [];
    if (named && !named.agrees) return byName;
    const byWords = tiesByWords(fact, indexes, known);
    if (!named) return byWords;
    return [...byName, ...byWords.filter((tie) => tie.agrees && tie.other !== named.cell)].slice(0, MOST_TIES);
  });
}

/** The ties of the text to the tables of a submission; several checks read them. */
export function tableTies(evidence: Evidence): readonly Tie[] {
  const { ofProse, ofTables } = evidence.derived(named);
  return tiesToTables(ofProse, ofTables);
}

function tiesByWords(fact: Named, indexes: Indexes, known: Known): readonly Tie[] {
  if (indexes.chapters.has(fact.chapter)) return tieOf(fact, candidates(fact, fact.chapter, indexes), known);
  const elsewhere = [...indexes.chapters]
    .map((chapter) => tieOf(fact, candidates(fact, chapter, indexes), known))
    .filter((ties) => ties.length > 0);
  return elsewhere.length === 1 ? elsewhere[0]! : [];
}

/** A plan and what came of it are two figures, though they may agree. */
const isPlanned = ({ concepts, side }: Named): boolean => side === "target" || concepts.some(({ planned }) => planned);

/** Two planned totals of one report further apart than this speak of different plans. */
const NEAR_PLANS = "0.02";

const isPlannedTotal = ({ concepts, kind, record }: Named): boolean =>
  kind === "level" &&
  record.figure.unit?.dimension === "money" &&
  record.figure.qualifier === null &&
  concepts.some(({ planned, tokens, rest }) => planned && tokens.size === 0 && rest === "");

/**
 * What was planned in all, told in the text (按政策可筹集资金) and in the form (计划安排资金) under words that need not mean
 * the same: worth a look where the two are close and not equal.
 */
export function plannedTotals(ofProse: readonly Named[], ofTables: readonly Named[]): readonly Tie[] {
  const told = ofProse.filter(isPlannedTotal);
  const inForms = told.length === 0 ? [] : ofTables.filter(isPlannedTotal);
  const seen = new Set<string>();
  return told.flatMap((fact) => {
    const others = inForms.filter((other) => other.chapter === fact.chapter && other.year === fact.year);
    const [other] = others;
    const key = `${fact.chapter} ${fact.year} ${fact.record.figure.value}`;
    if (!other || others.length > 1 || seen.has(key) || agrees(fact.record, other.record)) return [];
    seen.add(key);
    const [a, b] = [sizeOf(fact.record), sizeOf(other.record)];
    return a.minus(b).abs().lte(b.abs().times(NEAR_PLANS)) ? [{ fact, other, agrees: false, sure: false }] : [];
  });
}

const isOneSentence = (a: Named, b: Named): boolean =>
  a.fact?.reading?.passage === b.fact?.reading?.passage && a.fact?.sentence === b.fact?.sentence;

/** Words right before a figure that say it is of another scope: 全市, 市本级, （含开发区）. */
const SCOPE = /[(（](?![一二三四五六七八九十\d]{1,3}[)）])[^()（）]*[)）]|[\u3400-\u9fff]?本级|全[省市区县州旗]|[省市区县州]直/g;
const scopeOf = ({ fact }: Named): string => {
  const { headings } = fact!.reading!;
  const heading = headings.findLast((each) => YEAR.test(each));
  const words = `${headings.at(-1) ?? ""}${fact!.text.slice(0, fact!.start)}`;
  return [...new Set([...(words.match(SCOPE) ?? []), YEAR.exec(heading ?? "")?.[0] ?? ""])].sort().join();
};
const YEAR = /20\d\d年/;

/** Two sentences that tell one thing: in the same words, of the same scope, and at one in all else that both tell. A share is of what stands beside it. */
function isToldTwice(a: Named, b: Named, sentences: ReadonlyMap<string, readonly Named[]>): boolean {
  if (a.fact?.reading?.kind === "share" || a.record.indicator !== b.record.indicator || scopeOf(a) !== scopeOf(b)) return false;
  const others = (each: Named): readonly Named[] => (sentences.get(placeOf(each) ?? "") ?? []).filter((other) => other !== each);
  const told = others(b);
  return others(a).every((one) =>
    told.every((other) => one.kind !== other.kind || one.record.indicator !== other.record.indicator || agrees(one.record, other.record)),
  );
}

const placeOf = ({ fact }: Named): string | undefined => (fact?.reading ? sentenceOf(fact) : undefined);
const paragraphOf = ({ fact }: Named): string | undefined => (fact?.reading ? `${fact.reading.passage}` : undefined);

/** 2、甲项目…支付率94.06%，总得分90.76分。¶3、乙项目…支付率96.38%，总得分90.36分: paragraphs in like words, of which little agrees, tell two things. */
function areOfTwoThings(a: Named, b: Named, paragraphs: ReadonlyMap<string, readonly Named[]>): boolean {
  const [one, other] = [a, b].map((each) => (paragraphs.get(paragraphOf(each) ?? "") ?? []).filter((beside) => beside !== each));
  const both = one!.flatMap((each) =>
    other!.flatMap((twin) =>
      each.kind === twin.kind && each.record.indicator === twin.record.indicator ? [agrees(each.record, twin.record)] : [],
    ),
  );
  return both.filter((same) => !same).length > both.filter((same) => same).length;
}

/** The same statement in two places of one report: agreeing, or differing as a slip of the pen does. */
export function tiesInProse(ofProse: readonly Named[]): readonly Tie[] {
  const groups = new Map<string, Named[]>();
  for (const each of ofProse) {
    const [concept] = each.concepts;
    const { unit } = each.record.figure;
    if (!concept || concept.tokens.size === 0 || each.record.figure.qualifier || !["level", "average", "rate"].includes(each.kind))
      continue;
    push(
      groups,
      [each.chapter, each.kind, each.side, each.year, unit?.base, [...concept.schemes].sort().join("+"), concept.key].join(" "),
      each,
    );
  }
  const sentences = grouped(ofProse, placeOf);
  const paragraphs = grouped(ofProse, paragraphOf);
  const found: Tie[] = [];
  for (const group of groups.values()) {
    // Many figures under one name are many things, and two of them may well look alike.
    const isOneThing = new Set(group.map(({ record }) => `${record.figure.value} ${record.figure.unit?.symbol}`)).size <= MOST_VALUES;
    for (const [index, fact] of group.entries()) {
      // Two figures of one sentence are two things, whatever their words.
      const before = group.slice(Math.max(0, index - MOST_CANDIDATES), index).filter((each) => !isOneSentence(each, fact));
      const same = before.find(({ record }) => agrees(record, fact.record));
      if (same && significance(same.record, fact.record) >= TELLING_DIGITS) found.push({ fact, other: same, agrees: true, sure: true });
      const slipped =
        same || !isOneThing
          ? undefined
          : before.find(
              (each) =>
                isToldTwice(each, fact, sentences) && looksCopied(each.record, fact.record) && !areOfTwoThings(each, fact, paragraphs),
            );
      if (slipped) found.push({ fact, other: slipped, agrees: false, sure: false });
    }
  }
  return found;
}

/** For a figure, the most precise statement of the same fact anywhere in its report. */
export function finestOf(ties: readonly Tie[]): (record: CanonicalRecord) => CanonicalRecord {
  const finest = new Map<string, CanonicalRecord>();
  for (const { fact, other, agrees: same } of ties) {
    if (!same || significance(fact.record, other.record) < TELLING_DIGITS) continue;
    for (const [from, to] of [
      [fact.record, other.record],
      [other.record, fact.record],
    ] as const) {
      const known = finest.get(from.id) ?? from;
      if (finer(to, known) && to.figure.qualifier === null) finest.set(from.id, to);
    }
  }
  return (record) => finest.get(record.id) ?? record;
}
