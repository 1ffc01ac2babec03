import type { Line } from "./axis.ts";

/** The field's own words, as data: what a label says its line is. Labels are compared normalised. */

const YEAR = /(?<!\d)((?:19|20)\d{2})(?=年)|(?<![\p{L}\d.])((?:19|20)\d{2})(?!\d|\.\d)/u;

/** The year that a line's period or label gives (2017年末余额, 2017); `undefined` where none: 单位1901 is no year. */
export function yearOf({ period, label }: Pick<Line, "period" | "label">): number | undefined {
  const yearIn = (text: string): string | undefined => {
    const [, written, bare] = YEAR.exec(text) ?? [];
    return written ?? bare;
  };
  const stated = yearIn(period ?? "");
  // A year read from the label itself says no more than the label does.
  const year = stated !== undefined && !label.includes(stated) ? stated : yearIn(label);
  return year === undefined ? undefined : Number.parseInt(year, 10);
}

/** A change against an earlier period. */
export const CHANGE = /(?:增减|增长|增幅|变化|变动|比上年|较上年|同比|升降|增加额|减少额|差额|increase|decrease|change|growth)/i;
/** A change given as a share of the earlier figure. */
export const CHANGE_RATE = /(?:%|率|幅|百分|percent|rate)/i;
export const EARLIER = /(?:上年|上期|去年|年初|期初|上年同期|同期|以前年度|previous|prior|last)/i;
export const LATER = /(?:本年|本期|今年|年末|期末|当年|当期|current|this)/i;

/** A composition in per cent: 收入结构, 经费构成（%）. */
export const COMPOSITION = /(?:结构|构成)(?:\([^)]*\))?$/;
/** A line that adds others up, by a word anywhere in its label: 工资总额, 总支出（万元）. */
export const SAYS_TOTAL = /(?:合计|总计|小计|共计|总额|总数|总收入|总支出)/;
/** A standard or price that is set, not computed. */
export const STANDARD = /(?:标准|单价|限额|起付线|封顶)/;

export const SCORE = /(?:得分|计分|评分|自评分|打分|分数)(?:\([^)]*\))*$/;
export const WEIGHT = /^(?:(?:三级)?指标|参考|执行率)?(?:分值|权重|满分|标准分|分值权重)(?:\([^)]*\))*$/;

export const TARGET = /(?:目标值|指标值|\(目标\)值|预期值|目标\(值\)|年初目标|年初设定目标|绩效目标值|计划值|预期目标)/;
export const ACTUAL = /(?:完成值|实际值|实现值|实际完成|完成情况)/;
/** A share that should be high even where what it is a share of should be low: 住院费用报销比例. */
export const HIGHER_IS_BETTER = /(?:救助|报销|补助|补偿|支付|到位|覆盖|满意|完成|合格|知晓|执行|达标|结案|保障|资助)(?:率|比例|比)/;
/** Indicators that should be as low as they can. */
export const LOWER_IS_BETTER =
  /(?:费用|成本|支出|投诉|差错|死亡|发生率|虚报|违规|逾期|滞留|超期|变质|信访|起付线|元\/人|负担(?:比例|率)|受害率|成灾率|(?:预算|概算)调整率|结转结?余?率|结余率|(?:经费|人员|概算|面积|成本)控制率|经费.{0,2}变动率)/;
/** Indicators that may be meant either way: a time to answer should be short, a time open to visitors long. */
export const EITHER_WAY = /(?:时间|时限|时长|期限|工期|天数|控制率|变动率)(?:\([^)]*\))?$/;
/** The column in which a form prints the direction of an indicator by itself: ≥, ≤, 反向. */
export const DIRECTION = /^(?:指标(?:性质|方向|符号)|(?:计算|运算|比较)?符号|方向|指标值类型)$/;

