import { normaliseLabel } from "../model/label.ts";
import { unitOf } from "../model/unit.ts";

const UNTIDY = /[\s\uff01-\uff5e\u3000\u00a0\u200b-\u200d\ufeff“”"'‘’《》:]/;

/** A label for matching: half width, no blanks at all, quotes and colons at its ends taken off. */
export const key = (text: string): string => (UNTIDY.test(text) ? tidied(text) : text);

const tidied = (text: string): string =>
  normaliseLabel(text)
    .replace(/\s+/g, "")
    .replace(/^[“”"'‘’《]+|[“”"'‘’》:]+$/g, "");

const BRACKETED = /[([【][^()[\]【】]*[)\]】]?/g;

/** The key without what stands in brackets: 实际参保人数(人) → 实际参保人数. */
export const core = (text: string): string => {
  const whole = key(text);
  const without = whole.replace(BRACKETED, "").replace(/[:：]$/, "");
  return without === "" ? whole : without;
};

const NUMBERING =
  /^(?:[一二三四五六七八九十百]+[、.．)]|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+[部分项类章节]+|\d{1,2}(?:\.\d{1,2})*[、.．)](?!\d)|[①-⑳]|[A-Za-z][、.)])/;

/** A label without its numbering and without 其中. */
export function unnumbered(label: string): string {
  let rest = key(label);
  for (let turn = 0; turn < 3; turn++) {
    const shorter = rest.replace(/^其中[:：]?/, "").replace(NUMBERING, "");
    if (shorter === rest || shorter === "") break;
    rest = shorter;
  }
  return rest;
}

const SUBTOTAL = /^.{0,14}小计$|^sub-?totals?\b/i;
const PURE_TOTAL =
  /^(?:合计|总计|共计|合计数|总合计|总分|总得分|合计得分|得分合计|分值合计|综合得分|总评分|累计|总和|全部合计|(?:grand)?totals?|sum|overall)$/i;
const NAMED_TOTAL = /^.{1,18}(?:合计|总计|共计|合计数)$|^(?:合计|总计)[^率数额人].{0,8}$|^(?:total[a-z ]{0,40}|.{0,40}total)$/i;

/** What the words of a row label say of its place in a sum. `named`: 收入合计, which a wider 总计 may still take in. */
export function totalWords(label: string): "subtotal" | "total" | "named" | undefined {
  const words = unnumbered(label).replace(BRACKETED, "");
  if (SUBTOTAL.test(words)) return "subtotal";
  if (PURE_TOTAL.test(words)) return "total";
  return NAMED_TOTAL.test(words) ? "named" : undefined;
}

const PARTS = {
  serial: "序号?|编号|行次|栏次|项次|次序|№|no|(?:[\\u4e00-\\u9fff]{0,8})(?:编码|代码)|类|款|项",
  thing:
    "(?:预算|收入|支出|资产|负债|会计|功能|经济|功能分类|经济分类|费用|资金|指标|统计|检查|审计|补助|考核|主要|明细|具体|工作|收支|固定资产|借款|产品|行业)*(?:项目|科目|类别|种类|险种)(?:名称|内容|类别|分类)?|(?:一级|二级|三级|四级|五级|绩效|考核|评价|主要|具体|明细|项目)?指标(?:名称|内容|类别)?|名称|内容|分类|摘要|事项|类型|类别|用途|[一二三四]级(?:指标|科目|项目|名称|分类)",
  place:
    "地区|区域|市县?|区县|县区|县\\(市、?区\\)|区县\\(市\\)|市州|乡镇|镇街|街道|村名?|部门|机构|单位|单位名称|统筹区|统筹地区|行政区划",
  unit: "(?:计量|计算|数量)?单位",
  person: "姓名|性别|年龄|职务|职称|职称/职务|签字|签名|联系电话|电话|联系方式",
  time: "年份|年度|月份|时间|日期|季度",
  amount:
    "(?:[\\u4e00-\\u9fff]{0,6})(?:金额|数量|人数|人次|户数|次数|笔数|比例|比重|占比|结构|幅度|余额|发生额|限额|预算数|决算数|执行数|完成数|预计数|调整数|实际数|支出数|收入数|应缴数|实缴数|到位率|执行率|完成率|增长率)|本期|上期|本年|上年|本年度|上年度|本月|上月|本季|年初|年末|期初|期末|累计|本期金额|上期金额|合计|小计|总计|其中|同比|环比",
  target:
    "(?:[\\u4e00-\\u9fff]{0,6})(?:目标|目标值|指标值|完成值|实际值|完成情况|执行情况)|(?:全年)?(?:实际)?完成(?:情况)?(?<=实际完成|全年完成|完成情况)|指标(?:内容|说明|解释|性质|方向)",
  score: "(?:[\\u4e00-\\u9fff]{0,4})(?:分值|得分|评分|计分|权重|扣分|满分)(?:标准|原因|说明|依据|细则)?",
  change:
    "(?:比|较|与|同)?(?:上年|去年|同期|年初|预算|上月|上期)?(?:数|同期)?(?:相比|比)?(?:增减|增、减|增\\(减\\)|增长|增加|减少|变动|变化|对比|增减变化)(?:额|率|数|%|情况|比例|幅度|金额)?",
  note: "备注|说明|附注|原因|.{0,12}(?:原因|措施|原因分析|改进措施)(?:说明|分析)?|依据|责任单位|建设地点|建设内容|资金来源|证明材料",
  english:
    "items?|descriptions?|particulars|years?|amounts?|totals?|units?|names?|regions?|country|category|notes?|remarks?|budget|actual|variance|change|opening|closing|balance|increase|decrease|quantity|price|rate|%|q[1-4]|account|date|code|type|source",
} as const;
const HEADING = new RegExp(`^(?:${Object.values(PARTS).join("|")})$`, "i");

