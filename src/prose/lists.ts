import { type Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { areComplements } from "./complements.ts";
import { mends } from "./slips.ts";

/** A whole and the parts that the text lists for it. */
export interface List {
  readonly whole: Fact;
  readonly parts: readonly Fact[];
  /** Said: 其中, brackets, 合计, a colon before numbered items. Not said: parts that follow one another and happen to add up. */
  readonly stated: boolean;
  /** The parts add up to the whole within what rounding explains. */
  readonly closes: boolean;
}

const baseValue = ({ record }: Fact): Decimal => record.figure.value.times(tenTo(record.figure.unit?.power ?? 0));

/** Half of the last printed place, in base units; exact where whole things are counted one by one. */
function halfPlace({ figure }: CanonicalRecord): Decimal {
  const power = figure.unit?.power ?? 0;
  return figure.unit?.dimension === "count" && power === 0 && figure.decimals === 0 ? ZERO : tenTo(power - figure.decimals).div(2);
}

/** Whether figures add up to another, each standing for all that rounds to it. A qualified figure (约, 余) adds up to nothing exact. */
export function addsUp(whole: Fact, parts: readonly Fact[]): boolean {
  let sum = ZERO;
  let slack = halfPlace(whole.record);
  for (const part of parts) {
    sum = sum.plus(baseValue(part));
    slack = slack.plus(halfPlace(part.record));
  }
  return sum.minus(baseValue(whole)).abs().lte(slack);
}

/** The parts' sum in the unit of the whole. */
export const sumOf = (whole: Fact, parts: readonly Fact[]): Decimal =>
  parts.reduce((sum, part) => sum.plus(baseValue(part)), ZERO).times(tenTo(-(whole.record.figure.unit?.power ?? 0)));

/** Units in the last place by which a sum must miss its whole before one wrong digit is likelier than a part left out. */
const TELLING_MISS = 1000;

/** The difference is so large in the last places printed that a round part left out is no likelier than a slip of the pen. */
export function isTellingMiss(whole: Fact, parts: readonly Fact[]): boolean {
  const places = [whole, ...parts].map(({ record }) => (record.figure.unit?.power ?? 0) - record.figure.decimals);
  const gap = parts.reduce((sum, part) => sum.plus(baseValue(part)), ZERO).minus(baseValue(whole));
  return gap.abs().gte(tenTo(Math.min(...places)).times(TELLING_MISS));
}

const kindOf = (fact: Fact): string => fact.reading?.kind ?? "";

/** A plain amount or count that could be a whole or a part. */
const isLevel = (fact: Fact): boolean => kindOf(fact) === "level" && fact.record.figure.unit !== null;

/** Figures that can be added: money with money, persons with persons. */
export function sameSort(a: Fact, b: Fact): boolean {
  const one = a.record.figure.unit;
  const other = b.record.figure.unit;
  if (!one || !other || one.dimension !== other.dimension || one.dimension === "rate" || one.dimension === "time") return false;
  return one.base === other.base || (/^[人名]$/.test(one.base) && /^[人名]$/.test(other.base));
}

const isExact = (fact: Fact): boolean => fact.record.figure.qualifier === null;

/** Longest list looked at: what is longer is a table in disguise. */
const LONGEST = 40;
/** Digits that a sum must hit before parts that are nowhere called parts are taken for such. */
const TELLING_DIGITS = 4;

/** Parts of parts taken out: 报销5597万元、其中提高10%部分627万元、大病204万元 has two parts, not three. */
function withoutNested(parts: readonly Fact[]): readonly Fact[] {
  const kept: Fact[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    const whole = kept.at(-1);
    if (!whole || index === 0 || (part.reading?.opens !== "of-which" && part.reading?.opens !== "contains")) {
      kept.push(part);
      continue;
    }
    // The nested parts end where they add up to their whole; where they never do, only the first is one.
    for (let end = index + 1; end <= parts.length; end++)
      if (end - index > 1 && addsUp(whole, parts.slice(index, end))) {
        index = end - 1;
        break;
      }
  }
  return kept;
}

/** Of the ends that a list may have, the one where it adds up; else the longest up to its natural end. */
function settled(whole: Fact, { parts, natural, semicolon }: Followers, stated: boolean): List | undefined {
  for (let end = parts.length; end >= 2; end--) {
    const some = withoutNested(parts.slice(0, end));
    if (some.length >= 2 && addsUp(whole, some)) return { whole, parts: some, stated, closes: true };
  }
  if (!stated) return undefined;
  // 其中甲10万元、乙2000万元、丙8万元: one part that is too large by a point or a digit, not the end of the list.
  const all = withoutNested(parts);
  const oversized = all.filter((part) => baseValue(part).gt(baseValue(whole)));
  if (oversized.length === 1 && all.length > 2 && isSlipped({ whole, parts: all })) return { whole, parts: all, stated, closes: false };
  const some = withoutNested(parts.slice(0, natural));
  const shorter = withoutNested(parts.slice(0, semicolon));
  // 其中行政135人，事业36人；退休97人: of two ends neither of which adds up, the nearer one is meant.
  const meant = shorter.length >= 2 && missing(whole, shorter).lt(missing(whole, some)) ? shorter : some;
  return meant.length >= 1 ? { whole, parts: meant, stated, closes: false } : undefined;
}

/** Complements that miss their whole by more than this part of it are of another one. */
const NEAR = 10;
const baseWhole = ({ record }: Fact): Decimal => record.figure.value;
const missing = (whole: Fact, parts: readonly Fact[]): Decimal => sumOf(whole, parts).minus(whole.record.figure.value).abs();

interface Followers {
  readonly parts: readonly Fact[];
  /** How many of them stand before the first mark that may end the list, and before the first ; at all. */
  readonly natural: number;
  readonly semicolon: number;
}

/** The figures after a whole that may be its parts: same sort, same depth of brackets, to the end of the sentence (or bracket). */
function followers(facts: readonly Fact[], from: number, whole: Fact): Followers {
  const first = facts[from]!;
  const depth = first.reading!.depth;
  const parts: Fact[] = [];
  let natural: number | undefined;
  let semicolons = false;
  let semicolon: number | undefined;
  for (let index = from; index < facts.length && parts.length < LONGEST; index++) {
    const fact = facts[index]!;
    const { reading } = fact;
    if (!reading || reading.depth < depth || (depth > 0 && fact.sentence !== first.sentence)) break;
    if (fact.sentence !== first.sentence) break;
    if (reading.depth > depth || !isLevel(fact) || !sameSort(fact, whole)) continue;
    if (depth > 0 && reading.opens === "bracket" && fact !== first) break;
    if (parts.length > 0 && reading.closes) break;
    // What is more than the whole is no part of it: the list has ended, unless it began so.
    if (parts.length > 0 && baseValue(fact).gt(baseValue(whole)) && baseValue(parts[0]!).lte(baseValue(whole))) natural ??= parts.length;
    const between = fact.text.slice(parts.at(-1)?.end ?? fact.start, fact.start);
    const apart = parts.length > 0 && /[;；]/.test(between);
    // Items parted by ; from the first on go on after each; where they are not, a ; may end the list.
    if (apart) semicolon ??= parts.length;
    if (parts.length === 1) semicolons = apart;
    else if (natural === undefined && apart && !semicolons && startsAnew(fact, parts)) natural = parts.length;
    parts.push(fact);
  }
  return { parts, natural: natural ?? parts.length, semicolon: semicolon ?? parts.length };
}

/** After a ; the list may go on or something else begin: it goes on where the new words end as those of the list do. */
function startsAnew(fact: Fact, parts: readonly Fact[]): boolean {
  const ending = (some: Fact): string => some.reading?.subject.slice(-2) ?? "";
  return !parts.some((part) => ending(part) === ending(fact));
}

/** What only compares a figure with another does not stand between it and its parts. */
const COMPARISONS: ReadonlySet<string> = new Set(["change", "growth", "share", "earlier", "aside"]);

/** The sentence of a figure begins with parts of what was told before it. */
const isOfWhich = (facts: readonly Fact[], { sentence }: Fact): boolean =>
  facts.find((fact) => fact.sentence === sentence)?.reading?.opens === "of-which";

/** Lists behind their whole: 其中 and brackets, and figures that follow and simply add up. */
function forward(facts: readonly Fact[], at: number): List | undefined {
  const first = facts[at]!;
  const { opens, depth } = first.reading!;
  if (opens !== null) {
    const said = facts
      .slice(Math.max(0, at - LONGEST), at)
      .filter(({ reading }) => (depth === 0 ? reading!.depth === 0 : reading!.depth < depth));
    // 人均可支配收入62332元，其中工资性收入38085元: parts of what is told a head are parts of no sum told before it.
    if (["average", "standard"].includes(kindOf(said.findLast((fact) => !COMPARISONS.has(kindOf(fact))) ?? first))) return undefined;
    const before = said.filter((fact) => isLevel(fact) && isExact(fact) && sameSort(fact, first));
    const sameSentence = before.filter((fact) => fact.sentence === first.sentence);
    // 其中 at the head of a sentence speaks of the one before it; where that one begins so itself, of what it speaks of.
    const sentence = before.findLast((fact) => !isOfWhich(facts, fact))?.sentence;
    const wholes = sameSentence.length > 0 ? sameSentence.slice(-1) : before.filter((fact) => fact.sentence === sentence).reverse();
    const listOf = (whole: Fact): List | undefined => settled(whole, followers(facts, at, whole), true);
    const lists = wholes.map(listOf);
    const closing = lists.find((list) => list?.closes);
    if (closing || sameSentence.length > 0) return closing ?? lists[0];
    // Of several figures in the sentence before, the first that the parts can be parts of is what it is about.
    if (opens !== "contains")
      return (
        lists.findLast((list) => list && baseValue(list.parts[0]!).lte(baseValue(list.whole))) ??
        (lists.length === 1 ? lists[0] : undefined)
      );
    // 按用途分，…: the whole may stand sentences back, and is known by what its parts come to.
    const earlier = before.map(listOf).reverse();
    return earlier.find((list) => list?.closes) ?? earlier.find((list) => list && isSlipped(list));
  }
  return undefined;
}

const isSlipped = ({ whole, parts }: Pick<List, "whole" | "parts">): boolean =>
  parts.length > 1 &&
  isTellingMiss(whole, parts) &&
  mends(
    whole.record,
    parts.map(({ record }) => record),
  );

const significant = ({ record }: Fact): number =>
  record.figure.value
    .abs()
    .toFixed(record.decimals)
    .replace(".", "")
    .replace(/^0+|0+$/g, "").length;

/** Parts that are nowhere called so: the figures right after a whole, which add up to its last digit. */
function unsaid(facts: readonly Fact[], at: number): List | undefined {
  const whole = facts[at]!;
  if (!isExact(whole)) return undefined;
  if (significant(whole) < TELLING_DIGITS) {
    const list = ofSentence(whole, facts, at, whole.sentence) ?? ofSentence(whole, facts, at, whole.sentence + 1);
    return list && list.parts.length === 2 && areComplements(list.parts) ? list : undefined;
  }
  const parts: Fact[] = [];
  for (let index = at + 1; index < facts.length && index <= at + LONGEST; index++) {
    const fact = facts[index]!;
    if (fact.sentence > whole.sentence + 1 || fact.reading!.depth > whole.reading!.depth || fact.reading!.opens === "of-which") {
      if (fact.sentence > whole.sentence + 1) break;
      continue;
    }
    if (!isLevel(fact) || !sameSort(fact, whole)) continue;
    parts.push(fact);
    if (parts.length >= 2 && addsUp(whole, parts)) return { whole, parts, stated: false, closes: true };
  }
  return ofSentence(whole, facts, at, whole.sentence) ?? ofSentence(whole, facts, at, whole.sentence + 1);
}

/** All that one sentence counts of the sort of a whole told before, where it adds up to it but for a slip of the pen. */
function ofSentence(whole: Fact, facts: readonly Fact[], at: number, sentence: number): List | undefined {
  const parts = facts
    .slice(at + 1, at + 1 + LONGEST)
    .filter((fact) => fact.sentence === sentence && isLevel(fact) && sameSort(fact, whole) && fact.reading!.depth === whole.reading!.depth);
  if (parts.length < 2 || !parts.every((part) => isExact(part) && baseValue(part).lt(baseValue(whole)))) return undefined;
  if (addsUp(whole, parts)) return { whole, parts, stated: false, closes: true };
  const records = parts.map(({ record }) => record);
  // 在校生2.82万人，在校生15.64万人: figures under one name are told of several things.
  const isDistinct = new Set([whole, ...parts].map(({ reading }) => reading!.subject)).size > parts.length;
  const isMeant =
    parts.length >= 3
      ? isDistinct && isTellingMiss(whole, parts) && mends(whole.record, records)
      : areComplements(parts) && missing(whole, parts).times(NEAR).lt(baseWhole(whole)) && mends(whole.record, records);
  return isMeant ? { whole, parts, stated: false, closes: false } : undefined;
}

/** 加上级补助收入, 再加上年结转: an item that is added to one told before it. */
const ADDED = /(?:^|[,，;；:。\s])(?:再|另)?加(?:上|:)?[^,，;；。]*$/;
/** 减去, 扣除: what is told after it is taken off. */
const LESS = /减去|扣除|剔除|扣减/;
const FLOWS: readonly RegExp[] = [/收入|来源|财力/, /支出|运用|使用/];
/** Sentences that a total with items added to an amount may reach back, and amounts there that it may begin with. */
const REACH = 3;
const MOST_BASES = 12;

const wordsBefore = (facts: readonly Fact[], fact: Fact): string => {
  const before = facts[facts.indexOf(fact) - 1];
  return fact.text.slice(before?.sentence === fact.sentence ? before.end : 0, fact.start);
};

/** 预算收入34.3亿元，增长5%。加上级补助收入0.2亿元、上年结余1.5亿元，收入总计36亿元: the amount that all is added to, told before. */
function withAdded(facts: readonly Fact[], whole: Fact, added: readonly Fact[]): List | undefined {
  const flow = FLOWS.find((words) => words.test(whole.reading!.subject) || words.test(whole.record.indicator));
  const bases = facts
    .slice(0, facts.indexOf(added[0]!))
    .filter(
      (fact) =>
        whole.sentence - fact.sentence <= REACH &&
        isLevel(fact) &&
        isExact(fact) &&
        sameSort(fact, whole) &&
        !fact.reading!.closes &&
        fact.reading!.depth === whole.reading!.depth &&
        flow?.test(fact.reading!.subject),
    )
    .slice(-MOST_BASES);
  const kept = withoutNested(added);
  const closing = bases.findLast((base) => addsUp(whole, [base, ...kept]));
  if (closing) return { whole, parts: [closing, ...kept], stated: true, closes: true };
  // 一般公共预算收入100亿元，其中税收收入70亿元…: the amount itself leads its sentence.
  const lead = bases.find(({ sentence }) => sentence === bases.at(-1)!.sentence);
  const some = lead && [lead, ...kept];
  return some &&
    mends(
      whole.record,
      some.map(({ record }) => record),
    )
    ? { whole, parts: some, stated: true, closes: false }
    : undefined;
}

/** A list that its total closes: A万元、B万元，合计C万元. */
function backward(facts: readonly Fact[], at: number): List | undefined {
  const whole = facts[at]!;
  const parts: Fact[] = [];
  for (let index = at - 1; index >= 0 && at - index <= LONGEST; index--) {
    const fact = facts[index]!;
    if (fact.sentence !== whole.sentence || (fact.reading!.closes && isLevel(fact) && sameSort(fact, whole))) break;
    if (!isLevel(fact) || !sameSort(fact, whole) || fact.reading!.depth !== whole.reading!.depth) continue;
    parts.unshift(fact);
  }
  if (parts.length === 0) return undefined;
  for (let start = 0; start <= parts.length - 2; start++) {
    const some = withoutNested(parts.slice(start));
    if (some.length >= 2 && addsUp(whole, some)) return { whole, parts: some, stated: true, closes: true };
  }
  if (LESS.test(whole.text.slice(parts[0]!.start, whole.start))) return undefined;
  const added = parts.findIndex((part) => ADDED.test(wordsBefore(facts, part)));
  if (added >= 0) return withAdded(facts, whole, parts.slice(added));
  if (parts.length < 2) return undefined;
  const all = withoutNested(parts);
  return all.length >= 2 ? { whole, parts: all, stated: true, closes: false } : undefined;
}

/** The number in `1、`, `（2）`, `三是`, with the way it is written. */
function itemOf(fact: Fact): { readonly style: string; readonly number: number } | undefined {
  const item = fact.reading?.item;
  if (!item) return undefined;
  const digits = /\d+/.exec(item)?.[0];
  if (digits !== undefined) return { style: item.replace(/\d+/, "#").replace(/[、.．]/g, "."), number: Number.parseInt(digits, 10) };
  const chinese = /[一二三四五六七八九十]+/.exec(item)?.[0];
  if (chinese === undefined) {
    const circled = item.charCodeAt(0) - 0x245f;
    return circled >= 1 && circled <= 20 ? { style: "①", number: circled } : undefined;
  }
  const at = "一二三四五六七八九十".indexOf(chinese);
  return at < 0 ? undefined : { style: item.replace(/[一二三四五六七八九十]+/, "#"), number: at + 1 };
}

const announces = (text: string): boolean =>
  /[:：]\s*$/.test(text) || /其\s*中\s*[:：]?\s*$|如下\s*[:：。]?\s*$|分别[为是]\s*[:：]?\s*$/.test(text);

/** Numbered items that lead with a figure each, under a whole that stands before the first. */
function numbered(facts: readonly Fact[]): readonly List[] {
  const found: List[] = [];
  const open = new Map<string, { readonly start: number; readonly items: Fact[] }>();
  const close = (style: string): void => {
    const list = open.get(style);
    open.delete(style);
    if (!list || list.items.length < 2) return;
    const first = list.items[0]!;
    const before = facts
      .slice(Math.max(0, list.start - LONGEST), list.start)
      .filter(
        (fact) =>
          fact.reading!.chapter === first.reading!.chapter &&
          first.reading!.passage - fact.reading!.passage <= NEAR_PASSAGES &&
          fact.record.document === first.record.document,
      );
    const last = before.at(-1);
    const wholes = before.filter(
      (fact) =>
        isLevel(fact) &&
        isExact(fact) &&
        sameSort(fact, first) &&
        fact.reading!.passage === last?.reading?.passage &&
        fact.reading!.depth === 0,
    );
    const closing = wholes.find((whole) => addsUp(whole, list.items));
    const after = last?.text.slice(last.end) ?? "";
    const inOne = last?.sentence === first.sentence && last.reading!.passage === first.reading!.passage;
    const stated = first.reading!.announced || (inOne ? /^\s*[:：]/.test(after) : announces(after));
    if (closing) found.push({ whole: closing, parts: list.items, stated, closes: true });
    else {
      // Several figures before: the one is meant that a slip of the pen keeps from being their sum.
      const records = list.items.map(({ record }) => record);
      const meant = wholes.length === 1 ? wholes : stated ? wholes.filter((whole) => mends(whole.record, records)) : [];
      if (meant.length === 1) found.push({ whole: meant[0]!, parts: list.items, stated, closes: false });
    }
  };
  for (const [index, fact] of facts.entries()) {
    const item = itemOf(fact);
    if (!item || !isLevel(fact)) continue;
    const list = open.get(item.style);
    const previous = list?.items.length ?? 0;
    const goesOn =
      list && item.number === previous + 1 && sameSort(list.items[0]!, fact) && fact.record.document === list.items[0]!.record.document;
    if (goesOn) list.items.push(fact);
    else {
      close(item.style);
      if (item.number === 1) open.set(item.style, { start: index, items: [fact] });
    }
  }
  for (const style of [...open.keys()]) close(style);
  return found;
}

/** Between a whole and its numbered items may stand a line that only leads to them. */
const NEAR_PASSAGES = 2;

/** All wholes with their parts, in order of the text. A figure is the whole of at most one list of each shape. */
export function lists(facts: readonly Fact[]): readonly List[] {
  const byPassage = new Map<number, Fact[]>();
  // 完成预算6万元的83%: the base of a share is neither whole nor part of what stands around it.
  const bases = new Set(facts.map(({ reading }) => reading?.base ?? ""));
  for (const fact of facts) {
    if (!fact.reading || bases.has(fact.record.id)) continue;
    const passage = byPassage.get(fact.reading.passage);
    if (passage) passage.push(fact);
    else byPassage.set(fact.reading.passage, [fact]);
  }
  const found: List[] = [];
  for (const passage of byPassage.values()) {
    const wholes = new Set<Fact>();
    const parts = new Set<Fact>();
    const add = (list: List | undefined): void => {
      if (!list) return;
      found.push(list);
      wholes.add(list.whole);
      for (const part of list.parts) parts.add(part);
    };
    for (const [index, fact] of passage.entries()) {
      if (!isLevel(fact)) continue;
      if (fact.reading!.opens !== null) add(forward(passage, index));
      if (fact.reading!.closes && isExact(fact)) add(backward(passage, index));
    }
    for (const [index, fact] of passage.entries()) {
      const list = isLevel(fact) && !wholes.has(fact) && !parts.has(fact) ? unsaid(passage, index) : undefined;
      // What is told to be the parts of one whole makes no second one wrong.
      if (list?.closes || list?.parts.every((part) => !parts.has(part))) add(list);
    }
  }
  return [...found, ...numbered(facts.filter(({ reading, record }) => reading !== undefined && !bases.has(record.id)))];
}