/** Rates whose two figures the field's usage fixes: rate, what is divided, by what. */
export const RATE_TERMS: readonly (readonly [rate: RegExp, numerator: RegExp, denominator: RegExp])[] = [
  [/执行率|支出进度|预算完成率/, /执行|支出|完成/, /预算|计划|安排/],
  [/到位率/, /实缴|到位|实收|实际/, /应缴|计划|预算|应到|应收|规定/],
  [/(?:支付|支出|使用)(?:比例|率)/, /支出|使用/, /收入|到位|筹集|资金总额/],
  [/参保率|覆盖率/, /参保|覆盖/, /人口|应参保|应保/],
  [/完成率|达成率/, /完成|实际/, /目标|计划|任务|预算/],
];

/** `参保率 … 以户籍人口数为基数`: what the heading itself names as the base. */
export const BASE_NAMED = /以(.{2,12}?)(?:为|作)(?:基数|分母)/;

/** Letters that a form gives its columns: 预算数（A）, 执行数（B）, 执行率（B/A）. */
export const letterOf = (line: Line): string | undefined => /\(([A-Z])\)$/.exec(line.label)?.[1];
export const quotientOf = (line: Line): readonly [numerator: string, denominator: string] | undefined => {
  const named = /\(([A-Z])[/÷]([A-Z])\)/.exec(line.label);
  return named ? [named[1]!, named[2]!] : undefined;
};

/** What is left of one figure after another, by the field's usage: what is left, of what, after what. */
export const LEFT_TERMS: readonly (readonly [left: RegExp, whole: RegExp, used: RegExp])[] = [
  [/空编|缺编|空缺/, /编制|核定/, /实有|在编|在岗|现有|实际/],
  [/超编/, /实有|在编|在岗|现有|实际/, /编制|核定/],
  [/欠缴|未缴|少缴|尚欠/, /应缴/, /实缴|已缴/],
  [/未到位|到位缺口/, /应到位|应拨|计划|预算|下达|安排/, /(?:实际|已)?到位|已拨/],
  [/未支出|未使用|未执行|结转结余|指标结余/, /到位|预算|下达|安排/, /支出|使用|执行/],
  [/未完成/, /目标|计划|任务|应/, /(?:实际|已)?完成/],
];

/** Shares that cannot be more than the whole, whatever is counted. */
export const WITHIN_WHOLE =
  /(?:占比|比重|构成比|满意度|满意率|合格率|准确率|及时率|知晓率|达标率|优良率|公开率|报销比例|报销率|补偿比例?|自付比例|负担比例|出勤率|死亡率|发生率|差错率)(?:\([^)]*\))?$/;

/** Levels of government and care, men and women …: words that split a whole into parts. */
export const PART_PREFIX =
  /^(?:中央|国家级?|省级?|自治区级?|市级?|州级?|县(?:市区)?级?|区县?级?|区级|乡镇?级?|镇级?|村级?|街道级?|一级|二级|三级|基层|城镇|农村|职工|居民|男性?|女性?|本级|下级)(?=.{2,})/;

/** Words of a running balance. */
export const BALANCE = /(?:结余|节余|结存|余额|结转|限额)|^(?:期末|年末)(?:数|金额|合计)?$/;
export const OPENING = /(?:上年|上期|年初|期初|以前年度)(?:.*)(?:结余|节余|结存|余额|结转)|(?:上年|上期|年初|期初)(?:数|余额)?$/;
export const CUMULATED = /(?:累计|滚存|年末|期末|年终|历年)(?:.*)(?:结余|节余|结存|余额)/;
export const INCOME = /(?:收入|到位|筹集|拨入|发行|新增|增加(?:额|数)?$|借方)/;
export const OUTLAY = /(?:支出|执行|使用|拨出|还本|偿还|减少(?:额|数)?$|贷方)/;
/** A total that each line goes on from the one before, and what it adds: 累计数 and 本月数. */
export const RUNNING_TOTAL = /累计(?:数|额|金额|支出|收入|完成)?(?:\([^)]*\))?$/;
export const THIS_PERIOD = /^(?:本|当)(?:月|期|季|季度)|(?:本|当)(?:月|期|季度?)(?:数|额|金额|发生额|支出|收入|完成)?(?:\([^)]*\))?$/;