/** The words of a column heading, whatever the table is about. Row labels may match too: one match proves little. */
export const headingWords = (text: string): boolean => {
  const whole = key(text);
  return whole !== "" && (HEADING.test(core(whole)) || HEADING.test(whole) || unitOf(whole) !== undefined);
};

const HEADING_END =
  /(?:名称|类型|类别|分类|内容|日期|时间|金额|数量|比例|比率|率|原因|方式|情况|职务|单位|部门|地址|标准|依据|方法|年限|期限|编号|主体|来源|结果|状态|性质|说明|备注|次数|人数|数|额|值|量|价|收入|支出|成本|利润|资金|余额|结余|参数|指标)$|^是否/;
/** Could head a column by its last word; so could many row labels. */
export const headingLike = (text: string): boolean => headingWords(text) || (text.length <= 20 && HEADING_END.test(core(text)));

const SERIAL = new RegExp(`^(?:${PARTS.serial}|功能分类科目|经济分类科目)$`, "i");
export const serialWords = (text: string): boolean => SERIAL.test(core(text));

const DATED = /(?:时间|日期|年度|年份|年限|期限|月份|dates?|years?)$/i;
export const datedWords = (text: string): boolean => DATED.test(core(text));

const ORDINAL = /^(?:序号?|行次|项次|次序|编号|№)$/;
/** Heads the numbers of lines and nothing else, even where lines are left out. */
export const ordinalWords = (text: string): boolean => ORDINAL.test(core(text));

/** Columns whose numbers name something instead of counting it. */
const IDENTIFIER =
  /(?:编码|代码|电话|手机|邮编|邮政编码|传真|账号|帐号|证号|凭证号|文号|文件号|身份证|编号|日期|批号|型号|学号|工号|车牌号|附注|注释|phone|zip|postcode|code|note)s?$/i;
export const identifierWords = (text: string): boolean => IDENTIFIER.test(core(text));

/** A column that tells about the rows, rather than naming them. */
const TEXTUAL =
  /(?:内容|说明|备注|标准|依据|材料|原因|措施|简介|方式|地点|解释|要求|来源|责任单位|主管单位|签字|签名|附注|remarks?|notes?|comments?)$/i;
export const textualWords = (text: string): boolean => TEXTUAL.test(core(text));

const REMARK = /(?:内容|说明|备注|标准|依据|原因|措施|简介|解释|附注|remarks?|notes?|comments?)$/i;
/** A column that comments on the rows rather than naming something of its own. */
export const remarkWords = (text: string): boolean => REMARK.test(core(text));

/** What was aimed at and what came of it, in words. */
export const aimWords = (text: string): boolean => /(?:目标|完成情况|实际完成)$/.test(core(text));

const MEASURE = /^(?:计量|计算|数量)?单位$|^units?$/i;
export const measureWords = (text: string): boolean => MEASURE.test(core(text));

const LEVELLED = /^[一二三四五]级(?:指标|科目|项目|目录|名称|分类)?$/;
/** 一级指标, 二级指标 …: each of these columns is a step of the row's path. */
export const levelledWords = (text: string): boolean => LEVELLED.test(core(text));

const NOTE =
  /^[*※]?(?:注|附注|备注|说明|填表说明|填报说明|编制说明|特别说明|资料来源|数据来源|notes?|sources?)\d?(?:[:：.．、]|\s*\d|$)|^[*※]/i;
/** Begins a note below (or above) a table. */
export const noteWords = (text: string): boolean => NOTE.test(key(text)) || NOTE.test(normaliseLabel(text));

const SIGNATURE =
  /(?:填表人|制表人?|编制人|填报人|审核人?|复核人?|经办人|负责人|领导|会计|组长|联系人|联系电话|盖章|公章|填报日期|填表日期|制表日期|编制日期|签字|签名|签章)(?:\([^)]*\))*[:：]/;
