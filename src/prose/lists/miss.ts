import { Decimal, tenTo } from "../../model/decimal.ts";
import { mends } from "../arithmetic/slips.ts";
import { isTellingMiss, type List, sumOf } from "../arithmetic/sums.ts";
import { areComplements, endsInRest, isAllThereIs, isFullSet, isSequence } from "./complements.ts";

/** How much a list that does not add up says: a slip of the pen is an error, a gap that a list may have is nothing. */
export type Miss = "slip" | "doubtful" | "open";

/** Share of the whole that the parts of a complete list make up at least, and the whole of them. */
const NEAR = new Decimal("0.9");
const NEAR_IF_COMPLETE = new Decimal("0.8");
/** 总收入, 支出总量: told with all that it is made of. */
const IN_ALL = /总收入|总支出|收入总[计量]|支出总[计量]/;
/** 现有12人，其中…: so few are told one and all. */
const FEW = 200;
const CLOSE = 2;
/** …6.7亿元等: the list says itself that it goes on. */
const GOES_ON = /^\s*(?:[)）]\s*)?等/;

const COUNTED = /([两二三四五六七八九十])(?:大)?(?:类|项|个?部分|个?方面|大块)/g;
const NUMBERS = "一二三四五六七八九十";

/** 由基本支出、项目支出两类组成: the sentence says how many parts there are, and lists as many. */
function isCounted({ whole, parts }: List): boolean {
  const first = parts[0]!;
  const words = first.sentence === whole.sentence ? first.text.slice(0, first.start) : "";
  return [...words.matchAll(COUNTED)].some(([, word]) => (word === "两" ? 2 : NUMBERS.indexOf(word!) + 1) === parts.length);
}

/** The whole printed in another unit than its parts: 505元 = 17万元 + 168万元 + 320万元. Its power of ten, or `undefined`. */
export function unitSlip({ whole, parts }: List): number | undefined {
  const expected = sumOf(whole, parts);
  if (expected.isZero() || parts.length < 2) return undefined;
  return [8, 4, -4, -8].find((power) => whole.record.figure.value.times(tenTo(power)).eq(expected));
}

/** The names of a whole and its parts, in any order. */
const namesOf = ({ whole, parts }: List): string =>
  [whole, ...parts]
    .map(({ reading, record }) => `${reading?.subject} ${record.figure.unit?.base}`)
    .sort()
    .join("|");

/** The sets of names whose figures add up somewhere in the text: another list of them, for another year, is as complete. */
export const closedSets = (lists: readonly List[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => (list.closes && list.parts.length >= 2 ? [namesOf(list)] : [])));

/** What to make of a stated list whose parts do not add up to its whole. `closed`: sets of names that do elsewhere. */
export function missOf(list: List, closed: ReadonlySet<string> = new Set()): Miss {
  const { whole, parts } = list;
  if (parts.length < 2) return "open";
  const { value: reported, unit } = whole.record.figure;
  const expected = sumOf(whole, parts);
  const records = parts.map(({ record }) => record);
  const isSlip = mends(whole.record, records);
  const share = reported.isZero() ? expected : expected.div(reported);
  const within = (floor: Decimal): boolean => share.gte(floor) && share.lte(new Decimal(1).div(floor));
  const isNear = within(NEAR);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const isClosed = whole.reading?.closes === true && (first.sentence < whole.sentence || first.start < whole.start);
  if (isClosed) return isSlip || (isNear && first.sentence === whole.sentence) ? "slip" : isNear ? "doubtful" : "open";
  const isLess = expected.lt(reported);
  const above = parts.filter((part) => sumOf(whole, [part]).gt(reported));
  if (above.length === 1 && list.held === true && expected.minus(sumOf(whole, above)).lt(reported)) return "slip";
  if (isLess && GOES_ON.test(last.text.slice(last.end))) return "open";
  const isComplete =
    list.complete === true ||
    isCounted(list) ||
    endsInRest(parts) ||
    areComplements(parts) ||
    isFullSet(parts) ||
    isSequence(parts) ||
    closed.has(namesOf(list)) ||
    (isNear && parts.length >= 3 && IN_ALL.test(whole.reading?.subject ?? ""));
  // A part left out is as likely as a wrong digit, unless the words say that none is, or the gap is a large round one.
  if (isSlip && (!isLess || isComplete || isTellingMiss(whole, parts))) return "slip";
  if (areComplements(parts) && (!isLess || within(NEAR_IF_COMPLETE))) return "slip";
  if ((isFullSet(parts) || closed.has(namesOf(list))) && (!isLess || isNear)) return "slip";
  // Few things are told one and all, and so are the points of a score.
  const isSmall = unit?.power === 0 && reported.lte(FEW);
  const isFew = isSmall && parts.length >= 3 && (/^[人名]$/.test(unit.base) || unit.dimension === "points");
  const isClose = isNear || (isSmall && unit.dimension === "count" && expected.minus(reported).abs().lte(CLOSE));
  return isClose && (isComplete || isAllThereIs(parts) || isFew) ? "doubtful" : "open";
}
