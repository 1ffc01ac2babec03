import type { Sentence, WrongPlace } from "../reading/sentences.ts";
import { oddPlaces } from "./odd-places.ts";
import { oddYears } from "./odd-years.ts";

/** Sentences shorter than this are alike by chance. */
const SHORTEST = 14;
const LONGEST_NAME = 10;
/** So much of two sentences must be the same around the name in which they differ. */
const ALIKE = 0.7;
/** Sentences in which one name stands for another before that is taken for what tells two reports apart. */
const TIMES = 3;
/** Characters after a name that are looked at: what all its sentences share of them tells 东岭区域 from 东岭区医保局. */
const CONTEXT = 6;
const PLACE = /.(?:省|市|县|区|旗|州|盟|镇|乡|村|街道|社区|办事处|农场|林场|园区|学校|中学|小学|医院|卫生院)/;

/** Lines at the head of a report that may be its title. */
const HEAD = 4;
const LONGEST_TITLE = 45;
/** Sentences in which one name stands for another, where both stand in the titles of their reports. */
const TITLED_TIMES = 2;
const SHORTEST_TITLED = 4;

const isTitle = ({ text }: Sentence): boolean => text.length <= LONGEST_TITLE && !/[,，:：]/.test(text);
const titlesOf = (report: readonly Sentence[]): string =>
  report
    .slice(0, HEAD)
    .filter(isTitle)
    .map(({ text }) => text)
    .join(" ");

/** 项目A自评报告 and 项目B自评报告: each name stands in the title of its own report only. */
function areTitles({ from: name, to: own }: Exchange, from: readonly Sentence[], to: readonly Sentence[]): boolean {
  const [theirs, ours] = [titlesOf(from), titlesOf(to)];
  const isLong = Math.min(name.length, own.length) >= SHORTEST_TITLED;
  return isLong && theirs.includes(name) && !theirs.includes(own) && ours.includes(own) && !ours.includes(name);
}

interface Exchange {
  readonly from: string;
  readonly to: string;
  readonly after: string;
}

/** What two sentences have in common at their beginning and their end, and what share of the longer that is. */
function likeness(one: string, other: string): { readonly head: number; readonly tail: number; readonly share: number } {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  return { head, tail, share: (head + tail) / Math.max(one.length, other.length) };
}

const shared = (one: string, other: string): string => one.slice(0, likeness(one, other).head);

/** The one name in which two sentences differ, and what follows it in both; `undefined` where they differ otherwise. */
function exchangeOf(one: string, other: string): Exchange | undefined {
  const { head, tail } = likeness(one, other);
  const [from, to] = [one.slice(head, one.length - tail), other.slice(head, other.length - tail)];
  const isName = (name: string): boolean => name.length >= 1 && name.length <= LONGEST_NAME && !/[#,.:、()]/.test(name);
  if (!isName(from) || !isName(to)) return undefined;
  const after = one.slice(one.length - tail, one.length - tail + CONTEXT);
  // 第一中学 and 第二中学 differ by less than their names.
  const before = one[head - 1] === "第" ? "第" : "";
  return { from: before + from, to: before + to, after };
}

const MARK = 8;
/** Sentences that begin alike, and reports before and behind this one, that are looked at. */
const MOST_LIKES = 8;
const MOST_REPORTS = 12;

/** Beginnings and ends by which a sentence's likes are looked up, instead of trying all. */
const marksOf = ({ form }: Sentence): readonly string[] => [`^${form.slice(0, MARK)}`, `${form.slice(-MARK)}$`];

/** Sentences of a report that were copied from another one of the submission, with the other's place left standing in them. */
function copiedFrom(from: readonly Sentence[], to: readonly Sentence[]): readonly WrongPlace[] {
  const byMark = new Map<string, Sentence[]>();
  const same = new Map<string, Sentence>();
  for (const sentence of from) {
    if (sentence.form.length < SHORTEST) continue;
    same.set(sentence.form, sentence);
    for (const mark of marksOf(sentence)) {
      const list = byMark.get(mark) ?? [];
      if (list.length < MOST_LIKES) byMark.set(mark, [...list, sentence]);
    }
  }
  const exchanges = new Map<string, { exchange: Exchange; times: number }>();
  const copies: (readonly [Sentence, Sentence])[] = [];
  for (const sentence of to) {
    if (sentence.form.length < SHORTEST) continue;
    const twin = same.get(sentence.form);
    if (twin) {
      copies.push([sentence, twin]);
      continue;
    }
    const likes = new Set(marksOf(sentence).flatMap((mark) => byMark.get(mark) ?? []));
    const seen = new Set<string>();
    for (const like of likes) {
      if (likeness(like.form, sentence.form).share < ALIKE) continue;
      copies.push([sentence, like]);
      const exchange = exchangeOf(like.form, sentence.form);
      const key = exchange && `${exchange.from}\u001f${exchange.to}`;
      if (!exchange || !key || seen.has(key)) continue;
      seen.add(key);
      const known = exchanges.get(key);
      if (known) {
        known.times++;
        known.exchange = { ...exchange, after: shared(known.exchange.after, exchange.after) };
      } else exchanges.set(key, { exchange, times: 1 });
    }
  }
  const usual = [...exchanges.values()]
    .filter(({ times, exchange }) => {
      const { from: name, to: own, after } = exchange;
      if (times >= TIMES && PLACE.test(name + after) && PLACE.test(own + after)) return true;
      return times >= TITLED_TIMES && areTitles(exchange, from, to);
    })
    .map(({ exchange, times }) => ({ ...exchange, times }));
  return copies.flatMap(([sentence, source]): WrongPlace[] => {
    const left = usual.find(
      ({ from: name, to: own, after }) =>
        [sentence, source].every(({ text }) => text.includes(name + after)) && !sentence.text.includes(own + after),
    );
    const own = left ? left.to + left.after : "";
    const example = to.find(({ text }) => own !== "" && text.includes(own)) ?? null;
    return left ? [{ sentence, source, example, names: left.from + left.after, own, times: left.times }] : [];
  });
}

/** Sentences that name the wrong place, in each report of the submission. */
export function wrongPlaces(reports: readonly (readonly Sentence[])[]): readonly WrongPlace[] {
  return reports.flatMap((report, index) => {
    const near = reports.slice(Math.max(0, index - MOST_REPORTS), index + 1 + MOST_REPORTS).filter((other) => other !== report);
    const copied = near.flatMap((other) => copiedFrom(other, report));
    const told = new Set<Sentence>();
    const first = copied.filter(({ sentence }) => !told.has(sentence) && told.add(sentence));
    return [...first, ...[...oddPlaces(report), ...oddYears(report)].filter(({ sentence }) => !told.has(sentence))];
  });
}
