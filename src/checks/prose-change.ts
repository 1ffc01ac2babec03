import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, tenTo } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";
import { sizeOf } from "../prose/arithmetic/quotients.ts";
import { isSlip, mends } from "../prose/arithmetic/slips.ts";
import { lists } from "../prose/lists/lists.ts";
import { unitSlip } from "../prose/lists/miss.ts";
import { type MovedReading, movedLists } from "../prose/lists/moved.ts";
import { sentenceOf } from "../prose/reading/window.ts";
import { earlier, type YearBefore } from "../prose/ties/siblings.ts";
import { tableTies } from "../prose/ties/ties.ts";
import { nameOf } from "../prose/words/name.ts";
import { named } from "../prose/words/named.ts";
import { difference, figure, quotient, relate, sum } from "../relations/relate.ts";

const next = {
  "zh-CN": "请核对本年数、上年数与增减数（率），更正写错的一个；若比较的不是上年，请写明比较对象。",
  en: "Check the figures of both years and the change, and correct the one that is wrong; if another base is meant, name it.",
};

const LAST_YEAR = /^(?:上年|去年|上一年|上年度|去年度|上年同期|去年同期|同期|上一年度)/;

/** 较上年增加1163人: the level of this year less that of the year before, which a table or another sentence gives. */
function levels(change: Fact, level: Fact, before: CanonicalRecord): Relation {
  const [now, then] = [figure(level.record, `${nameOf(level.record)}（本年）`), figure(before, `${nameOf(before)}（上年）`)];
  return relate({
    kind: "difference",
    source: "prose",
    scope: before.tableId === null ? "prose" : "cross-table",
    total: change.record,
    role: `${nameOf(level.record)}的增减`,
    expression: change.change === "increase" ? difference(now, then) : difference(then, now),
    family: "prose-change",
    why: {
      "zh-CN": `文中称“${nameOf(level.record)}”较上年${change.change === "increase" ? "增加" : "减少"} ${change.record.figure.raw}，上年数见“${nameOf(before)}”。`,
      en: `The text says that ${nameOf(level.record)} ${change.change === "increase" ? "rose" : "fell"} by ${change.record.figure.raw}; the figure of the year before is ${nameOf(before)}.`,
    },
    next,
  });
}

/** What stood there before: the level without its change. */
function baseOf(level: Fact, change: Fact): Expression {
  const [now, by] = [figure(level.record, nameOf(level.record)), figure(change.record, "增减")];
  return change.change === "increase" ? difference(now, by) : sum([now, by]);
}

/** 减少6969万元，下降93.24%: the change over what was there before. */
function rate(growth: Fact, change: Fact, level: Fact): Relation {
  return relate({
    kind: "growth",
    source: "prose",
    scope: "prose",
    total: growth.record,
    role: `${nameOf(level.record)}的增减率`,
    expression: quotient(figure(change.record, "增减"), baseOf(level, change)),
    family: "prose-growth",
    why: {
      "zh-CN": `文中同时写明“${nameOf(level.record)}”、增减数和增减率：增减率 = 增减数 ÷（本年数${change.change === "increase" ? "−" : "＋"}增减数）。`,
      en: `The text gives ${nameOf(level.record)}, its change and the change in per cent, which is the change over the figure before it.`,
    },
    next,
  });
}

/** 增长7.6% against the levels of both years where the text gives no change between them. */
function rateOfLevels(growth: Fact, level: Fact, before: CanonicalRecord): Relation {
  const [now, then] = [figure(level.record, `${nameOf(level.record)}（本年）`), figure(before, `${nameOf(before)}（上年）`)];
  return relate({
    kind: "growth",
    source: "prose",
    scope: before.tableId === null ? "prose" : "cross-table",
    total: growth.record,
    role: `${nameOf(level.record)}的增减率`,
    expression: quotient(growth.change === "increase" ? difference(now, then) : difference(then, now), then),
    family: "prose-growth",
    why: {
      "zh-CN": `文中称“${nameOf(level.record)}”较上年${growth.change === "increase" ? "增长" : "下降"} ${growth.record.figure.raw}，上年数见“${nameOf(before)}”。`,
      en: `The text gives the growth of ${nameOf(level.record)} over the year before, whose figure is ${nameOf(before)}.`,
    },
    next,
  });
}

/** 较上年的5236元增加182元，增长3.48%: the change over the figure that the sentence compares with. */
function rateOverEarlier(growth: Fact, change: Fact, then: CanonicalRecord): Relation {
  const name = nameOf(growth.record);
  return relate({
    kind: "growth",
    source: "prose",
    scope: "prose",
    total: growth.record,
    role: name,
    expression: quotient(figure(change.record, "增减"), figure(then, nameOf(then))),
    family: "prose-growth",
    why: {
      "zh-CN": `同一句中写明了上年数 ${then.figure.raw} 和增减数 ${change.record.figure.raw}，增减率应为两者之商。`,
      en: `The sentence gives the earlier figure, ${then.figure.raw}, and the change, ${change.record.figure.raw}; the rate is their quotient.`,
    },
    next,
  });
}

