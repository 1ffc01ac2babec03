import { Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import { areComplements } from "./complements.ts";
import { type List, sumOf } from "./lists.ts";
import { mends } from "./slips.ts";

/** How much a list that does not add up says: a slip of the pen is an error, a gap that a list may have is nothing. */
export type Miss = "slip" | "doubtful" | "open";

/** Share of the whole above which a list of three or more is meant to be complete; and one of two. */
const COMPLETE = new Decimal("0.9");
const COMPLETE_PAIR = new Decimal("0.97");
const LAST_IS_REST = /^(?:其他|其它|其余|剩余)/;
/** The whole printed in another unit than its parts: 505元 = 17万元 + 168万元 + 320万元. Its power of ten, or `undefined`. */
export function unitSlip({ whole, parts }: List): number | undefined {
  const expected = sumOf(whole, parts);
  if (expected.isZero() || parts.length < 2) return undefined;
  return [8, 4, -4, -8].find((power) => whole.record.figure.value.times(tenTo(power)).eq(expected));
}

const covers = (parts: readonly Fact[]): boolean => {
  return LAST_IS_REST.test(parts.at(-1)?.reading?.subject ?? "") || areComplements(parts);
};

/** What to make of a stated list whose parts do not add up to its whole. */
export function missOf(list: List): Miss {
  const { whole, parts } = list;
  const reported = whole.record.figure.value;
  const expected = sumOf(whole, parts);
  if (
    parts.length >= 2 &&
    mends(
      whole.record,
      parts.map(({ record }) => record),
    )
  )
    return "slip";
  if (parts.length >= 2 && covers(parts)) return "slip";
  const share = reported.isZero() ? ZERO : expected.div(reported);
  const floor = parts.length >= 3 ? COMPLETE : COMPLETE_PAIR;
  const near = share.gte(floor) && share.lte(new Decimal(1).div(floor));
  const isClosed =
    whole.reading?.closes === true && parts.every(({ sentence }) => sentence === whole.sentence) && whole.start > parts[0]!.start;
  if (isClosed) return near ? "slip" : "doubtful";
  // More money in the parts than in the whole: people may be counted in two groups, money is not.
  const exceeds = parts.length >= 2 && expected.gt(reported) && whole.record.figure.unit?.dimension === "money";
  if (parts.length < 2 || (!near && !exceeds)) return "open";
  return parts.length >= 3 && near && expected.gt(reported) ? "slip" : "doubtful";
}
