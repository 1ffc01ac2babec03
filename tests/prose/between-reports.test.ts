import { describe, expect, test } from "vitest";
import { evidence } from "../../src/pipeline.ts";
import { tiesBetweenReports } from "../../src/prose/ties/between-reports.ts";
import { named } from "../../src/prose/words/named.ts";
import { drawDocument } from "../support/draw-grid.ts";

/** `reported ~ other` for each tie of two reports of one submission, `=` where they agree. */
function ties(first: string, second: string): readonly string[] {
  const documents = [
    { ...drawDocument(first), path: "一.docx" },
    { ...drawDocument(second), path: "二.docx" },
  ];
  return tiesBetweenReports(named(evidence(documents)).ofProse).map(
    ({ fact, other, agrees }) => `${fact.record.figure.raw} ${agrees ? "=" : "≠"} ${other.record.figure.raw}`,
  );
}

describe("two reports of one submission", () => {
  test("agree", () =>
    expect(ties("2023年城市低保对象1264户1893人。", "全区现有城市低保对象1264户1893人。")).toEqual(["1264户 = 1264户", "1893人 = 1893人"]));
  test("differ in the second of two figures side by side", () =>
    expect(ties("2023年城市低保在册对象1264户1893人。", "城市低保对象1264户1898人。")).toEqual(["1264户 = 1264户", "1898人 ≠ 1893人"]));
  test("differ by two digits swapped, and share another figure", () =>
    expect(ties("2023年救助资金支出1815.84万元，资助困难学生50861人次。", "资助困难学生50861人次。全年救助资金支出1851.84万元。")).toEqual([
      "50861人次 = 50861人次",
      "1851.84万元 ≠ 1815.84万元",
    ]));
  test("that share no figure speak of two things", () =>
    expect(ties("2023年救助资金支出1815.84万元。", "2023年救助资金支出1851.84万元。")).toEqual([]));
  test("of two years", () => expect(ties("2023年城市低保对象1264户1893人。", "2022年城市低保对象1264户1898人。")).toEqual([]));
  test("of two schemes", () => expect(ties("2023年城市低保对象1264户1893人。", "2023年职工医保缴费1264户1898人。")).toEqual([]));
});
