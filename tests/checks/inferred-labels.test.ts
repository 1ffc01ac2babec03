import { expect, test } from "vitest";
import { inferred } from "../../src/checks/inferred.ts";
import type { Relation } from "../../src/model/relation.ts";
import { evidence } from "../../src/pipeline.ts";
import { figuresOf } from "../../src/relations/relate.ts";
import { sheet } from "../support/sheet.ts";

const DRAWING = `
  区县 | 城镇职工 | 城乡居民 | 合计 | 职工占比
  东山 | 1371.25 | 8308.40 | 9679.65 | 14.17
  西岭 | 13457.61 | 2260.05 | 15717.66 | 85.62
  北港 | 886.90 | 5176.06 | 6602.96 | 14.63
  南浦 | 7016.77 | 918.44 | 7935.21 | 88.43
  中原 | 25277.41 | 24760.69 | 50038.10 | 50.52
  合计 | 48009.94 | 41423.64 | 89433.58 | 53.68`;

/** What is claimed of which figures, without a word. */
function claims(drawing: string): readonly string[] {
  const proposed: readonly Relation[] = [...(inferred.propose?.(evidence([sheet(drawing)])) ?? [])];
  return proposed
    .map(
      ({ kind, total, expression }) =>
        `${kind} ${total} ${figuresOf(expression)
          .map(({ record }) => record)
          .join()}`,
    )
    .sort();
}

/** Every label replaced by a word that means nothing. */
function wordless(drawing: string): string {
  let words = 0;
  return drawing.replace(/[\u4e00-\u9fff]+/g, () => {
    words += 1;
    return `w${"abcdefghijklmnopqrstuvwxyz"[words % 26]}${"qzxjvkw"[words % 7]}u`;
  });
}

test("labels replaced by random words change nothing", () => {
  const expected = claims(DRAWING);
  expect(expected.length).toBeGreaterThan(5);
  expect(claims(wordless(DRAWING))).toEqual(expected);
});
