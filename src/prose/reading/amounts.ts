import { Decimal, decimal } from "../../model/decimal.ts";
import type { Figure, Qualifier } from "../../model/figure.ts";
import { UNIT_SYMBOLS, type Unit, unitOf } from "../../model/unit.ts";
import { chineseNumber, NUMERAL_CLASS } from "./numerals.ts";

/** A number in running text, with the place of its digits and of all that belongs to it (qualifiers and unit). */
export interface Amount {
  readonly kind: "amount";
  /** From the qualifier before to the qualifier after. */
  readonly start: number;
  readonly end: number;
  readonly figure: Figure;
}

/** A year or a year and month that the text speaks of. */
export interface When {
  readonly kind: "when";
  readonly start: number;
  readonly end: number;
  /** The year; `null` for a month or day without one. */
  readonly year: string | null;
  /** A whole year (2017年度), not a day in it. */
  readonly whole: boolean;
}

/** A number that counts or measures nothing: an enumerator keeps its number. */
export interface Mark {
  readonly kind: "mark";
  readonly start: number;
  readonly end: number;
  readonly item: string | null;
}

export type Token = Amount | When | Mark;

/** Unit symbols as one pattern, branched on the first character so that a scan does not try them all; longest first. */
function unitPattern(): string {
  const branches = new Map<string, string[]>();
  for (const symbol of UNIT_SYMBOLS) {
    // Years, months and days are when something was, not how much of it there is; 分 begins too many words.
    if (["年", "月", "日", "分"].includes(symbol)) continue;
    const rest = branches.get(symbol[0]!);
    if (rest) rest.push(symbol.slice(1));
    else branches.set(symbol[0]!, [symbol.slice(1)]);
  }
  return [...branches].map(([first, rests]) => `${first}(?:${rests.join("|")})`).join("|");
}
const PER = String.raw`(?:\s*/\s*(?:人|户|年|月|日|天|次|期|个|件|例|床|亩|公里|学年|学期)){0,3}`;
const UNIT = new RegExp(`\\s*(余|多|几)?\\s*(?:(${unitPattern()}|分(?![别之钟析管级布类成支院局]))(${PER}))?`, "y");
const CANDIDATE = new RegExp(
  `《[^《》]{0,120}》|\\d{1,3}(?:, ?\\d{3}(?!\\d))+(?:\\.\\d+)?|\\d+(?:,\\d{3}(?!\\d))*(?:\\.\\d+)?|百分之${NUMERAL_CLASS}{1,12}|${NUMERAL_CLASS}{2,24}(?=[元圆人户%])`,
  "g",
);
const CHINESE_MONEY = new RegExp(`[元圆](?:${NUMERAL_CLASS}角)?(?:零?${NUMERAL_CLASS}分)?[整正]?`, "y");
const DAY =
  /(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|[份底初末]|[上中下]旬)?|[.\-/]\s*\d{1,2}\s*[.\-/]\s*\d{1,2}(?!\d)\s*日?)/y;
