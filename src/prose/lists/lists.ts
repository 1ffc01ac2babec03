import type { Decimal } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import { mends } from "../arithmetic/slips.ts";
import {
  addsUp,
  baseValue,
  isExact,
  isLevel,
  isTellingMiss,
  kindOf,
  type List,
  LONGEST,
  sameSort,
  significant,
  sumOf,
  withoutNested,
} from "../arithmetic/sums.ts";
import { backward } from "./closed.ts";
import { areComplements, endsInRest, isAllThereIs, isSequence } from "./complements.ts";
import { numbered } from "./items.ts";
import { beside } from "./parallel.ts";

/** Digits that a sum must hit before parts that are nowhere called parts are taken for such. */
const TELLING_DIGITS = 4;

/** 职工医保支出652万元，生育待遇支出43万元；居民医保支出379万元: a part of the one before it that no 其中 calls so, left out. */
function withoutOne(whole: Fact, parts: readonly Fact[]): readonly Fact[] | undefined {
  if (parts.length < 3 || significant(whole) < TELLING_DIGITS) return undefined;
  for (let at = 1; at < parts.length; at++) {
    const some = parts.filter((_, index) => index !== at);
    if (baseValue(parts[at]!).lt(baseValue(parts[at - 1]!)) && addsUp(whole, some)) return some;
  }
  return undefined;
}

/** 拨款200万元，公益金496.51万元，回拨0.03万元: what is taken off again is not added. */
const TAKEN_OFF = /^(?:回拨|退回|退还|缴回|收回|返还|核减|扣减|扣除|抵扣|冲减|调减|减)/;

/** Of the ends that a list may have, the one where it adds up; else the longest up to its natural end. */
function settled(whole: Fact, { parts, natural, unbounded, semicolon }: Followers, stated: boolean): List | undefined {
  for (let end = parts.length; end >= 2; end--) {
    const some = withoutNested(parts.slice(0, end));
    if (some.length >= 2 && addsUp(whole, some)) return { whole, parts: some, stated, closes: true };
  }
  if (!stated) return undefined;
  const others = withoutOne(whole, withoutNested(parts));
  if (others) return { whole, parts: others, stated, closes: true };
  // 其中甲10万元、乙2000万元、丙8万元: one part that is too large by a point or a digit, not the end of the list.
  const all = withoutNested(parts);
  const oversized = all.filter((part) => baseValue(part).gt(baseValue(whole)));
  if (oversized.length === 1 && all.length > 2 && isSlipped({ whole, parts: all })) return { whole, parts: all, stated, closes: false };
  const listed = withoutNested(parts.slice(0, unbounded));
  if (listed.length > 1 && listed.some((part) => baseValue(part).gt(baseValue(whole))) && areOneList(whole, listed))
    return { whole, parts: listed, stated, closes: false, held: true };
  const some = withoutNested(parts.slice(0, natural));
  const shorter = withoutNested(parts.slice(0, semicolon));
  // 其中行政135人，事业36人；退休97人: of two ends neither of which adds up, the nearer one is meant.
  const meant = shorter.length >= 2 && missing(whole, shorter).lt(missing(whole, some)) ? shorter : some;
  return meant.length >= 1 ? { whole, parts: meant, stated, closes: false } : undefined;
}

/**
 * Parts that their words or their bracket hold together, one of which is above the whole: complements, or a list that adds up
 * but for a slip of the pen.
 */
function areOneList(whole: Fact, parts: readonly Fact[]): boolean {
  if (areComplements(parts) || isAllThereIs(parts)) return true;
  const endings = new Set(parts.map(({ reading }) => reading!.subject.slice(-2)));
  const isHeld = parts.every(({ reading }) => reading!.depth > 0) || endings.size === 1;
  return (
    isHeld &&
    mends(
      whole.record,
      parts.map(({ record }) => record),
    )
  );
}

/** Complements that miss their whole by more than this part of it are of another one. */
const NEAR = 10;
/** Persons and visits are two things: their sums are compared only where they differ by less than this part. */
const VERY_NEAR = 100;
const baseWhole = ({ record }: Fact): Decimal => record.figure.value;
const missing = (whole: Fact, parts: readonly Fact[]): Decimal => sumOf(whole, parts).minus(whole.record.figure.value).abs();

interface Followers {
  readonly parts: readonly Fact[];
  /** How many of them stand before the first mark that may end the list or the first figure above the whole; before the first such mark; and before the first ; at all. */
  readonly natural: number;
  readonly unbounded: number;
  readonly semicolon: number;
}

/** 筹资标准640元/人: a price that is made up of others, by who pays them. */
const isSetPrice = (fact: Fact): boolean => kindOf(fact) === "standard" && isExact(fact);

