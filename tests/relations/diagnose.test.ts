import { describe, expect, test } from "vitest";
import { examine } from "../../src/pipeline.ts";
import { sheet } from "../support/sheet.ts";

const errors = (drawing: string) => examine("s", [sheet(drawing)], []).findings.filter(({ severity }) => severity === "error");

describe("which cell is wrong", () => {
  test("two failing sums that cross in one cell name it", () => {
    const found = errors(`
      区县 | 合计 | 城镇 | 农村
      东山 | 3005.10 | 2003.05 | 1002.05
      西岭 | 3050.20 | 2003.20 | 1020.00
      北港 | 4111.30 | 2222.20 | 1889.10
      合计 | 10166.60 | 6255.45 | 3911.15`);
    expect(found.map(({ suspect }) => [suspect?.locator.a1, suspect?.suggested])).toEqual([
      ["C3", "2030.20"],
      ["C3", "2030.20"],
    ]);
    expect(new Set(found.map(({ root }) => root)).size).toBe(1);
  });

  test("one failing sum of figures that nothing else confirms names none", () => {
    const found = errors(`
      区县 | 参保人数（人）
      东山 | 1371
      西岭 | 13457
      北港 | 8308
      合计 | 23138`);
    expect(found.map(({ suspect }) => suspect)).toEqual([null]);
  });

  test("unless one of them bears the mark of a slip", () => {
    const [found] = errors(`
      区县 | 参保人数（人）
      东山 | 1371
      西岭 | 13475
      北港 | 8308
      合计 | 23136`);
    expect([found?.suspect?.locator.a1, found?.suspect?.suggested]).toEqual(["B3", "13457"]);
  });

  test("two wrong cells that share no relation are two causes", () => {
    const found = errors(`
      区县 | 合计 | 城镇 | 农村
      东山 | 3005.10 | 2003.05 | 1020.05
      西岭 | 3050.20 | 2030.20 | 1020.00
      北港 | 4111.30 | 2222.20 | 1899.10
      合计 | 10166.60 | 6255.45 | 3911.15`);
    expect(new Set(found.filter(({ at }) => at.a1 !== "D5").map(({ root }) => root)).size).toBe(2);
  });
});
