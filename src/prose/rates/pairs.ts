import { Decimal } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import { isNearQuotient, isOperandSlip, isPrintedQuotient, isQuotient, isSlippedQuotient, sizeOf } from "../arithmetic/quotients.ts";
import { sameSort, significant } from "../arithmetic/sums.ts";
import { around, inOneSentence, isExactLevel, subjectOf } from "../reading/window.ts";
import { conceptOf } from "../words/concept.ts";

/** A rate, share or average with the two figures told near it that it is the quotient of. */
export interface PairReading {
  readonly rate: Fact;
  readonly above: Fact;
  readonly below: Fact;
  /** It is their quotient; or is it but for a slip of the pen; or the sentence gives no other two figures. */
  readonly by: "fits" | "slip" | "only";
}

/** Rates whose name says what they are of, by the words of the figures. */
const RULES: readonly { readonly rate: RegExp; readonly above: RegExp; readonly below: RegExp }[] = [
  {
    rate: /(?:执行|使用|支出|支付|拨付|开支|兑现|发放)(?:完成)?(?:率|进度|比例)$/,
    above: /支出|使用|支付|拨付|执行|开支|发放|兑付|投资|完成|补偿|减免|报销/,
    below: /预算|安排|下达|到位|资金|总额|投资|合计|共计|筹集|收入|计划|目标|任务/,
  },
  { rate: /到位率$/, above: /到位|拨付|下达/, below: /预算|计划|安排|应|下达|筹集|总额|投资|资金/ },
  { rate: /(?:结余|结转|节约|节余|节支)率$/, above: /结余|结转|节约|节余|节支/, below: /预算|安排|到位|资金|总额|投资|合计|计划|控制价/ },
  { rate: /参保率$/, above: /^(?!.*应).*(?:参保|缴费)/, below: /应参保|应保|应参加|应缴/ },
  { rate: /控制率$/, above: /支出|实际|决算/, below: /预算|控制/ },
];
/** Words of a rate that its figures need not have. */
const LOOSE = /覆盖|综合|总体|实际|目标|按时|及时|项目|资金|工作|任务|群众|对象|服务|年度|已|人员|比例/g;
/** Its base is not the next larger figure: who ought to be insured is seldom told. */
const OWN_BASE = /覆盖|入学|登记失业|贫困发生|死亡|发病|报销|补偿|支付比例/;
/** Taken of the mean of two years, which is not told. */
const OF_THE_MEAN = /出生率|死亡率|自然增长率|自增率|周转率/;

