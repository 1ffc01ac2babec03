import { Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { Fact } from "../model/fact.ts";
import { type List, sumOf } from "./lists.ts";
import { mends } from "./slips.ts";

/** How much a list that does not add up says: a slip of the pen is an error, a gap that a list may have is nothing. */
export type Miss = "slip" | "doubtful" | "open";

/** Share of the whole above which a list of three or more is meant to be complete; and one of two. */
const COMPLETE = new Decimal("0.9");
const COMPLETE_PAIR = new Decimal("0.97");
const LAST_IS_REST = /^(?:其他|其它|其余|剩余)/;
/** Parts that together are all there is. */
const COMPLEMENTS: readonly (readonly RegExp[])[] = [
  [/在职|在编|在岗/, /退休|离休|离退/],
  [/统筹/, /个人账户|个人帐户|家庭账户|家庭帐户/],
  [/基本支出/, /项目支出/],
  [/区内|县内|市内|县域内/, /区外|县外|市外|县域外/],
  [/住院/, /门诊/],
  [/中央|省/, /市|县|区|个人/],
  [/男/, /女/],
  [/居民/, /职工/],
  [/完工|竣工|建成/, /在建|未完工|未开工/],
  [/税收/, /非税/],
  [/城镇|城市/, /农村|乡村/],
  [/货币/, /实物/],
  [/市本级|县本级|区本级/, /区级|县级|县区|乡镇/],
  [/人员经费/, /公用经费/],
];

/** The whole printed in another unit than its parts: 505元 = 17万元 + 168万元 + 320万元. Its power of ten, or `undefined`. */
export function unitSlip({ whole, parts }: List): number | undefined {
  const expected = sumOf(whole, parts);
  if (expected.isZero() || parts.length < 2) return undefined;
  return [8, 4, -4, -8].find((power) => whole.record.figure.value.times(tenTo(power)).eq(expected));
}

const covers = (parts: readonly Fact[]): boolean => {
  const subjects = parts.map((part) => part.reading?.subject ?? "");
  if (LAST_IS_REST.test(subjects.at(-1) ?? "")) return true;
  return (
    subjects.length === 2 && COMPLEMENTS.some(([a, b]) => subjects.some((one) => a!.test(one)) && subjects.some((one) => b!.test(one)))
  );
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
