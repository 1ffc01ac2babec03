import { describe, expect, it } from "vitest";
import { delimiterOf, isDelimited } from "../../src/containers/delimiter.ts";

describe("delimiterOf", () => {
  it.each([
    [",", '县区,金额\n甲县,"1,234.50"\n乙县,12;3\n'],
    [";", "县区;金额\n甲县;1,5\n乙县;2,5\n丙县;3\n"],
    ["\t", "县区\t金额\n甲县\t1,234\n乙县\t5\n"],
    ["|", "县区|金额\n甲县|1\n"],
    [";", "sep=;\r\na,b;c\r\n"],
    [",", "只有一列\n甲\n"],
  ])("finds %j", (delimiter, text) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });

  it("does not count what stands in quotes, line ends among it", () => {
    expect(delimiterOf('"a;b;c\n;;;",1\n"d;e;f",2\n')).toBe(",");
  });
});

describe("isDelimited", () => {
  const dumpOfCells = "附件1：\n\n\t序号\n\t区县\n\n\t1\n\t资阳\n";
  const dumpOfRows =
    "自评表\n\n（2020年度）\n\n项目\t\t城乡医疗救助\n主管部门\t\t医保局\t单位\t绵阳\n指标\t值\n\n主要领导签字：\n\n填报日期：2021年\n";
  it.each([
    ["rows of the same width", "甲,1\n乙,2\n", "txt", true],
    ["a dump with one cell a line", dumpOfCells, "txt", false],
    ["a dump with one cell a line, whatever its name", dumpOfCells, "csv", false],
    ["a dump with one row a line", dumpOfRows, "txt", false],
    ["what a spreadsheet saves as text", "县区\t收入\t支出\n甲县\t1\t2\n合计\t\t\n", "txt", true],
    ["a dump of one long table under its caption", `自评表\n${"指标\t值\n".repeat(40)}`, "txt", false],
    ["prose", "城乡居民医保基金运行平稳。\n全年支出11046万元，比上年增加。\n", "txt", false],
    ["prose named .csv", "城乡居民医保基金运行平稳。\n全年支出11046万元。\n", "csv", false],
    ["one column named .csv", "金额\n1\n2\n", "csv", true],
    ["a title over rows, exported as .xls", "收支情况表\n县区\t收入\t支出\n甲县\t1\t2\n乙县\t3\t4\n", "xls", true],
    ["a note to Excel", "sep=;\n甲\n", "txt", true],
  ])("judges %s", (_, text, extension, answer) => {
    expect(isDelimited(text, extension)).toBe(answer);
  });
});
