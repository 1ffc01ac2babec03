import { expect, test } from "vitest";
import type { CanonicalRecord } from "../../../src/model/record.ts";
import { spansOf } from "../../../src/reports/html/marked-text.tsx";
import type { Told } from "../../../src/reports/html/view.ts";
import { smallExamination } from "../../support/examination.ts";

const [sample] = smallExamination().records.filter(({ tableId }) => tableId === null);
const told = (raw: string, quote: string): Told => {
  const record: CanonicalRecord = { ...sample!, figure: { ...sample!.figure, raw }, at: { ...sample!.at, quote } };
  return { record, anchor: raw, causes: new Set(), suspects: new Map() };
};
const cut = (text: string, ...all: readonly Told[]): readonly string[] =>
  spansOf(text, all).map(({ start, end }) => `${start}:${text.slice(start, end)}`);

test("the same number twice is marked where each is quoted", () => {
  const text = "主任1人、副主任3人，司机1人。";
  expect(cut(text, told("1人", "主任1人"), told("3人", "副主任3人"), told("1人", "司机1人"))).toEqual(["2:1人", "8:3人", "13:1人"]);
});

test("a figure that is not in the text marks nothing and hides nothing", () => {
  expect(cut("共5人", told("7人", "共7人"), told("5人", "共5人"))).toEqual(["1:5人"]);
});
