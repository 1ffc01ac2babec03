import { grouped } from "../../model/grouped.ts";
import { isSlip } from "../arithmetic/slips.ts";
import { sentenceOf } from "../reading/window.ts";
import { schemesAgree } from "../words/concept.ts";
import { agrees, isTelling, likeness, looksCopied, significance } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";
import { pairsOf } from "./line-ties.ts";
import type { Tie } from "./ties.ts";

/** Digits from which two values that agree do not do so by chance. */
const TELLING_DIGITS = 4;
/** Documents and figures under one name beyond which nothing is told apart. */
const MOST = 40;
/** Values of one name in one document beyond which they are several facts. */
const MOST_VALUES = 2;
/** 1264户1893人, 4247人、7829人次: the second figure is of the same thing as the first. */
const NEXT = /^[\s、,]*(?:共|和|及)?\s*$/;
const KINDS: ReadonlySet<string> = new Set(["level", "average", "rate"]);

const unitOf = ({ record }: Named): string => record.figure.unit?.base ?? "";
const sameYear = (a: Named, b: Named): boolean => a.year === null || b.year === null || a.year === b.year;

/** A figure of a report under its own words, or under those of the figure right before it. */
interface Told {
  readonly each: Named;
  readonly under: Named;
}

function* toldIn(sentence: readonly Named[]): Iterable<Told> {
  let under: Named | undefined;
  let before: Named | undefined;
  for (const each of sentence) {
    const { fact, kind, record } = each;
    const gap = before ? fact!.text.slice(before.fact!.end, fact!.start) : undefined;
    under = gap !== undefined && under && NEXT.test(gap) && unitOf(before!) !== unitOf(each) ? under : each;
    before = each;
    if (KINDS.has(kind) && record.figure.qualifier === null && fact!.reading!.kind !== "share") yield { each, under };
  }
}

const isOneFact = (a: Told, b: Told): boolean =>
  a.each.kind === b.each.kind &&
  unitOf(a.each) === unitOf(b.each) &&
  sameYear(a.each, b.each) &&
  a.each.side === b.each.side &&
  a.each.record.entity === b.each.record.entity &&
  (a.under === a.each) === (b.under === b.each) &&
  (likeness(a.under, b.under) !== undefined || hasWordsOf(a.under, b.under));

/** 城市低保在册对象 and 城市低保对象: one scheme, and words in common. */
const hasWordsOf = (a: Named, b: Named): boolean =>
  schemesAgree(a.concepts[0]!.schemes, b.concepts[0]!.schemes) &&
  pairsOf(a.record.indicator).some((pair) => b.record.indicator.includes(pair));

const isSame = (a: Told, b: Told): boolean => agrees(a.each.record, b.each.record);
const isWide = ({ under }: Told): boolean => !isTelling(under.concepts[0]!);

/** Of figures next to each other, the second differs by a slip while the first agrees: the same two figures. */
function isSlipBeside(a: Told, b: Told): boolean {
  const [x, y] = [a.each.record, b.each.record];
  return (
    a.under !== a.each &&
    agrees(a.under.record, b.under.record) &&
    significance(a.under.record, b.under.record) >= TELLING_DIGITS - 1 &&
    (looksCopied(x, y) || isSlip(x.figure.value, y.figure.value, x.decimals))
  );
}

/**
 * One fact told in two documents of a submission that speak of one thing, which they show by another figure of four digits
 * or more under the same words: agreeing, or differing as a slip of the pen does.
 */
export function tiesBetweenReports(ofProse: readonly Named[]): readonly Tie[] {
  const documents = grouped(
    ofProse.filter(({ grid }) => grid === null),
    ({ record }) => record.document,
  );
  if (documents.size < 2 || documents.size > MOST) return [];
  const told = [...documents.values()].map((facts) => {
    const sentences = grouped(facts, ({ fact }) => (fact?.reading ? sentenceOf(fact) : undefined));
    const all = [...sentences.values()].flatMap((sentence) => [...toldIn(sentence)]).filter((each) => !isWide(each));
    return grouped(all, ({ each, under }) => `${each.kind} ${unitOf(each)} ${under === each ? "" : unitOf(under)}`);
  });
  return told.flatMap((report, index) => told.slice(0, index).flatMap((other) => between(other, report)));
}

type Report = ReadonlyMap<string, readonly Told[]>;

function between(first: Report, second: Report): readonly Tie[] {
  const pairs = [...second].flatMap(([key, list]) => {
    const others = first.get(key) ?? [];
    if (list.length > MOST || others.length > MOST) return [];
    return list.flatMap((one) => {
      const like = others.filter((other) => isOneFact(one, other));
      return like.length === 0 ? [] : [{ one, like, same: like.find((other) => isSame(one, other)) }];
    });
  });
  const shared = pairs.filter(({ one, same }) => same && significance(one.each.record, same.each.record) >= TELLING_DIGITS);
  if (shared.length === 0) return [];
  return pairs.flatMap(({ one, like, same }): readonly Tie[] => {
    const tie = (other: Told, same: boolean): readonly Tie[] => [{ fact: one.each, other: other.each, agrees: same, sure: same }];
    if (same) return significance(one.each.record, same.each.record) >= TELLING_DIGITS ? tie(same, true) : [];
    const values = new Set(like.map(({ each }) => each.record.figure.value.toString()));
    const slipped = like.find(
      (other) =>
        isSlipBeside(one, other) ||
        (one.under === one.each &&
          one.each.concepts[0]!.key === other.each.concepts[0]!.key &&
          looksCopied(one.each.record, other.each.record)),
    );
    return slipped && values.size <= MOST_VALUES ? tie(slipped, false) : [];
  });
}