/** The figures after a whole that may be its parts: same sort, same depth of brackets, to the end of the sentence (or bracket). */
function followers(facts: readonly Fact[], from: number, whole: Fact, isAlike = sameSort): Followers {
  const first = facts[from]!;
  const isPart = (fact: Fact): boolean => (isLevel(fact) || (isSetPrice(fact) && isSetPrice(whole))) && isAlike(fact, whole);
  const depth = first.reading!.depth;
  const parts: Fact[] = [];
  let natural: number | undefined;
  let unbounded: number | undefined;
  let semicolons = false;
  let semicolon: number | undefined;
  for (let index = from; index < facts.length && parts.length < LONGEST; index++) {
    const fact = facts[index]!;
    const { reading } = fact;
    if (!reading || reading.depth < depth || (depth > 0 && fact.sentence !== first.sentence)) break;
    if (fact.sentence !== first.sentence) break;
    if (reading.depth > depth || !isPart(fact)) continue;
    if (depth > 0 && reading.opens === "bracket" && fact !== first) break;
    if (parts.length > 0 && reading.closes) break;
    // What is more than the whole is no part of it: the list has ended, unless it began so.
    if (parts.length > 0 && baseValue(fact).gt(baseValue(whole)) && baseValue(parts[0]!).lte(baseValue(whole))) natural ??= parts.length;
    const between = fact.text.slice(parts.at(-1)?.end ?? fact.start, fact.start);
    const apart = parts.length > 0 && /[;；]/.test(between);
    // Items parted by ; from the first on go on after each; where they are not, a ; may end the list.
    if (apart) semicolon ??= parts.length;
    if (parts.length === 1) semicolons = apart;
    else if (apart && !semicolons && startsAnew(fact, parts)) unbounded ??= parts.length;
    parts.push(fact);
  }
  unbounded ??= parts.length;
  return { parts, natural: Math.min(natural ?? parts.length, unbounded), unbounded, semicolon: semicolon ?? parts.length };
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

const REST = /^(?:其余|剩余|余下|另有)/;

/** Lists behind their whole: 其中 and brackets, and figures that follow and simply add up. */
function forward(facts: readonly Fact[], at: number): List | undefined {
  const first = facts[at]!;
  const { opens, depth } = first.reading!;
  // 参保730657人（其余7550人在外地）: what stands in the bracket is no part of it.
  if (opens === "bracket" && REST.test(first.reading!.subject)) return undefined;
  if (opens !== null) {
    const said = facts
      .slice(Math.max(0, at - LONGEST), at)
      .filter(({ reading }) => (depth === 0 ? reading!.depth === 0 : reading!.depth < depth));
    // 人均可支配收入62332元，其中工资性收入38085元: parts of what is told a head are parts of no sum told before it.
    const last = said.findLast((fact) => !COMPARISONS.has(kindOf(fact)));
    if (last && ["average", "standard"].includes(kindOf(last))) {
      if (last.sentence !== first.sentence || !isExact(last) || !sameSort(last, first)) return undefined;
      const list = settled(last, followers(facts, at, last), true);
      // Averages are rounded one by one.
      return list?.closes && !missing(list.whole, list.parts).isZero() ? undefined : list;
    }
    if (!isLevel(first)) return undefined;
    const levels = said.filter((fact) => isLevel(fact) && sameSort(fact, first));
    const before = levels.filter(isExact);
    const sameSentence = before.filter((fact) => fact.sentence === first.sentence);
    // 集中供养88万元，其中春节补贴21万元；分散供养170余万元，其中春节补贴60万元: parts of what is not told exactly.
    const nearest = levels.at(-1);
    if (nearest && nearest.sentence === first.sentence && !isExact(nearest)) return undefined;
    // 其中 at the head of a sentence speaks of the one before it; where that one begins so itself, of what it speaks of.
    const sentence = before.findLast((fact) => !isOfWhich(facts, fact))?.sentence;
    const wholes = sameSentence.length > 0 ? sameSentence.slice(-1) : before.filter((fact) => fact.sentence === sentence).reverse();
    const listOf = (whole: Fact): List | undefined => settled(whole, followers(facts, at, whole), true);
    const lists = wholes.map(listOf);
    const closing = lists.find((list) => list?.closes);
    if (closing || sameSentence.length > 0) return closing ?? lists[0];
    // 收入0.13亿元。…参与基金41只，其中认缴139.41亿元: the parts are of what their own sentence counts.
    if (said.some((fact) => fact.sentence === first.sentence && isLevel(fact))) return undefined;
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

const isPerson = ({ record: { figure } }: Fact): boolean => /^(?:人|名|人次)$/.test(figure.unit?.base ?? "");

/** 375138人得到补偿，其中住院18180人次，门诊356958人次: persons, counted by their visits. */
function ofPersons(facts: readonly Fact[], at: number): List | undefined {
  const first = facts[at]!;
  const whole = facts.slice(Math.max(0, at - LONGEST), at).findLast((fact) => isLevel(fact) && isPerson(fact));
  if (!isPerson(first) || !whole || !isExact(whole) || first.sentence - whole.sentence > 1) return undefined;
  const parts = withoutNested(followers(facts, at, whole, (a, b) => isPerson(a) && isPerson(b)).parts);
  if (parts.length < 2 || parts.every((part) => sameSort(part, whole))) return undefined;
  if (addsUp(whole, parts)) return { whole, parts, stated: true, closes: true };
  const isClose = areComplements(parts) && missing(whole, parts).times(VERY_NEAR).lt(baseWhole(whole));
  return isClose ? { whole, parts, stated: false, closes: false } : undefined;
}

/** The list that begins at a figure: of its own sort, else of persons and visits where these add up. */
function listAt(facts: readonly Fact[], at: number): List | undefined {
  const list = forward(facts, at);
  const persons = list?.closes ? undefined : ofPersons(facts, at);
  return persons?.closes ? persons : (list ?? persons);
}

const isSlipped = ({ whole, parts }: Pick<List, "whole" | "parts">): boolean =>
  parts.length > 1 &&
  isTellingMiss(whole, parts) &&
  mends(
    whole.record,
    parts.map(({ record }) => record),
  );

/** Parts that are nowhere called so: the figures right after a whole, which add up to its last digit. */
function unsaid(facts: readonly Fact[], at: number): List | undefined {
  const whole = facts[at]!;
  if (!isExact(whole)) return undefined;
  if (significant(whole) < TELLING_DIGITS) {
    const list = ofSentence(whole, facts, at, whole.sentence) ?? ofSentence(whole, facts, at, whole.sentence + 1);
    return list && (isSequence(list.parts) || (list.parts.length === 2 && areComplements(list.parts))) ? list : undefined;
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

/** The parts come to more than the whole, and not because one of them is part of another: nothing that was left out explains it. */
function isAbove(whole: Fact, parts: readonly Fact[]): boolean {
  const gap = sumOf(whole, parts).minus(baseWhole(whole));
  return gap.gt(0) && parts.every((part) => !sumOf(whole, [part]).eq(gap));
}

/** All that one sentence counts of the sort of a whole told before, where it adds up to it but for a slip of the pen. */
function ofSentence(whole: Fact, facts: readonly Fact[], at: number, sentence: number): List | undefined {
  const parts = withoutNested(
    facts
      .slice(at + 1, at + 1 + LONGEST)
      .filter(
        (fact) => fact.sentence === sentence && isLevel(fact) && sameSort(fact, whole) && fact.reading!.depth === whole.reading!.depth,
      ),
  );
  if (parts.length < 2 || !parts.every((part) => isExact(part) && baseValue(part).lt(baseValue(whole)))) return undefined;
  if (addsUp(whole, parts)) return { whole, parts, stated: false, closes: true };
  const records = parts.map(({ record }) => record);
  // 在校生2.82万人，在校生15.64万人: figures under one name are told of several things.
  const isDistinct = new Set([whole, ...parts].map(({ reading }) => reading!.subject)).size > parts.length;
  const isMeant = isSequence(parts)
    ? mends(whole.record, records)
    : parts.length >= 3
      ? isDistinct && (isTellingMiss(whole, parts) || isAbove(whole, parts) || endsInRest(parts)) && mends(whole.record, records)
      : areComplements(parts) && missing(whole, parts).times(NEAR).lt(baseWhole(whole)) && mends(whole.record, records);
  return isMeant ? { whole, parts, stated: false, closes: false } : undefined;
}

/** Before 其中 at the head of a paragraph. */
const LEAD = 6;

/** 全年补偿2万人次。¶其中，住院8千人次，…: the last sentence of the paragraph before, whose parts this one begins with. */
function ledBy(before: readonly Fact[] | undefined, passage: readonly Fact[]): readonly Fact[] {
  const [first] = passage;
  const last = before?.at(-1);
  if (!before || !first || !last || first.reading!.opens !== "of-which" || first.sentence > 0) return [];
  const isNext = first.reading!.passage === last.reading!.passage + 1 && first.reading!.chapter === last.reading!.chapter;
  if (!isNext || first.record.document !== last.record.document || !/其\s*中/.test(first.text.slice(0, LEAD))) return [];
  return before.filter(({ sentence, reading }) => sentence === last.sentence && reading!.depth === 0);
}

/** The list that a paragraph beginning with 其中 gives for a whole told at the end of the one before. */
function acrossParagraphs(led: readonly Fact[], passage: readonly Fact[]): List | undefined {
  const wholes = led.filter((fact) => isLevel(fact) && isExact(fact) && sameSort(fact, passage[0]!));
  const found = wholes.flatMap((whole) => settled(whole, followers(passage, 0, whole), true) ?? []);
  return (
    found.find(({ closes }) => closes) ??
    (wholes.length === 1 ? found.find(({ whole, parts }) => baseValue(parts[0]!).lte(baseValue(whole))) : undefined)
  );
}

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
    const led = ledBy(byPassage.get(passage[0]!.reading!.passage - 1), passage);
    const together = [...led, ...passage];
    const add = (list: List | undefined): void => {
      if (!list || list.parts.some(({ reading }) => TAKEN_OFF.test(reading!.subject))) return;
      found.push(list);
      wholes.add(list.whole);
      for (const part of list.parts) parts.add(part);
      for (const other of list.stated ? beside(together, list) : []) if (!wholes.has(other.whole)) add(other);
    };
    if (led.length > 0) add(acrossParagraphs(led, passage));
    for (const [index, fact] of passage.entries()) {
      if (!isLevel(fact) && !isSetPrice(fact)) continue;
      if (fact.reading!.opens !== null) add(listAt(passage, index));
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