/** A line to sign on: 审核人： 填表人： 单位负责人（签字）：. */
export const signatureWords = (text: string): boolean => SIGNATURE.test(normaliseLabel(text)) || /年\s*月\s*日$/.test(normaliseLabel(text));

const PREAMBLE =
  /^(?:(?:金额|计量|货币|数据)?单位[:：]|(?:编制|填报|填表|报送|预算|汇总|部门|主管|项目|实施|制表|公开)(?:单位|部门|机构|日期|时间|人)?(?:名称)?(?:\([^)]*\))?[:：]|(?:部门|单位)名称[:：]|(?:日期|时间|年度|期间|所属期|报告期|截止日期|币种)[:：]|(?:公开|财决|预算|附表|附件|表|样表)[\dⅠ-Ⅹ一二三四五六七八九十—\-.]*(?:表)?$|附(?:件|表)?[\d一二三四五六七八九十]*[-—.\d]*[:：.。]?$|\(?(?:19|20)\d\d(?:年|\.)(?:度|\d{1,2}月(?:\d{1,2}日|份|末)?|第?[一二三四1-4]季度|[上下]半年|\d{1,2}[-—至~]\d{1,2}月)*\)?$|\(?续表?\)?$|[\u4e00-\u9fff]{0,6}\d{1,3}(?:[-—]\d+)?表$)/;
const ENGLISH_PREAMBLE =
  /^(?:for the (?:year|period|quarter|(?:six|nine|three|twelve) months) ended .{4,24}|as (?:at|of) .{4,24}|(?:rmb|usd|hkd|[a-z]{2,3}\$|\$|¥|€|£)\s?['’]?(?:0{3}s?|m(?:illions?)?|thousands?)?|\(?in (?:thousands|millions)(?: of .{2,20})?\)?|(?:unit|prepared by|date):.*)$/i;
/** Stands above a table without being its title: unit, period, who filled it in, number of the form. */
export const preambleWords = (text: string): boolean => {
  const whole = normaliseLabel(text).replace(/(?<=\d)\s+(?=年)/g, "");
  return (
    PREAMBLE.test(whole) ||
    PREAMBLE.test(key(text)) ||
    PREAMBLE.test(key(text).replace(/^[([](.*)[)\]]$/, "$1")) ||
    ENGLISH_PREAMBLE.test(whole) ||
    (unitOf(whole.replace(/^[([](.*)[)\]]$/, "$1")) !== undefined && whole.length <= 6)
  );
};

const FORM_LABEL =
  /(?:名称|主管部门|(?:实施|使用|承担|建设|责任|预算|填报|申报|评价|牵头|执行)单位|负责人|负责人及电话|联系人|联系电话|电话|邮编|邮政编码|地址|起止时间|起止年限|项目类别|项目属性|项目类型|项目级次|项目期限|资金性质|预算部门|评价等[次级]|综合得分|总分|得分合计|评价得分|填报日期|填报人|所属行业|性质|法定代表人|资金总额|年度资金|注册地址?|注册资本|类别|级别)$/;
/** The label of a form's field, rather than a heading over a column. */
export const fieldWords = (text: string): boolean => FORM_LABEL.test(core(text));

/** Says only that the table before goes on: 续表, （续表1）. */
export const continuedWords = (text: string): boolean => /^[（(]?续表?\d*[)）]?$/.test(key(text));

const NOTHING = /^(?:无|暂无|没有|未开展|不适用|不涉及|待定|详见.*|n\/?a|nil|none)$/i;
/** Stands where a figure could, and says that there is none. */
export const nothingWords = (text: string): boolean => NOTHING.test(key(text));

const ANSWER = /^(?:是|否|有|无|同意|不同意|通过|不通过|已完成|未完成)$|^[√□☑☐×✓]/;
/** Answers a question, and names nothing: 是, 无, √. */
export const answerWords = (text: string): boolean => ANSWER.test(key(text)) || nothingWords(text);

const SENTENCE = /[。；;！？]|，.*，/;
/** Running text, not a label. */
export const sentence = (text: string): boolean => text.length > 45 || (text.length > 16 && SENTENCE.test(text));

const SCORE = /(?:得分|评分|计分|评价分|分数|实得分|score)s?$/i;
/** A column of scores given (not of points that could be had). */
export const scoreWords = (text: string): boolean => SCORE.test(core(text)) && !/满分|标准/.test(text);

const AMOUNT =
  /(?:预算|执行|决算|完成|支出|收入|到位|计划|实际|金额|数额|拨付|下达|使用|结余)(?:数|额|资金|金额|率|总额)?$|(?:得分|分值|金额|数额|数量)$/;
/** The heading of a column of amounts or scores: never that of the row labels. */
export const amountWords = (text: string): boolean => AMOUNT.test(core(text));
