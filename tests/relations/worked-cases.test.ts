import { describe, expect, test } from "vitest";
import { Decimal, plain } from "../../src/model/decimal.ts";
import type { CanonicalRecord } from "../../src/model/record.ts";
import type { Expression, RelationKind } from "../../src/model/relation.ts";
import { type Unit, unitOf } from "../../src/model/unit.ts";
import { evidence, examine } from "../../src/pipeline.ts";
import { judge } from "../../src/relations/judge.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { difference, figure, number, product, quotient, relate, sum } from "../../src/relations/relate.ts";
import { sheet } from "../support/sheet.ts";

const none = { "zh-CN": "。", en: "." };

/** A figure out of any table: text and unit are enough for the kernel. */
function record(id: string, text: string, unit?: string, isTotal = false): CanonicalRecord {
  const decimals = text.split(".")[1]?.length ?? 0;
  const found: Unit | null = unit === undefined ? null : (unitOf(unit) ?? null);
  return {
    id,
    document: "d",
    documentSha256: "",
    sheet: null,
    tableId: "t",
    tableTitle: "",
    period: null,
    entity: null,
    rowPath: [id],
    columnPath: [],
    indicator: id,
    figure: { raw: text, value: new Decimal(text), decimals, unit: found, qualifier: null },
    decimals,
    isTotal,
    at: { document: "d", label: id },
    row: 0,
    column: 0,
    flags: [],
  };
}

function verdict(kind: RelationKind, total: CanonicalRecord, expression: Expression, others: readonly CanonicalRecord[]) {
  const records = new Map([total, ...others].map((each) => [each.id, each]));
  const relation = relate({ kind, source: "vocabulary", scope: "table", total, role: "x", expression, family: "f", why: none, next: none });
  const result = recalculate(relation, records);
  const [found] = judge([result], records);
  return {
    is: result.verdict.is,
    difference: "difference" in result.verdict ? plain(result.verdict.difference) : "0",
    slack: plain(result.slack!),
    severity: found?.severity,
  };
}

const of = (each: CanonicalRecord): Expression => figure(each, each.id);

describe("the worked cases of design §5", () => {
  test("25277.41 − 24760.69 = 516.72 against 516.71: within slack 0.015, info", () => {
    const [income, outlay] = [record("income", "25277.41", "万元"), record("outlay", "24760.69", "万元")];
    expect(verdict("difference", record("left", "516.71", "万元"), difference(of(income), of(outlay)), [income, outlay])).toEqual({
      is: "rounding",
      difference: "-0.01",
      slack: "0.015",
      severity: "info",
    });
  });

  test("256698.86 − 241153.78 = 15545.08 against 15545.06: beyond slack", () => {
    const [income, outlay] = [record("income", "256698.86", "万元"), record("outlay", "241153.78", "万元")];
    expect(verdict("difference", record("left", "15545.06", "万元"), difference(of(income), of(outlay)), [income, outlay])).toMatchObject({
      is: "differs",
      difference: "-0.02",
    });
  });

  test("8555.37 万元 / 31736 = 2695.79 元 against 2695: truncated", () => {
    const [amount, persons] = [record("amount", "8555.37", "万元"), record("persons", "31736", "人")];
    expect(verdict("average", record("average", "2695", "元"), quotient(of(amount), of(persons)), [amount, persons])).toMatchObject({
      is: "truncated",
      severity: "warning",
    });
  });

  test("44035 / 54666 = 80.55 % against 80 %: truncated", () => {
    const [more, last] = [record("more", "44035", "元"), record("last", "54666", "元")];
    expect(verdict("growth", record("rate", "80", "%"), quotient(of(more), of(last)), [more, last])).toMatchObject({
      is: "truncated",
      severity: "warning",
    });
  });

  test("1371+13457+8308+8598 = 31734 against 31736: error", () => {
    const levels = ["1371", "13457", "8308", "8598"].map((text, index) => record(`level${index}`, text, "人"));
    expect(verdict("sum", record("all", "31736", "人"), sum(levels.map(of)), levels)).toEqual({
      is: "differs",
      difference: "2",
      slack: "0",
      severity: "error",
    });
  });

  test.each([
    ["5176.05", "agrees"],
    ["5176.06", "differs"],
  ])("51 760 512.34 元 against %s 万元: %s", (text, is) => {
    const booked = record("booked", "51760512.34", "元");
    expect(verdict("tie", record("form", text, "万元"), of(booked), [booked]).is).toBe(is);
  });

  test.each([
    ["100", "rounding"],
    ["101", "rounding"],
    ["102", "differs"],
  ])("three times 33 in a converted unit against %s: %s", (text, is) => {
    const parts = ["a", "b", "c"].map((id) => record(id, "33", "万元"));
    expect(verdict("sum", record("all", text, "万元"), sum(parts.map(of)), parts)).toMatchObject({ is, slack: "2" });
  });

  test.each([
    ["18.74", "18", "truncated"],
    ["19.951", "18", "differs"],
    ["13.502", "13", "truncated"],
    ["19.8", "20", "agrees"],
  ])("20 points × rate = %s against %s: %s", (exact, text, is) => {
    const rate = number(new Decimal(exact).div(20), "rate");
    expect(verdict("score", record("score", text, "分"), product(number(new Decimal(20), "20"), rate), []).is).toBe(is);
  });

  test("a divisor that may be nought is not checked", () => {
    const [amount, persons] = [record("amount", "1", "万元"), record("persons", "0.3", "万人")];
    expect(
      recalculate(
        relate({
          kind: "average",
          source: "vocabulary",
          scope: "table",
          total: record("x", "3", "元"),
          role: "x",
          expression: quotient(of(amount), of({ ...persons, decimals: 0 })),
          family: "f",
          why: none,
          next: none,
        }),
        new Map([amount, { ...persons, decimals: 0 }, record("x", "3", "元")].map((each) => [each.id, each])),
      ).verdict,
    ).toEqual({ is: "untested", because: "zero-divisor" });
  });
});

const FUND = sheet(`
  区县 | 收入 | 支出 | 当年结余 | 上年结余 | 累计结余
  东山 | 25277.40 | 24760.69 | 516.71 | 12260.54 | 12777.25
  西岭 | 45246.62 | 40318.54 | 4928.08 | 26600.16 | 31528.24
  北港 | 5176.05 | 3988.93 | 1187.117 | 5829.65 | 7016.77
  南塘 | 5967.83 | 5793.05 | 174.78 | 5246.24 | 5421.02
  合计 | 81667.90 | 74861.21 | 6806.69 | 49936.59 | 56743.28`);

describe("5176.05 − 3988.93 against 1187.117 in a two-decimal column", () => {
  const { findings } = examine("s", [FUND], []);

  test("is inside every interval, yet excess precision, with the suspect and its correction", () => {
    const serious = findings.filter(({ severity }) => severity !== "info");
    expect(serious.map(({ code, severity, at, suspect }) => [code, severity, at.a1, suspect?.reported, suspect?.suggested])).toEqual([
      ["excess-precision", "warning", "D4", "1187.117", "1187.12"],
    ]);
  });

  test("the difference −0.003 is shown as rounding under the same root", () => {
    const [rounding] = findings.filter(({ code }) => code === "rounding");
    expect([rounding?.difference, rounding?.at.a1, rounding?.root]).toEqual(["-0.003", "D4", findings[0]!.root]);
  });

  test("the balance downstream holds", () => {
    const seen = evidence([FUND]);
    expect(seen.records.size).toBe(25);
    expect(findings.some(({ at }) => at.a1 === "F4")).toBe(false);
  });
});