/** `规范管理` for 规范管理率, `满意` for 满意度; `undefined` where the rate has no word of its own. */
function stemOf(subject: string): string | undefined {
  const stem = /^(.*?)(?:率|度|比例)$/.exec(subject.replace(/[(（].*$/, ""))?.[1]?.replace(LOOSE, "") ?? "";
  return stem.length >= 2 && stem.length <= 8 ? stem : undefined;
}

const hasAll = (stem: string, subject: string): boolean => [...stem].every((character) => subject.includes(character));

const bigger = (a: Fact, b: Fact): boolean => sizeOf(a.record).gte(sizeOf(b.record));

/** Pairs of a sentence, nearest first, in which one digit may be wrong: among more, chance would find one. */
const NEAREST_PAIRS = 3;

interface Pair {
  readonly above: Fact;
  readonly below: Fact;
}

/**
 * Of the pairs that may be meant, nearest first: the one that fits, to the last digit before within rounding; else one that a slip
 * explains, else the only one there is.
 */
function chosen(
  rate: Fact,
  pairs: readonly Pair[],
  only: (pair: Pair) => boolean,
  isNamed: (pair: Pair) => boolean = () => true,
): PairReading | undefined {
  const possible = pairs.filter(({ below }) => sizeOf(below.record).gt(0));
  const fitting =
    possible.find(({ above, below }) => isPrintedQuotient(rate.record, above.record, below.record)) ??
    possible.find(({ above, below }) => isQuotient(rate.record, above.record, below.record));
  if (fitting) return { rate, ...fitting, by: "fits" };
  const slipped =
    possible.find((pair) => isNamed(pair) && isSlippedQuotient(rate.record, pair.above.record, pair.below.record)) ??
    possible
      .filter((pair) => inOneSentence(pair.above, pair.below, rate) && isNamed(pair))
      .slice(0, NEAREST_PAIRS)
      .find(({ above, below }) => isOperandSlip(rate.record, above.record, below.record));
  if (slipped) return { rate, ...slipped, by: "slip" };
  const single = possible.filter(only);
  return single.length === 1 ? { rate, ...single[0]!, by: "only" } : undefined;
}

/** A rate further from a quotient than this was taken of other figures. */
const FAR = new Decimal("0.25");
const isAbout = (rate: Fact, above: Fact, below: Fact): boolean => isNearQuotient(rate.record, above.record, below.record, FAR);

/** 应接种98632剂次，实际接种97153剂次，接种率98.50%. */
function ofRate(rate: Fact, before: readonly Fact[]): PairReading | undefined {
  const subject = subjectOf(rate);
  if (OF_THE_MEAN.test(subject)) return undefined;
  const rule = RULES.find((each) => each.rate.test(subject));
  const stem = stemOf(subject);
  if (!rule && stem === undefined) return undefined;
  const levels = before.filter(isExactLevel);
  const near = levels.filter(({ reading, sentence }) => reading!.passage === rate.reading!.passage && rate.sentence - sentence <= 1);
  const aboves = near
    .filter((fact) =>
      rule ? rule.above.test(subjectOf(fact)) : hasAll(stem!, subjectOf(fact)) || fact.record.at.quote?.includes(stem!) === true,
    )
    .reverse();
  const over = rate.record.figure.value.gt(100);
  const pairs = aboves.flatMap((above) =>
    levels
      .filter(
        (below) =>
          below !== above &&
          sameSort(above, below) &&
          (over || bigger(below, above) || (rule !== undefined && inOneSentence(above, below, rate))) &&
          (rule ? rule.below.test(subjectOf(below)) || below.reading!.closes : below.reading!.passage === rate.reading!.passage),
      )
      .reverse()
      .map((below) => ({ above, below })),
  );
  // 发放问卷500份，收回485份，回收率97%: the sentence counts two things of this sort, and one of them under the rate's words.
  const isBeside = ({ above, below }: Pair): boolean =>
    inOneSentence(above, below, rate) &&
    levels.filter((fact) => inOneSentence(fact, rate) && sameSort(fact, above)).length === 2 &&
    isAbout(rate, above, below);
  // 住院费用6273万元，报销金额5242万元，报销比例83.56%: what is paid of the figure that it speaks of.
  const isOfIt = ({ above, below }: Pair): boolean => above.reading!.about === below.record.id;
  const isNamed = (pair: Pair): boolean => rule !== undefined || hasAll(stem!, subjectOf(pair.below)) || isOfIt(pair) || isBeside(pair);
  // Nothing told before gives the rate: then the figures of its own sentence do not, if both are told under its words.
  const own = pairs.find(({ above, below }) => inOneSentence(above, below, rate) && isNamed({ above, below }));
  return chosen(rate, pairs, (pair) => pair === own && isAbout(rate, pair.above, pair.below) && !OWN_BASE.test(subject), isNamed);
}

/** 占总投入的, 占全部资金的: a whole without a name of its own. */
const WHOLE = /^(?:总|全部|全年|资金总|合计)[^,，]{0,3}$/;
/** A base told further back is another report's as soon as not. */
const NEAR_PASSAGES = 2;
/** Length of words that a base must share with the name that a share gives it. */
const SHARED = 3;

/** 基金总收入 is 基金收入. */
const plain = (words: string): string => words.replace(/总(?!额)/g, "");

const endsAlike = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one);

function isNamed(against: string, subject: string): boolean {
  if (subject.length >= 2 && endsAlike(against, subject)) return true;
  if (Math.min(plain(against).length, plain(subject).length) > SHARED && endsAlike(plain(against), plain(subject))) return true;
  for (let at = 0; at + SHARED <= against.length; at++) if (subject.includes(against.slice(at, at + SHARED))) return true;
  return false;
}

/** 统筹支出51327万元，占基金支出的65.61%；账户支出26908万元，占34.39%: one base for all shares of a sentence. */
const leadOf = (share: Fact, before: readonly Fact[]): string =>
  before.find((other) => other.reading!.kind === "share" && inOneSentence(other, share))?.reading?.against ?? "";

