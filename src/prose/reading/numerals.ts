import { Decimal, ZERO } from "../../model/decimal.ts";

/** Chinese figures, common (三) and formal as written on cheques and vouchers (叁), with the two spellings of zero. */
const DIGITS: ReadonlyMap<string, number> = new Map(
  ["〇零", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap((marks, digit) =>
    [...marks].map((mark) => [mark, digit] as const),
  ),
);
/** Places inside a group of four digits, as powers of ten. */
const PLACES: ReadonlyMap<string, number> = new Map([
  ["十", 1],
  ["拾", 1],
  ["百", 2],
  ["佰", 2],
  ["千", 3],
  ["仟", 3],
]);
/** What closes a group, as powers of ten. */
const GROUPS: ReadonlyMap<string, number> = new Map([
  ["万", 4],
  ["萬", 4],
  ["亿", 8],
  ["億", 8],
]);
/** Parts of 元, as powers of ten. */
const COINS: ReadonlyMap<string, number> = new Map([
  ["角", -1],
  ["分", -2],
]);

const MARKS = "〇零一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億点";

/** Characters that a Chinese numeral is made of: what a scanner looks for. */
export const NUMERAL_CLASS = `[${MARKS}]`;

const power = (exponent: number): Decimal => new Decimal(10).pow(exponent);

/** Digits read one by one: 二〇一七 is 2017. `undefined` where a mark is not a digit. */
function digitByDigit(text: string): string | undefined {
  let digits = "";
  for (const mark of text) {
    const digit = DIGITS.get(mark);
    if (digit === undefined) return undefined;
    digits += digit;
  }
  return digits;
}

/** 三万二千, 一亿零五百万: places must fall inside a group, and no digit may be left without its place but a last one. */
function placed(text: string): Decimal | undefined {
  let total = ZERO;
  let section = ZERO;
  let group = ZERO;
  let digit: number | undefined;
  let lastPlace = 4;
  let lastGroup = Number.POSITIVE_INFINITY;
  let zero = false;
  let closedBy = 0;
  for (const mark of text) {
    const value = DIGITS.get(mark);
    const place = PLACES.get(mark);
    const closes = GROUPS.get(mark);
    if (value !== undefined) {
      if (digit !== undefined) return undefined;
      if (value === 0) zero = true;
      else digit = value;
      continue;
    }
    if (place !== undefined) {
      if (place >= lastPlace || (digit === undefined && !(place === 1 && group.isZero()))) return undefined;
      group = group.plus(power(place).times(digit ?? 1));
      lastPlace = place;
      digit = undefined;
      zero = false;
      closedBy = place;
      continue;
    }
    if (closes === undefined) return undefined;
    group = group.plus(digit ?? 0);
    digit = undefined;
    zero = false;
    if (closes === 8) {
      // 三万亿: what stands before 亿 may itself have a 万.
      section = section.plus(group);
      if (section.isZero() || lastGroup <= 8) return undefined;
      total = total.plus(section.times(power(8)));
      section = ZERO;
      lastGroup = 8;
    } else {
      if (group.isZero() || !section.isZero()) return undefined;
      section = group.times(power(4));
    }
    group = ZERO;
    lastPlace = 4;
    closedBy = closes;
  }
  // 三万二 says 32 000, 一百五 says 150; after a zero the last digit is a plain one (一百零五).
  const last = digit === undefined ? ZERO : closedBy > 1 && !zero ? power(closedBy - 1).times(digit) : new Decimal(digit);
  return total.plus(section).plus(group).plus(last);
}

/**
 * Reads a whole number or decimal in Chinese characters: 三万二千 → 32000, 一百零五 → 105, 二〇一七 → 2017, 十二点五 → 12.5,
 * 壹佰贰拾叁万元整 → 1230000 (its 元, 角, 分 and 整 are read too). `undefined` where the text is not wholly such a number.
 */
export function chineseNumber(text: string): Decimal | undefined {
  const money = /^(.+?)[元圆](?:([^角]+)角)?(?:零?([^分]+)分)?[整正]?$/.exec(text);
  if (money) {
    const yuan = chineseNumber(money[1]!);
    if (!yuan) return undefined;
    let total = yuan;
    for (const [index, coin] of ["角", "分"].entries()) {
      const part = money[index + 2];
      if (part === undefined) continue;
      const digit = DIGITS.get(part.replace(/^零(?=.)/, ""));
      if (digit === undefined) return undefined;
      total = total.plus(power(COINS.get(coin)!).times(digit));
    }
    return total;
  }
  const [whole = "", fraction, ...rest] = text.split("点");
  if (rest.length > 0 || whole === "") return undefined;
  const digits = whole.length > 1 || fraction !== undefined || DIGITS.has(whole) ? digitByDigit(whole) : undefined;
  const integer = digits === undefined ? placed(whole) : new Decimal(digits);
  if (integer === undefined) return undefined;
  if (fraction === undefined) return integer;
  const decimals = digitByDigit(fraction);
  return decimals === undefined || decimals === "" ? undefined : integer.plus(new Decimal(`0.${decimals}`));
}
