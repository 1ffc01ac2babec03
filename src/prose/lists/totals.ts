import type { Fact } from "../../model/fact.ts";
import { grouped } from "../../model/grouped.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import { mends } from "../arithmetic/slips.ts";
import { addsUp, isTellingMiss, type List, sameSort, significant } from "../arithmetic/sums.ts";
import { around, isExactLevel, subjectOf } from "../reading/window.ts";

/** 全年可用资金共计, 以上四项共支出, 资金总额: words of a total that closes what was told before. */
const TOTAL = /合计|共计|总计|总额|总数|[以上]*[两二三四五六七八九十]项共?|总共/;
const COUNTED = /([两二三四五六七八九十])(?:项|类|部分|方面)/;
const NUMBERS = "一二三四五六七八九十";
const MOST = 8;
/** Digits that a sum must hit, or miss by a slip, before figures nowhere called parts are taken for such. */
const TELLING_DIGITS = 4;
const FEWEST_DIGITS = 3;
/** A total that gathers more than these under other words than theirs may gather anything. */
const FEW_PARTS = 3;
const MOST_ALIKE = 5;
/** Length of words that a total and its parts share where no word calls it a total. */
const SHARED = 2;

function sharesWords(total: Fact, parts: readonly Fact[]): boolean {
  const subject = subjectOf(total);
  for (let at = 0; at + SHARED <= subject.length; at++) {
    const word = subject.slice(at, at + SHARED);
    if (parts.every((part) => subjectOf(part).includes(word))) return true;
  }
  return false;
}

const isStated = (fact: Fact): boolean => fact.reading!.closes || TOTAL.test(subjectOf(fact));

/** How many parts the words name: 以上四项. */
function countIn(text: string): number | undefined {
  const word = COUNTED.exec(text)?.[1];
  return word === undefined ? undefined : word === "两" ? 2 : NUMBERS.indexOf(word) + 1;
}

/** The parts of a total among what was told before it, nearest last: they add up to it, or would but for a slip. */
function listOf(whole: Fact, tops: readonly Fact[]): List | undefined {
  const subject = subjectOf(whole);
  const stated = isStated(whole);
  const count = countIn(subject);
  const ends = tops.slice(-MOST).flatMap((_, index, all) => (all.length - index >= 2 ? [all.slice(index)] : []));
  const possible = ends.filter((parts) => (count === undefined || parts.length === count) && (stated || sharesWords(whole, parts)));
  const closing = possible.find((parts) => addsUp(whole, parts));
  if (closing) return { whole, parts: closing, stated, closes: true };
  // Figures that merely share a word are as likely peers; and of many some come near any total.
  const slipped = possible.find(
    (parts) =>
      stated &&
      (count !== undefined || parts.length <= (sharesWords(whole, parts) ? MOST_ALIKE : whole.reading!.closes ? FEW_PARTS : 0)) &&
      isTellingMiss(whole, parts) &&
      mends(
        whole.record,
        parts.map(({ record }) => record),
      ),
  );
  return slipped && { whole, parts: slipped, stated, closes: false };
}

/**
 * Totals told sentences after their parts: 中央下达300万元，其中…。区级配套100万元。全年可用资金共计400万元. Parts of parts are left
 * out by the lists already found.
 */
export function totals(facts: readonly Fact[], known: readonly List[]): readonly List[] {
  const parts = new Set(known.flatMap((list) => (list.closes ? list.parts : [])));
  const wholes = new Set(known.filter(({ closes }) => closes).map(({ whole }) => whole));
  const found: List[] = [];
  for (const { fact, before } of around(facts)) {
    const stated = isStated(fact);
    if (!isExactLevel(fact) || fact.reading!.depth > 0 || wholes.has(fact) || significant(fact) < (stated ? FEWEST_DIGITS : TELLING_DIGITS))
      continue;
    const tops = before.filter(
      (each) =>
        isExactLevel(each) &&
        each.reading!.depth === 0 &&
        !parts.has(each) &&
        sameSort(each, fact) &&
        (stated || (each.reading!.passage === fact.reading!.passage && sharesWords(fact, [each]))) &&
        sizeOf(each.record).gt(0) &&
        sizeOf(each.record).lt(sizeOf(fact.record)),
    );
    const list = listOf(fact, tops);
    if (!list) continue;
    found.push(list);
    for (const part of list.parts) parts.add(part);
  }
  return [...found, ...ofEarlier(facts, new Set([...known, ...found].flatMap((list) => list.parts)))];
}

/** Fewest figures of one sentence that are taken for the parts of a whole told paragraphs before. */
const FEWEST_PARTS = 3;

/**
 * Wholes told before the sentence that gives all their parts: 全年支出1623.48万元。…四个季度分别发放398.62万元、402.17万元、…. Nothing
 * says so but the sum, so it must come out, or would but for a slip.
 */
function ofEarlier(facts: readonly Fact[], taken: ReadonlySet<Fact>): readonly List[] {
  const found: List[] = [];
  let told = "";
  const all = around(facts);
  const placeOf = (fact: Fact): string => `${fact.record.document} ${fact.reading!.passage} ${fact.sentence}`;
  const byPlace = grouped(
    all.map(({ fact }) => fact),
    placeOf,
  );
  for (const { fact, before } of all) {
    const place = placeOf(fact);
    if (place === told || !isExactLevel(fact) || taken.has(fact)) continue;
    told = place;
    const parts = byPlace
      .get(place)!
      .filter((other) => other.reading!.depth === fact.reading!.depth && isExactLevel(other) && sameSort(other, fact));
    if (parts.length < FEWEST_PARTS || parts.some((part) => taken.has(part) || significant(part) < FEWEST_DIGITS)) continue;
    const wholes = before.filter(
      (whole) =>
        isExactLevel(whole) &&
        !parts.includes(whole) &&
        sameSort(whole, fact) &&
        significant(whole) >= TELLING_DIGITS &&
        parts.every((part) => sizeOf(part.record).lt(sizeOf(whole.record))),
    );
    const closing = wholes.findLast((whole) => addsUp(whole, parts));
    const records = parts.map(({ record }) => record);
    const slipped = closing
      ? undefined
      : wholes.findLast((whole) => isTellingMiss(whole, parts) && sharesWords(whole, parts) && mends(whole.record, records));
    const whole = closing ?? slipped;
    if (whole) found.push({ whole, parts, stated: false, closes: closing !== undefined });
  }
  return found;
}
