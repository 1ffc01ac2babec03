import { describe, expect, it } from "vitest";
import * as XLSX from "xlsx";
import { Decimal } from "../../src/model/decimal.ts";
import { displayOf, type NumberFormats } from "../../src/parsers/workbook/display.ts";
import { fc } from "../support/properties.ts";

// The library leaves this part of it untyped.
const formats = XLSX.SSF as NumberFormats;
const shown = (value: number, format: string): string => displayOf(format, formats, false).number(value, new Decimal(value).toFixed());

describe("a number format shows", () => {
  it.each<[format: string, value: number, text: string]>([
    ["0.00", 8.075, "8.08"],
    ["0.00", -8.075, "-8.08"],
    ["#,##0.00", 51760512.345, "51,760,512.35"],
    ["0", 2.5, "3"],
    ["0%", 0.285, "29%"],
    ["0.00%", 0.97965, "97.97%"],
    ["#,##0.00,", 1234565, "1,234.57"],
    ["#,##0,", 1500, "2"],
    ["General", 1187.117, "1187.117"],
    ["General", 51760512.345, "51760512.35"],
    ["General", 123456789012345, "123456789012345"],
    ['General"人"', 413331, "413331人"],
    ["G/通用格式", 5.25, "5.25"],
    ['G/通用格式"元"', 5.25, "5.25元"],
    ["[$-804]0.00", 1.5, "1.50"],
    ["[$¥-804]#,##0.00", 1234.5, "¥1,234.50"],
    ["¥#,##0.00", 12, "¥12.00"],
    ["0.00元", 12.345, "12.35元"],
    ["[DBNum2][$-804]General", 1234, "1234"],
    ["0!.0,", 1234567, "123.5"],
    ['0"."0000', 12345678, "1234.5678"],
    ['0\\.0,"万"', -56789, "-5.7万"],
    ["0.00_);[Red]\\(0.00\\)", -5.505, "(5.51)"],
    ["0.00_);[Red]\\(0.00\\)", -0.004, "(0.00)"],
    ['0.00;-0.00;"无"', 0.004, "0.00"],
    ['0.00;-0.00;"无"', 0, "无"],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, " -   "],
    ["0.00E+00", 12345, "1.23E+04"],
    ["nonsense[", 12.5, "12.5"],
  ])("%s of %d as %s", (format, value, text) => {
    expect(shown(value, format)).toBe(text);
  });

  it("words in its last section, or as they are", () => {
    const words = (format: string): string => displayOf(format, formats, false).words("合计");
    expect([words("General"), words("@"), words('@"："'), words("0.00"), words(";;;"), words('0;-0;0;"记"@')]).toEqual([
      "合计",
      "合计",
      "合计：",
      "合计",
      "",
      "记合计",
    ]);
  });

  it("dates as dates, and those before the calendar by their number", () => {
    const { isDate, number } = displayOf('[$-804]yyyy"年"m"月";@', formats, false);
    expect([isDate, number(45261, "45261"), number(-1, "-1")]).toEqual([true, "2023年12月", "-1"]);
    expect(displayOf("yyyy/m/d", formats, true).number(0, "0")).toBe("1904/1/1");
  });

  it("every half away from zero, whatever its binary fraction", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 3 }), (digits, places) => {
        const exact = new Decimal(digits)
          .times(10)
          .plus(digits < 0 ? -5 : 5)
          .div(new Decimal(10).pow(places + 1));
        const format = places === 0 ? "0" : `0.${"0".repeat(places)}`;
        const text = shown(exact.toNumber(), format);
        expect(text.replace(/^-(?=0(?:\.0*)?$)/, "")).toBe(exact.toFixed(places, Decimal.ROUND_HALF_UP).replace(/^-(?=0(?:\.0*)?$)/, ""));
      }),
      { numRuns: 2000 },
    );
  });
});
