import { expect, test } from "vitest";
import { type Drawing, drawn, inferIn, verdicts } from "./drawn.ts";

/** Columns: three parts, their sum, a part's rate of it; the last row adds the rows up; one figure of row 3 is wrong. */
const TABLE = drawn(`
  1371.25 8308.40 598.17 10277.82 13.34
  13457.61 2260.05 471.38 16189.04 83.13
  886.90 5176.06 3988.93 10051.89 8.82
  7016.77 918.44 2695.12 10360.33 66.01
  25277.41 24760.69 516.72 50554.82 50.00
  4195.08 662.02 9127.71 13984.81 30.00
  52205.02 42085.66 17398.03 111688.71 .`);

const map = (rows: Drawing, change: (text: string, row: number, column: number) => string): Drawing =>
  rows.map((row, r) => row.map((text, c) => (text === "." ? text : change(text, r, c))));

const expected = verdicts(inferIn(TABLE));

test("the table says something, and one line misses", () => {
  expect(expected).toContain("sum 0,3 = 0,0 0,1 0,2 exact");
  expect(expected).toContain("sum 3,3 = 3,0 3,1 3,2 misses");
  expect(expected).toContain("sum 6,0 = 0,0 1,0 2,0 3,0 4,0 5,0 exact");
});

test("rows in another order", () => {
  const order = [4, 2, 0, 5, 1, 3, 6];
  const moved = order.map((row) => TABLE[row]!);
  expect(verdicts(inferIn(moved), (row, column) => `${order[row]},${column}`)).toEqual(expected);
});

test("rows and columns exchanged", () => {
  const turned = TABLE[0]!.map((_, column) => TABLE.map((row) => row[column]!));
  expect(verdicts(inferIn(turned), (row, column) => `${column},${row}`)).toEqual(expected);
});

test("blank and text columns and rows in between", () => {
  const wider = TABLE.flatMap((row, r) => {
    const wide = row.flatMap((text, column) => (column === 2 ? [".", text, "word"] : [text]));
    return r === 3 ? [wide.map(() => "."), wide] : [wide];
  });
  const back = (column: number): number => (column > 3 ? column - 2 : column === 3 ? 2 : column);
  expect(verdicts(inferIn(wider), (row, column) => `${row > 3 ? row - 1 : row},${back(column)}`)).toEqual(expected);
});

test("another unit: cents for whole ones", () => {
  const cents = map(TABLE, (text, _, column) => (column === 4 ? text : text.replace(".", "").replace(/^0+(?=\d)/, "")));
  expect(verdicts(inferIn(cents))).toEqual(expected);
});

test("noughts at the end printed or dropped", () => {
  const dropped = map(TABLE, (text) => text.replace(/0+$/, "").replace(/\.$/, ""));
  expect(verdicts(inferIn(dropped))).toEqual(expected);
});
