import { expect, test } from "vitest";
import { agrees, finer, looksCopied, significance } from "../../../src/prose/words/likeness.ts";
import { factsOf } from "../try-prose.ts";

const pair = (a: string, b: string) => [a, b].map((raw) => factsOf(`基金支出${raw}。`)[0]!.record) as [never, never];

test.each([
  ["11046万元", "110463776.93元", true],
  ["11046万元", "11046.38万元", true],
  ["1.6万人", "16000人", true],
  ["31734人", "31736人", false],
  ["638.43万元", "638.432万元", true],
  ["0.44亿元", "4500万元", false],
])("%s and %s are one value: %s", (a, b, expected) => expect(agrees(...pair(a, b))).toBe(expected));

test("the finer of two prints more", () => {
  expect(finer(...pair("110463776.93元", "11046.38万元"))).toBe(true);
  expect(finer(...pair("11046万元", "11046.38万元"))).toBe(false);
});

test("digits that agreement rests on", () => expect(significance(...pair("1.6万人", "16000人"))).toBe(2));

test.each([
  ["31734人", "31736人", true],
  ["76.90712万元", "67.90712万元", true],
  ["243801万元", "243801元", true],
  ["10.00万元", "60.00万元", false],
  ["8555.37万元", "8198.75万元", false],
  ["12人", "13人", false],
])("%s looks like %s copied wrongly: %s", (a, b, expected) => expect(looksCopied(...pair(a, b))).toBe(expected));
