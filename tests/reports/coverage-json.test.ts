import { expect, test } from "vitest";
import { coverageFile, shareOf } from "../../src/reports/coverage-json.ts";
import { lossWords } from "../../src/reports/losses.ts";
import { smallExamination } from "../support/examination.ts";
import { nothingExamined } from "../support/other-examinations.ts";

test("the map shows each figure where it stands", () => {
  const { tables } = coverageFile(smallExamination());
  expect(tables[0]?.map).toEqual([".......", ".......", "..vvdvv", "..dvdvv", "..dddvv"]);
  expect(tables[1]?.map).toEqual([".....", ".uvu.", ".udu."]);
});

test("the share counts what was checked, whether it agreed or not", () => {
  const { tables, prose } = coverageFile(smallExamination());
  expect(tables[0]).toMatchObject({ cells: { verified: 9, disputed: 6, untested: 0 }, share: "1.0000" });
  expect(tables[1]).toMatchObject({ cells: { verified: 1, disputed: 1, untested: 4 }, share: "0.3333" });
  expect(prose).toMatchObject({ cells: { verified: 0, disputed: 1, untested: 1 }, share: "0.5000" });
});

test("a share is cut, never rounded up: one figure left out of many is not all of them", () => {
  expect(shareOf({ verified: 99_999, disputed: 0, untested: 1 })).toBe("0.9999");
  expect(shareOf({ verified: 0, disputed: 0, untested: 0 })).toBeNull();
});

test("every relation a figure names is listed with its verdict; what was not checked has a reason", () => {
  const file = coverageFile(smallExamination());
  const known = new Set(file.relations.map(({ id }) => id));
  const figures = [...file.tables.flatMap((table) => table.figures), ...file.prose.figures];
  expect(figures).toHaveLength(smallExamination().records.length);
  for (const { relations } of figures) for (const id of relations) expect(known).toContain(id);
  for (const { state, relations, reason } of figures) {
    expect(reason === null).toBe(state !== "untested");
    expect(relations.length > 0).toBe(state !== "untested");
  }
  expect(file.relations.find(({ verdict }) => verdict === "untested")).toMatchObject({ because: "range", difference: null });
});

test("a loss has a name in both languages and says which verdicts are weaker for it", () => {
  expect(lossWords("formula without a saved result")).toEqual({
    name: { "zh-CN": "没有保存结果的公式", en: "formula without a saved result" },
    weakens: {
      "zh-CN": "这里没有数值；包括它的合计与关系没有核对",
      en: "there is no value here; totals and relations that take it in were not checked",
    },
  });
  expect(lossWords("element w:sdtPr").name["zh-CN"]).toBe("不认识的元素 w:sdtPr");
  expect(lossWords("macro sheet").weakens).toBeNull();
});

test("what was not understood of a document is listed", () => {
  expect(coverageFile(smallExamination()).documents[0]).toMatchObject({
    path: "附件5-2/基金结余情况表.docx",
    losses: [{ what: "w:drawing", count: 2, name: { en: "w:drawing" }, weakens: { en: expect.stringContaining("look twice") } }],
  });
  expect(coverageFile(nothingExamined())).toMatchObject({ share: null, tables: [], documents: [{ losses: [] }] });
});
