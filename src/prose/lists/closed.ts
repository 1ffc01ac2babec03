import type { Fact } from "../../model/fact.ts";
import { mends } from "../arithmetic/slips.ts";
import { addsUp, isExact, isLevel, isTellingMiss, type List, LONGEST, sameSort, sumOf, withoutNested } from "../arithmetic/sums.ts";

/** 加上级补助收入, 再加上年结转: an item that is added to one told before it. */
const ADDED = /(?:^|[,，;；:。\s])(?:再|另)?加(?:上|:)?[^,，;；。]*$/;
/** 减去, 扣除: what is told after it is taken off. */
const LESS = /减去|扣除|剔除|扣减/;
/** …6.2万元；三、支出情况: a heading that no full stop parts from what stands before it. */
const NEW_ITEM = /[;；]\s*[(（]?[一二三四五六七八九十]{1,3}[、)）]/;
const FLOWS: readonly RegExp[] = [/收入|来源|财力/, /支出|运用|使用/];
/** Sentences that a total with items added to an amount may reach back, and amounts there that it may begin with. */
const REACH = 3;
const MOST_BASES = 12;

const wordsBefore = (facts: readonly Fact[], fact: Fact): string => {
  const before = facts[facts.indexOf(fact) - 1];
  return fact.text.slice(before?.sentence === fact.sentence ? before.end : 0, fact.start);
};

/** Part of a total that what is added to an amount may miss at most: more, and something else was added. */
const NEAR = 20;
const isNear = (whole: Fact, parts: readonly Fact[]): boolean =>
  sumOf(whole, parts).minus(whole.record.figure.value).abs().times(NEAR).lt(whole.record.figure.value);

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
  const isMeant =
    some &&
    (mends(
      whole.record,
      some.map(({ record }) => record),
    ) ||
      isNear(whole, some));
  return isMeant ? { whole, parts: some, stated: true, closes: false } : undefined;
}

/** A list that its total closes: A万元、B万元，合计C万元. */
export function backward(facts: readonly Fact[], at: number): List | undefined {
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
  const between = whole.text.slice(parts[0]!.start, whole.start);
  if (LESS.test(between) || NEW_ITEM.test(between)) return undefined;
  const added = parts.findIndex((part) => ADDED.test(wordsBefore(facts, part)));
  if (added >= 0) return withAdded(facts, whole, parts.slice(added));
  if (parts.length < 2) return undefined;
  // 总费用8831万元；报销5597万元、大病204万元，合计5081万元: what stands before may be of no list; where one slip ends it all, that is the list.
  for (let start = 0; start <= parts.length - 2; start++) {
    const some = withoutNested(parts.slice(start));
    const records = some.map(({ record }) => record);
    if (some.length >= 2 && isTellingMiss(whole, some) && mends(whole.record, records))
      return { whole, parts: some, stated: true, closes: false };
  }
  const all = withoutNested(parts);
  return all.length >= 2 ? { whole, parts: all, stated: true, closes: false } : undefined;
}
