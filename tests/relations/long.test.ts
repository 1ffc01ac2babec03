import { expect, test } from "vitest";
import { Decimal } from "../../src/model/decimal.ts";
import type { CanonicalRecord } from "../../src/model/record.ts";
import { evidence } from "../../src/pipeline.ts";
import { axesOf, type Line } from "../../src/relations/axis.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { sumFormula } from "../../src/relations/totals.ts";
import { sheet } from "../support/sheet.ts";

const none = { "zh-CN": "。", en: "." };
/** More than a call takes arguments. */
const LINES = 200_000;

test("a total of two hundred thousand lines is added up like any other", () => {
  const seen = evidence([sheet("单位 | 金额\n甲 | 1\n乙 | 1\n合计 | 2")]);
  const [, rows] = axesOf(seen, seen.tables[0]!);
  const column = rows.across[0]!;
  const [first, , closing] = rows.lines as readonly [Line, Line, Line];
  const record = rows.at(first, column)!;
  const lines = Array.from({ length: LINES }, (_, index): Line => ({ ...first, index }));
  const total: CanonicalRecord = { ...rows.at(closing, column)!, figure: { ...record.figure, value: new Decimal(LINES) } };
  const axis = { ...rows, lines: [...lines, closing], at: (line: Line) => (line === closing ? total : record) };
  const relation = sumFormula(axis, closing, lines, { family: "footing", why: none, next: none }).on(column)!;
  const records = new Map([total, record].map((each) => [each.id, each]));
  expect(recalculate(relation, records).verdict).toEqual({ is: "agrees" });
});