const YEARS = /((?:19|20)\d\d)\s*年?\s*(?:-|—|–|~|至|到|和|、)\s*((?:19|20)\d\d)\s*(?:年度?)/y;
const YEAR = /((?:19|20)\d\d)\s*年(?:度|末|底|初)?/y;
const MONTH = /\d{1,2}\s*月?\s*(?:(?:-|—|–|~|至|到)\s*\d{1,2}\s*)?月(?:[份底初末]|[上中下]旬)?(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日(?![均常])/y;
const PHONE = /1[3-9]\d{9}(?!\d)|0\d{2,3}\s*-\s*\d{7,8}(?!\d)|\d{7,8}\s*转\s*\d+/y;
const RATIO = /\d+\s*[:+×*xX]\s*\d+(?![:.]?\d)/y;
const HIGH_END = /\s*(%)?\s*(?:-|—|–|~|～|至|到)+\s*(\d+(?:\.\d+)?)(?!\d*\s*[年月日号])/y;
const ITEM = /(\d{1,2})\s*(?:[、.:)](?!\s*\d)|[、.)](?=\s*(?:19|20)\d\d\s*年))/y;
/** 163.12万美元: an amount, but in no unit that others are told in. */
const FOREIGN = /\s*([万亿]?)(美元|欧元|港元|港币|日元|英镑)/y;
const FOREIGN_POWERS: { readonly [prefix: string]: number } = { "": 0, 万: 4, 亿: 8 };
const CODE = /\d+(?:\.\d+)?(?:[A-Za-z_]|\s*[号款岁周届楼层])/y;
const BEFORE: readonly (readonly [RegExp, Exclude<Qualifier["kind"], "range">])[] = [
  [/(?:≥|>=|⩾|不低于|不少于|不小于|至少)\s*$/, "at-least"],
  [/(?:≤|<=|⩽|不高于|不超过|不多于|不大于|至多|控制在)\s*$/, "at-most"],
  [/(?:>|高于|大于|超过|多于|超出|突破|逾)\s*$/, "more-than"],
  [/(?:<|低于|小于|少于|不足|不到)\s*$/, "less-than"],
  [/(?:(?<![节合契预违签集])约为?|大约|将近|接近|近|≈|左右)\s*$/, "about"],
];
const AFTER = /\s*(?:(\(含\d*%?\))|(及以上|以上|及其以上)|(及以下|以下|以内|之内)|(左右|上下))/y;
const AFTER_KINDS: readonly Exclude<Qualifier["kind"], "range">[] = ["at-least", "at-least", "at-most", "about"];
/** Numbers after these are names, not amounts. */
const NAMED = /(?:第|附[件表]|[表图]|(?:序号|编号|文号|电话|邮编|账号|帐号|代码|型号|单号)\s*:?|[A-Za-z_]-?)\s*$/;
const LOOK_BACK = 8;

const sticky = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

function qualifierBefore(text: string, start: number): { readonly qualifier: Qualifier | null; readonly start: number } {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const last = before.trimEnd().at(-1);
  if (last === undefined || !"≥=于过少在>≤⩾⩽<多出破逾足到约为近≈右".includes(last)) return { qualifier: null, start };
  for (const [pattern, kind] of BEFORE) {
    const match = pattern.exec(before);
    if (match) return { qualifier: { kind }, start: start - match[0].length };
  }
  return { qualifier: null, start };
}

function figureOf(raw: string, digits: string, negative: boolean, unit: Unit | null, qualifier: Qualifier | null): Figure {
  const bare = digits.replace(/[, ]/g, "");
  const value = decimal(bare);
  const point = bare.indexOf(".");
  return { raw, value: negative ? value.neg() : value, decimals: point < 0 ? 0 : bare.length - point - 1, unit, qualifier };
}

const unitAt = (match: RegExpExecArray | null): Unit | null =>
  match?.[2] === undefined ? null : (unitOf(`${match[2]}${(match[3] ?? "").replace(/\s+/g, "")}`) ?? null);

/** What is no amount: dates, document numbers, telephone numbers, ratios, item numbers, names with a number in them. */
function notAmount(text: string, start: number, digits: string): Exclude<Token, Amount> | undefined {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const mark = (end: number, item: string | null = null): Mark => ({ kind: "mark", start, end, item });
  const years = sticky(YEARS, text, start);
  if (years) return { kind: "when", start, end: start + years[0].length, year: null, whole: true };
  const day = sticky(DAY, text, start);
  if (day) return { kind: "when", start, end: start + day[0].length, year: digits.slice(0, 4), whole: false };
  const year = sticky(YEAR, text, start);
  if (year) return { kind: "when", start, end: start + year[0].length, year: year[1]!, whole: true };
  const month = sticky(MONTH, text, start);
  if (month) return { kind: "when", start, end: start + month[0].length, year: null, whole: false };
  const phone = sticky(PHONE, text, start);
  if (phone) return mark(start + phone[0].length);
  const item = sticky(ITEM, text, start);
  if (item && /(?:^|[。;:：,，、!?(（\s]|目标|指标|措施)\s*$/.test(before)) return mark(start + item[0].length, item[0].replace(/\s/g, ""));
  const ratio = sticky(RATIO, text, start);
  if (ratio) return mark(start + ratio[0].length);
  if (NAMED.test(before) || digits.replace(/\D/g, "").length >= 15) return mark(start + digits.length);
  if (/[〔[【(]\s*$/.test(before) && /^(?:19|20)\d\d$/.test(digits) && /^\s*[〕\]】)]/.test(text.slice(start + 4, start + 8)))
    return mark(start + 4);
  const code = sticky(CODE, text, start);
  if (code) return mark(start + code[0].length);
  return undefined;
}

/** Doc numbers go on after the bracket: 〔2017〕51号. */
const DOCUMENT_NUMBER = /[〕\]】)]\s*(?:第\s*)?$/;

