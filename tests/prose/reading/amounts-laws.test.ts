import { expect, test } from "vitest";
import { decimal } from "../../../src/model/decimal.ts";
import { type Amount, amounts } from "../../../src/prose/reading/amounts.ts";
import { plainText } from "../../../src/prose/reading/passages.ts";
import { fc } from "../../support/properties.ts";

// Laws of the number reader: a number is the same number however a clerk writes it, and what is no amount is never one.

const found = (text: string): readonly Amount[] => amounts(plainText(text)).filter((token): token is Amount => token.kind === "amount");
const withUnit = (text: string): readonly Amount[] => found(text).filter(({ figure }) => figure.unit !== null);
const only = (text: string): Amount => {
  const all = withUnit(text);
  expect(all, text).toHaveLength(1);
  return all[0]!;
};

const whole = fc.integer({ min: 1, max: 99_999_999 }).filter((value) => value < 1900 || value > 2100);
/** A number as printed: whole, or with one to four decimals. */
const printed = fc
  .tuple(whole, fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: "" }))
  .map(([value, places]) => (places === "" ? `${value}` : `${value}.${places}`));
const unit = fc.constantFrom("元", "万元", "亿元", "人", "万人", "人次", "户", "个", "公里", "%");
const words = fc.constantFrom("支出", "参保人数为", "到位资金", "完成", "占比");
const fullWidth = (text: string): string => text.replace(/[\d.,%]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const grouped = (text: string): string => text.replace(/^\d+/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ","));

test("value, decimals and unit are those printed", () => {
  fc.assert(
    fc.property(words, printed, unit, (before, number, symbol) => {
      const { figure } = only(`${before}${number}${symbol}。`);
      expect([figure.value.eq(decimal(number)), figure.decimals, figure.unit?.symbol]).toEqual([
        true,
        number.split(".")[1]?.length ?? 0,
        symbol,
      ]);
    }),
  );
});

test("full-width digits and ％ are the same number", () => {
  fc.assert(
    fc.property(words, printed, unit, (before, number, symbol) => {
      const [half, full] = [only(`${before}${number}${symbol}`), only(`${before}${fullWidth(`${number}${symbol}`)}`)];
      expect(full.figure.value.eq(half.figure.value)).toBe(true);
      expect(full.figure.unit).toEqual(half.figure.unit);
    }),
  );
});

test("thousands separators change nothing", () => {
  fc.assert(
    fc.property(words, printed, unit, (before, number, symbol) => {
      expect(only(`${before}${grouped(number)}${symbol}`).figure.value.eq(decimal(number))).toBe(true);
    }),
  );
});

test("a blank before the unit changes nothing: 1.6 万人", () => {
  fc.assert(
    fc.property(words, printed, unit, fc.constantFrom(" ", "  ", "\u00a0", "\u3000"), (before, number, symbol, blank) => {
      const { figure } = only(`${before}${number}${blank}${symbol}`);
      expect([figure.value.eq(decimal(number)), figure.unit?.symbol]).toEqual([true, symbol]);
    }),
  );
});

test("a range gives both its ends: 6—9个月", () => {
  const dash = fc.constantFrom("—", "-", "～", "~", "至", "－");
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 400 }),
      dash,
      fc.constantFrom("个月", "%", "万元"),
      (low, more, mark, symbol) => {
        const { figure } = only(`结余可支付${low}${mark}${low + more}${symbol}`);
        const { qualifier } = figure;
        expect([figure.value.toString(), qualifier?.kind, qualifier?.kind === "range" ? qualifier.high.toString() : ""]).toEqual([
          `${low}`,
          "range",
          `${low + more}`,
        ]);
      },
    ),
  );
});

test("Chinese numerals of money are money: 三万二千元, 壹佰贰拾叁万元整", () => {
  const DIGITS = "零一二三四五六七八九";
  const FORMAL = "零壹贰叁肆伍陆柒捌玖";
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (a, b) => {
      expect(only(`拨付${DIGITS[a]}万${DIGITS[b]}千元`).figure.value.toString()).toBe(`${a * 10_000 + b * 1000}`);
      expect(only(`共计${FORMAL[a]}佰${FORMAL[b]}拾万元整`).figure.value.toString()).toBe(`${a * 1_000_000 + b * 100_000}`);
    }),
  );
});

test("document numbers, dates, additions and telephone numbers are no amounts, whatever their digits", () => {
  const year = fc.integer({ min: 1990, max: 2035 });
  const month = fc.integer({ min: 1, max: 12 });
  const day = fc.integer({ min: 1, max: 28 });
  const bracket = fc.constantFrom(["〔", "〕"], ["[", "]"], ["（", "）"], ["【", "】"]);
  fc.assert(
    fc.property(year, month, day, fc.integer({ min: 1, max: 999 }), bracket, (y, m, d, number, [open, close]) => {
      expect(withUnit(`按照湘人社发${open}${y}${close}${number}号文件执行`)).toEqual([]);
      expect(withUnit(`填报日期：${y}.${m}.${d}`)).toEqual([]);
      expect(withUnit(`于${y}年${m}月${d}日印发`)).toEqual([]);
      expect(withUnit(`实行“${m}+${d}”带量采购`)).toEqual([]);
      expect(withUnit(`联系电话：0${700 + m}-8${String(number).padStart(3, "0")}${y}`)).toEqual([]);
    }),
  );
});
