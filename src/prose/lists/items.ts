import type { Fact } from "../../model/fact.ts";
import { mends } from "../arithmetic/slips.ts";
import { addsUp, isExact, isLevel, type List, LONGEST, sameSort } from "../arithmetic/sums.ts";

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
export function numbered(facts: readonly Fact[]): readonly List[] {
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
        (fact.reading!.depth === 0 || isHead(fact, before)),
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

/** 一、中央资金（5273万元）: a heading that ends with its one figure in brackets; the points that a heading gives are no sum of those got. */
const isHead = (fact: Fact, before: readonly Fact[]): boolean =>
  fact.record.figure.unit?.dimension !== "points" &&
  /^\s*[)）]\s*$/.test(fact.text.slice(fact.end)) &&
  before.every((other) => other === fact || other.reading!.passage !== fact.reading!.passage);

/** Between a whole and its numbered items may stand a line that only leads to them. */
const NEAR_PASSAGES = 2;