/** 累计完成投资18042.18万元，占中标价的99.27%; 住院支出35218.47万元，占68.61%. */
function ofShare(share: Fact, before: readonly Fact[]): PairReading | undefined {
  const { about } = share.reading!;
  const told = share.reading!.against ?? "";
  const against = told || leadOf(share, before);
  const levels = before.filter(isExactLevel);
  const above = levels.find(({ record }) => record.id === about);
  if (!above) return undefined;
  const wider = levels.filter((below) => below !== above && sameSort(above, below) && bigger(below, above)).reverse();
  const named = against ? wider.filter((below) => isNamed(against, subjectOf(below))) : [];
  // 占总投入的: whatever the whole is called.
  const meant = !against
    ? wider.filter(({ reading }) => reading!.passage === share.reading!.passage)
    : WHOLE.test(against)
      ? wider.slice(0, NEAREST)
      : named;
  return chosen(
    share,
    meant.map((below) => ({ above, below })),
    ({ below }) =>
      told !== "" &&
      !WHOLE.test(told) &&
      !conceptOf(told).planned &&
      named.length === 1 &&
      share.reading!.passage - below.reading!.passage <= NEAR_PASSAGES &&
      (told.endsWith(subjectOf(below)) || subjectOf(below).endsWith(told)),
    // Of a dozen figures one gives a share of three digits, but for one of them, by chance.
    ({ below }) => named.includes(below) || below.reading!.closes || significant(share) > TELLING_DIGITS,
  );
}

/** Words too common to tell that two figures are of one thing. */
const COMMON = /^(?:补助|资助|支出|人数|人员|发放|资金|享受|全年|全县|全市|全区|其中|对象|人次|救助|完成|项目)$/;

function sharesWord(a: Fact, b: Fact): boolean {
  const [one, other] = [subjectOf(a), subjectOf(b)];
  for (let at = 0; at + 2 <= one.length; at++) {
    const word = one.slice(at, at + 2);
    if (!COMMON.test(word) && other.includes(word)) return true;
  }
  return false;
}

/** Digits of an average that an amount told elsewhere must give before it is taken for its own. */
const TELLING_DIGITS = 3;
/** A whole that is only called 总…, and so may be any, is not sought further back than this. */
const NEAREST = 12;

/** 为112户支出64.87万元，户均5792元. */
function ofAverage(average: Fact, before: readonly Fact[]): PairReading | undefined {
  const { unit } = average.record.figure;
  const near = before.filter(
    (fact) => isExactLevel(fact) && fact.reading!.passage === average.reading!.passage && average.sentence - fact.sentence <= 1,
  );
  const aboves = near.filter(
    ({ record: { figure } }) =>
      figure.unit?.dimension === unit?.dimension && (unit?.dimension === "money" || figure.unit?.base === unit?.base),
  );
  const belows = near.filter(({ record: { figure } }) => figure.unit?.dimension === "count" && figure.unit.base !== unit?.base);
  const nearest = [...aboves].reverse().flatMap((above) => [...belows].reverse().map((below) => ({ above, below })));
  // 住院统筹支出23186万元。…住院补偿58327人次，次均补偿3975元: the amount stands further back, under a word of the count's.
  const further = (significant(average) < TELLING_DIGITS ? [] : before)
    .filter((fact) => isExactLevel(fact) && fact.record.figure.unit?.dimension === "money" && !aboves.includes(fact))
    .flatMap((above) =>
      belows.filter((below) => inOneSentence(below, average) && sharesWord(above, below)).map((below) => ({ above, below })),
    );
  return chosen(average, unit?.dimension === "money" ? [...nearest, ...further.reverse()] : nearest, () => false);
}

/** Rates, shares and averages as quotients of figures told a little before them. */
export function pairs(facts: readonly Fact[]): readonly PairReading[] {
  return around(facts).flatMap(({ fact, before }): PairReading[] => {
    const { reading, record } = fact;
    if (record.figure.qualifier !== null || record.figure.value.isZero() || record.figure.unit?.symbol.includes("百分点")) return [];
    const isRate = record.figure.unit?.dimension === "rate";
    const found =
      reading!.kind === "rate" && isRate
        ? ofRate(fact, before)
        : reading!.kind === "share" && isRate
          ? ofShare(fact, before)
          : reading!.kind === "average"
            ? ofAverage(fact, before)
            : undefined;
    return found ? [found] : [];
  });
}
