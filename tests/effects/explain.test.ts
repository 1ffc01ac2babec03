import { expect, test } from "vitest";
import { explanation } from "../../src/effects/explain.ts";
import { inFigures } from "../../src/effects/in-figures.ts";
import { type Evidence, type Finding, fileFinding } from "../../src/model/finding.ts";
import type { Language } from "../../src/model/text.ts";

const words = { "zh-CN": "某句。", en: "A sentence." };

/** A finding about a formula; figures as `name, as submitted, value`. */
function about(formula: string, figures: readonly (readonly [string, string, string | null])[], more: Partial<Finding> = {}): Finding {
  const evidence: Evidence[] = figures.map(([role, raw, value], row) => ({
    role,
    raw,
    value,
    locator: { document: "表.csv", row: row + 2, column: 1, label: role },
  }));
  const base = fileFinding("sum-mismatch", "error", "表.csv", words, words);
  const relation = { id: "r", kind: "sum", source: "vocabulary", formula, why: words, holds: 3, fails: 1 };
  return { ...base, at: evidence[0]!.locator, evidence, relation, difference: "1", expected: "1", ...more };
}

const explained = (finding: Finding, language: Language = "zh-CN"): string =>
  explanation({ finding, submission: "材料", folder: "/out/材料" }, language).join("\n");

test("an equation that does not hold is not written as one", () => {
  const rate = [
    ["执行率", "101.89%", "101.89"],
    ["执行数", "4195085", "4195085"],
    ["预算数", "4268747", "4268747"],
  ] as const;
  expect(inFigures(about("执行率 = 执行数 ÷ 预算数", rate))).toBe("101.89% ≠ 4195085 ÷ 4268747");
  expect(inFigures(about("执行率 = 执行数 ÷ 预算数", rate, { difference: "0" }))).toBe("101.89% = 4195085 ÷ 4268747");
  expect(inFigures(about("执行率 = 执行数 ÷ 预算数", rate, { code: "rounding" }))).toBe("101.89% ≈ 4195085 ÷ 4268747");
  expect(
    inFigures(
      about("得分 ≤ 分值", [
        ["得分", "22", "22"],
        ["分值", "20", "20"],
      ]),
    ),
  ).toBe("22 ≰ 20");
  // A sign in a name is not the formula's.
  const named = [
    ["率 = 比", "5", "5"],
    ["甲 = 乙", "4", "4"],
  ] as const;
  expect(inFigures(about("率 = 比 = 甲 = 乙", named))).toBe("5 ≠ 4");
});

test("words around a figure do not get into the equation, and a negative one is put in brackets", () => {
  const figures = (raw: string, value: string) =>
    [
      ["完成值", "51240", "51240"],
      ["目标值", raw, value],
    ] as const;
  for (const [raw, shown] of [
    ["≥52000", "52000"],
    ["不低于52000人", "52000人"],
    ["52000人以上", "52000人"],
    ["新增 52000 人（全年）", "52000"],
    ["-5", "(-5)"],
    ["减少5", "(-5)"],
    ["", "0"],
  ] as const)
    expect(inFigures(about("完成值 ≥ 目标值", figures(raw, shown.replace(/[^\d-]/g, ""))))).toBe(`51240 ≱ ${shown}`);
});

test("where the units differ the result is shown with its own", () => {
  const parts = [
    ["应缴数", "6200.00", "6200.00"],
    ["人数", "413331", "413331"],
  ] as const;
  const finding = about("应缴数 = 人数 × 150元", parts, { unit: "万元", expected: "6199.97" });
  expect(inFigures(finding)).toBe("6200.00万元 ≠ 413331 × 150元");
});

test("a limit is called one, and a figure held against another place is not called computed", () => {
  const two = [
    ["甲", "22", "22"],
    ["乙", "20", "20"],
  ] as const;
  const limit = explained(about("甲 ≤ 乙", two, { expected: "20" }));
  expect(limit).toContain("上限：20");
  expect(limit).not.toContain("重算");
  expect(explained(about("甲 ≥ 乙", two, { expected: "20" }), "en")).toContain("Lower limit: 20");
  const tie = about("甲 = 乙", two, { expected: "20" });
  expect(explained({ ...tie, relation: { ...tie.relation!, kind: "tie" } })).toContain("另一处：20");
  expect(explained(about("甲 = 乙", two, { expected: "20" }))).toContain("重算：20");
});

test("a suggestion has the unit of the figure it is for, and none where that is not known", () => {
  const finding = about(
    "合计 = 甲 + 乙",
    [
      ["合计", "7", "7"],
      ["甲", "2", "2"],
      ["乙", "4", "4"],
    ],
    { unit: "万元", expected: "6" },
  );
  const suspect = (row: number, reported = "7", suggested = "6"): Finding["suspect"] => ({
    locator: finding.evidence[row]!.locator,
    reported,
    suggested,
    why: words,
  });
  expect(explained({ ...finding, suspect: suspect(0) })).toContain("填报 7万元，建议核实是否应为 6万元");
  expect(explained({ ...finding, suspect: suspect(1) }, "en")).toContain("reported 7万元, perhaps it should be 6万元");
  // The parts do not give what is expected: they are in another unit.
  expect(explained({ ...finding, expected: "0.0006", suspect: suspect(1) })).toContain("填报 7，建议核实是否应为 6\n");
  expect(explained({ ...finding, suspect: suspect(0, "7万人", "7人") })).toContain("填报 7万人，建议核实是否应为 7人\n");
});

test("a figure quoted as evidence that brings a sign of its own is set apart by a colon", () => {
  const finding = about("甲 ≥ 乙", [
    ["甲", "1", "1"],
    ["乙", "≥5", "5"],
    ["丙", " ", null],
  ]);
  const text = explained(finding);
  for (const line of ["  甲 = 1  ←", "  乙：≥5  ←", "  丙 = ∅  ←"]) expect(text).toContain(line);
});
