import { expect, test } from "vitest";
import { chineseNumber } from "../../../src/prose/reading/numerals.ts";
import { fc } from "../../support/properties.ts";

const COMMON = { digits: "零一二三四五六七八九", places: ["", "十", "百", "千"], groups: ["", "万", "亿"] };
const FORMAL = { digits: "零壹贰叁肆伍陆柒捌玖", places: ["", "拾", "佰", "仟"], groups: ["", "万", "亿"] };

/** Writes a whole number below ten to the 12th the way it is read aloud: the reader's opposite, made independently of it. */
function written(value: number, { digits, places, groups }: typeof COMMON): string {
  const group = (part: number): string => {
    let text = "";
    let gap = false;
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(part / 10 ** place) % 10;
      if (digit === 0) gap = text !== "";
      else {
        text += `${gap ? digits[0] : ""}${digits[digit]}${places[place]}`;
        gap = false;
      }
    }
    return text;
  };
  if (value === 0) return digits[0]!;
  let text = "";
  for (let at = 2; at >= 0; at--) {
    const part = Math.floor(value / 10_000 ** at) % 10_000;
    if (part === 0) continue;
    const missing = text !== "" && part < 1000;
    text += `${missing ? digits[0] : ""}${group(part)}${groups[at]}`;
  }
  return text;
}

test.each([
  ["三万二千", "32000"],
  ["十二", "12"],
  ["一百零五", "105"],
  ["一百五", "150"],
  ["三万二", "32000"],
  ["一千零一", "1001"],
  ["一亿零五百万", "105000000"],
  ["二〇一七", "2017"],
  ["两千", "2000"],
  ["十二点五", "12.5"],
  ["零点零三", "0.03"],
  ["壹佰贰拾叁万元整", "1230000"],
  ["叁仟贰佰伍拾元伍角陆分", "3250.56"],
  ["贰拾万元零伍分", "200000.05"],
])("%s is %s", (text, value) => expect(chineseNumber(text)?.toString()).toBe(value));

test.each(["", "元", "万", "三百万万", "一二十", "十百", "百十", "三千四千", "五点", "点五", "三万二千人", "元整"])(
  "%j is no number",
  (text) => expect(chineseNumber(text)).toBeUndefined(),
);

test("every whole number reads back as it is written, in both sets of figures", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.constantFrom(COMMON, FORMAL), (value, figures) => {
      expect(chineseNumber(written(value, figures))?.toString()).toBe(String(value));
    }),
  );
});

test("no text makes it throw", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."零一二三十百千万亿点元角分整a1 ") }), (text) => void chineseNumber(text)));
});
