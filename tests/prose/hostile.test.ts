import { describe, expect, test } from "vitest";
import { checks } from "../../src/checks/index.ts";
import { evidence } from "../../src/pipeline.ts";
import { facts } from "../../src/prose/facts.ts";
import { drawDocument } from "../support/draw-grid.ts";
import { fc } from "../support/properties.ts";

const LONG = 100_000;
/** Text that makes careless patterns crawl: each must be read in a moment. */
const SLOW = [
  "1",
  "1-",
  "1,",
  "万",
  "一",
  "百分之",
  "《",
  "（",
  "）",
  "其中",
  "的",
  " ",
  "占",
  "2017年",
  "1万元、",
  "其中1万元，",
  "1.",
  "较上年增加1元，",
  "-",
];

test.each(SLOW)("a hundred thousand characters of %j are read in a moment", (piece) => {
  const text = piece.repeat(LONG / piece.length);
  const before = performance.now();
  facts([drawDocument(`收入${text}支出3万元。`)], []);
  expect(performance.now() - before).toBeLessThan(3000);
});

test("many lines that break off are no endless sentence", () => {
  const line = "全县实际参保人数和应参保人数都由乡镇逐级核对，金额3万元，再由县里汇总上报";
  const before = performance.now();
  const found = facts([drawDocument(...Array.from({ length: 3000 }, () => line))], []);
  expect(found).toHaveLength(3000);
  expect(performance.now() - before).toBeLessThan(3000);
});

describe("whatever the text", () => {
  const word = fc.constantFrom(
    ..."2017年 2016年 上年 基金支出 收入 累计结余 参保人数 其中 合计 占 占比 人均 较 增加 下降 提高到 由 分别为 的 3万元 12.5% 120人 约 以上 （ ） ， 、 。 ； ： 1. （一） 《 》 〔2017〕1号 -".split(
      " ",
    ),
  );
  test("facts are found without a throw, each in its own paragraph, none twice", () => {
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 25 }), { maxLength: 5 }), (lines) => {
        const paragraphs = lines.map((line) => line.join(""));
        const found = facts([drawDocument(...paragraphs)], []);
        expect(new Set(found.map(({ record }) => record.id)).size).toBe(found.length);
        for (const { record } of found) expect(paragraphs[record.at.paragraph! - 1]).toContain(record.figure.raw);
      }),
    );
  });
  test("every check of running text gives relations of known figures only", () => {
    const ofProse = checks.filter(({ id }) => id.startsWith("prose-"));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const seen = evidence([drawDocument(words.join(""))]);
        for (const check of ofProse) for (const { total } of check.propose?.(seen) ?? []) expect(seen.records.has(total)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
