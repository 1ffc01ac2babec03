import type { FactKind } from "../../model/fact.ts";
import type { Unit } from "../../model/unit.ts";

const LEADING =
  /^(?:[\s:、*"”'’\-—·●○◆■]+|“(?![^”]*”)|‘(?![^’]*’)|(?:截至|截止到?|截止|到|至|自|于|在)?(?:(?:19|20)\d\d年?(?:度|末|底|初)?(?:\d{1,2}月)?(?:\d{1,2}日|[底末初份])?|(?:\d{1,2}月?(?:-|—|–|~|至|到))?\d{1,2}月(?:\d{1,2}日)?(?:份|底|末|初|[上中下]旬)?|十[一二]?月)(?:止|期间|以来|为止)?|其中|其(?![他它余])|的|而|并且?|且|但|另外|同时|此外|另有|另|按照?(?![时期月季年规])|根据|依据|经(?![营费济办常过验])|现将|今年|即|主要(?:是|为|包括|用于)?|分别为?|包括|包含|含|已经|已|共有|共计|共|合计|总计|目前|截至目前|全年度?|全区|全县|全市|全省|我(?:单位|部门|[区县市省局院])|本(?:单位|部门|[区县市省局院])|年[底末](?!结[转余])|年内|再加|加上(?!年|级|期)|加(?=上[年级期]|年初|期初)|累计(?=(?:支付|支出|收到|拨付|完成|发放|救助)))/;
const TRAILING =
  /(?:[\s:*"“”'‘’\-—]+|[(（][^()（）]*[)）]?|达到了?|达|分别为|分别是|约为|为|是|共计|合计|总计|累计|(?<![预估统累审设])计|共|有|了|(?<![节合契预])约|近|超过|仅|只|人民币|的|等|到|至|在|于|实现|完成了?|保持|稳定|稳定在|≥|≤|>|<|=|(?<![人次户件例日平])均|各|约占|由|从|高于|低于|不低于|不少于|不超过)$/;
const ENUMERATOR =
  /^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[一二三四五六七八九十]是|[①-⑳]|第[一二三四五六七八九十]+[,，、是]|[(（]?\d{1,2}(?:[)、:]|\.(?!\d)))\s*/;

/** （三）结余情况 2023年…: a heading on the line of what it is over. */
const BLANK_AND_YEAR = /\s(?:19|20)\d\d年/;
const INLINE_HEADING = /^.*[\u3400-\u9fff]\s+(?=(?:19|20)\d\d年)/;

/** Words before a figure without the connectives, dates and verbs around what they name. */
export function cleaned(words: string): string {
  let text = (BLANK_AND_YEAR.test(words) ? words.replace(INLINE_HEADING, "") : words).replace(/\s+/g, "");
  const item = ENUMERATOR.exec(text);
  if (item) text = text.slice(item[0].length);
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(LEADING, "");
  }
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(TRAILING, "");
  }
  return text;
}

const UP = "增收|增支|增加|增长|增幅|增|提高|提升|上升|上涨|净增|扩大|多支出|多收入|多收|多支";
const DOWN = "减收|减支|负增长|减少|减幅|减|下降|降低|降幅|降|下跌|缩减|少支出|少收入|少收|少支";
const CHANGE = new RegExp(
  `(?<!负|(?<!(?:比|较)[^,，;；。]{1,12})新)(${UP}|${DOWN})(?!值|项|员|税|免)(?:了|额|幅度?|率|产|约|近|为|达|共|共计|:|支出|收入|资金|经费|金额|[(（][^()（）]*[)）])*\\s*-?$`,
);
const AGAINST =
  /(?:同?比|较|与|同)((?:上|去|前|同|今|本|年初|预算|期初|计划|调整|19|20)[^,，;；。]{0,12}?|预算[数]?)(?:相比|比较|对比|相比较)?[,，]?$/;
/** 与2021年相比，收、支总计各增加…: the other side of a change, as the clause before names it. */
const AGAINST_AHEAD = /^\s*(?:比|较|与|同)([^,，;；。]{1,14}?)(?:相比较?|比较|对比)\s*$/;
export const againstAhead = (clause: string): string | null => AGAINST_AHEAD.exec(clause)?.[1] ?? null;

/** 较2020年的[11020元]增加…, 由[350元]提高到…: a figure that another one is counted from. Words before it and after it. */
export const isEarlier = (words: string, rest: string): boolean =>
  (/(?:^|[,，、]|\D)(?:较|比|与|同)[^,，;；。]{1,16}(?:的|为|是)?\s*$/.test(words) &&
    /^\s*(?:(?:相比|比)\s*[,，]?)?\s*(?:增加|增长|提高|上升|减少|下降|降低|多|少|净增|持平)/.test(rest)) ||
  (/(?:由|从)[^,，;；。]*$/.test(words) &&
    /^\s*(?:增加|增长|提高|提升|上升|上涨|调整|扩大|减少|下降|降低|压减|压缩|降|升|增|减)(?:到|至|为|成)/.test(rest));

/** 提高到, 降至: the figure that a change leads to, whose subject was told before the earlier one. */
export const isArrival = (words: string): boolean =>
  /^\s*(?:增加|增长|提高|提升|上升|上涨|调整|扩大|减少|下降|降低|压减|压缩|降|升|增|减)(?:到|至|为|成)(?:了)?\s*$/.test(words);

const SAME_PERIOD = /(?:同比|环比|较同期)$/;
const SHARE = /占([^,，;；。、]{0,24}?)(?:的)?(?:比例|比重|比)?(?:约为|为|约|达到|达)?\s*$/;
const SHARE_WORDS = /(?:占比|比重|所占比例|占比为)(?:约为|为|约|达到|达)?\s*$/;
const COMPLETED = /(?:(?:完成|为|达到?|占)([^,，;；。、]{0,10}?(?:预算|计划|目标|任务)(?:数|额)?)的?|完成([^,，;；。、]{1,12})的)\s*$/;
const AVERAGE = /亩均|村均|校均|每亩|人均|人平|次均|例均|户均|件均|均次|日均|平均|每人次?|每户|每例|每次/;
const STANDARD = /(?<![高超达符])标准(?!农田|化|地名)|定额|每人每年|(?:封顶|起付)线(?![以之]?[上下内外])|按每|按照每/;
const ASIDE_TAIL =
  /^\s*(?:的?(?:部分|政策|优惠|要求|资助|幅度|待遇|比例[,，]?(?:分担|配套|支付|报销)|标准(?:[,，]?(?:分担|配套|支付|报销|缴纳|执行|资助|补助|给予)))|以?[上下]?的(?!增长|增幅))/;

const YEARLY = /(?:年均|平均每年|每年平均)(?:复合)?$/;

/** 90分（含）以上为优, 80分—90分为良: bounds of a scale of points, scored by nobody. */
const SCALE_TAIL = /^\s*(?:[(（][^()（）]*[)）])?\s*(?:(?:及|\(含\))?以[上下]|[—–\-~～至到]+\s*$)/;
const SCALE_WORDS = /(?:^|[分)）])\s*[—–\-~～至到]+\s*$/;

