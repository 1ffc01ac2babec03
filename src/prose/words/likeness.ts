import { type Decimal, tenTo } from "../../model/decimal.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { type Concept, schemesAgree, within } from "./concept.ts";
import type { Named } from "./named.ts";
import { TERMS, WIDE } from "./synonyms.ts";

/** How surely two figures are one fact by their words: `same` words, or the words of one `inside` those of the other. */
export type Likeness = "same" | "inside";

const LONG_ENOUGH = 6;

const sameBase = (a: CanonicalRecord, b: CanonicalRecord): boolean => {
  const one = a.figure.unit;
  const other = b.figure.unit;
  if (one === null || other === null) return true;
  if (one.dimension !== other.dimension) return false;
  return (
    one.dimension !== "count" ||
    one.base === other.base ||
    (/^[人名]/.test(one.base) && /^[人名]/.test(other.base)) ||
    one.base === "" ||
    other.base === ""
  );
};

/** 人平住院费用 and 次均住院费, 拨付 and 执行数 are one thing to those who write them. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ["次均", "人均"],
  ["拨付", "支出"],
]);
const loosened = (tokens: ReadonlySet<string>): ReadonlySet<string> => new Set([...tokens].map((token) => ALIKE.get(token) ?? token));

/** Whether two figures are told in the same notions of the trade, whatever else is said of them. */
export const sameNotions = (a: Named, b: Named): boolean =>
  a.concepts.some((one) =>
    b.concepts.some((other) => {
      const [left, right] = [loosened(one.tokens), loosened(other.tokens)];
      return left.size > 0 && left.size === right.size && within(left, right) && schemesAgree(one.schemes, other.schemes);
    }),
  );

/** Whether words tell one figure of a report from all others: two notions, or one that is not a wide one. */
export const isTelling = ({ tokens, rest }: Concept): boolean =>
  tokens.size >= 2 || rest.length >= 2 || [...tokens].some((token) => !WIDE.has(token));

const KINDS = {
  level: "level",
  average: "average",
  standard: "average",
  rate: "rate",
  change: "change",
  growth: "growth",
  share: "rate",
  earlier: "aside",
  aside: "aside",
} as const;

/** Whether nothing speaks against two figures being one fact but their words: kind, unit, year, scheme, planned or done. */
export function comparable(a: Named, b: Named): boolean {
  if (KINDS[a.kind] !== KINDS[b.kind] || a.kind === "aside" || !sameBase(a.record, b.record)) return false;
  if (a.year !== null && b.year !== null && a.year !== b.year && a.dated && b.dated) return false;
  return a.side === null || b.side === null || a.side === b.side;
}

/** What the words of two figures have in common. `undefined` where they do not name one thing. */
export function likeness(a: Named, b: Named): Likeness | undefined {
  let best: Likeness | undefined;
  for (const one of a.concepts)
    for (const other of b.concepts) {
      if (!schemesAgree(one.schemes, other.schemes)) continue;
      // 年初预算 and 预算数 have no other word; they may agree, but say too little to differ.
      if (one.planned && other.planned && one.key === "|" && other.key === "|") best = "inside";
      if (one.tokens.size + one.rest.length === 0 || other.tokens.size + other.rest.length === 0) continue;
      if (one.key === other.key) return "same";
      const left = loosened(one.tokens);
      const right = loosened(other.tokens);
      if (left.size === 0 || right.size === 0) continue;
      if (within(left, right) || within(right, left)) best = "inside";
    }
  if (best === undefined && isLongLabelInside(a, b)) return "inside";
  return best;
}

/** A label cut short in a form (以常住人口数为基数计算的) inside the words of a sentence, or the other way round. */
export function isLongLabelInside(a: Named, b: Named): boolean {
  return a.labels.some((one) =>
    b.labels.some((other) => (one.length >= LONG_ENOUGH && other.includes(one)) || (other.length >= LONG_ENOUGH && one.includes(other))),
  );
}

const NARROW: ReadonlySet<string> = new Set(TERMS.narrow.map(([name]) => name!));
/** Length that words of two labels must share, and its share of the shorter, before they are taken for one indicator. */
const SHARED = 6;
const SHARED_PART = 0.7;

