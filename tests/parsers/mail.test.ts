import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { type ReadFile, readFile } from "../../src/parsers/index.ts";

const HEAD = "From: a@example.com\r\nTo: b@example.com\r\nSubject: =?gb18030?B?sajLzQ==?=\r\nMIME-Version: 1.0\r\n";
const read = (text: string): Promise<ReadFile> => readFile("邮件.eml", "0".repeat(64), Buffer.from(text, "latin1"), DEFAULT_LIMITS);
const inside = ({ attachments }: ReadFile): [string, string][] =>
  attachments.map((each) => [each.path, "bytes" in each ? Buffer.from(each.bytes).toString() : each.finding.code]);
const paragraphs = ({ document }: ReadFile): unknown[] => document.blocks.map((block) => block.kind === "paragraph" && block.paragraph);
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");

describe("a mail message", () => {
  it("is its text, with everything attached as documents of their own", async () => {
    const part = (headers: string, body: string): string => `--x\r\n${headers}\r\n\r\n${body}\r\n`;
    const file = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n` +
        part("Content-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: base64", "u/m98NanuPY=") +
        part(
          "Content-Type: text/csv; charset=utf-8\r\nContent-Disposition: attachment; filename==?utf-8?B?6KGoLmNzdg==?=\r\nContent-Transfer-Encoding: quoted-printable",
          "a,b\r\n1,=E5=90=88\r\n",
        ) +
        part("Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''%E6%96%87%2F..%2Fx.txt", "x") +
        part("Content-Type: message/rfc822", `${HEAD}\r\ninner`) +
        part('Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline; filename="logo.png"', "png") +
        "--x--\r\n",
    );
    expect(file.document.format).toBe("eml");
    expect(paragraphs(file)).toEqual([{ number: 1, text: "基金支个" }]);
    const found = inside(file);
    expect(found[0]).toEqual(["邮件.eml!/表.csv", expect.stringMatching(/^a,b\r?\n1,合/)]);
    expect(found[1]?.[0]).toBe("邮件.eml!/文/x.txt");
    expect(found[2]).toEqual(["邮件.eml!/message-3.eml", expect.stringContaining("inner")]);
  });

  it("gives a text with tables as a page, and pictures in it as a loss", async () => {
    const file = await read(
      `${HEAD}Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n` +
        `${utf8('<p>见表</p><table><tr><td>合计</td><td>3</td></tr></table><img src="cid:logo">')}\r\n` +
        "--x\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n\r\npng\r\n--x--\r\n",
    );
    expect(file.document).toMatchObject({ format: "eml", blocks: [], losses: [{ what: "picture", count: 1 }] });
    expect(inside(file)).toEqual([["邮件.eml!/message.html", expect.stringContaining("<td>合计</td>")]]);
  });
});
