import { expect, test } from "vitest";
import { CODES } from "../../src/model/finding.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { coverage } from "../../src/relations/coverage.ts";
import { CODE_TITLES, reasonWords, sourceWords, UNTESTED_WORDS } from "../../src/reports/words.ts";
import { smallExamination } from "../support/examination.ts";

const HAN = /\p{Script=Han}/u;

test("every finding code has a title in both languages, and no two share one", () => {
  for (const language of LANGUAGES) expect(new Set(CODES.map((code) => CODE_TITLES[code][language])).size).toBe(CODES.length);
  for (const code of CODES) expect([HAN.test(CODE_TITLES[code]["zh-CN"]), HAN.test(CODE_TITLES[code].en)]).toEqual([true, false]);
});

test("every reason that coverage can give is said in Chinese too", () => {
  const { records, recalculations } = smallExamination();
  const [record] = records;
  const [sample] = recalculations.filter(({ figures }) => figures.some((figure) => figure.record === record?.id));
  const reasons = (Object.keys(UNTESTED_WORDS) as (keyof typeof UNTESTED_WORDS)[]).map(
    (because) => coverage([record!], [{ ...sample!, verdict: { is: "untested", because } }])[0]?.reason,
  );
  reasons.push(coverage([record!], [])[0]?.reason);
  expect(new Set(reasons).size).toBe(Object.keys(UNTESTED_WORDS).length + 1);
  for (const reason of reasons) expect(reasonWords(reason!)["zh-CN"], reason!).toMatch(HAN);
});

test("a reason or source not known is shown as it is, never dropped", () => {
  expect(reasonWords("something new")).toEqual({ "zh-CN": "something new", en: "something new" });
  expect(sourceWords("something new").en).toBe("something new");
});
