import { expect, test } from "vitest";
import { fc } from "../support/properties.ts";
import { inferIn } from "./drawn.ts";

const table = (rows: number, columns: number, at: (row: number, column: number) => number): readonly (readonly string[])[] =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => String(at(row, column))));

test.each([
  ["noughts", table(20, 8, () => 0)],
  ["equal figures", table(20, 8, () => 37)],
  ["1 … n down the columns", table(30, 1, (row) => row + 1)],
  ["1 … n along the rows", table(1, 30, (_, column) => column + 1)],
  ["constant columns", table(20, 6, (_, column) => 100 * column + 7)],
  ["equal steps", table(40, 5, (row, column) => 100 + 7 * row + 1000 * column)],
  ["one sequence over the rows", table(30, 6, (row, column) => 6 * row + column + 1)],
  ["years", table(12, 3, (row) => 2001 + row)],
])("%s prove nothing", (_, rows) => expect(inferIn(rows)).toEqual([]));

test("small random whole numbers give no relation that fails somewhere", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }), { minLength: 12, maxLength: 12 }), (rows) => {
      const found = inferIn(rows.map((row) => row.map(String)));
      return found.every(({ misses, holds, bits }) => misses === 0 || holds < 2 * misses || bits < 20);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test("large random figures give nothing at all", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(9_999_999), { minLength: 5, maxLength: 5 }), { minLength: 10, maxLength: 10 }), (rows) => {
      return inferIn(rows.map((row) => row.map(String))).every(({ holds }) => holds <= 1);
    }),
    { numRuns: 60, seed: 5 },
  );
});
