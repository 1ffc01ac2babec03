import type { Check, Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import type { Previous } from "../model/previous.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import { conceptOf, schemesAgree } from "../prose/words/concept.ts";
import { agrees, isTelling, looksCopied } from "../prose/words/likeness.ts";
import { nameOf } from "../prose/words/name.ts";
import { isMidYear, yearIn, yearOf } from "../prose/years/dated.ts";
import { isCoarse, roleThen, saidOf, withoutEchoes } from "../prose/years/held.ts";
import { goesBefore } from "../prose/years/previous.ts";
import { type Line, lines, type Told, toldOf } from "../prose/years/year-lines.ts";
import { figure, relate } from "../relations/relate.ts";

const why = {
  "zh-CN": "本年材料中列出的上年数应等于上年报送的当年数。",
  en: "Last year's figures printed this year are those that last year's submission reported.",
};
const next = {
  "zh-CN": "请核对上年报送材料；上年数按新口径调整过的，应注明。",
  en: "Compare with last year's submission; where last year's figures were restated, say so.",
};

/** Lines of one column that agree before it is taken for last year's figures. */
const FEWEST = 3;

const LAST_YEAR = /上年|去年|同期/;
const BALANCES: readonly string[] = ["累计结余", "上年结余"];

interface Pair {
  readonly own: Line;
  readonly before: Line;
}

const isHeld = ({ own, before }: Pair): boolean => agrees(own.record, before.record);
const unitsAgree = ({ figure: { unit: one } }: CanonicalRecord, { figure: { unit: other } }: CanonicalRecord): boolean =>
  one?.dimension === other?.dimension && one?.base === other?.base;

/** The figure of last year's submission that a line prints again; none where several could be meant and none agrees. */
function pairOf(own: Line, then: readonly Line[]): Pair | undefined {
  const like = then.filter(
    ({ record, title, schemes }) =>
      unitsAgree(own.record, record) &&
      schemesAgree(own.schemes, schemes) &&
      (title === own.title || (!isMidYear(record) && !isMidYear(own.record))),
  );
  const titled = like.filter(({ title }) => title === own.title);
  const chosen = titled.length > 0 ? titled : like;
  const [first] = chosen;
  if (!first) return undefined;
  const equal = chosen.find(({ record }) => agrees(own.record, record));
  if (equal) return { own, before: equal };
  return chosen.every(({ record }) => agrees(record, first.record)) ? { own, before: first } : undefined;
}

/** What is claimed of one column of last year's figures: all of it where most agrees, else what looks miscopied. */
function claimed(pairs: readonly Pair[]): readonly Pair[] {
  const items = pairs.filter(({ own }) => !own.record.isTotal);
  const holding = items.filter(isHeld).length;
  if (holding >= FEWEST && holding * 4 >= items.length * 3) return pairs;
  if (holding * 2 < items.length) return [];
  return pairs.filter((pair) => isHeld(pair) || looksCopied(pair.own.record, pair.before.record));
}

function* against(evidence: Evidence, previous: Previous): Iterable<Relation> {
  if (previous.year === null || !goesBefore(evidence, previous)) return;
  const report = yearOf(evidence.records.values());
  const then = grouped(lines(previous.figures, previous.year), ({ year, key }) => `${year} ${key}`);
  const pairs = lines(evidence.records.values(), report).flatMap((own) => {
    const isEarlier = report !== null && own.year < report;
    return (isEarlier && pairOf(own, then.get(`${own.year} ${own.key}`) ?? [])) || [];
  });
  for (const [family, column] of grouped(pairs, ({ own: { record, mark } }) => `${record.tableId} ${mark}`)) {
    const all = withoutEchoes(claimed(column), ({ own, before }) => [own.record, before.record]);
    const sure = all.filter(isHeld).length >= FEWEST;
    for (const { own, before } of all)
      yield relate({
        kind: "tie",
        source: "vocabulary",
        scope: "cross-document",
        ...(sure && own.title === before.title ? {} : { ceiling: "warning" as const }),
        total: own.record,
        role: nameOf(own.record),
        expression: figure(before.record, roleThen(previous, before.record, own.year)),
        family: `prior-figures ${previous.submission} ${family}`,
        said: saidOf(previous, own.record, before.record),
        why,
        next,
      });
  }
}

/** A figure of an earlier year in a sentence, with the words that it is told by. */
function earlierOf({ facts }: Evidence, report: number): readonly Told[] {
  const byId = new Map(facts.map((fact) => [fact.record.id, fact]));
  const subjects = new Map(
    facts.flatMap(({ reading }) => (reading?.base && reading.about ? [[reading.base, reading.about] as const] : [])),
  );
  return facts.flatMap(({ record, reading }): Told[] => {
    if (!reading) return [];
    const isLevel = reading.kind === "level" && reading.dated && yearIn(record.period) === report - 1;
    const isLast = reading.kind === "earlier" && (LAST_YEAR.test(reading.subject) || yearIn(reading.subject) === report - 1);
    const words = isLevel ? record.indicator : isLast ? byId.get(subjects.get(record.id) ?? "")?.record.indicator : undefined;
    return words && record.figure.qualifier === null ? [{ record, concept: conceptOf(words) }] : [];
  });
}

/** Sentences that speak of last year's figure (比2020年的412306人增加): held to it where it is the same or one miscopied. */
function* inText(evidence: Evidence, previous: Previous): Iterable<Relation> {
  const report = yearOf(evidence.records.values());
  if (report === null || previous.year !== report - 1 || !goesBefore(evidence, previous)) return;
  const then = grouped(toldOf(previous.figures, previous.year), ({ concept }) => concept.key);
  for (const { record, concept } of earlierOf(evidence, report)) {
    // Balances are prior-year's to hold.
    if ((!isTelling(concept) && concept.schemes.size === 0) || BALANCES.some((token) => concept.tokens.has(token))) continue;
    const like = (then.get(concept.key) ?? []).filter(
      (each) =>
        schemesAgree(concept.schemes, each.concept.schemes) &&
        unitsAgree(record, each.record) &&
        (record.entity === null || each.record.entity === null || record.entity === each.record.entity),
    );
    const before = like.find((each) => agrees(record, each.record)) ?? like[0];
    if (!before || like.some((each) => !agrees(each.record, before.record)) || isCoarse(record, before.record)) continue;
    if (!agrees(record, before.record) && !looksCopied(record, before.record)) continue;
    yield relate({
      kind: "tie",
      source: "prose",
      scope: "cross-document",
      code: "prose-mismatch",
      ceiling: "warning",
      total: record,
      role: nameOf(record),
      expression: figure(before.record, roleThen(previous, before.record, previous.year)),
      family: `prior-figures ${previous.submission} text`,
      said: saidOf(previous, record, before.record),
      why,
      next,
    });
  }
}

/** Last year's figures (上年决算数, 上年同期) as this year's tables print them, against what was submitted last year. */
export const priorFigures: Check = {
  id: "prior-figures",
  title: { "zh-CN": "上年数与上年报送", en: "Last year's figures and last year's submission" },
  why,
  next,
  *propose(evidence) {
    for (const previous of evidence.previous) {
      yield* against(evidence, previous);
      yield* inText(evidence, previous);
    }
  },
};
