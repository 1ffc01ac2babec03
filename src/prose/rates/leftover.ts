import type { Fact } from "../../model/fact.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import { mends } from "../arithmetic/slips.ts";
import { addsUp, isTellingMiss, sameSort } from "../arithmetic/sums.ts";
import { around, inOneSentence, isExactLevel, subjectOf } from "../reading/window.ts";

/** What is left of an amount when another is taken off: 到位100万元，支出90万元，结余10万元. */
export interface Leftover {
  readonly left: Fact;
  readonly whole: Fact;
  readonly taken: Fact;
  readonly by: "fits" | "slip" | "only";
}

const LEFT = /^尚$|结余|结转|剩余|余款|尚有|尚未|尚余|仍欠|仍有|仍未|未追回|未收回|未缴|未支付|未拨付|未使用|节约|节余|缺口/;
/** Said of nothing narrower than what was told before it: 账户结余 is of one account. */
const BARE = /^(?:尚|资金|年末|年底|目前|现|仍|还)*(?:结余|结转|剩余|余款|有|未支付|未拨付|未使用|结余结转|结转结余|资金|金额)*$/;
/** Balances that go back further than the amount spoken of. */
const OLDER = /累计|滚存|上年|去年|年初|期初|历年|以前|率|当年|当期|本年|基金/;
const TAKEN = /支出|使用|支付|拨付|执行|开支|发放|投资|追回|退回|收回|整改|缴|兑付|中标|结算|核减|完成/;
const WHOLE = /预算|安排|下达|到位|资金|总额|投资|合计|共计|筹集|收入|计划|涉及|发放|拨款|金额|控制价/;

/** 本级收入2107098万元，本级支出1948593万元。年末新增结余158505万元: the sentence before tells these two and no more. */
const isTold = (whole: Fact, taken: Fact, left: Fact): boolean =>
  inOneSentence(whole, taken) && left.reading!.passage === taken.reading!.passage && left.sentence === taken.sentence + 1;

/** What an account has over: the income and the outlay told right before it. */
const SURPLUS = /^(?:当年|本年|当期|本期|年度|收支|年度收支)*(?:新增)?(?:收支)?结[余存](?:资金)?$/;

function surplusOf(left: Fact, before: readonly Fact[]): Leftover | undefined {
  // 收入80万元，完成预算90万元的89%: the budget is neither income nor outlay.
  const bases = new Set(before.map(({ reading }) => reading!.base));
  const levels = before.filter(
    (fact) =>
      isExactLevel(fact) &&
      sameSort(left, fact) &&
      left.reading!.passage === fact.reading!.passage &&
      fact.reading!.opens === null &&
      !bases.has(fact.record.id),
  );
  const [whole, taken] = levels.slice(-2);
  if (!whole || !taken || !/收入$/.test(subjectOf(whole)) || !/支出$/.test(subjectOf(taken)) || left.sentence - whole.sentence > 2)
    return undefined;
  if (addsUp(whole, [taken, left])) return { left, whole, taken, by: "fits" };
  const isNext = left.sentence - whole.sentence < 2;
  if (isNext) return { left, whole, taken, by: "only" };
  return mends(whole.record, [taken.record, left.record]) ? { left, whole, taken, by: "slip" } : undefined;
}

function leftoverOf(left: Fact, before: readonly Fact[]): Leftover | undefined {
  const levels = before.filter((fact) => isExactLevel(fact) && sameSort(left, fact));
  const takens = levels
    .filter((fact) => fact.reading!.passage === left.reading!.passage && left.sentence - fact.sentence <= 2 && TAKEN.test(subjectOf(fact)))
    .reverse();
  const possible = takens.flatMap((taken) =>
    levels
      .filter((whole) => whole !== taken && sizeOf(whole.record).gt(sizeOf(taken.record)))
      .filter((whole) => !/减去|扣除/.test(subjectOf(whole)))
      .filter((whole) => WHOLE.test(subjectOf(whole)) || whole.reading!.closes || inOneSentence(whole, taken))
      .reverse()
      .map((whole) => ({ left, whole, taken })),
  );
  const fitting = possible.find(({ whole, taken }) => addsUp(whole, [taken, left]));
  if (fitting) return { ...fitting, by: "fits" };
  const sentence = levels.filter((fact) => inOneSentence(fact, left));
  // Of many amounts two differ by a third, but for a digit, by chance: the sentence tells no others, or the digit is a large one.
  const slipped = possible.find(
    ({ whole, taken }) =>
      mends(whole.record, [taken.record, left.record]) &&
      (inOneSentence(taken, left) || isTold(whole, taken, left)) &&
      (sentence.every((fact) => fact === taken || sizeOf(fact.record).eq(sizeOf(whole.record))) ||
        (inOneSentence(whole, left) && isTellingMiss(whole, [taken, left]))),
  );
  if (slipped) return { ...slipped, by: "slip" };
  const [only] = possible.filter(({ whole, taken }) => inOneSentence(whole, taken, left));
  return only && sentence.length === 2 && BARE.test(subjectOf(left)) ? { ...only, by: "only" } : undefined;
}

/** 共有738207人，参保730657人，其余7550人在外地: the two told right before it. */
const REST = /^其余/;

function restOf(left: Fact, before: readonly Fact[]): Leftover | undefined {
  const [whole, taken] = before.filter((fact) => isExactLevel(fact) && sameSort(left, fact) && inOneSentence(fact, left)).slice(-2);
  if (!whole || !taken || sizeOf(whole.record).lte(sizeOf(taken.record))) return undefined;
  if (addsUp(whole, [taken, left])) return { left, whole, taken, by: "fits" };
  return isTellingMiss(whole, [taken, left]) && mends(whole.record, [taken.record, left.record])
    ? { left, whole, taken, by: "slip" }
    : undefined;
}

/** What the text says is left, with the amount it is left of and what was taken off, where these are told before it. */
export const leftovers = (facts: readonly Fact[]): readonly Leftover[] =>
  around(facts).flatMap(({ fact, before }) => {
    const subject = subjectOf(fact);
    const isLeft = isExactLevel(fact) && LEFT.test(subject) && !OLDER.test(subject);
    const surplus = isExactLevel(fact) && SURPLUS.test(subject) ? surplusOf(fact, before) : undefined;
    const rest = isExactLevel(fact) && REST.test(subject) ? restOf(fact, before) : undefined;
    const found = surplus ?? rest ?? (isLeft ? leftoverOf(fact, before) : undefined);
    return found ? [found] : [];
  });
