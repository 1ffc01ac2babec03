import { describe, expect, test } from "vitest";
import { decimal } from "../../../src/model/decimal.ts";
import type { Expression } from "../../../src/model/relation.ts";
import { apart, termsOf } from "../../../src/reports/html/terms.ts";
import { smallExamination } from "../../support/examination.ts";

const records = new Map(smallExamination().records.map((record) => [record.id, record]));
const figure = (record: string, role: string): Expression => ({ op: "figure", record, role });
const A = figure("d1t1r2c2", "a");
const B = figure("d1t1r2c3", "b");
const C = figure("d1t1r3c2", "c");
const sum = (...terms: readonly (readonly [1 | -1, Expression])[]): Expression => ({
  op: "sum",
  terms: terms.map(([weight, of]) => ({ weight, of })),
});
const drawn = (expression: Expression): readonly string[] =>
  termsOf(expression, records).map(({ sign, name, raw, unit, close }) =>
    [sign, name, raw, unit, close].filter((part) => part !== "").join(" "),
  );

describe("figures down the page", () => {
  test("a sum and a difference", () => {
    expect(drawn(sum([1, A], [1, B], [-1, C]))).toEqual(["a 3976.05 万元", "+ b 1200.00 万元", "− c 4000.00 万元"]);
  });
  test("brackets stand where the formula needs them", () => {
    expect(drawn({ op: "quotient", numerator: sum([1, A], [-1, B]), denominator: B })).toEqual([
      "( a 3976.05 万元",
      "− b 1200.00 万元 )",
      "÷ b 1200.00 万元",
    ]);
    expect(drawn(sum([1, A], [-1, sum([1, B], [1, C])]))).toEqual(["a 3976.05 万元", "− ( b 1200.00 万元", "+ c 4000.00 万元 )"]);
    expect(drawn(sum([-1, A]))).toEqual(["− a 3976.05 万元"]);
  });
  test("stated numbers and products", () => {
    const price: Expression = { op: "number", value: decimal("150"), words: "150元" };
    expect(drawn({ op: "product", factors: [A, price] })).toEqual(["a 3976.05 万元", "× 150 元"]);
    expect(drawn({ op: "number", value: decimal("4"), words: "4（到位率 >= 100%）" })).toEqual(["4（到位率 >= 100%） 4"]);
  });
  test("a figure that is not there is shown as missing", () => {
    expect(drawn(figure("nowhere", "x"))).toEqual(["x —"]);
  });
});

test.each([
  ["93.01%", "%", "93.01", "%"],
  ["150元/人", null, "150", "元/人"],
  ["1,204.50", "万元", "1,204.50", "万元"],
  ["-5", "人", "-5", "人"],
  ["≥98%", "%", "≥98%", ""],
  ["(20分*执行率) 13", "分", "(20分*执行率) 13", "分"],
])("%s with unit %s is written %s and %s", (raw, unit, number, beside) => {
  expect(apart(raw, unit)).toEqual({ raw: number, unit: beside });
});
