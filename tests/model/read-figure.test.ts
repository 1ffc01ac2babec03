import { describe, expect, test } from "vitest";
import { plain } from "../../src/model/decimal.ts";
import { isBlankFigure, readEmbedded, readFigure } from "../../src/model/read-figure.ts";
import { fc } from "../support/properties.ts";

const short = (raw: string): string | undefined => {
  const figure = readFigure(raw);
  if (!figure) return undefined;
  const { qualifier } = figure;
  const high = qualifier?.kind === "range" ? `..${plain(qualifier.high)}` : "";
  return [
    qualifier && qualifier.kind !== "range" ? `${qualifier.kind} ` : "",
    plain(figure.value, figure.decimals),
    high,
    figure.unit ? ` ${figure.unit.symbol}` : "",
  ].join("");
};

describe("readFigure", () => {
  test.each([
    ["1187.117", "1187.117"],
    ["6200.00 ", "6200.00"],
    ["51,760,512.34", "51760512.34"],
    ["５１７６．０５", "5176.05"],
    ["97.96％", "97.96 %"],
    ["-136", "-136"],
    ["(50.00)", "-50.00"],
    ["–10.30", "-10.30"],
    ["—5%", "-5 %"],
    ["¥1,234.00", "1234.00"],
    ["-¥20.00", "-20.00"],
    ["￥-5.50", "-5.50"],
    ["(¥50.00)", "-50.00"],
    ["增44035", "44035"],
    ["减1018", "-1018"],
    ["△3.5", "-3.5"],
    ["≥550元", "at-least 550 元"],
    ["≤90万元", "at-most 90 万元"],
    ["不低于95%", "at-least 95 %"],
    ["70%左右", "about 70 %"],
    ["80分以上", "at-least 80 分"],
    ["6-9个月", "6..9 个月"],
    ["85%—95%", "85..95 %"],
    ["160 元/人", "160 元/人"],
    ["1人/期", "1 人/期"],
    ["15万元", "15 万元"],
    ["30万", "30 万"],
  ])("%s is %s", (raw, expected) => expect(short(raw)).toBe(expected));

  test.each([
    "",
    "　",
    "-",
    "—",
    "无",
    "2020年12月底",
    "2018.6.21",
    "〔2017〕51号",
    "12 34",
    "(50.00) 100.00",
    "1,23",
    "普通居民 61 元/人/年; 特殊人员 140 元/人/年",
    "2016-2017",
    "0x1F",
    "1e5",
  ])("%j is no figure", (raw) => expect(short(raw)).toBeUndefined());

  test("what is printed plainly is read back exactly, whatever the separators and the width of the digits", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.nat(4),
        fc.boolean(),
        fc.boolean(),
        (units, places, separated, wide) => {
          const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
          const whole = digits.slice(0, digits.length - places);
          const text = `${units < 0n ? "-" : ""}${separated ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole}${places > 0 ? `.${digits.slice(-places)}` : ""}`;
          const written = wide ? text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
          const figure = readFigure(written);
          expect(figure?.decimals).toBe(places);
          expect(figure?.value.times(10 ** places).toFixed(0)).toBe(units.toString() === "0" ? "0" : units.toString());
        },
      ),
    );
  });

  test("no text makes it throw", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => readFigure(text) === undefined || readFigure(text)!.raw === text));
  });
});

describe("readEmbedded", () => {
  test.each([
    ["新增功能模块1个", "1"],
    ["(20分*执行率) 13", "13"],
  ])("%s holds %s", (raw, expected) => expect(readEmbedded(raw)?.value.toString()).toBe(expected));

  test.each(["2020年12月底", "12月模拟运", "61元和140元", "黄医保发〔2021〕14 号"])("%j holds no single figure", (raw) =>
    expect(readEmbedded(raw)).toBeUndefined(),
  );
});

test.each(["", "　", "-", "——", "/", "无"])("%j says that there is no figure", (raw) => expect(isBlankFigure(raw)).toBe(true));
test.each(["0", "无变化", "x"])("%j does not say so", (raw) => expect(isBlankFigure(raw)).toBe(false));
