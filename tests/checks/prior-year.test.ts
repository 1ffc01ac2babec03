import { expect, test } from "vitest";
import type { Document, Grid } from "../../src/model/grid.ts";
import type { Previous } from "../../src/model/previous.ts";
import { examine, previousFrom, previousOf, recordsIn, render } from "../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";

const report = (path: string, ...blocks: readonly (string | Grid)[]): Document => ({
  ...drawDocument(...blocks.map((block) => (typeof block === "string" ? block : { ...block, document: path }))),
  path,
});

const statement = (year: number, opening: string, closing: string): Grid => drawGrid`
  单位 | ${year}年收入（万元） | ${year}年支出（万元） | 上年结余（万元） | 年末累计结余（万元）
  东乡 | 500.00 | 400.00 | ${opening} | ${closing}
  西乡 | 700.00 | 650.00 | 20.00 | 70.00
`;

const lastYearOf = (path: string): Document => report(path, "2016年度城乡居民医保基金收支情况表", statement(2016, "10.00", "110.00"));
const lastYear = lastYearOf("青山县2016年基金收支表.docx");
const thisYear = (opening: string): Document =>
  report(
    "青山县2017年基金收支表.docx",
    "2017年度城乡居民医保基金收支情况表",
    drawGrid`
    单位 | 2017年收入（万元） | 2017年支出（万元） | 上年结余（万元） | 年末累计结余（万元）
    东乡 | 600.00 | 550.00 | ${opening} | 160.00
    西乡 | 800.00 | 720.00 | 70.00 | 150.00
  `,
  );

const carried = (document: Document, ...previous: readonly Previous[]) => {
  const { recalculations, findings } = examine("2017", [document], [], previous);
  const ids = new Set(recalculations.flatMap(({ relation }) => (relation.family.startsWith("prior-year") ? [relation.id] : [])));
  return {
    tried: ids.size,
    findings: findings.filter(({ relation, severity }) => relation && ids.has(relation.id) && severity !== "info"),
  };
};

test("every line opens with what it closed with last year", () => {
  const { tried, findings } = carried(thisYear("110.00"), previousOf("2016", true, [lastYear]));
  expect(tried).toBe(2);
  expect(findings).toEqual([]);
});

test("the line that does not is told with both places, submission and hash included", () => {
  const { findings } = carried(thisYear("101.00"), previousOf("2016", true, [lastYear]));
  expect(findings.map(({ code, severity, scope, reported, expected }) => [code, severity, scope, reported, expected])).toEqual([
    ["balance-mismatch", "error", "cross-document", "101.00", "110"],
  ]);
  expect(findings[0]?.at.label).toBe("东乡 × 上年结余（万元）");
  expect(findings[0]?.evidence[1]?.locator).toMatchObject({
    document: `../2016/${lastYear.path}`,
    sha256: lastYear.sha256,
    label: "东乡 × 年末累计结余（万元）",
  });
});

test("it may also be told in sentences, in another unit, and by the year instead of 上年", () => {
  const then = report("青山县2016年报告.docx", "青山县2016年度医保基金运行报告", "2016年城乡居民医保基金累计结余3536.99万元。");
  const now = (told: string) => report("青山县2017年报告.docx", "青山县2017年度医保基金运行报告", told);
  for (const told of ["城乡居民医保基金上年累计结余35369900元。", "2016年城乡居民医保基金累计结余3536.99万元。"])
    expect(carried(now(told), previousOf("2016", true, [then]))).toMatchObject({ tried: 1, findings: [] });
  for (const told of ["城乡居民医保基金上年累计结余35639900元。", "2016年城乡居民医保基金累计结余3563.99万元。"])
    expect(carried(now(told), previousOf("2016", true, [then])).findings).toHaveLength(1);
});

test("only like with like: another fund, another year, another line", () => {
  const then = (told: string) => [report("青山县2016年报告.docx", "青山县2016年度医保基金运行报告", told)];
  const now = report("青山县2017年报告.docx", "青山县2017年度医保基金运行报告", "城乡居民医保统筹基金上年累计结余100.50万元。");
  for (const told of [
    "2016年职工医保统筹基金累计结余200.50万元。",
    "2016年城乡居民医保风险基金累计结余200.50万元。",
    "2015年城乡居民医保统筹基金累计结余200.50万元。",
    "2016年城乡居民医保统筹基金当年结余200.50万元。",
    "2016年预计城乡居民医保统筹基金累计结余200.50万元。",
  ])
    expect(carried(now, previousOf("2016", true, then(told))), told).toEqual({ tried: 0, findings: [] });
});

test("a year that does not open as the last one closed is no error where the text says why", () => {
  const told = (...text: readonly string[]) =>
    carried(
      { ...thisYear("101.00"), blocks: [...thisYear("101.00").blocks, ...drawDocument(...text).blocks] },
      previousOf("2016", true, [lastYear]),
    ).findings.length;
  expect(told("东乡年初结余与上年年末结余110.00万元不一致，系财政收回存量资金。")).toBe(0);
  expect(told("根据审计意见，调整东乡上年结余。")).toBe(0);
  expect(told("年中调整了年初预算。")).toBe(1);
});

