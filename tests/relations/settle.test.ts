import { describe, expect, test } from "vitest";
import { examine } from "../../src/pipeline.ts";
import { sheet } from "../support/sheet.ts";

const found = (drawing: string) =>
  examine("s", [sheet(drawing)], [])
    .findings.filter(({ severity }) => severity !== "info")
    .map(({ id, at, code, suspect }) => ({ id, at: at.a1, code, suspect: suspect?.locator.a1 }));

describe("settle", () => {
  const twoOfOneName = `
    项目 | 一季度 | 二季度 | 合计
    工资 | 100.25 | 110.35 | 210.60
    其他 | 20.15 | 30.25 | 51.40
    社保 | 55.10 | 44.21 | 99.31
    其他 | 11.18 | 12.99 | 25.17
    办公费 | 71.23 | 80.11 | 151.34
    差旅费 | 15.66 | 19.82 | 35.48`;

  test("two lines of one name that are wrong alike are two findings with ids of their own", () => {
    const findings = found(twoOfOneName);
    expect(findings.map(({ at, code }) => [at, code])).toEqual([
      ["D3", "sum-mismatch"],
      ["D5", "sum-mismatch"],
    ]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
    expect(found(twoOfOneName)).toEqual(findings);
  });

  test("findings of a sheet stand in the order of its rows and columns", () => {
    const rows = Array.from({ length: 12 }, (_, n) => `    单位${n + 1} | 1${n + 10}.25 | 20.50 | ${n % 4 === 3 ? 91 : 131 + n - 1}.75`);
    const places = found(["    单位 | 一季度 | 二季度 | 合计", ...rows].join("\n"))
      .filter(({ code }) => code === "sum-mismatch")
      .map(({ at }) => at);
    expect(places).toEqual(["D5", "D9", "D13"]);
  });

  test("a row entered twice that the total is off by is one cause: the total is the finding, the row a note under the same root", () => {
    const rows = `
    项目 | 人次 | 金额（万元）
    住院 | 35611 | 19837.33
    门诊 | 86077 | 5123.42
    门诊 | 86077 | 5123.42
    大病 | 1204 | 862.15`;
    const told = (total: string) => examine("s", [sheet(`${rows}\n${total}`)], []).findings.filter(({ code }) => code !== "text-number");
    const [heads, money, doubled, ...others] = told("合计 | 122892 | 25822.90");
    expect(others).toEqual([]);
    expect([heads, money].map((each) => [each?.code, each?.at.a1])).toEqual([
      ["sum-mismatch", "B6"],
      ["sum-mismatch", "C6"],
    ]);
    expect(heads?.next.en).toContain("entered twice");
    expect(doubled).toMatchObject({ code: "duplicate-row", severity: "info", root: heads?.root });
    expect(money?.root).toBe(heads?.root);
    expect(told("合计 | 208969 | 30946.32")).toMatchObject([{ code: "duplicate-row", severity: "warning" }]);
  });
});
