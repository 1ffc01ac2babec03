import { expect, test } from "vitest";
import { amounts } from "../../../src/prose/reading/amounts.ts";
import { plainText } from "../../../src/prose/reading/passages.ts";
import { fc } from "../../support/properties.ts";

const read = (text: string): readonly string[] =>
  amounts(plainText(text)).flatMap((token) =>
    token.kind === "amount"
      ? [`${token.figure.value}${token.figure.unit?.symbol ?? ""}${token.figure.qualifier ? ` ${token.figure.qualifier.kind}` : ""}`]
      : [],
  );

test.each<readonly [string, readonly string[]]>([
  ["支出1,872.20万元", ["1872.2万元"]],
  ["增加３００余条", ["300条 about"]],
  ["约20多万元", ["20万元 about"]],
  ["覆盖1.6 万人", ["1.6万人"]],
  ["可支付6—9个月", ["6个月 range"]],
  ["比率7.5％", ["7.5%"]],
  ["提高0.5个百分点", ["0.5个百分点"]],
  ["当期结余-1305.2万元", ["-1305.2万元"]],
  ["满意度≥90%", ["90% at-least"]],
  ["参保率达95%以上", ["95% at-least"]],
  ["不超过30人", ["30人 at-most"]],
  ["每人122元/人/年", ["122元/人/年"]],
  ["共计壹佰贰拾叁万元整", ["1230000元"]],
  ["拨付三万二千元", ["32000元"]],
  ["下降百分之三十", ["30%"]],
])("%s holds %j", (text, found) => expect(read(text)).toEqual(found));

test.each([
  "2018年8月1日印发",
  "填报日期：2023.6.21",
  "1-3月份、12月底、第27条、第三季度",
  "（湘人社发〔2017〕51号）、[2014]26号",
  "联系电话：0730-8100000，手机13900000000，邮编：414000",
  "市、区按5: 5分担，“4+7”采购，上午9:30",
  "见附件2和表3，编号：20190012",
  "60岁以上，H1N1，DRG2.0",
  "《关于下达2017年补助资金300万元的通知》",
  "（1）目标1：2、措施3）",
])("%s holds no amount with a unit", (text) =>
  expect(amounts(plainText(text)).filter((token) => token.kind === "amount" && token.figure.unit !== null)).toEqual([]),
);

test("an item number before a year is no part of it", () => expect(read("1.2017年支出20万元")).toEqual(["20万元"]));

test("tokens stand in order and never overlap, whatever the text", () => {
  const piece = fc.constantFrom(
    "2017年",
    "3万元",
    "，",
    "12",
    ".",
    "-",
    "%",
    "第",
    "〔",
    "〕",
    "一百",
    "元",
    "至",
    "（",
    "）",
    " ",
    "年",
    "约",
    "人",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = plainText(pieces.join(""));
      let end = 0;
      for (const token of amounts(text)) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(token.end).toBeGreaterThan(token.start);
        expect(token.end).toBeLessThanOrEqual(text.length);
        end = token.end;
      }
    }),
  );
});
