import { describe, expect, test } from "vitest";
import { looksOf } from "../../../src/reports/html/looks.ts";

describe("how a paragraph looks", () => {
  const look = looksOf(
    "<h1><strong>一、基本情况</strong></h1><p><strong>报 告</strong></p><p>正文<strong>重点</strong></p><ul><li>甲 &amp; 乙</li></ul>",
  );
  test("headings, bold paragraphs and list items as in the reading view", () => {
    expect(look("一、基本情况")).toBe("h1");
    expect(look("报  告 ")).toBe("strong");
    expect(look("甲 & 乙")).toBe("item");
  });
  test("a paragraph that is bold only in part is plain", () => expect(look("正文重点")).toBeUndefined());
  test("without a reading view, numbered headings of official documents", () => {
    const plain = looksOf(undefined);
    expect([plain("二、主要做法"), plain("（一）加强领导"), plain("全年收入100万元。"), plain("一、收入100万元；支出90万元。")]).toEqual([
      "h1",
      "h2",
      undefined,
      undefined,
    ]);
  });
});