/** 比上年增加50万人，其中在职增加30万人、退休增加20万人: the change of a whole is that of its parts together. */
function ofParts({ whole, parts }: MovedReading): Relation {
  const names = parts.map(({ record }) => nameOf(record)).join("、");
  return relate({
    kind: "sum",
    source: "prose",
    scope: "prose",
    ceiling: "warning",
    total: whole.record,
    role: nameOf(whole.record),
    expression: {
      op: "sum",
      terms: parts.map(({ record, change }) => ({ weight: change === whole.change ? 1 : -1, of: figure(record, nameOf(record)) })),
    },
    family: "prose-moved",
    why: {
      "zh-CN": `“${nameOf(whole.record)}”应为${names}之和（有增有减的相抵）。`,
      en: `${nameOf(whole.record)} is what ${names} come to together, rises less falls.`,
    },
    next,
  });
}

/** 全县参保人数为413258人…。参保人数较上年减少2614人: the one figure before in the paragraph that ends in these words. */
function levelEndingIn(change: Fact, passage: readonly Fact[]): Fact | undefined {
  const subject = change.record.rowPath[0] ?? "";
  const [first, ...others] = passage.filter(
    ({ reading, record, sentence }) =>
      subject.length >= SHORTEST &&
      sentence < change.sentence &&
      reading!.kind === "level" &&
      reading!.subject.endsWith(subject) &&
      (change.reading!.kind === "growth" || record.figure.unit?.base === change.record.figure.unit?.base),
  );
  return others.length === 0 ? first : undefined;
}
const SHORTEST = 3;
/** Characters between one change and the next of the same figure. */
const CLOSE = 14;

/** All that one sentence says of the change of one figure, in whatever order it says it. */
interface Telling {
  readonly level: Fact;
  /** The sentence that told the level itself is sure to speak of it; a level found elsewhere may be another. */
  readonly sure: boolean;
  /** The figure of the year before, where the sentence prints it. */
  readonly earlier: CanonicalRecord | undefined;
  readonly change: Fact | undefined;
  readonly growth: Fact | undefined;
}

/** 年初预算1022万元，调整预算1781万元，比年初预算增加758万元: the plan that the same sentence prints. */
function planBefore(change: Fact, level: Fact, sentence: readonly Fact[]): CanonicalRecord | undefined {
  const { against } = change.reading!;
  if (against === null || !/预算/.test(against)) return undefined;
  const words = against.replace(/数$/, "");
  const plans = sentence.filter(
    ({ record, reading }) => reading?.kind === "level" && record.id !== level.record.id && reading.subject.endsWith(words),
  );
  return plans.length === 1 ? plans[0]!.record : undefined;
}

const isAgainstLastYear = (fact: Fact): boolean => fact.reading!.against === null || LAST_YEAR.test(fact.reading!.against);

/** 按可比价格计算增长5%: not taken on the figure that was reported last year. */
const REBASED = /可比|不变价|同口径|同比口径|剔除|还原/;
const isRebased = (fact: Fact): boolean =>
  REBASED.test(fact.text.slice(0, fact.start)) || REBASED.test(fact.text.slice(fact.end, fact.end + 12));

/** A sentence about the year before may speak of another place or scope: it is meant where the change comes out, but for a slip. */
function isMeant({ level, change, growth }: Telling, { record: then, sure }: YearBefore): boolean {
  if (sure) return true;
  const [now, before] = [sizeOf(level.record), sizeOf(then)];
  if (before.lte(0)) return false;
  const moved = now.minus(before).abs();
  if (change) {
    const told = change.change === "increase" ? [then, change.record] : [level.record, change.record];
    const total = change.change === "increase" ? level.record : then;
    return sizeOf(change.record).eq(moved) || mends(total, told);
  }
  if (!growth) return false;
  const { figure: stated, decimals } = growth.record;
  const rate = moved.div(before).times(tenTo(-(stated.unit?.power ?? 0)));
  return isQuotientOf(growth.record, rate) || isSlip(stated.value, rate.toDecimalPlaces(decimals), decimals);
}
const isQuotientOf = ({ figure: { value }, decimals }: CanonicalRecord, rate: Decimal): boolean =>
  rate.minus(value).abs().lte(tenTo(-decimals));

function* told(telling: Telling, before: (record: CanonicalRecord) => YearBefore | undefined): Iterable<Relation> {
  const { level, sure, earlier: printed, change, growth } = telling;
  const ceiling = sure ? {} : ({ ceiling: "warning" } as const);
  const stated = [change, growth].filter((fact) => fact !== undefined);
  const found = stated.every((fact) => isAgainstLastYear(fact) && !isRebased(fact)) ? before(level.record) : undefined;
  const lastYear = printed ?? (found && isMeant(telling, found) ? found.record : undefined);
  if (change && lastYear && (printed || change.reading!.against !== null)) yield { ...levels(change, level, lastYear), ...ceiling };
  if (!growth) return;
  const together = change && change.change === growth.change && change.record.figure.unit?.dimension !== "rate";
  if (together) yield { ...rate(growth, change, level), ...ceiling };
  else if (lastYear) yield { ...rateOfLevels(growth, level, lastYear), ...ceiling };
}