/** The longest run of characters that two texts share. */
function sharedRun(a: string, b: string): number {
  let longest = 0;
  let above: number[] = [];
  for (const one of a) {
    const row: number[] = [];
    for (let at = 0; at < b.length; at++) {
      row[at] = b[at] === one ? (at > 0 ? (above[at - 1] ?? 0) : 0) + 1 : 0;
      longest = Math.max(longest, row[at]!);
    }
    above = row;
  }
  return longest;
}

/**
 * How much of its words a sentence in a form shares with the label of a row: the length of the longest common run where
 * it is most of the shorter one, else 0. Labels that narrow differently (户籍 and 常住) share nothing.
 */
export function sharedWords(a: Named, b: Named): number {
  let best = 0;
  for (const one of a.concepts)
    for (const other of b.concepts) {
      const mine = [...one.tokens].some((token) => NARROW.has(token) && !other.tokens.has(token));
      const yours = [...other.tokens].some((token) => NARROW.has(token) && !one.tokens.has(token));
      if (mine && yours) return 0;
    }
  for (const one of a.labels)
    for (const other of b.labels) {
      const run = sharedRun(one, other);
      if (run >= SHARED && run >= SHARED_PART * Math.min(one.length, other.length)) best = Math.max(best, run);
    }
  return best;
}

const base = (record: CanonicalRecord, company: number): Decimal => record.figure.value.times(tenTo(record.figure.unit?.power ?? company));
const lastPlace = (record: CanonicalRecord, company: number): Decimal => tenTo((record.figure.unit?.power ?? company) - record.decimals);

/** The coarser of two figures, and both rounded to its last place, in base units. */
function aligned(a: CanonicalRecord, b: CanonicalRecord): { readonly one: Decimal; readonly other: Decimal; readonly place: Decimal } {
  const company = a.figure.unit?.power ?? b.figure.unit?.power ?? 0;
  const places = [lastPlace(a, company), lastPlace(b, company)] as const;
  const place = places[0].gt(places[1]) ? places[0] : places[1];
  return { one: base(a, company), other: base(b, company), place };
}

/** Whether two figures are one value at the precision of the coarser: 11046万元 and 110463776.93元. */
export function agrees(a: CanonicalRecord, b: CanonicalRecord): boolean {
  const { one, other, place } = aligned(a, b);
  return one.minus(other).abs().times(2).lte(place) || one.div(place).round().eq(other.div(place).round());
}

/** Digits of the coarser figure: 1.6万人 has two, 11046万元 five. */
export function significance(a: CanonicalRecord, b: CanonicalRecord): number {
  const { one, place } = aligned(a, b);
  return one.div(place).abs().round().toFixed(0).length;
}

/** One is finer than the other: its last place is smaller. */
export const finer = (a: CanonicalRecord, b: CanonicalRecord): boolean =>
  lastPlace(a, b.figure.unit?.power ?? 0).lt(lastPlace(b, a.figure.unit?.power ?? 0));

const FEWEST_DIGITS = 4;

/**
 * Whether two different figures look like one that was copied wrongly: one digit changed, two neighbours swapped, or the
 * point or the unit moved. Says nothing of figures below four digits.
 */
export function looksCopied(a: CanonicalRecord, b: CanonicalRecord): boolean {
  const { one, other, place } = aligned(a, b);
  if (one.isZero() || other.isZero() || one.isNegative() !== other.isNegative()) return false;
  const x = one.div(place).abs().round().toFixed(0);
  const y = other.div(place).abs().round().toFixed(0);
  if (x === y) return false;
  const trimmed = (digits: string): string => digits.replace(/0+$/, "");
  if (a.figure.value.eq(b.figure.value) && trimmed(a.figure.value.abs().toFixed().replace(".", "")).length >= 3) return true;
  if (trimmed(x).length >= 3 && trimmed(x) === trimmed(y)) return true;
  // 10.00 and 60.00 have one telling digit each: they are two figures, not one copied wrongly.
  if (x.length !== y.length || Math.max(trimmed(x).length, trimmed(y).length) < FEWEST_DIGITS) return false;
  const apart = [...x].flatMap((digit, index) => (digit === y[index] ? [] : [index]));
  const [first, second] = apart;
  if (apart.length === 1) return true;
  return apart.length === 2 && first !== undefined && second === first + 1 && x[first] === y[second] && x[second] === y[first];
}