/**
 * The numbers of a text in order, in one pass: amounts with unit and qualifier, years, and marks that are neither.
 * `text` must be half width (`plainText`). Numbers in 《titles》 are passed over.
 */
export function amounts(text: string): readonly Token[] {
  const tokens: Token[] = [];
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const [digits] = match;
    const start = match.index;
    if (digits.startsWith("《")) continue;
    const token = /^\d/.test(digits) ? arabic(text, start, digits) : chinese(text, start, digits);
    if (!token) continue;
    tokens.push(token);
    CANDIDATE.lastIndex = token.end;
  }
  return tokens;
}

function arabic(text: string, start: number, digits: string): Token | undefined {
  const other = notAmount(text, start, digits);
  if (other) return other;
  if (
    DOCUMENT_NUMBER.test(text.slice(Math.max(0, start - 4), start)) &&
    /^\s*号/.test(text.slice(start + digits.length, start + digits.length + 3))
  )
    return { kind: "mark", start, end: start + digits.length, item: null };
  const before = text[start - 1];
  const negative = before === "-" && !/[\d%]/.test(text[start - 2] ?? "");
  const from = negative ? start - 1 : start;
  const { qualifier, start: begin } = qualifierBefore(text, from);
  let end = start + digits.length;
  const range = sticky(HIGH_END, text, end);
  let high: Decimal | undefined;
  if (range && !negative) {
    const upper = new Decimal(range[2]!);
    end += range[0].length;
    // 100%-80%: a scale told from the top, or two numbers and no range.
    if (upper.lte(digits.replace(/[, ]/g, ""))) return { kind: "mark", start, end: end + sticky(UNIT, text, end)![0].length, item: null };
    high = upper;
  }
  const foreign = sticky(FOREIGN, text, end);
  const match = foreign ?? sticky(UNIT, text, end)!;
  const unit: Unit | null = foreign
    ? { symbol: `${foreign[1]}${foreign[2]}`, dimension: "money", power: FOREIGN_POWERS[foreign[1]!]!, base: foreign[2]! }
    : unitAt(match);
  if (unit !== null || match[1] !== undefined) end += match[0].trimEnd().length;
  if (high !== undefined && unit === null && range?.[1] === undefined) return { kind: "mark", start, end, item: null };
  const after = sticky(AFTER, text, end);
  const kinds = after ? AFTER_KINDS[[1, 2, 3, 4].findIndex((group) => after[group] !== undefined)] : undefined;
  const rounded: Qualifier | null = foreign || match[1] === undefined ? null : { kind: "about" };
  const whole: Qualifier | null = high ? { kind: "range", high } : (qualifier ?? (kinds ? { kind: kinds } : rounded));
  const raw = text.slice(begin, end + (after?.[0].length ?? 0));
  return { kind: "amount", start: begin, end: begin + raw.length, figure: figureOf(raw, digits, negative, unit, whole) };
}

function chinese(text: string, start: number, words: string): Token | undefined {
  if (/[第数几十百千万]\s*$/.test(text.slice(Math.max(0, start - 2), start))) return undefined;
  const percent = words.startsWith("百分之");
  const value = chineseNumber(percent ? words.slice(3) : words);
  if (!value) return undefined;
  let end = start + words.length;
  if (percent) {
    const raw = text.slice(start, end);
    return { kind: "amount", start, end, figure: { raw, value, decimals: value.decimalPlaces(), unit: unitOf("%")!, qualifier: null } };
  }
  const money = sticky(CHINESE_MONEY, text, end);
  if (money) {
    end += money[0].length;
    const raw = text.slice(start, end);
    const amount = chineseNumber(raw) ?? value;
    return {
      kind: "amount",
      start,
      end,
      figure: { raw, value: amount, decimals: amount.decimalPlaces(), unit: unitOf("元")!, qualifier: null },
    };
  }
  const match = sticky(UNIT, text, end)!;
  const unit = unitAt(match);
  if (!unit) return undefined;
  end += match[0].length;
  return { kind: "amount", start, end, figure: { raw: text.slice(start, end), value, decimals: 0, unit, qualifier: null } };
}
