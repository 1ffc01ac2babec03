import { describe, expect, test } from "vitest";
import { extentOf, type Stretch, stretchesOf } from "../../../src/reports/html/shown-rows.ts";
import { viewOf } from "../../../src/reports/html/view.ts";
import { drawnGrid } from "../../support/drawn-table.ts";
import { largeExamination } from "../../support/other-examinations.ts";

const drawn = (stretches: readonly Stretch[]): readonly string[] =>
  stretches.map(({ from, to, shown, blank }) => `${from}-${to} ${shown ? "shown" : blank ? "blank" : "left out"}`);
const viewed = (rows: number, wrong: readonly number[]) => viewOf(largeExamination(rows, new Set(wrong)), "en").grids[0]!;
const plain = (rows: readonly (readonly string[])[]) => ({
  id: "g1",
  grid: drawnGrid("a.csv", { in: "csv" }, rows),
  tables: [],
  marks: new Map(),
});

describe("which rows are shown", () => {
  test("all of a small table", () => expect(drawn(stretchesOf(viewed(200, [7]), false))).toEqual(["0-200 shown"]));

  test("of a large one the first, the last, and those around what is judged", () => {
    expect(drawn(stretchesOf(viewed(1000, [499]), false))).toEqual([
      "0-99 shown",
      "100-498 left out",
      "499-501 shown",
      "502-988 left out",
      "989-1000 shown",
    ]);
  });

  test("every row is in exactly one stretch, in order", () => {
    const stretches = stretchesOf(viewed(3000, [0, 150, 151, 2999]), true);
    let next = 0;
    for (const { from, to } of stretches) {
      expect(from).toBe(next);
      next = to + 1;
    }
    expect(next).toBe(3001);
  });

  test("a run of blank rows is told by its length, and blank ends are cut", () => {
    const rows = [["a"], ...Array.from({ length: 5 }, () => [""]), ["b"], [""], ["c"], [""], [""]];
    expect(drawn(stretchesOf(plain(rows), false))).toEqual(["0-0 shown", "1-5 blank", "6-8 shown"]);
    expect(
      extentOf(
        plain([
          ["a", "", ""],
          ["", "", ""],
        ]).grid,
      ),
    ).toEqual({ rows: 1, columns: 1 });
  });
});