/** What the words before a figure say it is. `against` names the base of a share or the other side of a change. */
export interface Sense {
  readonly kind: FactKind;
  readonly change: "increase" | "decrease" | null;
  readonly against: string | null;
  /** The words before, without those that told the sense. */
  readonly words: string;
}

/** Tells amounts from changes, shares, rates, averages and set prices by the words before and after a figure. */
export function senseOf(words: string, tail: string, unit: Unit | null): Sense {
  const rate = unit?.dimension === "rate";
  if (unit?.dimension === "points" && (SCALE_TAIL.test(tail) || SCALE_WORDS.test(words)))
    return { kind: "aside", change: null, against: null, words };
  const change = CHANGE.exec(words);
  if (change) {
    const direction = new RegExp(`^(?:${UP})$`).test(change[1]!) ? "increase" : "decrease";
    const before = words.slice(0, change.index);
    // 年均增长19%: over several years, from no figure that is told.
    if (YEARLY.test(before)) return { kind: "aside", change: null, against: null, words };
    const against = AGAINST.exec(before.trimEnd()) ?? (SAME_PERIOD.exec(before.trimEnd()) ? ["同比", "上年同期"] : null);
    const rest = against ? before.trimEnd().slice(0, before.trimEnd().length - against[0]!.length) : before;
    const points = unit?.symbol.includes("百分点") ?? false;
    if (rate && ASIDE_TAIL.test(tail)) return { kind: "aside", change: direction, against: null, words };
    return { kind: rate && !points ? "growth" : "change", change: direction, against: against?.[1] ?? null, words: rest };
  }
  if (rate) {
    const completed = COMPLETED.exec(words);
    if (completed) return { kind: "share", change: null, against: (completed[1] ?? completed[2])!, words: words.slice(0, completed.index) };
    const share = SHARE_WORDS.exec(words) ? SHARE_WORDS.exec(words) : SHARE.exec(words);
    if (share) return { kind: "share", change: null, against: share[1] ?? "", words: words.slice(0, share.index) };
    if (ASIDE_TAIL.test(tail)) return { kind: "aside", change: null, against: null, words };
    return { kind: "rate", change: null, against: null, words };
  }
  // 定额资助16511人 counts persons.
  if (STANDARD.test(words) && unit?.dimension !== "count") return { kind: "standard", change: null, against: null, words };
  if (AVERAGE.test(words)) return { kind: "average", change: null, against: null, words };
  if (unit?.symbol.includes("/")) return { kind: "standard", change: null, against: null, words };
  return { kind: "level", change: null, against: null, words };
}