test("a quarter closes no year, 结转下年 does, and the two sides of an account close with what is left in all", () => {
  const then = (...told: readonly string[]) => previousOf("2016", true, [report("2016年报告.docx", "2016年度基金运行报告", ...told)]);
  const now = report("2017年报告.docx", "2017年度基金运行报告", "基金上年结转100.50万元。");
  expect(carried(now, then("截至2016年9月底基金累计结余90.50万元。")).tried).toBe(0);
  expect(carried(now, then("2016年基金支出900.00万元，结转下年105.00万元。")).findings).toHaveLength(1);
  const account = (year: number, opening: string, left: string, total: string) =>
    report(
      `工会${year}.docx`,
      `${year}年度工会经费收支决算表`,
      drawGrid`
      收入（元） | 金额       | 支出（元） | 金额
      拨缴收入   | 5000.00    | 活动支出   | 4000.00
      上年结余   | ${opening} | 本年结余   | ${left}
      收入总计   | ${total}   | 支出总计   | ${total}
    `,
    );
  const first = account(2016, "600.50", "1600.50", "5600.50");
  expect(carried(account(2017, "1600.50", "2600.50", "6600.50"), previousOf("2016", true, [first]))).toMatchObject({
    tried: 1,
    findings: [],
  });
  expect(carried(account(2017, "1060.50", "2060.50", "6060.50"), previousOf("2016", true, [first])).findings).toHaveLength(1);
});

test("a submission that its name says is of half a year closes none, and a fund that a title names is no other", () => {
  const now = report("2017年报告.docx", "2017年度基金运行报告", "居民医保基金上年累计结余100.50万元。");
  const half = previousOf("2016年上半年分析", true, [report("分析.docx", "2016年上半年分析", "居民医保基金累计结余90.50万元。")]);
  expect(carried(now, half).tried).toBe(0);
  const table = (title: string, opening: string, closing: string) =>
    report(
      "基金表.docx",
      title,
      drawGrid`
      项目     | 金额（万元）
      上年结余 | ${opening}
      本年收入 | 900.00
      累计结余 | ${closing}
    `,
    );
  const then = previousOf("2016", true, [table("2016年度大病保险资金收支表", "10.00", "330.10")]);
  expect(carried(table("2017年度居民医保基金收支表", "9120.08", "9365.57"), then).tried).toBe(0);
  expect(carried(table("2017年度大病保险资金收支表", "303.10", "365.57"), then).findings).toHaveLength(1);
});

test("a total that is off by what its lines are off is not told again", () => {
  const sheet = (path: string, year: number, opening: readonly string[], closing: readonly string[]) =>
    report(
      path,
      `${year}年政府债务余额情况表`,
      drawGrid`
      项目     | 年初余额（万元） | 年末余额（万元）
      一般债务 | ${opening[0]!}   | ${closing[0]!}
      专项债务 | ${opening[1]!}   | ${closing[1]!}
      合计     | ${opening[2]!}   | ${closing[2]!}
    `,
    );
  const then = previousOf("2016", true, [sheet("2016年债务.docx", 2016, ["312", "184", "496"], ["336", "250", "586"])]);
  const { findings } = carried(sheet("2017年债务.docx", 2017, ["336", "258", "594"], ["341", "303", "644"]), then);
  expect(findings.map(({ at }) => at.label)).toEqual(["专项债务 × 年初余额（万元）"]);
});

test("a submission that was named and is of another place or not of the year before is told of, once", () => {
  const told = (...previous: readonly Previous[]) =>
    examine("2017", [thisYear("101.00")], [], previous).findings.filter(({ code }) => code === "not-checked");
  const [elsewhere, ...others] = told(previousOf("2016", true, [lastYearOf("白水县2016年基金收支表.docx")]));
  expect([others.length, elsewhere?.severity, elsewhere?.message["zh-CN"]]).toEqual([
    0,
    "info",
    "未与指定的上年材料核对：“2016”写的是白水县，本材料写的是青山县。",
  ]);
  expect(told(previousOf("2017", true, [thisYear("1.00")]))).toHaveLength(1);
  expect(told(previousOf("2017", true, [thisYear("1.00")]), previousOf("2016", true, [lastYear]))).toEqual([]);
});

test("a fund left unsaid on one side is a warning at most, and two that differ are no answer", () => {
  const now = report("2017年报告.docx", "2017年度基金运行报告", "基金上年累计结余100.50万元。");
  const then = (...told: readonly string[]) => previousOf("2016", true, [report("2016年报告.docx", "2016年度基金运行报告", ...told)]);
  expect(carried(now, then("2016年职工医保基金累计结余200.50万元。")).findings.map(({ severity }) => severity)).toEqual(["warning"]);
  expect(carried(now, then("2016年职工医保基金累计结余200.50万元。", "2016年居民医保基金累计结余300.50万元。")).tried).toBe(0);
});

test("a submission found beside this one counts only where it is of the same office and the year before", () => {
  const beside = (document: Document) => previousOf("beside", false, [document]);
  expect(carried(thisYear("101.00"), beside(lastYear)).findings).toHaveLength(1);
  expect(carried(thisYear("101.00"), beside(lastYearOf("白水县2016年基金收支表.docx"))).tried).toBe(0);
  expect(carried(thisYear("101.00"), beside(thisYear("110.00"))).tried).toBe(0);
});

test("what records.csv keeps is enough", () => {
  const [csv] = render(examine("2016", [lastYear], []), "zh-CN").filter(({ path }) => path === "records.csv");
  const records = recordsIn(String(csv?.content));
  expect(records?.length).toBeGreaterThan(4);
  expect(carried(thisYear("101.00"), previousFrom("2016", false, records ?? [])).findings).toHaveLength(1);
  expect(recordsIn("a,b\r\n1,2\r\n")).toBeUndefined();
  expect(recordsIn('"')).toBeUndefined();
});