/** Changes that a sentence states, against the levels they lie between and their own rate. */
export const proseChange: Check = {
  id: "prose-change",
  title: { "zh-CN": "文中增减", en: "Changes in the text" },
  why: {
    "zh-CN": "较上年增减数 = 本年数 − 上年数；增减率 = 增减数 ÷ 上年数。",
    en: "A change against the year before is the difference of the two years, and its rate is taken on the earlier one.",
  },
  next,
  *propose(evidence: Evidence) {
    const stated = evidence.facts.filter(({ reading }) => reading?.kind === "change" || reading?.kind === "growth");
    if (stated.length === 0) return;
    const { ofProse, ofTables } = evidence.derived(named);
    const { before, levelOf } = earlier(ofProse, ofTables, evidence.derived(tableTies));
    // A level in a wrong unit is told as such; its changes say nothing more.
    const listed = lists(evidence.facts);
    for (const moved of movedLists(stated, listed)) yield ofParts(moved);
    const slipped = new Set(listed.flatMap((list) => (!list.closes && unitSlip(list) !== undefined ? [list.whole.record.id] : [])));
    const byId = new Map(evidence.facts.map((fact) => [fact.record.id, fact]));
    const byPassage = grouped(
      evidence.facts.filter(({ reading }) => reading !== undefined),
      ({ reading }) => String(reading!.passage),
    );
    const bySentence = new Map<string, Fact[]>();
    for (const fact of evidence.facts) {
      const sentence = bySentence.get(sentenceOf(fact));
      if (sentence) sentence.push(fact);
      else bySentence.set(sentenceOf(fact), [fact]);
    }
    const yearOf = ({ record }: Fact): number => Number.parseInt(record.period ?? "", 10);
    /** 2023年收入8520万元，2022年收入8113万元，增长5%: of the figures of two years, the later is the one that grew. */
    const ofLater = (change: Fact, level: Fact): Fact | undefined =>
      (bySentence.get(sentenceOf(change)) ?? []).find(
        (fact) =>
          fact.reading!.kind === level.reading!.kind &&
          fact.start < level.start &&
          yearOf(fact) === yearOf(level) + 1 &&
          fact.reading!.subject === level.reading!.subject,
      );
    const tellings = new Map<string, Telling>();
    const numbers = new Map<string, number>();
    const others = new Set<Fact>();
    for (const fact of stated) {
      const { about, base, passage } = fact.reading!;
      const nearest = about === null ? (levelOf(fact) ?? levelEndingIn(fact, byPassage.get(String(passage)) ?? [])) : byId.get(about);
      const later = nearest && ofLater(fact, nearest);
      const level = later ?? nearest;
      if (!level || slipped.has(level.record.id) || fact.record.figure.qualifier || level.record.figure.qualifier) continue;
      const sentence = `${passage} ${fact.sentence} ${level.record.id}`;
      // 比预算减少8.74万元；比上年减少3.15万元，下降7.09%: a rate is that of the change told last.
      const last = numbers.get(sentence) ?? 0;
      const isNext = fact.reading!.kind === "change" && tellings.get(`${sentence} ${last}`)?.change !== undefined;
      const said = bySentence.get(sentenceOf(fact)) ?? [];
      const previous = said[said.indexOf(fact) - 1];
      // …；公务用车运行费比预算无增减，比上年增加1.05万元: words between say that another figure is meant, which is not told.
      const isOther = isNext && previous !== undefined && fact.start - previous.end > CLOSE;
      if (isOther || (previous && others.has(previous))) {
        others.add(fact);
        continue;
      }
      const number = isNext ? last + 1 : last;
      numbers.set(sentence, number);
      const key = `${sentence} ${number}`;
      const telling = tellings.get(key) ?? { level, sure: about !== null, earlier: undefined, change: undefined, growth: undefined };
      tellings.set(key, {
        ...telling,
        earlier:
          telling.earlier ??
          (later && nearest ? nearest.record : undefined) ??
          (base === null ? planBefore(fact, level, bySentence.get(sentenceOf(fact)) ?? []) : byId.get(base)?.record),
        ...(fact.reading!.kind === "growth" ? { growth: telling.growth ?? fact } : { change: telling.change ?? fact }),
      });
    }
    for (const telling of tellings.values()) yield* told(telling, before);
    for (const growth of stated) {
      const { kind, about, base } = growth.reading!;
      const then = base === null || about !== null ? undefined : byId.get(base);
      const change = bySentence.get(sentenceOf(growth))?.find(({ reading }) => reading?.kind === "change" && reading.base === base);
      const isPlain = [growth, change, then].every((fact) => fact && fact.record.figure.qualifier === null);
      if (kind === "growth" && then && change && isPlain && change.change === growth.change)
        yield rateOverEarlier(growth, change, then.record);
    }
  },
};
