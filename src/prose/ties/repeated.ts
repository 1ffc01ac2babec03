import { grouped } from "../../model/grouped.ts";
import { digitsOf } from "../arithmetic/quotients.ts";
import { sentenceOf } from "../reading/window.ts";
import { comparable, looksCopied, sameNotions } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";
import type { Tie } from "./ties.ts";

/** Significant digits of a value that is repeated, before another that is nearly it is taken for a slip; and sentences that state it, fewer for longer ones. */
const TELLING_DIGITS = 4;
const mentions = (digits: string): number => (digits.length > TELLING_DIGITS ? 2 : 3);
/** In a report of more figures two look alike by chance. */
const MOST_FIGURES = 60;

/** Figures of one report that look alike on paper: the same unit and as many digits. */
const shapeOf = (each: Named): string =>
  `${each.chapter} ${each.year} ${each.record.figure.unit?.symbol} ${each.record.figure.decimals} ${digitsOf(each.record).length}`;

const isOneDigitOff = (a: string, b: string): boolean => [...a].filter((digit, at) => digit !== b[at]).length === 1;

/**
 * A value that a report states again and again (拨付67.51万元), and a single figure under words of the same notion that is it
 * but for one digit: a slip of the pen, where no other repeated value is as near.
 */
export function slipsAmongRepeated(ofProse: readonly Named[]): readonly Tie[] {
  const levels = ofProse.filter(
    ({ kind, record }) =>
      (kind === "level" || kind === "average") && record.figure.qualifier === null && record.figure.value.precision() >= TELLING_DIGITS,
  );
  const found: Tie[] = [];
  const ofReport = grouped(levels, ({ chapter }) => chapter);
  const few = levels.filter(({ chapter }) => ofReport.get(chapter)!.length <= MOST_FIGURES);
  for (const alike of grouped(few, shapeOf).values()) {
    const byValue = [...grouped(alike, ({ record }) => digitsOf(record))];
    const repeated = byValue.filter(([digits, some]) => new Set(some.map(({ fact }) => sentenceOf(fact!))).size >= mentions(digits));
    for (const [digits, [fact, ...others]] of byValue) {
      if (!fact || others.length > 0) continue;
      const near = repeated.flatMap(([value, some]) => {
        const like = isOneDigitOff(digits, value) ? some.filter((other) => comparable(fact, other) && sameNotions(fact, other)) : [];
        return like.length > 0 ? [like[0]!] : [];
      });
      const [other] = near;
      if (other && near.length === 1 && looksCopied(fact.record, other.record)) found.push({ fact, other, agrees: false, sure: false });
    }
  }
  return found;
}
