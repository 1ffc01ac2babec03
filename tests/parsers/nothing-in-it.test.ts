import { expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { readDocument } from "../../src/pipeline.ts";
import { docxOf } from "../support/office.ts";

test("a file that opens and holds nothing is told to, and is not refused", async () => {
  const files = {
    "mark-only.csv": Buffer.from([0xef, 0xbb, 0xbf]),
    "another-root.docx": docxOf("", { "word/document.xml": "<html><body>1</body></html>" }),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const { format, blocks, findings } = await readDocument(name, "0".repeat(64), bytes, DEFAULT_LIMITS);
    expect([name.split(".")[1], blocks]).toEqual([format, []]);
    expect(findings).toMatchObject([{ code: "not-checked", severity: "info" }]);
    expect(findings[0]?.message["zh-CN"]).toContain("没有任何文字或数字");
  }
});
